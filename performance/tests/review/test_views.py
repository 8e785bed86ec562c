import pytest
from django.test import Client
from django.urls import reverse

from performance.models import Appraisal, Determination, Feedback, Objection, PerformancePlan
from performance.review.services import file_objection, sign
from performance.tests.factories import (
    account,
    make_achievement,
    make_office,
    make_rating,
    opens_tomorrow,
)
from performance.tests.review.office import Office as AnyOffice
from simpeg.audit.models import ReadEntry

pytestmark = pytest.mark.django_db


class Office(AnyOffice):
    """The same, with its pages."""

    def __init__(self, staff=3):
        super().__init__(staff)
        self.list = reverse("review:people", args=[self.window.pk])

    def rate_url(self, place=0):
        return reverse("review:rate", args=[self.window.pk, self.plans[place].pk])

    def client(self, user=None):
        client = Client()
        client.force_login(user or self.rater)
        return client

    def typed(self, **fields):
        said = {"result": 2, "result_reason": "Tercapai", "behaviour": 2, "behaviour_reason": "Ramah", "seen": "0"}
        return said | fields


@pytest.fixture
def office():
    return Office()


def read_by(user):
    return set(ReadEntry.objects.filter(reader=user.pk).values_list("employee", flat=True))


def test_the_head_sees_his_people_and_who_waits(office):
    Feedback.objects.create(plan=office.plans[0], words="Rapi", from_appraiser=True, by=office.rater)
    make_rating(office.plans[1], office.window, by=office.rater)

    page = office.client().get(office.list, {"daftar": "semua"}).content.decode()

    assert page.count("Belum dinilai</span>") == 2
    assert "Sesuai" not in page
    assert "<strong>1</strong> dari 3 sudah dinilai" in page
    assert read_by(office.rater) == {person.pk for person in office.people}


def test_the_list_narrows_to_who_waits_who_is_done_and_to_a_name(office):
    make_rating(office.plans[1], office.window, by=office.rater)
    client = office.client()

    def names(**filters):
        page = client.get(office.list, filters).content.decode()
        return [person.name for person in office.people if person.name in page]

    assert names() == ["Staf 01", "Staf 03"]
    assert names(daftar="sudah") == ["Staf 02"]
    assert names(daftar="semua", q="staf 03") == ["Staf 03"]
    assert names(daftar="semua", q="tidak ada") == []
    assert names(daftar="entah", q="\0") == ["Staf 01", "Staf 03"]


@pytest.mark.parametrize("staff", [5, 40])
def test_the_head_of_forty_asks_no_more_than_the_head_of_five(staff, django_assert_num_queries):
    office = Office(staff=staff)
    for plan in office.plans[:3]:
        make_rating(plan, office.window, by=office.rater)
    client = office.client()
    client.get(office.list)

    with django_assert_num_queries(14):
        client.get(office.list, {"daftar": "semua"})


@pytest.mark.parametrize("staff", [2, 40])
def test_one_person_is_shown_with_the_same_number_of_queries_however_many_there_are(staff, django_assert_num_queries):
    office = Office(staff=staff)
    client = office.client()
    client.get(office.rate_url())

    with django_assert_num_queries(26):
        client.get(office.rate_url())


def test_a_rating_is_kept_and_the_next_who_waits_follows(office):
    make_rating(office.plans[1], office.window, by=office.rater)
    client = office.client()

    answer = client.post(office.rate_url(), office.typed())

    assert answer.url == office.rate_url(2)
    assert Appraisal.objects.get(plan=office.plans[0]).predikat == 2

    answer = client.post(office.rate_url(2), office.typed())

    assert answer.url == office.list


def test_what_is_missing_is_said_and_what_was_typed_stays(office):
    answer = office.client().post(office.rate_url(), office.typed(result="", result_reason="Laporan lengkap"))

    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Pilih salah satu rating." in page
    assert 'value="Laporan lengkap"' in page
    assert not Appraisal.objects.exists()


@pytest.mark.parametrize(
    "fields", [{"result": "9"}, {"result": "²"}, {"behaviour": "-1"}, {"result_reason": "x" * 1001}]
)
def test_what_no_form_would_send_is_refused(office, fields):
    assert office.client().post(office.rate_url(), office.typed(**fields)).status_code == 422


def test_the_second_of_two_windows_is_told_and_keeps_its_words(office):
    client = office.client()
    client.post(office.rate_url(), office.typed())

    answer = client.post(office.rate_url(), office.typed(result=1, result_reason="Luar biasa"))

    assert answer.status_code == 422
    page = answer.content.decode()
    assert "baru saja diubah" in page
    assert 'value="Luar biasa"' in page
    assert Appraisal.objects.get().result == 2


def test_somebody_elses_people_are_not_there(office):
    for user in (office.boss, account(office.people[1])):
        assert office.client(user).get(office.rate_url()).status_code == 404
        assert office.client(user).post(office.rate_url(), office.typed()).status_code == 404
    assert not Appraisal.objects.exists()


def test_signing_shows_the_distribution_and_the_deviations_and_asks_for_the_reason():
    office = Office(staff=10)
    make_achievement(office.window, office.unit)
    for plan in office.plans:
        make_rating(plan, office.window, by=office.rater)
    client, url = office.client(), reverse("review:sign", args=[office.window.pk])

    page = client.get(url).content.decode()

    assert "Baik paling banyak 70%. Sekarang 10 dari 10 pegawai (100,0%)." in page

    answer = client.post(url, {"seen": "0-10-0-0-0", "reason": ""})

    assert answer.status_code == 422
    assert "Tulis alasannya, lalu tandatangani." in answer.content.decode()

    answer = client.post(url, {"seen": "0-10-0-0-0", "reason": "Target tercapai"})

    kept = Determination.objects.get()
    assert answer.url == kept.get_absolute_url()
    assert "Target tercapai" in client.get(answer.url).content.decode()


@pytest.mark.parametrize("seen", ["", "1", "a-b-c-d-e", "0-3-0-0-²", "0-999999999999-0-0-0"])
def test_a_signature_under_nothing_is_refused(office, seen):
    make_achievement(office.window, office.unit)
    for plan in office.plans:
        make_rating(plan, office.window, by=office.rater)

    answer = office.client().post(reverse("review:sign", args=[office.window.pk]), {"seen": seen})

    assert answer.status_code == 422
    assert not Determination.objects.exists()


@pytest.fixture
def signed(office):
    make_achievement(office.window, office.unit)
    for plan in office.plans:
        make_rating(plan, office.window, by=office.rater)
    sign(office.window, appraiser=office.chief, reason="", seen=[0, 3, 0, 0, 0], by=office.rater)
    office.appraisal = Appraisal.objects.get(plan=office.plans[0])
    return office


def test_a_person_accepts_on_his_page(signed):
    client = signed.client(signed.user)

    assert "Terima predikat" in client.get(signed.appraisal.get_absolute_url()).content.decode()

    client.post(reverse("review:accept", args=[signed.appraisal.pk]))
    page = client.get(signed.appraisal.get_absolute_url()).content.decode()

    assert "tercatat pada berkas" in page
    assert "Terima predikat" not in page
    assert read_by(signed.user) == set()


def test_a_person_objects_and_the_superior_decides(signed):
    client, boss = signed.client(signed.user), signed.client(signed.boss)
    url = reverse("review:object", args=[signed.appraisal.pk])

    assert client.post(url, {"words": " "}).status_code == 422
    client.post(url, {"words": "Target saya tercapai"})
    objection = Objection.objects.get()

    assert "1 keberatan" in boss.get(reverse("performance:index")).content.decode()
    page = boss.get(objection.get_absolute_url()).content.decode()
    assert "Target saya tercapai" in page
    assert signed.people[0].pk in read_by(signed.boss)

    answer = boss.post(objection.get_absolute_url(), {"result": 1, "behaviour": 1, "reason": ""})
    assert answer.status_code == 422
    boss.post(objection.get_absolute_url(), {"result": 1, "behaviour": 1, "reason": "Bukti lengkap"})

    page = client.get(signed.appraisal.get_absolute_url()).content.decode()
    assert "Sangat Baik" in page
    assert "Bukti lengkap" in page


def test_an_objection_of_somebody_else_is_not_there(signed):
    objection = file_objection(signed.appraisal, "Tidak sesuai", by=signed.user)

    for user in (account(signed.people[1]), signed.user):
        answer = signed.client(user).post(objection.get_absolute_url(), {"result": 1, "behaviour": 1, "reason": "Ya"})
        assert answer.status_code == 404
    objection.refresh_from_db()
    assert objection.decided_at is None


def test_before_it_is_signed_nobody_reads_his_own_predikat(office):
    appraisal = make_rating(office.plans[0], office.window, by=office.rater)
    client = office.client(office.user)

    assert client.get(appraisal.get_absolute_url()).status_code == 404
    assert "Sesuai" not in client.get(reverse("performance:index")).content.decode()


def test_outside_the_window_the_page_says_when(office):
    opens_tomorrow(office.window)

    page = office.client().get(office.rate_url()).content.decode()

    assert "minta pengelola kinerja memperpanjangnya" in page
    assert "disabled" in page


def test_whoever_rates_nobody_is_told_why(office):
    page = office.client(office.user).get(office.list).content.decode()

    assert "Tidak ada pegawai yang Anda nilai" in page


def test_a_year_without_any_cycle_says_so():
    _, _, _, chief, _ = make_office()
    client = Client()
    client.force_login(account(chief))

    assert "Tidak ada pegawai yang Anda nilai" in client.get(reverse("review:start")).content.decode()
    assert "Belum ada siklus" in client.get(reverse("performance:index")).content.decode()


def test_the_page_of_a_person_whose_plan_is_not_agreed_says_so(office):
    PerformancePlan.objects.filter(pk=office.plans[0].pk).update(status="DRAFT", agreed_version=None)

    assert "belum disepakati" in office.client().get(office.rate_url()).content.decode()


@pytest.mark.parametrize("staff", [2, 40])
def test_the_page_of_the_signature_asks_the_same_however_many_there_are(staff, django_assert_num_queries):
    office = Office(staff=staff)
    make_achievement(office.window, office.unit)
    for plan in office.plans[:2]:
        make_rating(plan, office.window, by=office.rater)
    client, url = office.client(), reverse("review:sign", args=[office.window.pk])
    client.get(url)

    with django_assert_num_queries(17):
        client.get(url)

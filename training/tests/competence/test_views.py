"""The pages of competence: what they say, to whom, in how many queries, and what they refuse."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from employees.tests.factories import make_appointment, make_employee, make_position, make_unit
from simpeg import roles
from simpeg.audit.models import ReadEntry
from simpeg.jobs.models import Job
from simpeg.testing.people import make_user
from training.models import Assessment, Competence, CompetenceStandard
from training.tests.competence.factories import all_nine, assess, make_standard, of_law, technical

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
RECENT = TODAY - timedelta(days=100)


def make_holder(**fields):
    person = make_employee(**fields)
    make_appointment(person)
    return person


@pytest.fixture
def officer(client):
    user = make_user(role=roles.TRAINING_OFFICER.name)
    client.force_login(user)
    return user


def text(response):
    return " ".join(response.content.decode().split())


# -- The map ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("people", [5, 50])
def test_the_map_asks_as_much_for_five_as_for_fifty(client, officer, people, django_assert_num_queries):
    for number in range(people):
        assess(make_holder(unit=make_unit(f"Dinas {number}")), all_nine(1), on=RECENT)

    with django_assert_num_queries(9):
        response = client.get(reverse("competence:map"))

    assert response.status_code == 200
    assert len(response.content) < 300 * 1024


def test_every_cell_of_the_map_leads_to_its_people(client, officer):
    office = make_unit("Dinas Satu")
    low, fine = make_holder(unit=office, name="Rina Rendah"), make_holder(unit=office, name="Citra Cukup")
    make_standard(office, levels={"M1": 3})
    assess(low, {"M1": 1}, on=RECENT)
    assess(fine, {"M1": 3}, on=RECENT)

    page = text(client.get(reverse("competence:map")))
    href = f"{reverse('competence:people')}?unit={office.pk}&amp;competence={of_law('M1').pk}&amp;state=kurang"
    assert f'heat-4" data-label="M1 Integritas"><a href="{href}"><strong>−1,0</strong><span class="sub">1/2' in page
    people = text(client.get(href.replace("&amp;", "&")))

    assert "Rina Rendah" in people
    assert "Citra Cukup" not in people
    assert "1 dari 3" in people


def test_a_leader_reads_the_map_without_people_and_without_small_groups(client):
    many, few = make_unit("Dinas Besar"), make_unit("Dinas Kecil")
    for _ in range(5):
        assess(make_holder(unit=many), all_nine(1), on=RECENT)
    assess(make_holder(unit=few), all_nine(1), on=RECENT)
    client.force_login(make_user(role=roles.REGIONAL_LEADER.name))

    page = text(client.get(reverse("competence:map")))
    small = text(client.get(reverse("competence:map"), {"unit": few.pk}))

    assert "Dinas Besar" in page
    assert page.count("<strong>0</strong>") == 18  # the large office, and the sums
    assert page.count("100,0%") == 2
    assert "<strong>0</strong>" not in small
    assert "100,0%" not in small
    assert "Kurang dari 5 pegawai yang dinilai" in small
    assert reverse("competence:people") not in page
    assert client.get(reverse("competence:people")).status_code == 403


def test_a_head_begins_with_his_unit_and_sees_no_other(client):
    office, other = make_unit("Dinas Satu"), make_unit("Dinas Dua")
    section = make_unit("Bidang Satu", parent=office)
    assess(make_holder(unit=section), {"M1": 1}, on=RECENT)
    assess(make_holder(unit=other), {"M1": 1}, on=RECENT)
    client.force_login(make_user(role=roles.UNIT_HEAD.name, mandates=[office]))

    page = text(client.get(reverse("competence:map")))
    asked_for_other = text(client.get(reverse("competence:map"), {"unit": other.pk}))

    assert "Bidang Satu" in page
    assert "Dinas Dua" not in page + asked_for_other


@pytest.mark.parametrize("name", ["map", "ranking", "people", "posts", "dictionary"])
@pytest.mark.parametrize(
    "query",
    [
        {"unit": "9" * 30}, {"unit": "٣"}, {"unit": "x", "rows": "x", "columns": "x"},
        {"competence": "0", "state": "x"},
        {"q": "\0", "title": "\0", "match": "x"}, {"halaman": "x"}, {"unit": "0", "reach": "sendiri"},
    ],
)  # fmt: skip
def test_whatever_stands_in_the_address_the_lists_answer(client, officer, name, query):
    make_holder()

    assert client.get(reverse(f"competence:{name}"), query).status_code == 200


def test_the_ranking_names_the_widest_gap_first(client, officer):
    office = make_unit("Dinas Satu")
    person = make_holder(unit=office)
    make_standard(office, levels={"M7": 4, "M2": 2})
    assess(person, {"M7": 1, "M2": 1}, on=RECENT)

    page = text(client.get(reverse("competence:ranking")))

    assert page.index("M7 Mengelola Perubahan") < page.index("M2 Kerja Sama") < page.index("M1 Integritas")
    assert "3 tingkat" in page


# -- People -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("people", [5, 50])
def test_the_list_asks_as_much_for_five_as_for_fifty(client, officer, people, django_assert_num_queries):
    office = make_unit()
    for _ in range(people):
        assess(make_holder(unit=office), {"M1": 1}, on=RECENT)

    asked = {"competence": of_law("M1").pk, "state": "memenuhi"}
    with django_assert_num_queries(11):
        response = client.get(reverse("competence:people"), asked)

    assert response.content.decode().count("1 dari 1") == people


def test_a_match_that_is_known_in_part_says_so(client, officer):
    person = make_holder()
    assess(person, {"M1": 1}, on=RECENT)

    page = text(client.get(reverse("competence:people"), {"match": "sebagian"}))

    assert "100,0%" in page
    assert "8 dari 9 belum dinilai" in page


def test_people_are_taken_away_by_a_logged_job(client, officer, django_capture_on_commit_callbacks):
    person = make_holder()

    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("competence:people-export"), {"reason": ""})

    job = Job.objects.get(task="training.export_competence")
    assert (job.status, job.result["rows"]) == (Job.Status.DONE, 1)
    assert ReadEntry.objects.filter(employee=person.pk, what__startswith="Unduh kompetensi").exists()


def test_the_map_is_taken_away_as_it_is_filtered(client, officer, django_capture_on_commit_callbacks):
    assess(make_holder(), {"M1": 1}, on=RECENT)

    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"{reverse('competence:map-export')}?rows=jabatan")

    job = Job.objects.get(task="training.export_competence_map")
    assert (job.status, job.result["rows"]) == (Job.Status.DONE, 9)


# -- One person -------------------------------------------------------------------------------------------------------


def test_ones_own_page_says_what_is_asked_and_held(client):
    person = make_holder()
    make_standard(person.unit, levels={"M1": 3})
    assess(person, {"M1": 2, "M2": 2}, on=RECENT)
    assess(person, {"M3": 1}, on=date(2020, 1, 2))
    client.force_login(make_user(role=roles.EMPLOYEE.name, nip=person.nip))

    assert client.get(reverse("competence:own")).url == reverse("competence:person", args=[person.nip])
    page = text(client.get(reverse("competence:person", args=[person.nip])))

    assert '<strong class="gap-bad">−1</strong>' in page
    assert "+1" in page
    assert "Kedaluwarsa" in page
    assert "75,0%" in page  # (2 + 1) of (3 + 1)
    assert page.count("scale-missing") == 1
    assert page.count("scale-unknown") == 7  # what nobody assessed is not missing
    assert "Catat penilaian" not in page
    assert not ReadEntry.objects.exists()


def test_somebody_elses_page_is_noted_and_a_strangers_is_not_there(client, officer):
    person = make_holder()

    assert client.get(reverse("competence:person", args=[person.nip])).status_code == 200
    assert ReadEntry.objects.get().what == "Membuka kompetensi pegawai"
    client.force_login(make_user(role=roles.UNIT_HEAD.name, mandates=[make_unit("Lain")]))
    assert client.get(reverse("competence:person", args=[person.nip])).status_code == 404
    assert client.get("/kompetensi/pegawai/x/").status_code == 404


def test_the_file_leads_to_competence_for_whoever_may_read_it(client):
    person = make_holder()
    file, link = reverse("dossier:detail", args=[person.nip]), reverse("competence:person", args=[person.nip])
    readers = {
        make_user(role=roles.EMPLOYEE.name, nip=person.nip): True,
        make_user(role=roles.UNIT_HEAD.name, mandates=[person.unit]): True,
        make_user(role=roles.TRAINING_OFFICER.name): True,
        make_user(role=roles.PROMOTION_OFFICER.name): False,
    }

    for user, leads in readers.items():
        client.force_login(user)
        assert (link in client.get(file).content.decode()) is leads


def test_a_person_is_held_against_another_position(client, officer):
    person = make_holder()
    post = make_position(make_unit("Dinas Lain"), title="Kepala Bidang Arsip", kind="1", echelon=32)
    url = reverse("competence:person", args=[person.nip])

    found = text(client.get(url, {"cari": "arsip"}))
    page = text(client.get(url, {"jabatan": post.pk}))

    assert f'href="?jabatan={post.pk}"' in found
    assert "Dibandingkan dengan jabatan <strong>Kepala Bidang Arsip</strong>" in page
    assert page.count("3 Menengah") == 9
    assert client.get(url, {"jabatan": "9" * 30}).status_code == 404


# -- Assessments ------------------------------------------------------------------------------------------------------


def said(**more):
    data = {"assessed_on": RECENT.isoformat(), "source": "AC", "assessor": "BKN", "decree": "1/AC"}
    return data | {f"level_{of_law(code).pk}": level for code, level in more.items()}


def test_levels_of_one_day_are_written_down(client, officer):
    person = make_holder()

    response = client.post(reverse("competence:assess", args=[person.nip]), said(M1=2, S1=3))

    assert response.url == reverse("competence:person", args=[person.nip])
    rows = Assessment.objects.order_by("competence__code").values_list("competence__code", "level", "assessed_on")
    assert list(rows) == [("M1", 2, RECENT), ("S1", 3, RECENT)]


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({}, "Isi paling sedikit satu tingkat."),
        ({"M1": 6}, "6"),
        ({"M1": "٣"}, "٣"),
        ({"M1": 2, "assessed_on": "0001-01-01"}, "terlalu awal"),
        ({"M1": 2, "assessed_on": "9999-12-31"}, "terlalu jauh"),
        ({"M1": 2, "assessed_on": (TODAY + timedelta(days=1)).isoformat()}, "belum tiba"),
        ({"M1": 2, "assessed_on": "2009-12-31"}, "mendahului pengangkatannya"),
        ({"M1": 2, "source": "x"}, "x"),
        ({"M1": 2, "assessor": "a\0b"}, "null"),
    ],
)
def test_a_bad_assessment_is_refused_and_keeps_what_was_typed(client, officer, wrong, sentence):
    person = make_holder()
    typed = said() | {(f"level_{of_law(name).pk}" if name == "M1" else name): value for name, value in wrong.items()}

    response = client.post(reverse("competence:assess", args=[person.nip]), typed)

    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert 'value="1/AC"' in response.content.decode()
    assert not Assessment.objects.exists()


def test_two_of_one_day_are_refused_and_nothing_is_half_kept(client, officer):
    person = make_holder()
    assess(person, {"M1": 2}, on=RECENT)

    response = client.post(reverse("competence:assess", args=[person.nip]), said(M1=3, M2=3))

    assert response.status_code == 422
    assert "Integritas sudah dinilai pada tanggal itu." in response.content.decode()
    assert Assessment.objects.count() == 1


def test_nobody_writes_his_own(client):
    person = make_holder()
    client.force_login(make_user(role=roles.TRAINING_OFFICER.name, nip=person.nip))
    (row,) = assess(person, {"M1": 2}, on=RECENT)

    assert client.post(reverse("competence:assess", args=[person.nip]), said(M2=5)).status_code == 403
    assert client.post(reverse("competence:correct", args=[row.pk]), {"level": 5}).status_code == 403
    assert client.post(reverse("competence:remove", args=[row.pk]), {"hapus-reason": "x"}).status_code == 403


def test_an_assessment_is_corrected_and_taken_back_for_a_reason(client, officer):
    (row,) = assess(make_holder(), {"M1": 2}, on=RECENT)
    url = reverse("competence:correct", args=[row.pk])

    assert client.post(url, {"level": 3, "source": "UKOM"}).status_code == 422  # no reason
    client.post(url, {"level": 3, "source": "UKOM", "reason": "Salah ketik"})
    row.refresh_from_db()
    assert (row.level, row.source) == (3, "UKOM")

    remove = reverse("competence:remove", args=[row.pk])
    assert client.post(remove, {}).status_code == 422
    client.post(remove, {"hapus-reason": "Salah orang"})
    assert not Assessment.objects.exists()
    assert client.get(url).status_code == 404
    assert client.get(reverse("competence:correct", args=[2**63])).status_code == 404


# -- Standards --------------------------------------------------------------------------------------------------------


def decree(day="2026-01-01", **more):
    return {"valid_from": day, "decree": "800/1", "decree_on": "2025-12-20"} | more


def test_a_standard_is_set_ends_the_one_before_and_ends_itself(client, officer):
    post = make_position(make_unit())
    technical()
    make_standard(post.unit, levels={"M1": 2})
    url = reverse("competence:set-standard", args=[post.pk])

    level = {f"level_{of_law('M1').pk}": 4, "code_1": "tik.01", "code_level_1": 3}
    assert client.post(url, decree(**level)).status_code == 302

    old, new = CompetenceStandard.objects.order_by("valid_from")
    assert (old.valid_until, new.valid_until) == (date(2026, 1, 1), None)
    assert dict(new.levels.values_list("competence__code", "level")) == {"M1": 4, "TIK.01": 3}
    client.post(reverse("competence:end-standard", args=[post.pk]), {"on": "2027-01-01", "reason": "SK dicabut"})
    new.refresh_from_db()
    assert new.valid_until == date(2027, 1, 1)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({}, "Isi paling sedikit satu tingkat"),
        ({"code_1": "XX.1", "code_level_1": "2"}, "XX.1 bukan kode kompetensi teknis"),
        ({"code_1": "M1", "code_level_1": "2"}, "M1 bukan kode kompetensi teknis"),
        ({"code_1": "TIK.01"}, "Pilih tingkatnya"),
        ({"code_level_1": "2"}, "Isi kodenya"),
        ({"code_1": "TIK.01", "code_level_1": "2", "code_2": "TIK.01", "code_level_2": "3"}, "sekali saja"),
        ({"code_1": "TIK.01", "code_level_1": "2", "valid_from": "2024-12-31"}, "Standar yang mulai 01-01-2025"),
        ({"code_1": "TIK.01", "code_level_1": "2", "valid_from": "31-31-2025"}, "tanggal"),
    ],
)
def test_a_bad_standard_is_refused_with_its_sentence(client, officer, wrong, sentence):
    post = make_position(make_unit())
    technical()
    make_standard(post.unit, levels={"M1": 2})

    response = client.post(reverse("competence:set-standard", args=[post.pk]), decree(**wrong))

    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert CompetenceStandard.objects.count() == 1


def test_a_standard_is_copied_to_all_posts_of_its_name(client, officer):
    post = make_position(make_unit("Dinas Satu"))
    others = [make_position(make_unit(f"Dinas {number}")) for number in range(3)]
    make_standard(post.unit, levels={"M1": 3})
    url = reverse("competence:copy-standard", args=[post.pk])

    assert client.post(url, decree()).status_code == 422  # nothing chosen
    assert client.post(url, decree(posts=[others[0].pk])).status_code == 302
    assert client.post(url, decree(day="2026-02-01", all_of_name="on")).status_code == 302

    assert CompetenceStandard.objects.filter(valid_until=None).count() == 4
    made = CompetenceStandard.objects.filter(unit=others[0].unit).order_by("valid_from")
    assert [each.valid_until for each in made] == [date(2026, 2, 1), None]


@pytest.mark.parametrize("posts", [3, 30])
def test_the_posts_ask_as_much_for_three_as_for_thirty(client, officer, posts, django_assert_num_queries):
    for number in range(posts):
        make_position(make_unit(f"Dinas {number}"))

    with django_assert_num_queries(10):
        client.get(reverse("competence:posts"))


# -- The dictionary ---------------------------------------------------------------------------------------------------


def test_the_officer_keeps_the_technical_part_of_the_dictionary(client, officer):
    new = {"code": "ars.01", "name": "Arsip", "meaning": "Menata arsip."}

    client.post(reverse("competence:add-entry"), new)
    found = Competence.objects.get(code="ARS.01")
    again = client.post(reverse("competence:add-entry"), new)
    client.post(
        reverse("competence:correct-entry", args=[found.pk]), new | {"name": "Arsip Dinamis", "reason": "Nama lengkap"}
    )
    client.post(reverse("competence:close-entry", args=[found.pk]), {"reason": "Diganti"})

    found.refresh_from_db()
    assert (found.name, found.closed_on) == ("Arsip Dinamis", TODAY)
    assert again.status_code == 422
    assert "Kode ARS.01 sudah dipakai." in again.content.decode()


def test_what_the_law_fixed_is_not_changed_here(client, officer):
    fixed = of_law("M1")

    assert client.post(reverse("competence:correct-entry", args=[fixed.pk]), {}).status_code == 404
    assert client.post(reverse("competence:close-entry", args=[fixed.pk]), {"reason": "x"}).status_code == 404
    assert client.post(reverse("competence:add-entry"), {"code": "a b", "name": "x", "meaning": "x"}).status_code == 422

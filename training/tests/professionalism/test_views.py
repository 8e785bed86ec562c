"""Who reads whose index, and what the pages say of it."""

from datetime import date

import pytest
from django.utils import timezone
from openpyxl import load_workbook

from employees.tests.factories import make_unit
from simpeg import roles
from simpeg.audit.models import ReadEntry
from simpeg.jobs.models import Job
from simpeg.testing.fixtures import undone
from simpeg.testing.people import make_user
from training.models import IndexMeasurement, IndexScore
from training.professionalism.services import measure, measure_present_year, settle
from training.tests.professionalism.factories import make_course, make_person, make_sanction

YEAR = timezone.localdate().year
pytestmark = pytest.mark.django_db


class Regency:
    """Two offices; in the first a division, and people of every kind. This year and the last are measured."""

    def __init__(self):
        self.office, self.other = make_unit("Dinas Satu"), make_unit("Dinas Dua")
        self.division = make_unit("Bidang Satu", parent=self.office)
        here = {"unit": self.division}
        self.learned = self.make(name="Ani Terlatih", **here)
        make_course(self.learned, ends_on=date(YEAR, 2, 1))
        self.punished = self.make(name="Budi Dihukum", **here)
        make_sanction(self.punished, starts_on=date(YEAR, 1, 2))
        self.head = self.make(name="Citra Kepala", unit=self.office, position="1", echelon=22)
        self.contract = self.make(name="Dewi Kontrak", status="PPPK", standing="71", grade="IX", **here)
        self.unrated = self.make(name="Eka Tanpa Predikat", rating=None, **here)
        self.elsewhere = self.make(name="Fajar Jauh", unit=self.other, position="2", tier="PT")
        self.training = make_user(role=roles.TRAINING_OFFICER.name)
        self.leader = make_user(role=roles.REGIONAL_LEADER.name)
        self.records = make_user(role=roles.RECORDS_OFFICER.name)
        self.head_of_1 = make_user(role=roles.UNIT_HEAD.name, mandates=[self.office], nip=self.head.nip)
        self.opd_of_2 = make_user(role=roles.OPD_OFFICER.name, mandates=[self.other])
        self.own = make_user(role=roles.EMPLOYEE.name, nip=self.learned.nip)
        measure(year=YEAR - 1, by=self.training, reason="Pengukuran")
        self.measurement = measure(year=YEAR, by=self.training, reason="Pengukuran")

    def make(self, *, rating=2, **fields):
        """Somebody who was rated last year."""
        person = make_person(rating=None, **fields)
        if rating:
            person.ratings.create(year=YEAR - 1, rating=rating)
        return person


@pytest.fixture(scope="module")
def regency(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), undone():
        yield Regency()


def page(client, user, url, **query):
    client.force_login(user)
    return client.get(url, query)


def listed(client, user, **query):
    response = page(client, user, "/ip-asn/daftar/", **query)
    return {score.nip for score, _ in response.context["rows"]}


def person_page(client, user, person):
    return page(client, user, f"/ip-asn/pegawai/{person.nip}/")


def nips(*people):
    return {person.nip for person in people}


def test_the_regency_says_its_mean_categories_and_steps(client, regency):
    response = page(client, regency.training, "/ip-asn/")

    text = response.content.decode()
    # 67,5 and 43 and 45 (eselon II, nothing learned) and 20 and 45, without the PPPK.
    assert response.context["row"].people == 5
    assert "44,10" in text
    assert "1 pegawai lain mendapat nilai" in text
    assert [(step.code, step.can, step.best) for step in response.context["steps"]] == [
        ("TEKNIS", 4, 4), ("SEMINAR", 5, 1), ("JABATAN", 2, 0), ("PENDIDIKAN", 5, 0), ("KINERJA", 4, 0),
    ]  # fmt: skip
    assert "tanpa predikat kinerja pada berkas" in text
    assert [row.unit for row in response.context["below"]] == [regency.office, regency.other]


def test_each_number_opens_its_list(client, regency):
    hrefs = page(client, regency.training, f"/ip-asn/unit/{regency.office.pk}/").content.decode()

    assert f"unit={regency.office.pk}&amp;step=TEKNIS&amp;status=PNS" in hrefs
    found = listed(client, regency.training, unit=regency.office.pk, step="TEKNIS", status="PNS")
    assert found == nips(regency.punished, regency.head, regency.unrated)


def test_the_years_stand_beside_each_other(client, regency):
    response = page(client, regency.training, "/ip-asn/", tahun=YEAR - 1)

    assert response.context["measurement"].year == YEAR - 1
    assert [each.measurement.year for each in response.context["trend"]] == [YEAR, YEAR - 1]


@pytest.mark.parametrize("year", ["1999", "2030", "abcd", "٢٠٢٦", "99999999999999999999", "-1", "\0"])
def test_a_year_that_was_not_measured_is_not_found(client, regency, year):
    assert page(client, regency.training, "/ip-asn/", tahun=year).status_code == 404
    assert page(client, regency.training, "/ip-asn/daftar/", tahun=year).status_code == 404


def test_a_head_reads_his_units_and_no_others(client, regency):
    assert page(client, regency.head_of_1, "/ip-asn/")["location"] == f"/ip-asn/unit/{regency.office.pk}/"
    assert page(client, regency.head_of_1, f"/ip-asn/unit/{regency.division.pk}/").status_code == 200
    assert page(client, regency.head_of_1, f"/ip-asn/unit/{regency.other.pk}/").status_code == 404
    assert person_page(client, regency.head_of_1, regency.punished).status_code == 200
    assert person_page(client, regency.head_of_1, regency.elsewhere).status_code == 404
    assert regency.elsewhere.nip not in listed(client, regency.head_of_1)
    assert regency.punished.nip in listed(client, regency.head_of_1)


def test_a_head_cannot_widen_his_list_by_the_address(client, regency):
    assert listed(client, regency.head_of_1, unit=regency.other.pk) == set(listed(client, regency.head_of_1, unit=""))
    response = page(client, regency.head_of_1, "/ip-asn/daftar/", unit=regency.other.pk)
    assert "Dinas Dua" not in response.content.decode()


def test_an_office_reads_its_own_people(client, regency):
    assert listed(client, regency.opd_of_2) == nips(regency.elsewhere)
    assert person_page(client, regency.opd_of_2, regency.learned).status_code == 404


def test_the_leader_reads_everybody(client, regency):
    assert len(listed(client, regency.leader)) == 6
    assert page(client, regency.leader, "/ip-asn/").context["row"].people == 5
    assert person_page(client, regency.leader, regency.elsewhere).status_code == 200


def test_the_leader_asks_for_the_people_of_any_unit(client, regency):
    assert listed(client, regency.leader, unit=regency.other.pk) == nips(regency.elsewhere)
    assert "Dinas Dua" in page(client, regency.leader, "/ip-asn/daftar/").content.decode()


def test_only_who_may_open_the_file_is_led_to_it(client, regency):
    href = f'href="/pegawai/{regency.learned.nip}/"'

    assert href in person_page(client, regency.head_of_1, regency.learned).content.decode()
    assert href not in person_page(client, regency.leader, regency.learned).content.decode()


def test_an_employee_reads_his_own_index_only(client, regency):
    assert page(client, regency.own, "/ip-asn/saya/")["location"] == f"/ip-asn/pegawai/{regency.learned.nip}/"
    assert person_page(client, regency.own, regency.learned).status_code == 200
    assert person_page(client, regency.own, regency.punished).status_code == 404
    for url in ("/ip-asn/", "/ip-asn/daftar/", f"/ip-asn/unit/{regency.office.pk}/"):
        assert page(client, regency.own, url).status_code == 403


def test_an_account_without_a_file_has_no_index_of_its_own(client, regency):
    assert page(client, regency.training, "/ip-asn/saya/").status_code == 404


@pytest.mark.parametrize("role", [roles.PROMOTION_OFFICER, roles.PERFORMANCE_OFFICER, roles.RECRUITMENT_OFFICER])
def test_other_officers_read_no_index(client, regency, role):
    user = make_user(role=role.name)

    assert page(client, user, "/ip-asn/").status_code == 403
    assert person_page(client, user, regency.learned).status_code == 404


def test_reading_somebody_elses_index_is_noted_and_reading_ones_own_is_not(client, regency):
    person_page(client, regency.own, regency.learned)
    person_page(client, regency.records, regency.learned)

    notes = ReadEntry.objects.filter(employee=regency.learned.pk)
    assert list(notes.values_list("reader", "what")) == [(regency.records.pk, "Membuka Indeks Profesionalitas ASN")]


def test_a_page_says_what_the_index_is_made_of_and_what_raises_it_most(client, regency):
    response = person_page(client, regency.own, regency.learned)

    text = response.content.decode()
    assert "67,5" in text
    assert "20 dari 20 JP" in text
    steps = [(step.words, float(step.gain), step.is_best) for step in response.context["steps"]]
    assert steps == [
        ("Satu seminar, lokakarya, kursus, atau magang", 17.5, True),
        ("Predikat Sangat Baik", 5, False),
        ("Ijazah S-2 yang diakui", 5, False),
    ]
    assert float(response.context["steps"][0].total) == 85
    assert response.context["steps"][0].category == "Tinggi"


def test_the_page_follows_the_file_at_once(client, regency):
    make_course(regency.learned, "SEMINAR", ends_on=date(YEAR, 3, 1))

    response = person_page(client, regency.own, regency.learned)

    assert response.context["index"].total == 85
    assert [float(score.total) for score in response.context["scores"]] == [67.5, 20]


def test_the_page_says_what_is_not_on_file(client, regency):
    text = person_page(client, regency.records, regency.unrated).content.decode()

    assert f"Predikat kinerja {YEAR - 1} belum ada pada berkas: sampai +30." in text


def test_a_sanction_is_told_to_those_who_answer_for_it_only(client, regency):
    own = make_user(role=roles.EMPLOYEE.name, nip=regency.punished.nip)

    said = {
        user: "ringan" in person_page(client, user, regency.punished).content.decode()
        for user in (own, regency.records, regency.head_of_1, regency.training, regency.leader)
    }

    assert list(said.values()) == [True, True, False, False, False]


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ({"q": "ani terl"}, {"learned"}),
        ({"category": "RENDAH"}, {"learned"}),
        ({"step": "SEMINAR"}, {"learned"}),
        ({"position_group": "FUNGSIONAL"}, {"elsewhere"}),
        ({"status": "PPPK"}, {"contract"}),
        ({"missing": "predikat"}, {"unrated"}),
        ({"missing": "pendidikan"}, set()),
        ({"step": "TIDAK_ADA"}, set()),
    ],
)
def test_the_list_is_filtered(client, regency, query, names):
    assert listed(client, regency.training, **query) == nips(*(getattr(regency, name) for name in names))


@pytest.mark.parametrize("query", [
    {"unit": "99999999999999999999"}, {"category": "X"}, {"q": "\0"}, {"q": "'; --"}, {"halaman": "x"},
    {"step": "<script>"},
])  # fmt: skip
def test_a_strange_filter_breaks_nothing(client, regency, query):
    response = page(client, regency.training, "/ip-asn/daftar/", **query)

    assert response.status_code == 200
    assert "<script>alert" not in response.content.decode()


def test_whom_a_step_raises_most_stands_first_however_many_pages(client, regency):
    for number in range(52):
        regency.make(name=f"Staf {number:02d}", unit=regency.division)
    measure(year=YEAR, by=regency.training, reason="Pengukuran")

    first = page(client, regency.training, "/ip-asn/daftar/").context
    second = page(client, regency.training, "/ip-asn/daftar/", halaman=first["page"].next).context

    gains = [(-score.gain, score.nip) for score in [*first["page"], *second["page"]]]
    assert len(gains) == 58
    assert gains == sorted(gains)


@pytest.mark.parametrize("people", [0, 45])
def test_a_list_costs_no_query_for_a_row(client, regency, people, django_assert_num_queries):
    for number in range(people):
        regency.make(name=f"Staf {number:02d}", unit=regency.division)
    measure(year=YEAR, by=regency.training, reason="Pengukuran")
    client.force_login(regency.head_of_1)
    client.get("/ip-asn/daftar/")

    with django_assert_num_queries(11):
        client.get("/ip-asn/daftar/")


@pytest.mark.parametrize("units", [0, 20])
def test_an_overview_costs_no_query_for_a_unit(client, regency, units, django_assert_num_queries):
    for number in range(units):
        regency.make(name=f"Staf {number:02d}", unit=make_unit(f"Seksi {number}", parent=regency.office))
    measure(year=YEAR, by=regency.training, reason="Pengukuran")
    client.force_login(regency.training)

    with django_assert_num_queries(11):
        client.get(f"/ip-asn/unit/{regency.office.pk}/")


def test_the_export_holds_whom_the_page_lists(client, regency, django_capture_on_commit_callbacks):
    client.force_login(regency.opd_of_2)

    with django_capture_on_commit_callbacks(execute=True):
        client.post("/ip-asn/daftar/unduh/", {})

    job = Job.objects.get(requested_by=regency.opd_of_2)
    assert (job.status, job.result) == (Job.Status.DONE, {"rows": 1})
    assert ReadEntry.objects.filter(reader=regency.opd_of_2.pk, employee=regency.elsewhere.pk).count() == 1


def test_the_export_holds_what_an_index_is_made_of(regency, django_capture_on_commit_callbacks, client):
    client.force_login(regency.records)

    with django_capture_on_commit_callbacks(execute=True):
        client.post("/ip-asn/daftar/unduh/?q=Budi", {})

    with Job.objects.get(requested_by=regency.records).file.open() as handle:
        rows = [list(row) for row in load_workbook(handle).active.iter_rows(values_only=True)]
    row = dict(zip(rows[-2], rows[-1], strict=True))
    assert (row["NIP"], row["Indeks"], row["Disiplin"], row["Tambahan"]) == (regency.punished.nip, 43, 3, 22.5)
    assert row["Langkah terbaik"] == "Pelatihan teknis 20 JP"
    assert "ringan" in row["Terdiri atas"]


def test_whoever_may_not_take_lists_away_gets_no_export(client, regency):
    client.force_login(regency.leader)

    assert client.post("/ip-asn/daftar/unduh/", {}).status_code == 403


def test_the_training_officer_measures_a_year(client, regency, django_capture_on_commit_callbacks):
    make_course(regency.unrated, ends_on=date(YEAR, 4, 1))
    client.force_login(regency.training)

    with django_capture_on_commit_callbacks(execute=True):
        client.post("/ip-asn/ukur/", {"year": YEAR})

    job = Job.objects.get(requested_by=regency.training)
    assert (job.status, job.result["said"]) == (Job.Status.DONE, f"IP ASN {YEAR} diukur untuk 6 pegawai.")
    assert IndexScore.objects.get(measurement__year=YEAR, employee=regency.unrated).competence == 22.5


@pytest.mark.parametrize("year", ["", "1999", "x", str(YEAR + 1), "9" * 30])
def test_a_year_that_is_not_offered_is_not_measured(client, regency, year):
    client.force_login(regency.training)

    response = client.post("/ip-asn/ukur/", {"year": year}, follow=True)

    assert "Pilih salah satu tahun" in response.content.decode()
    assert not Job.objects.filter(requested_by=regency.training).exists()


def test_a_settled_year_stays_until_it_is_opened_again(client, regency, django_capture_on_commit_callbacks):
    client.force_login(regency.training)

    client.post(f"/ip-asn/{YEAR}/tetapkan/", {"reason": "Laporan ke BKN 1/2027"})
    with django_capture_on_commit_callbacks(execute=True):
        client.post("/ip-asn/ukur/", {"year": YEAR})

    job = Job.objects.get(requested_by=regency.training)
    assert (job.status, "sudah ditetapkan" in job.error) == (Job.Status.FAILED, True)
    assert "Buka kembali" in client.get("/ip-asn/").content.decode()
    client.post(f"/ip-asn/{YEAR}/buka/", {"reason": "Predikat terlambat"})
    assert IndexMeasurement.objects.get(year=YEAR).settled_at is None


@pytest.mark.parametrize("reason", ["", " ", "\0", "x" * 201])
def test_a_year_is_not_settled_without_a_reason(client, regency, reason):
    client.force_login(regency.training)

    response = client.post(f"/ip-asn/{YEAR}/tetapkan/", {"reason": reason})

    assert response.status_code == 422
    assert "Isian belum dapat diterima" in response.content.decode()
    assert IndexMeasurement.objects.get(year=YEAR).settled_at is None


def test_settling_twice_is_told(client, regency):
    settle(regency.measurement, by=regency.training, reason="Laporan")
    client.force_login(regency.training)

    response = client.post(f"/ip-asn/{YEAR}/tetapkan/", {"reason": "Sekali lagi"})

    assert response.status_code == 422
    assert "sudah ditetapkan" in response.content.decode()


def test_others_neither_measure_nor_settle(client, regency):
    for user in (regency.head_of_1, regency.leader, regency.records, regency.own):
        client.force_login(user)
        assert client.post("/ip-asn/ukur/", {"year": YEAR}).status_code == 403
        assert client.post(f"/ip-asn/{YEAR}/tetapkan/", {"reason": "x"}).status_code == 403


def test_every_night_the_running_year_follows_the_files_until_it_is_settled(regency):
    make_course(regency.unrated, ends_on=date(YEAR, 4, 1))

    def competence():
        return IndexScore.objects.get(measurement__year=YEAR, employee=regency.unrated).competence

    settle(regency.measurement, by=regency.training, reason="Laporan")
    measure_present_year(day=timezone.localdate(), by=regency.training)
    assert competence() == 0

    IndexMeasurement.objects.filter(year=YEAR).update(settled_at=None, settled_by=None)
    measure_present_year(day=timezone.localdate(), by=regency.training)
    assert competence() == 22.5


def test_the_file_shows_the_index_to_whom_it_concerns(client, regency):
    said = {
        user: "Indeks Profesionalitas ASN" in page(client, user, f"/pegawai/{regency.learned.nip}/").content.decode()
        for user in (regency.own, regency.training, make_user(role=roles.PROMOTION_OFFICER.name))
    }

    assert list(said.values()) == [True, True, False]

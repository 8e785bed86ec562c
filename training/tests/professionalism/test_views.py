"""Who reads the index of which units and people, and what overview, list and export say."""

import pytest
from openpyxl import load_workbook

from employees.tests.factories import make_unit
from simpeg import roles
from simpeg.audit.models import ReadEntry
from simpeg.jobs.models import Job
from simpeg.testing.people import make_user
from training.models import IndexScore
from training.professionalism.services import measure
from training.tests.professionalism.factories import THIS_YEAR as YEAR
from training.tests.professionalism.factories import listed, nips, page, person_page

pytestmark = pytest.mark.django_db


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


def test_the_year_that_one_looks_at_stays_on_the_way(client, regency):
    unit = f"/ip-asn/unit/{regency.office.pk}/?tahun={YEAR - 1}"

    assert page(client, regency.head_of_1, "/ip-asn/", tahun=YEAR - 1)["location"] == unit
    assert f'href="/ip-asn/?tahun={YEAR - 1}"' in page(client, regency.head_of_1, unit).content.decode()


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


def test_whom_a_list_names_is_noted_as_read(client, regency):
    listed(client, regency.opd_of_2)

    note = ReadEntry.objects.get(reader=regency.opd_of_2.pk)
    assert (note.employee, note.what) == (regency.elsewhere.pk, f"Membuka daftar IP ASN {YEAR}")


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


@pytest.mark.parametrize("role", [roles.PROMOTION_OFFICER, roles.PERFORMANCE_OFFICER, roles.RECRUITMENT_OFFICER])
def test_other_officers_read_no_index(client, regency, role):
    user = make_user(role=role.name)

    assert not IndexScore.objects.visible_to(user).exists()
    assert page(client, user, "/ip-asn/").status_code == 403
    assert person_page(client, user, regency.learned).status_code == 404


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

    with django_assert_num_queries(12):
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


def test_the_export_tells_no_sanction_to_whoever_does_not_answer_for_it(
    regency, django_capture_on_commit_callbacks, client
):
    client.force_login(regency.training)

    with django_capture_on_commit_callbacks(execute=True):
        client.post("/ip-asn/daftar/unduh/?q=Budi", {})

    with Job.objects.get(requested_by=regency.training).file.open() as handle:
        words = " ".join(str(row) for row in load_workbook(handle).active.iter_rows(values_only=True))
    assert regency.punished.nip in words
    assert "ringan" not in words


def test_whoever_may_not_take_lists_away_gets_no_export(client, regency):
    client.force_login(regency.leader)

    assert client.post("/ip-asn/daftar/unduh/", {}).status_code == 403

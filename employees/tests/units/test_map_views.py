from datetime import date
from io import BytesIO

import pytest
from django.core.files.storage import default_storage
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from employees.tests.factories import make_appointment, make_employee, make_position, make_unit
from simpeg.audit.models import ReadEntry
from simpeg.jobs.models import Job
from simpeg.reports.forms import ExportForm
from simpeg.testing.people import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    """A department under the regency: a head who retires, a vacant post, a section with people on no post."""
    top = make_unit("Pemerintah Kabupaten", kind="")
    office = make_unit("Dinas A", parent=top, kind="DINAS", head_echelon=22)
    section = make_unit("Bidang A1", parent=office, head_echelon=32)
    make_position(office, title="Kepala Dinas A", kind="1", echelon=22)
    make_position(section, title="Kepala Bidang A1", kind="1", echelon=32)
    year = timezone.localdate().year
    head = make_employee(
        name="Ani Kepala", unit=office, grade="IV/b", birth_date=date(year - 58, 12, 31), cpns_since=date(1995, 3, 1)
    )
    make_appointment(head, title="Kepala Dinas A", kind="1", echelon=22)
    make_appointment(make_employee(name="Budi", unit=section), title="Juru Bayar")
    return {"top": top, "office": office, "section": section, "head": head}


def get(client, name, *args, user=None, **query):
    client.force_login(user or make_user("view_all_units"))
    return client.get(reverse(name, args=args), query)


def test_the_bezetting_of_the_regency_is_where_the_tree_begins(client, office):
    assert get(client, "units:headcount-start").url == reverse("units:headcount", args=[office["top"].pk])


def test_the_bezetting_of_an_office_names_branches_posts_and_holders(client, office):
    response = get(client, "units:headcount", office["office"].pk)

    page = response.content.decode()
    total = response.context["total"]
    assert (total.need, total.holders, total.short, total.off_map) == (2, 2, 1, 1)
    for text in ("Bidang A1", "Unit ini sendiri", "Ani Kepala", "IV/b", "sesuai"):
        assert text in page


def test_several_mandates_begin_in_several_places(client, office):
    other = make_unit("Dinas B", parent=office["top"], kind="DINAS")
    user = make_user("view_own_units", mandates=[office["office"], other])

    page = get(client, "units:headcount-start", user=user).content.decode()

    assert "Dinas A" in page
    assert "Dinas B" in page


def test_vacancies_say_what_is_vacant_and_who_leaves(client, office):
    page = get(client, "units:vacancies").content.decode()

    assert "Kepala Bidang A1" in page
    assert "belum terisi" in page
    assert "mencapai BUP 60 tahun" in page


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ({"when": "sekarang"}, ["Kepala Bidang A1"]),
        ({"when": "1"}, []),
        ({"when": "5"}, ["Kepala Dinas A"]),
        ({"when": "lewat"}, []),
        ({"echelon": "32"}, ["Kepala Bidang A1"]),
        ({"kind": "4"}, []),
        ({"unit": "section"}, ["Kepala Bidang A1"]),
        ({"year": "0001"}, ["Kepala Bidang A1", "Kepala Dinas A"]),
        ({"unit": "٣"}, ["Kepala Bidang A1", "Kepala Dinas A"]),
        ({"unit": str(2**63)}, ["Kepala Bidang A1", "Kepala Dinas A"]),
        ({"halaman": "\x00"}, ["Kepala Bidang A1", "Kepala Dinas A"]),
    ],
)
def test_vacancies_are_filtered_by_what_stands_in_the_address(client, office, query, titles):
    query = {name: office[value].pk if value in office else value for name, value in query.items()}

    response = get(client, "units:vacancies", **query)

    assert response.status_code == 200
    assert [row.position.title for row in response.context["page"]] == titles


def test_findings_lead_to_where_they_are_mended(client, office):
    keeper = make_user("view_all_units", "change_position")

    page = get(client, "units:findings", user=keeper, kind="LUAR_PETA").content.decode()

    assert f"{reverse('units:position-add', args=[office['section'].pk])}?jabatan=Juru+Bayar" in page
    assert "Tambahkan ke peta jabatan" not in get(client, "units:findings").content.decode()


def test_the_chart_opens_level_by_level_and_says_what_is_vacant(client, office):
    page = get(client, "units:chart", office["top"].pk).content.decode()
    piece = client.get(
        reverse("units:chart-level", args=[office["office"].pk]), headers={"HX-Request": "true"}
    ).content.decode()

    assert "Ani Kepala" in page
    assert "Bidang A1" not in page
    assert "LOWONG" in piece
    assert "<html" not in piece
    assert client.get(reverse("units:chart-level", args=[office["office"].pk])).url == reverse(
        "units:chart", args=[office["office"].pk]
    )


def test_the_sheet_bundles_many_units_that_are_alike(client, office):
    for number in range(9):
        make_unit(f"SD {number}", parent=office["office"], kind="SEKOLAH")

    page = get(client, "units:chart-sheet", office["office"].pk).content.decode()

    assert "9 Sekolah" in page
    assert "SD 3" not in page
    assert "Bidang A1" in page


def test_another_day_shows_who_was_there_then(client, office):
    make_appointment(office["head"], title="Analis", since=date(2026, 10, 1))

    now = get(client, "units:headcount", office["office"].pk).content.decode()
    then = get(client, "units:headcount", office["office"].pk, per="2026-09-01").content.decode()

    assert "<strong>Lowong</strong>" in now
    assert "<strong>Lowong</strong>" not in then.split('id="jabatan"')[1].split("</table>")[0]


def test_an_office_sees_nothing_of_another(client, office):
    stranger = make_user("view_own_units", mandates=[make_unit("Dinas B", parent=office["top"], kind="DINAS")])

    for name in ("units:headcount", "units:chart", "units:chart-level", "units:chart-sheet"):
        assert get(client, name, office["office"].pk, user=stranger).status_code == 404
    assert list(get(client, "units:vacancies", user=stranger).context["page"]) == []
    assert get(client, "units:findings", user=stranger).context["rows"] == []


@pytest.mark.parametrize(("name", "queries"), [("units:vacancies", 13), ("units:findings", 13)])
@pytest.mark.parametrize("rows", [5, 50])
def test_lists_need_the_same_queries_for_few_and_for_many(
    client, office, name, queries, rows, django_assert_num_queries
):
    for number in range(rows):
        make_position(office["section"], title=f"Analis {number}")
        make_appointment(make_employee(unit=office["section"]), title=f"Juru {number}")
    client.force_login(make_user("view_all_units"))

    with django_assert_num_queries(queries):  # two of them are the savepoint of a test's own transaction
        assert client.get(reverse(name)).status_code == 200


@pytest.mark.parametrize("name", ["units:headcount", "units:chart", "units:chart-sheet"])
def test_pages_of_a_unit_need_the_same_queries_for_few_and_for_many(
    client, office, name, django_assert_max_num_queries
):
    client.force_login(make_user("view_all_units"))
    address = reverse(name, args=[office["office"].pk])
    with django_assert_max_num_queries(16) as few:
        client.get(address)
    for number in range(12):
        unit = make_unit(f"Bidang {number}", parent=office["office"], head_echelon=32)
        make_position(unit, title=f"Kepala Bidang {number}", kind="1", echelon=32)
        make_appointment(make_employee(unit=unit), title=f"Kepala Bidang {number}", kind="1", echelon=32)

    with django_assert_max_num_queries(len(few)) as many:
        client.get(address)

    assert len(many) == len(few)


def sheet_of(job):
    job.refresh_from_db()
    assert job.status == Job.Status.DONE, job.error
    with default_storage.open(job.file.name) as handle:
        return [list(row) for row in load_workbook(BytesIO(handle.read())).active.iter_rows(values_only=True)]


@pytest.fixture
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def test_the_bezetting_is_written_with_its_holders_and_the_reading_is_noted(
    client, office, media, django_capture_on_commit_callbacks
):
    user = make_user("view_all_units", "export_list")
    client.force_login(user)

    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("units:headcount-export", args=[office["office"].pk]))

    rows = sheet_of(Job.objects.get())

    assert rows[0][0] == "Bezetting Dinas A"
    assert [(row[1], row[2], row[6], row[9], row[10]) for row in rows[4:]] == [
        ("Dinas A", "Kepala Dinas A", 1, 1, 0),
        ("Bidang A1", "Kepala Bidang A1", 1, 0, -1),
        ("Bidang A1", "Juru Bayar", None, 1, None),
    ]
    assert office["head"].nip in rows[4][11]
    assert ReadEntry.objects.filter(reader=user.pk, employee=office["head"].pk).exists()


def test_vacancies_are_written_as_they_are_filtered(client, office, media, django_capture_on_commit_callbacks):
    client.force_login(make_user("view_all_units", "export_list"))

    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("units:vacancy-export") + "?when=sekarang")

    assert [row[2] for row in sheet_of(Job.objects.get())[4:]] == ["Kepala Bidang A1"]


def test_more_than_500_people_need_a_reason(client, office, monkeypatch):
    monkeypatch.setattr(ExportForm, "REASON_FROM", 1)
    client.force_login(make_user("view_all_units", "export_list"))

    response = client.post(reverse("units:headcount-export", args=[office["office"].pk]))

    assert response.status_code == 422
    assert not Job.objects.exists()

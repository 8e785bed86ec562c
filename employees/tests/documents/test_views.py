from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from employees import tasks
from employees.documents.services import take_off
from employees.models import Document, Proposal
from employees.permissions import may_see_document
from employees.tests.documents.scans import make_document, picture
from employees.tests.factories import make_education, make_employee, make_unit
from simpeg.audit.models import ReadEntry
from simpeg.scans.tests.files import make_jpeg, make_pdf, make_zip, upload
from simpeg.testing.people import make_user

pytestmark = pytest.mark.django_db
OFFICER = ("view_all_units", "employees.add_document", "employees.change_document", "view_personal", "view_specific")


@pytest.fixture
def employee():
    return make_employee(name="Siti Rahma", unit=make_unit("Dinas Pertanian"))


@pytest.fixture
def officer(client):
    user = make_user(*OFFICER)
    client.force_login(user)
    return user


def adding(employee, record=None, kind="golongan"):
    record = record or employee.grade_records.first()
    return f"{reverse('documents:add', args=[employee.nip])}?jenis={kind}&catatan={record.pk}"


def address(document, page="view", *more):
    return reverse(f"documents:{page}", args=[document.pk, *more])


def got(client, where):
    """The answer, and all that it brings; a file that is served is closed."""
    response = client.get(where)
    content = b"".join(response.streaming_content) if response.streaming else response.content
    return response, content


def test_a_scan_is_brought_and_seen_beside_its_data(client, employee, officer, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        response = client.post(adding(employee), {"title": "SK III/b", "files": [upload(make_pdf(2))]}, follow=True)

    document = Document.objects.get()
    page = response.content.decode()
    assert response.redirect_chain == [(address(document), 302)]
    assert "Dokumen tersimpan." in page
    assert address(document, "page", 2) in client.get(address(document)).content.decode()
    assert "III/b (Penata Muda Tingkat I)" in page
    picture, _ = got(client, address(document, "page", 1))
    assert (picture.status_code, picture["Content-Type"]) == (200, "image/jpeg")
    assert client.get(address(document, "page", 3)).status_code == 404


def test_several_scans_are_kept_together_or_not_at_all(client, employee, officer):
    good, bad = upload(make_pdf(), "depan.pdf"), upload(make_pdf() + make_zip(), "belakang.pdf")

    refused = client.post(adding(employee), {"title": "SK", "files": [good, bad]})
    assert refused.status_code == 422
    assert "belakang.pdf: " in refused.content.decode()
    assert 'value="SK"' in refused.content.decode()
    assert Document.objects.count() == 0

    kept = client.post(adding(employee), {"title": "SK", "files": [upload(make_pdf()), upload(make_pdf(2))]})
    assert kept.status_code == 302
    assert list(Document.objects.order_by("pk").values_list("title", flat=True)) == ["SK (1 dari 2)", "SK (2 dari 2)"]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"title": "SK"}, "Belum ada file yang dipilih"),
        ({"title": "", "files": [upload(make_pdf())]}, "Judul belum diisi"),
        ({"title": "S\x00K", "files": [upload(make_pdf())]}, "karakter null"),
        ({"title": "SK", "files": [upload(b"#!/bin/sh", "sk.pdf")]}, "program"),
        ({"title": "SK", "files": [upload(b"<svg/>", "sk.png")]}, "SVG"),
        ({"title": "SK", "files": [upload(b"", "sk.pdf")]}, "kosong"),
        ({"title": "SK", "files": [upload(make_pdf(n + 1)) for n in range(6)]}, "Paling banyak 5 file"),
    ],
)
def test_what_cannot_be_kept_is_told_beside_the_form(client, employee, officer, data, said):
    response = client.post(adding(employee), data)

    assert response.status_code == 422
    assert said.lower() in response.content.decode().lower()
    assert Document.objects.count() == 0


def test_two_hundred_megabytes_are_refused_and_not_kept_on_the_way(client, employee, officer, monkeypatch):
    kept = []
    from django.core.files.uploadhandler import TemporaryFileUploadHandler  # noqa: PLC0415

    original = TemporaryFileUploadHandler.receive_data_chunk
    monkeypatch.setattr(
        TemporaryFileUploadHandler,
        "receive_data_chunk",
        lambda self, chunk, start: kept.append(len(chunk)) or original(self, chunk, start),
    )

    response = client.post(adding(employee), {"title": "SK", "files": [upload(b"%PDF-" + b"\0" * 200 * 1024 * 1024)]})

    assert response.status_code == 422
    assert "lebih besar dari 10 MB" in response.content.decode()
    assert 10 * 1024 * 1024 < sum(kept) < 11 * 1024 * 1024


@pytest.mark.parametrize("query", ["", "?jenis=golongan", "?jenis=golongan&catatan=9", "?jenis=lain&catatan=1",
                                   "?jenis=golongan&catatan=99999999999999999999", "?jenis=golongan&catatan=١",
                                   "?jenis=usulan&catatan=1", "?jenis=data-utama&catatan=1"])  # fmt: skip
def test_an_address_that_names_no_record_is_not_found(client, employee, officer, query):
    assert client.get(reverse("documents:add", args=[employee.nip]) + query).status_code == 404


def test_nobody_adds_to_his_own_file(client, employee):
    client.force_login(make_user(*OFFICER, nip=employee.nip))

    response = client.post(adding(employee), {"title": "SK", "files": [upload(make_pdf())]})

    assert response.status_code == 403


@pytest.mark.parametrize(
    ("content", "media_type", "disposition"),
    [
        (make_pdf(), "application/pdf", 'attachment; filename="SK III-b.pdf"'),
        (picture(), "image/png", 'inline; filename="SK III-b.png"'),
        (make_jpeg(), "image/jpeg", 'inline; filename="SK III-b.jpg"'),
    ],
)
def test_a_scan_is_served_for_what_it_is_and_sealed(client, employee, officer, content, media_type, disposition):
    document = make_document(employee, content=content, title='SK III/b"')

    response, brought = got(client, address(document, "file"))

    assert brought == content
    assert response["Content-Type"] == media_type
    assert response["Content-Disposition"].replace("-.", ".") == disposition
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox; frame-ancestors 'none'"
    assert response["Cache-Control"] == "no-store"
    assert got(client, address(document, "file") + "?unduh=1")[0]["Content-Disposition"].startswith("attachment")


@pytest.mark.parametrize("title", ["SK\r\nX-Jahat: 1", "../../etc/passwd", "Édisi “baru”", "...", "東京"])
def test_a_title_cannot_bend_the_header(client, employee, officer, title):
    document = make_document(employee, title=title)

    disposition = got(client, address(document, "file"))[0]["Content-Disposition"]

    assert "\n" not in disposition
    assert "/" not in disposition.replace("utf-8''", "")
    assert disposition.endswith(".pdf") or disposition.endswith('.pdf"')


def _sent_proposal(employee):
    fields = {"kind": "data-utama", "action": "CORRECT", "words": "Pindah", "new_values": {"address": "Jalan Baru 1"}}
    fields |= {"status": "CHECKED", "due_on": date(2026, 12, 1), "moved_at": timezone.now()}
    return Proposal.objects.create(employee=employee, proposed_by=make_user(), **fields)


@pytest.mark.parametrize(
    ("kind", "permissions", "own", "sees"),
    [
        ("golongan", ["view_all_units"], False, True),
        ("golongan", ["view_own_units"], False, True),
        ("golongan", [], False, False),
        ("golongan", [], True, True),
        ("data-utama", ["view_all_units"], False, False),
        ("data-utama", ["view_all_units", "view_personal"], False, True),
        ("data-utama", [], True, True),
        ("hukuman-disiplin", ["view_all_units", "view_personal", "view_specific"], False, False),
        ("hukuman-disiplin", ["view_all_units", "view_sanction"], False, True),
        ("hukuman-disiplin", [], True, True),
        ("keluarga", ["view_all_units", "view_personal"], False, False),
        ("keluarga", ["view_all_units", "view_specific"], False, True),
        ("usulan", ["view_all_units", "view_personal"], False, False),
        ("usulan", ["view_all_units", "decide_proposal"], False, True),
        ("usulan", [], True, True),
    ],
)
def test_who_sees_which_scan(client, employee, kind, permissions, own, sees):
    record = {
        "golongan": lambda: employee.grade_records.first(),
        "hukuman-disiplin": lambda: employee.sanctions.create(kind_id="tukin_25_6", starts_on="2020-01-01"),
        "keluarga": lambda: employee.family.create(relation="ANAK", name="Ani", sex="F"),
        "usulan": lambda: _sent_proposal(employee),
        "data-utama": lambda: None,
    }[kind]()
    document = make_document(employee, kind=kind, record=record)
    user = make_user(*permissions, nip=employee.nip if own else None, mandates=[employee.unit])
    client.force_login(user)

    assert may_see_document(user, document) is sees
    for page in ("view", "file"):
        assert got(client, address(document, page))[0].status_code == (200 if sees else 404)
    listed = client.get(reverse("documents:list", args=[employee.nip]))
    assert (address(document) in listed.content.decode()) is sees


def test_the_stranger_and_the_anonymous_get_nothing(client, employee):
    document = make_document(employee)
    assert client.get(address(document, "file")).status_code == 302

    for user in (make_user(), make_user("view_own_units", mandates=[make_unit("Dinas Lain")])):
        client.force_login(user)
        for page in ("view", "file"):
            assert client.get(address(document, page)).status_code == 404
    assert client.get(f"/pegawai/dokumen/{2**63}/").status_code == 404


def test_opening_anothers_scan_leaves_one_note_and_ones_own_none(client, employee, officer):
    document = make_document(employee)
    tasks.draw_document(document.pk)

    for page in (["view"], ["page", 1], ["file"], ["view"]):
        got(client, address(document, *page))
    client.force_login(make_user(nip=employee.nip))
    client.get(address(document))

    notes = ReadEntry.objects.of(employee).values_list("reader", "what")
    assert [(reader, what) for reader, what in notes] == [(officer.pk, "Membuka pindaian golongan")]


def test_a_scan_taken_off_is_seen_by_auditors_and_keepers_only(client, employee, officer):
    document = make_document(employee)

    empty = client.post(address(document, "take-off"), {"reason": " "})
    assert (empty.status_code, "Alasan belum diisi" in empty.content.decode()) == (422, True)
    done = client.post(address(document, "take-off"), {"reason": "Salah orang"}, follow=True).content.decode()
    assert "auditor tetap dapat melihatnya" in done
    assert "Salah orang" in done
    assert client.post(address(document, "take-off"), {"reason": "Lagi"}).status_code == 422

    for user, status in (
        (make_user("view_all_units"), 404),
        (make_user(nip=employee.nip), 404),
        (make_user("view_all_units", "audit.view_entry"), 200),
    ):
        client.force_login(user)
        assert client.get(address(document)).status_code == status


def test_the_scan_of_a_withdrawn_record_says_so(client, employee, officer):
    education = make_education(employee)
    document = make_document(employee, kind="pendidikan", record=education)
    education.delete()

    assert "sudah ditarik" in client.get(address(document)).content.decode()
    assert "Catatannya sudah ditarik" in client.get(reverse("documents:list", args=[employee.nip])).content.decode()


def test_a_file_that_is_gone_is_said_to_be_gone(client, employee, officer):
    document = make_document(employee)
    document.file.storage.delete(document.file.name)

    response = client.get(address(document, "file"))

    assert response.status_code == 404
    assert "tidak ada di penyimpanan" in response.content.decode()


@pytest.mark.parametrize("records", [1, 20])
def test_the_list_of_documents_costs_the_same_for_any_number(client, employee, officer, records,
                                                             django_assert_num_queries):  # fmt: skip
    for number in range(records):
        diploma = make_education(employee, name=f"Kursus {number}")
        make_document(employee, kind="pendidikan", record=diploma)
    take_off(make_document(employee), by=officer, reason="Salah")

    with django_assert_num_queries(21):
        page = client.get(reverse("documents:list", args=[employee.nip]))

    assert page.context["number"] == records
    assert page.context["missing"] == 1


def test_the_dossier_shows_each_scan_beside_its_row_and_how_many_have_none(client, employee, officer):
    document = make_document(employee)
    diploma = make_education(employee)

    page = client.get(reverse("dossier:detail", args=[employee.nip])).content.decode()

    assert address(document) in page
    assert "1 tanpa pindaian" in page
    assert f"?jenis=pendidikan&amp;catatan={diploma.pk}" in page


def test_whoever_may_not_add_is_told_that_there_is_no_scan(client, employee):
    client.force_login(make_user("view_all_units"))

    page = client.get(reverse("dossier:detail", args=[employee.nip])).content.decode()

    assert "Tanpa pindaian" in page
    assert "Unggah pindaian" not in page

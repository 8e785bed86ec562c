"""The pages of letters: who sees what, a look before anything is issued, and no letter issued twice."""

import re
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from employees.letters import services
from employees.letters.batches import start_batch
from employees.letters.people import cover_said, increment_rows, increment_said
from employees.models import Letter, LetterBatch, LetterNumbering, LetterTemplate, Signer
from employees.tests.factories import make_appointment, make_employee, make_unit
from employees.tests.letters.office import make_due, make_list, make_officer, make_signer
from simpeg import roles
from simpeg.audit.models import ReadEntry
from simpeg.jobs.models import Job
from simpeg.letters.tests.documents import make_docx, text_of
from simpeg.testing.people import make_user

pytestmark = pytest.mark.django_db


def today():
    """Asked anew each time: a suite that began yesterday is none the worse."""
    return timezone.localdate()


def due_day():
    return (today().replace(day=1) + timedelta(days=92)).replace(day=1)


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def officer(client):
    user = make_officer()
    client.force_login(user)
    return user


def due_on_list(officer, people=1, **fields):
    since = due_day().replace(year=due_day().year - 2)
    due = [
        make_due(since=since, ratings={due_day().year - 1: 2, due_day().year - 2: 2}, **fields) for _ in range(people)
    ]
    return make_list(officer, day=due_day()), due


def letter_about(employee, officer, signer=None):
    said = services.Said(kind="kgb", day=today(), signer=signer or make_signer(), values={}, basis=[], about="KGB",
                         employee=employee, unit=employee.unit, effective=due_day())  # fmt: skip
    return services.issue(said, by=officer, reason="x", made_with=(None, make_docx("{{ nomor }}")))


def cover_to(unit, signer):
    return cover_said(addressee=["X"], items=[("a", "1", "")], copies=[], day=today(), signer=signer, unit=unit)


def asked(signer, **more):
    return {"day": today().isoformat(), "signer": signer.pk, "number": "", "langkah": "terbitkan"} | more


def said_in(response):
    return " ".join(re.sub(r"<[^>]*>", " ", response.content.decode()).split())


# -- The list ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("number", [1, 6])
def test_the_list_asks_the_same_few_questions_for_one_letter_and_many(
    client, officer, number, django_assert_num_queries
):
    signer = make_signer()
    for _ in range(number):
        letter_about(make_employee(), officer, signer)

    with django_assert_num_queries(10):
        response = client.get(reverse("letters:list"))

    assert response.content.decode().count('class="row-link"') == number


def test_the_list_is_narrowed_by_kind_number_month_and_state(client, officer):
    signer = make_signer()
    first = letter_about(make_employee(name="Andi Pertama"), officer, signer)
    second = letter_about(make_employee(name="Budi Kedua"), officer, signer)
    services.withdraw(second, by=officer, reason="Salah")

    def found(**filters):
        content = client.get(reverse("letters:list"), filters).content.decode()
        return [letter.pk for letter in (first, second) if f">{letter.number}<" in content]

    assert found(q=first.number) == [first.pk]
    assert found(q="budi") == [second.pk]
    assert found(q=first.employee.nip) == [first.pk]
    assert found(state="dibatalkan") == [second.pk]
    assert found(kind="spmt") == []
    assert found(month=f"{today():%Y-%m}") == [first.pk, second.pk]
    assert found(month="1999-01") == found(month="9999-12") == found(month="0000-00") == found(month="kemarin") == []


@pytest.mark.parametrize("bad", [{"unit": "x"}, {"unit": str(2**63)}, {"q": "a\x00"}, {"batch": "9" * 30}])
def test_nonsense_in_a_filter_is_told(client, officer, bad):
    assert client.get(reverse("letters:list"), bad).status_code in (200, 422)


def test_everybody_sees_his_own_letters_and_no_others(client):
    by = make_officer()
    mine, other = make_employee(), make_employee()
    letters = letter_about(mine, by), letter_about(other, by)
    client.force_login(make_user(role=roles.EMPLOYEE.name, nip=mine.nip))

    content = client.get(reverse("letters:list")).content.decode()

    assert [f">{letter.number}<" in content for letter in letters] == [True, False]
    assert client.get(letters[0].get_absolute_url()).status_code == 200
    assert client.get(letters[1].get_absolute_url()).status_code == 404


def test_an_office_reads_the_letters_of_its_people_and_its_own_covers(client):
    by, mine, other = make_officer(), make_unit("Dinas Satu"), make_unit("Dinas Dua")
    signer = make_signer()
    covers = [services.issue(cover_to(unit, signer), by=by, reason="x") for unit in (mine, other, None)]
    client.force_login(make_user(role=roles.OPD_OFFICER.name, mandates=[mine]))

    assert [client.get(cover.get_absolute_url()).status_code for cover in covers] == [200, 404, 404]


# -- One letter --------------------------------------------------------------------------------------------------------


def test_a_letter_shows_its_pages_and_hands_out_its_files(client, officer):
    letter = letter_about(make_employee(), officer)

    page = client.get(letter.get_absolute_url())
    picture = client.get(reverse("letters:page", args=[letter.pk, 1]))
    pdf = client.get(reverse("letters:file", args=[letter.pk, "pdf"]))
    word = client.get(reverse("letters:file", args=[letter.pk, "docx"]))

    assert page.status_code == 200
    assert picture.content.startswith(b"\xff\xd8\xff")
    assert text_of(pdf.content) == [letter.number]
    assert word.content.startswith(b"PK")
    assert pdf["Content-Disposition"].startswith("attachment")
    assert "sandbox" in pdf["Content-Security-Policy"]
    assert ReadEntry.objects.filter(reader=officer.pk, employee=letter.employee_id).count() == 1


@pytest.mark.parametrize("address", [["page", 2], ["page", 0], ["file", "exe"]])
def test_what_a_letter_does_not_have_is_not_found(client, officer, address):
    letter = letter_about(make_employee(), officer)

    assert client.get(reverse(f"letters:{address[0]}", args=[letter.pk, address[1]])).status_code == 404


def test_a_letter_is_withdrawn_with_its_reason(client, officer):
    letter = letter_about(make_employee(), officer)
    address = reverse("letters:withdraw", args=[letter.pk])

    assert client.post(address, {"reason": ""}).status_code == 422
    assert client.post(address, {"reason": "Salah nomor SK"}).status_code == 302
    again = client.post(address, {"reason": "Lagi"})

    letter.refresh_from_db()
    assert letter.withdrawn_reason == "Salah nomor SK"
    assert again.status_code == 422
    assert "Salah nomor SK" in said_in(client.get(letter.get_absolute_url()))


# -- Issuing one -------------------------------------------------------------------------------------------------------


def test_a_letter_is_looked_at_before_it_is_issued(client, officer):
    kept, (person,) = due_on_list(officer)
    row, signer = kept.verdicts.get(employee=person), make_signer()
    address = reverse("letters:new-increment", args=[row.pk])

    look = client.post(address, asked(signer, langkah="lihat"))

    assert look.status_code == 200
    assert "data:image/png;base64," in look.content.decode()
    assert f"800.1.11.13/0001/BKPSDM/{today().year}" in said_in(look)
    assert not Letter.objects.exists()
    assert not LetterNumbering.objects.exists()

    issued = client.post(address, asked(signer))

    letter = Letter.objects.get()
    assert issued["Location"] == letter.get_absolute_url()
    assert (letter.employee, letter.effective) == (person, due_day())


def test_a_request_sent_ten_times_gives_one_letter(client, officer):
    signer = make_signer()
    data = asked(signer, addressee="Kepala BKN", items="Usul KP; 1 berkas; -", copies="", unit="",
                 once="5e3cb3c6-6a2f-4a0e-9df5-3f4d1c6c8a11")  # fmt: skip

    answers = {client.post(reverse("letters:new-cover"), data)["Location"] for _ in range(10)}

    assert answers == {Letter.objects.get().get_absolute_url()}


def test_the_same_step_is_told_once(client, officer):
    kept, (person,) = due_on_list(officer)
    address = reverse("letters:new-increment", args=[kept.verdicts.get(employee=person).pk])
    signer = make_signer()

    client.post(address, asked(signer))
    again = client.post(address, asked(signer))

    assert again.status_code == 422
    assert "sudah punya surat" in said_in(again)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"day": ""}, "Bidang ini"),
        ({"day": "0001-01-01"}, "Pilih tanggal antara"),
        ({"day": "9999-12-31"}, "Pilih tanggal antara"),
        ({"day": "besok"}, "tanggal"),
        ({"signer": ""}, "Penanda tangan belum dipilih"),
        ({"signer": str(2**63)}, "pilihan"),
        ({"signer": "١"}, "pilihan"),
        ({"number": "x" * 101}, "paling banyak 100"),
        ({"number": "a\x00b"}, "Karakter null"),
        ({"once": "bukan"}, "UUID"),
    ],
)
def test_what_is_missing_or_absurd_is_told_and_nothing_issued(client, officer, change, words):
    kept, (person,) = due_on_list(officer)
    address = reverse("letters:new-increment", args=[kept.verdicts.get(employee=person).pk])

    response = client.post(address, asked(make_signer()) | change)

    assert response.status_code == 422
    assert words.lower() in said_in(response).lower()
    assert not Letter.objects.exists()


def test_a_signer_signs_on_his_days_only(client, officer):
    kept, (person,) = due_on_list(officer)
    past = make_signer(until=today() - timedelta(days=10))

    response = client.post(reverse("letters:new-increment", args=[kept.verdicts.get(employee=person).pk]), asked(past))

    assert response.status_code == 422
    assert "tidak menandatangani surat bertanggal" in said_in(response)


def test_nobody_issues_a_letter_about_himself(client):
    by = make_officer()
    kept, (person,) = due_on_list(by)
    client.force_login(make_officer(nip=person.nip))

    response = client.post(
        reverse("letters:new-increment", args=[kept.verdicts.get(employee=person).pk]), asked(make_signer())
    )

    assert response.status_code == 422
    assert not Letter.objects.exists()


def test_whoever_does_not_meet_the_rules_gets_no_letter(client, officer):
    person = make_due(since=due_day(), ratings={})
    kept = make_list(officer, day=due_day())

    assert client.get(reverse("letters:new-increment", args=[kept.verdicts.get(employee=person).pk])).status_code == 404


def test_an_spmt_is_issued_from_the_history(client, officer):
    person = make_employee()
    duty = make_appointment(
        person, title="Analis", since=today() - timedelta(days=5), decree="821/9", decree_on=today()
    )
    address = reverse("letters:new-duty", args=[person.nip])
    data = asked(make_signer(), appointment=duty.pk, since=today().isoformat())

    early = client.post(address, data | {"since": (today() - timedelta(days=9)).isoformat()})
    issued = client.post(address, data)

    assert early.status_code == 422
    assert issued["Location"] == Letter.objects.get(kind="spmt", employee=person).get_absolute_url()


def test_somebody_is_found_by_his_nip(client, officer):
    person = make_employee()

    assert client.get(reverse("letters:new"), {"nip": person.nip})["Location"] == reverse(
        "letters:new-duty", args=[person.nip]
    )
    for nip in ("1" * 18, "x", "١" * 18, "1" * 400):
        assert client.get(reverse("letters:new"), {"nip": nip}).status_code == 422


@pytest.mark.parametrize(
    ("items", "words"),
    [("", "Bidang ini"), ("a; b; c; d", "Baris 1"), ("; 1", "Baris 1"), ("\n".join(["x"] * 61), "Paling banyak")],
)
def test_a_cover_letter_says_what_is_wrong_with_its_lines(client, officer, items, words):
    data = asked(make_signer(), addressee="Kepala BKN", items=items)

    response = client.post(reverse("letters:new-cover"), data)

    assert response.status_code == 422
    assert words.lower() in said_in(response).lower()


# -- Batches -----------------------------------------------------------------------------------------------------------


def test_a_batch_is_asked_for_written_and_taken_as_one_file(client, officer, django_capture_on_commit_callbacks):
    kept, due = due_on_list(officer, people=3, unit=make_unit("Dinas Satu"))
    address = reverse("letters:from-list", args=[kept.pk])

    assert "3 pegawai memenuhi syarat" in said_in(client.get(address))
    with django_capture_on_commit_callbacks(execute=True):
        response = client.post(address, {"day": today().isoformat(), "signer": make_signer().pk, "first": "7"})

    batch = LetterBatch.objects.get()
    job = Job.objects.get(task="employees.issue_letters")
    assert response["Location"] == batch.get_absolute_url()
    assert (job.status, job.result) == ("DONE", {"letters": 3, "left_out": 0, "reasons": {}})
    assert job.file_name.endswith(".zip")
    assert sorted(Letter.objects.values_list("number", flat=True)) == [
        f"800.1.11.13/{number:04d}/BKPSDM/{today().year}" for number in (7, 8, 9)
    ]
    page = said_in(client.get(batch.get_absolute_url()))
    assert "3 surat" in page
    assert "Unduh arsip" in page


def test_a_batch_that_was_cut_off_for_good_can_go_on(client, officer, django_capture_on_commit_callbacks):
    kept, due = due_on_list(officer, people=2)
    batch = services_batch(kept, officer)

    page = said_in(client.get(batch.get_absolute_url()))
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("letters:resume", args=[batch.pk]))

    assert "Lanjutkan 2 yang belum terbit" in page
    assert Letter.objects.filter(batch=batch).count() == 2


def test_the_page_of_a_batch_says_why_somebody_got_no_letter(client, officer, django_capture_on_commit_callbacks):
    kept, due = due_on_list(officer, people=2)
    batch = services_batch(kept, officer)
    due[0].ratings.update(rating=5)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("letters:resume", args=[batch.pk]))

    page = said_in(client.get(batch.get_absolute_url()))

    assert "Coba lagi 1 yang belum terbit" in page
    assert f"{due[0].full_name} " in page
    assert "Menurut data hari ini pegawai ini tidak lagi memenuhi syarat." in page
    assert "terhenti" not in page


def services_batch(kept, officer):
    return start_batch(kept, day=today(), signer=make_signer(), by=officer)


def test_the_archive_can_be_asked_for_again(client, officer, django_capture_on_commit_callbacks):
    kept, _ = due_on_list(officer, people=1)
    batch = services_batch(kept, officer)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("letters:resume", args=[batch.pk]))
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("letters:archive", args=[batch.pk]), {"purpose": "", "reason": ""})

    assert Job.objects.get(task="employees.archive_letters").status == "DONE"


@pytest.mark.parametrize("first", ["0", "-1", str(2**63), "x", "9999999"])
def test_an_absurd_first_number_is_told(client, officer, first):
    kept, _ = due_on_list(officer, people=2)
    data = {"day": today().isoformat(), "signer": make_signer().pk, "first": first}

    assert client.post(reverse("letters:from-list", args=[kept.pk]), data).status_code == 422
    assert not LetterBatch.objects.exists()


def test_the_nominatif_is_issued_by_a_job(client, officer, django_capture_on_commit_callbacks):
    kept, _ = due_on_list(officer, people=2)
    data = {"nominatif-day": today().isoformat(), "nominatif-signer": make_signer().pk}

    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("letters:roster", args=[kept.pk]), data)

    letter = Letter.objects.get(kind="kgb-nominatif")
    job = Job.objects.get(task="employees.issue_roster")
    assert (job.status, job.result, job.result_url) == ("DONE", {"letter": letter.pk}, letter.get_absolute_url())


@pytest.mark.parametrize("people", [1, 4])
def test_the_batches_are_listed_in_the_same_few_questions(client, officer, people, django_assert_num_queries):
    signer = make_signer()
    kept, due = due_on_list(officer, people=people)
    for number, person in enumerate(due):
        LetterBatch.objects.create(
            kind="kgb", due_list=kept, day=today(), year=today().year, signer=signer, pattern="{nomor}",
            first=number + 1, size=1, members=[person.pk], requested_by=officer,
        )  # fmt: skip

    with django_assert_num_queries(7):
        response = client.get(reverse("letters:batches"))

    assert response.content.decode().count('class="row-link"') == people


# -- The office --------------------------------------------------------------------------------------------------------


def upload(content, name="templat.docx", **more):
    data = {"file": SimpleUploadedFile(name, content), "since": today().isoformat(), "note": "Kop baru"}
    return data | more


def test_a_template_is_uploaded_tried_and_used(client, officer):
    address = reverse("letters:template", args=["spmt"])

    response = client.post(address, upload(make_docx("SPMT {{ nama }}")))

    assert response["Location"] == address
    version = LetterTemplate.objects.get()
    assert (version.kind, version.version, version.note) == ("spmt", 1, "Kop baru")
    assert "Versi 1" in said_in(client.get(address))
    assert client.get(reverse("letters:template-file", args=["spmt"])).content.startswith(b"PK")
    assert text_of(client.get(reverse("letters:template-trial", args=["spmt"])).content) == ["SPMT Siti Rahma, S.E."]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (make_docx("{{ nama_ayah }}"), "nama_ayah"),
        (make_docx("{{ nama.__class__ }}"), "nama.__class__"),
        (b"bukan dokumen", "bukan Dokumen Word"),
        (b"", "kosong"),
    ],
)
def test_a_template_that_is_not_sound_is_refused_with_its_reason(client, officer, content, words):
    response = client.post(reverse("letters:template", args=["spmt"]), upload(content))

    assert response.status_code == 422
    assert words in said_in(response)
    assert "Kop baru" in response.content.decode()
    assert not LetterTemplate.objects.exists()


@pytest.mark.parametrize("since", ["0001-01-01", "9999-12-31", "x", ""])
def test_a_template_from_an_absurd_day_is_refused(client, officer, since):
    assert (
        client.post(reverse("letters:template", args=["spmt"]), upload(make_docx("x"), since=since)).status_code == 422
    )


@pytest.mark.parametrize("version", ["9", "x", "١", "9" * 40])
def test_a_version_that_is_not_there_is_not_found(client, officer, version):
    answer = client.get(reverse("letters:template-file", args=["spmt"]), {"versi": version})

    assert answer.status_code == (404 if version == "9" else 200)


def test_a_signer_is_added_and_changed_with_a_trail(client, officer):
    data = {"name": "Dr. Budi", "nip": "19700101 199503 1 001", "rank": "Pembina (IV/a)", "title": "Kepala",
            "on_behalf": "", "since": "2026-01-01", "until": ""}  # fmt: skip

    client.post(reverse("letters:signers"), data)
    signer = Signer.objects.get()
    client.post(reverse("letters:signer", args=[signer.pk]), data | {"title": "Sekretaris"})

    signer.refresh_from_db()
    assert (signer.nip, signer.title) == ("197001011995031001", "Sekretaris")


@pytest.mark.parametrize(
    "bad", [{"nip": "123"}, {"nip": "١" * 18}, {"since": "0001-01-01"}, {"until": "2025-01-01"}, {"name": ""}]
)
def test_a_signer_who_cannot_be_is_refused(client, officer, bad):
    data = {"name": "Dr. Budi", "nip": "197001011995031001", "rank": "Pembina", "title": "Kepala", "on_behalf": "",
            "since": "2026-01-01", "until": ""}  # fmt: skip

    assert client.post(reverse("letters:signers"), data | bad).status_code == 422
    assert not Signer.objects.exists()


def test_the_numbering_is_laid_down(client, officer):
    data = {"kind": "kgb", "year": "2026", "pattern": "800/{nomor}", "last": "41"}

    client.post(reverse("letters:numbering"), data)
    client.post(reverse("letters:numbering"), data | {"last": "50"})

    found = LetterNumbering.objects.get()
    assert (found.pattern, found.last) == ("800/{nomor}", 50)


@pytest.mark.parametrize(
    "bad", [{"pattern": "800"}, {"pattern": "{x}{nomor}"}, {"last": str(2**63)}, {"year": "1"}, {"kind": "x"}]
)
def test_a_numbering_that_cannot_count_is_refused(client, officer, bad):
    data = {"kind": "kgb", "year": "2026", "pattern": "800/{nomor}", "last": "41"}

    assert client.post(reverse("letters:numbering"), data | bad).status_code == 422


def test_an_auditor_reads_and_changes_nothing(client):
    letter = letter_about(make_employee(), make_officer())
    client.force_login(make_user(role=roles.AUDITOR.name))

    pages = ["letters:list", "letters:batches", "letters:templates", "letters:signers", "letters:numbering"]
    assert [client.get(reverse(page)).status_code for page in pages] == [200] * 5
    assert client.get(letter.get_absolute_url()).status_code == 200
    assert client.post(reverse("letters:withdraw", args=[letter.pk]), {"reason": "x"}).status_code == 403
    assert client.post(reverse("letters:numbering"), {}).status_code == 403


def test_a_row_that_has_its_letter_is_not_offered_again(officer):
    kept, (person,) = due_on_list(officer)
    (row,) = increment_rows(officer, person)
    services.issue(increment_said(row, day=date(2026, 1, 5), signer=make_signer()), by=officer, reason="x")

    assert increment_rows(officer, person) == []


def test_the_file_of_a_person_leads_to_his_letters(client, officer):
    letter = letter_about(make_employee(), officer)

    page = client.get(reverse("dossier:detail", args=[letter.employee.nip])).content.decode()

    assert letter.get_absolute_url() in page
    assert reverse("letters:new-duty", args=[letter.employee.nip]) in page

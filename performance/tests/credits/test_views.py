import io
import zipfile
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from employees.models import CreditRecord
from employees.tests.factories import make_appointment, make_employee, make_unit
from employees.tests.letters.office import make_signer
from performance.credits.queries import account_of
from performance.credits.services import determine, determine_year, seen_of
from performance.models import CreditDetermination
from performance.tests.credits.factories import (
    DAY,
    make_final,
    make_functional,
    make_officer,
    make_periodic,
    make_plan,
    make_year,
)
from simpeg import roles
from simpeg.audit.models import ReadEntry
from simpeg.jobs.models import Job
from simpeg.testing.people import make_user

pytestmark = pytest.mark.django_db


def client_of(user):
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def officer():
    return client_of(make_user(role=roles.PERFORMANCE_OFFICER.name))


def make_determination(person, *, day=DAY):
    if not person.performance_plans.exists():
        make_final(person)
    seen = seen_of(account_of(person, day=day))
    return determine(person, day=day, signer=make_signer(), seen=seen, by=make_officer())


def posted(account, by, **changed):
    return {"tier": account.tier, "day": "2026-02-02", "signer": by.pk, "seen": seen_of(account)} | changed


def test_the_officer_looks_determines_and_prints(officer):
    person, signer = make_functional(name="Siti Rahma"), make_signer()
    make_final(person)
    url = reverse("credits:person", args=[person.nip])

    waiting = officer.get(reverse("credits:waiting") + "?tahun=2025").content.decode()
    page = officer.get(url).content.decode()
    answer = officer.post(url, posted(account_of(person, day=DAY), signer))

    made = CreditDetermination.objects.get()
    assert url in waiting
    assert "12,50" in page
    assert "kurang <strong>37,5</strong> dari 50" in page
    assert answer.url == made.get_absolute_url()
    assert "AK dasar golongan III/a" in officer.get(made.get_absolute_url()).content.decode()
    pdf = officer.get(reverse("credits:file", args=[made.pk, "pdf"]))
    docx = officer.get(reverse("credits:file", args=[made.pk, "docx"]))
    assert pdf.content.startswith(b"%PDF")
    text = zipfile.ZipFile(io.BytesIO(docx.content)).read("word/document.xml").decode()
    assert made.number in text
    assert "2 Februari 2026" in text
    assert "Peraturan Badan Kepegawaian Negara Nomor 3 Tahun 2023" in text
    assert officer.get(reverse("credits:file", args=[made.pk, "exe"])).status_code == 404


def test_whoever_does_not_wait_is_found_by_his_nip(officer):
    person = make_functional()
    url = reverse("credits:waiting")

    found = officer.get(url, {"nip": f"{person.nip[:8]} {person.nip[8:]}"})
    missed = [officer.get(url, {"nip": typed}) for typed in ("123", "x" * 99, "١٢٣", "\0")]

    assert found.url == reverse("credits:person", args=[person.nip])
    assert {answer.status_code for answer in missed} == {200}
    assert "Periksa 18 angkanya" in missed[0].content.decode()


def test_a_sheet_printed_twice_is_the_same_to_the_byte(officer):
    made = make_determination(make_functional())
    url = reverse("credits:file", args=[made.pk, "pdf"])

    assert officer.get(url).content == officer.get(url).content


def test_what_was_typed_stays_and_nothing_is_kept_where_it_cannot_be(officer):
    person, signer = make_functional(), make_signer()
    make_final(person)
    url = reverse("credits:person", args=[person.nip])
    account = account_of(person, day=DAY)

    for changed in (
        {"day": "2999-01-01"}, {"day": "0001-01-01"}, {"day": "kapan"}, {"signer": ""}, {"signer": str(2**70)},
        {"tier": "XX"}, {"seen": "lain"}, {"counted_from": "9999-12-31"}, {"counted_from": "0001-01-01"},
        {"seen": "\0"}, {"day": "٢٠٢٦-٠٢-٠٢"}, {"tier": "MU", "seen": ""},
    ):  # fmt: skip
        answer = officer.post(url, posted(account, signer, **changed))
        assert answer.status_code == 422, changed
        assert "error-summary" in answer.content.decode()
    assert officer.post(url, {}).status_code == 422
    assert not CreditDetermination.objects.exists()
    assert not CreditRecord.objects.exists()


def test_another_look_counts_anew_and_keeps_nothing(officer):
    person, signer = make_functional(), make_signer()
    make_final(person)
    make_final(person, 1, year=2024)
    url = reverse("credits:person", args=[person.nip])
    asked = posted(account_of(person, day=DAY), signer, counted_from="2025-01-20")

    answer = officer.post(url, asked | {"look": "1"})

    assert answer.status_code == 200
    assert "1 Januari 2025" in answer.content.decode()
    assert answer.context["account"].added == answer.context["account"].lines[0].points
    assert not CreditDetermination.objects.exists()
    assert officer.post(url, asked | {"seen": answer.context["form"]["seen"].value()}).status_code == 302


def test_a_year_is_determined_by_one_job(officer, django_capture_on_commit_callbacks):
    signer = make_signer()
    people = [make_functional(name=f"Guru {number}") for number in range(3)]
    for person in people:
        make_final(person)
    CreditRecord.objects.create(employee=people[0], tier="TR", determined_on=date(2026, 3, 1), points=3)
    asked = {"year": 2025, "day": "2026-02-02", "signer": signer.pk}

    with django_capture_on_commit_callbacks(execute=True):
        answer = officer.post(reverse("credits:year"), asked)

    job = Job.objects.get()
    assert answer.url == job.get_absolute_url()
    assert (job.status, job.result["said"]) == (Job.Status.DONE, "2 penetapan angka kredit 2025 dibuat.")
    assert job.result["refused"][0].startswith("Guru 0: Sudah ada PAK Terampil")
    assert "Guru 1" in officer.get(reverse("credits:list")).content.decode()


def test_a_year_that_cannot_be_determined_is_refused(officer):
    make_final(make_functional())
    signer = make_signer()

    for changed in ({"year": "1999"}, {"day": "2025-06-01"}, {"day": ""}, {"signer": "x"}):
        asked = {"year": 2025, "day": "2026-02-02", "signer": signer.pk} | changed
        assert officer.post(reverse("credits:year"), asked).status_code == 422, changed
    assert not Job.objects.exists()


def test_a_determination_is_withdrawn_with_a_reason(officer):
    made = make_determination(make_functional())
    url = reverse("credits:withdraw", args=[made.pk])

    assert officer.post(url, {"reason": " "}).status_code == 422
    assert officer.post(url, {"reason": "x" * 201}).status_code == 422
    assert officer.post(url, {"reason": "Predikat keliru"}).status_code == 302
    assert officer.post(url, {"reason": "Lagi"}).status_code == 422

    assert "Predikat keliru" in officer.get(made.get_absolute_url()).content.decode()
    assert not CreditRecord.objects.exists()


def test_one_sees_what_one_has_and_what_is_missing():
    person = make_functional(grade="III/b")
    make_determination(person)
    make_final(person, year=2024)

    page = client_of(make_user(nip=person.nip)).get(reverse("credits:own")).content.decode()

    assert '<p class="credit-large">62,50</p>' in page
    assert "Kenaikan pangkat ke III/c" in page
    assert "kurang <strong>37,5</strong> dari 100" in page


def test_whoever_has_no_functional_position_is_told_so():
    person = make_employee()
    make_appointment(person)

    page = client_of(make_user(nip=person.nip)).get(reverse("credits:own")).content.decode()

    assert "Angka kredit hanya untuk pejabat fungsional yang berjenjang." in page
    assert client_of(make_user()).get(reverse("credits:own")).status_code == 200


def test_a_pak_says_which_conversions_come_of_a_periodic_evaluation(officer):
    person = make_functional()
    plan = make_plan(person, make_year(2025))
    make_periodic(plan, 1)
    day = date(2025, 8, 1)
    seen = seen_of(account_of(person, day=day, with_periodic=True))
    early = determine(person, day=day, signer=make_signer(), seen=seen, by=make_officer(), with_periodic=True)
    make_final(person, plan=plan)
    late = make_determination(person)

    assert "evaluasi periodik" in officer.get(early.get_absolute_url()).text
    assert "evaluasi periodik" not in officer.get(late.get_absolute_url()).text


def test_who_reads_which_determination():
    person, other = make_functional(), make_functional(unit=make_unit("Dinas Lain"))
    made = make_determination(person)
    urls = [made.get_absolute_url(), reverse("credits:file", args=[made.pk, "docx"])]
    opd = make_user(role=roles.OPD_OFFICER.name, mandates=[person.unit])
    stranger = make_user(role=roles.OPD_OFFICER.name, mandates=[other.unit])

    for user, status in (
        (make_user(nip=person.nip), 200), (make_user(nip=other.nip), 404), (opd, 200), (stranger, 404),
        (make_user(role=roles.AUDITOR.name), 200), (make_user(role=roles.PROMOTION_OFFICER.name), 200),
        (make_user(role=roles.UNIT_HEAD.name, mandates=[person.unit]), 404),
    ):  # fmt: skip
        assert [client_of(user).get(url).status_code for url in urls] == [status, status], user

    assert made.number in client_of(opd).get(reverse("credits:list")).content.decode()
    assert made.number not in client_of(stranger).get(reverse("credits:list")).content.decode()
    assert client_of(opd).get(reverse("credits:person", args=[person.nip])).status_code == 403
    assert client_of(opd).post(reverse("credits:withdraw", args=[made.pk]), {"reason": "x"}).status_code == 403
    read = ReadEntry.objects.filter(employee=person.pk).values_list("reader", "what")
    assert (opd.pk, f"Membuka PAK {made.number}") in read
    assert (opd.pk, f"Mengunduh PAK {made.number}") in read


@pytest.mark.parametrize("people", [5, 50])
def test_the_lists_ask_the_same_however_many(officer, people, django_assert_num_queries):
    for _ in range(people):
        make_final(make_functional())
    officer.get(reverse("credits:list"))
    with django_assert_num_queries(9):
        officer.get(reverse("credits:waiting"))
    determine_year(year=2025, day=DAY, signer=make_signer(), by=make_officer())

    with django_assert_num_queries(10):
        officer.get(reverse("credits:list"))


@pytest.mark.parametrize(
    ("query", "found"),
    [("q=Siti", 1), ("q=0001", 1), ("tier=MU", 0), ("year=2026", 1), ("state=dibatalkan", 0)],
)
def test_the_list_is_filtered(officer, query, found):
    make_determination(make_functional(name="Siti Rahma"))

    page = officer.get(f"{reverse('credits:list')}?{query}")

    assert len(page.context["page"].rows) == found
    for bad in ("tier=XX", "year=99999999999999999999", "unit=x", "q=%00"):
        assert officer.get(f"{reverse('credits:list')}?{bad}").status_code == 422

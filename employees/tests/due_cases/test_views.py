"""The pages from a due list to its decrees, as officers, heads and employees see them."""

from datetime import date

import pytest
from django.urls import reverse

from employees import tasks
from employees.due_cases.services import move, open_case, open_cases
from employees.models import DueCase, GradeRecord
from employees.tests.due_cases.cases import PERIOD, deserving, officer, promotion_list
from employees.tests.factories import make_unit
from simpeg.jobs.models import Job
from simpeg.testing.people import make_user

pytestmark = pytest.mark.django_db
Status = DueCase.Status
BOARD = ("kenaikan-pangkat", PERIOD.isoformat())


@pytest.fixture
def by(client):
    user = officer()
    client.force_login(user)
    return user


def page_of(client, name, *args, query=""):
    response = client.get(reverse(f"due_cases:{name}", args=args) + query)
    assert response.status_code == 200
    return response.content.decode()


def case_of(by, **fields):
    employee = deserving(**fields)
    return open_case(promotion_list(by).verdicts.get(employee=employee), by=by)


def test_a_period_goes_from_its_list_to_decrees_by_pages_alone(client, by, django_capture_on_commit_callbacks):
    for name in ("AYU MANDAR", "BESSE LOPA", "CICI TOMMO"):
        deserving(name=name)
    kept = promotion_list(by)
    steps = [
        ("OPENED", "VERIFIED", {"elsewhere": "on"}),
        ("VERIFIED", "SENT", {}),
        ("SENT", "APPROVED", {"approval": "PT-{urut}", "first": "1", "approval_on": "2026-11-10"}),
        ("APPROVED", "DECREED", {"decree": "823/{urut}/2026", "first": "11", "decree_on": "2026-11-20",
                                 "decree_by": "Bupati Mamuju"}),
    ]  # fmt: skip

    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("due_cases:open-all", args=[kept.pk]))
    for start, to, values in steps:
        address = f"{reverse('due_cases:together', args=BOARD)}?status={start}&langkah={to}"
        assert "3 usul" in client.get(address).content.decode()
        with django_capture_on_commit_callbacks(execute=True):
            assert client.post(address, values).status_code == 302

    assert sorted(DueCase.objects.values_list("status", "decree")) == [
        ("DECREED", f"823/{n}/2026") for n in (11, 12, 13)
    ]
    assert GradeRecord.objects.filter(since=PERIOD).count() == 3
    assert "3 dari 3 sudah ditetapkan" in page_of(client, "board", *BOARD)
    assert "3 usul dikerjakan." in client.get(Job.objects.order_by("-pk").first().get_absolute_url()).content.decode()


def test_the_board_says_who_is_where_and_what_holds_them_up(client, by):
    case = case_of(by, name="AYU MANDAR")
    move(case, Status.VERIFIED, by=by, seen=case.seen, elsewhere=True)
    move(case, Status.SENT, by=by, seen=case.seen)
    move(case, Status.RETURNED, by=by, seen=case.seen, code="BTL02")
    case_of(by, name="BESSE LOPA")

    page = page_of(client, "board", *BOARD)
    lacking = page_of(client, "board", *BOARD, query="?lacks=SK_PANGKAT")
    returned = page_of(client, "board", *BOARD, query="?status=RETURNED&code=BTL02")

    assert "Belum ada SK pangkat terakhir" in page
    assert "BTL02 Dokumen yang disyaratkan belum dilampirkan." in page
    assert (">AYU MANDAR<" in lacking, ">BESSE LOPA<" in lacking) == (False, True)
    assert (">AYU MANDAR<" in returned, ">BESSE LOPA<" in returned) == (True, False)


def test_only_those_that_were_ticked_are_moved(client, by, django_capture_on_commit_callbacks):
    ticked, other = case_of(by), case_of(by)
    address = f"{reverse('due_cases:together', args=BOARD)}?status=OPENED&langkah=VERIFIED&pilih={ticked.pk}&pilih=x"

    with django_capture_on_commit_callbacks(execute=True):
        client.post(address, {"elsewhere": "on"})

    assert [DueCase.objects.get(pk=case.pk).status for case in (ticked, other)] == ["VERIFIED", "OPENED"]


def test_one_case_is_moved_on_its_page_and_a_refusal_keeps_what_was_typed(client, by):
    case = case_of(by)
    page = page_of(client, "detail", case.pk)
    assert "Nyatakan lengkap" in page
    assert "belum ada pindaian pada berkas" in page

    refused = client.post(case.get_absolute_url(), {"to": "VERIFIED", "seen": case.seen, "words": "Sudah saya cek"})
    assert refused.status_code == 422
    assert "Belum ada pindaian: SK pangkat terakhir" in refused.content.decode()
    assert "Sudah saya cek" in refused.content.decode()
    client.post(case.get_absolute_url(), {"to": "VERIFIED", "seen": case.seen, "elsewhere": "on"})

    assert DueCase.objects.get().status == Status.VERIFIED


def test_an_old_page_moves_nothing(client, by):
    case = case_of(by)
    old = case.seen
    move(case, Status.VERIFIED, by=by, seen=case.seen, elsewhere=True)

    late = client.post(case.get_absolute_url(), {"to": "VERIFIED", "seen": old, "elsewhere": "on"}, follow=True)
    cancel = client.post(case.get_absolute_url(), {"to": "CANCELLED", "seen": old, "code": "BTR01"})

    assert "baru saja diubah pengguna lain" in late.content.decode()
    assert cancel.status_code == 422
    assert DueCase.objects.get().status == Status.VERIFIED


@pytest.mark.parametrize("values", [
    {"approval": "", "approval_on": "2026-11-10"},
    {"approval": "PT-1", "approval_on": ""},
    {"approval": "PT-1", "approval_on": "2199-01-01"},
    {"approval": "PT\x001", "approval_on": "2026-11-10"},
    {"approval": "P" * 101, "approval_on": "2026-11-10"},
])  # fmt: skip
def test_a_number_that_cannot_be_is_refused_with_a_sentence(client, by, values):
    case = case_of(by)
    move(case, Status.VERIFIED, by=by, seen=case.seen, elsewhere=True)
    move(case, Status.SENT, by=by, seen=case.seen)

    response = client.post(case.get_absolute_url(), {"to": "APPROVED", "seen": case.seen} | values)

    assert response.status_code == 422
    assert "error-summary" in response.content.decode()
    assert DueCase.objects.get().status == Status.SENT


def test_employees_read_their_own_case_heads_those_of_their_people_others_none(client, by):
    office = make_unit()
    case = case_of(by, unit=office)
    readers = {
        make_user(nip=case.employee.nip): 200,
        make_user("view_own_units", "view_duelist", mandates=[office]): 200,
        make_user("view_own_units", "view_duelist", mandates=[make_unit()]): 404,
        make_user("view_all_units"): 404,
    }

    for reader, status in readers.items():
        client.force_login(reader)
        response = client.get(case.get_absolute_url())
        assert response.status_code == status
        assert "Nyatakan lengkap" not in response.content.decode()
        client.post(case.get_absolute_url(), {"to": "VERIFIED", "seen": case.seen, "elsewhere": "on"})
    assert DueCase.objects.get().status == Status.OPENED


@pytest.mark.parametrize("people", [1, 4])
def test_a_board_asks_as_often_for_many_as_for_few(client, by, people, django_assert_num_queries):
    for _ in range(people):
        deserving(name="AYU MANDAR")
    kept = promotion_list(by)
    open_cases(kept, kept.verdicts.all(), by=by, tell=lambda *said: None)

    with django_assert_num_queries(12):
        page = page_of(client, "board", *BOARD)

    assert page.count(">AYU MANDAR<") == people


@pytest.mark.parametrize(("slug", "day"), [("lain", "2027-01-01"), ("kgb", "besok"), ("kgb", "2027-02-30")])
def test_a_board_that_cannot_be_is_not_found(client, by, slug, day):
    assert client.get(f"/usul-hak/{slug}/{day}/").status_code == 404


@pytest.mark.parametrize("query", ["", "?status=OPENED", "?status=OPENED&langkah=DECREED", "?langkah=VERIFIED"])
def test_a_step_that_is_not_in_the_table_is_not_found(client, by, query):
    assert client.get(reverse("due_cases:together", args=BOARD) + query).status_code == 404


def test_the_list_and_the_dossier_lead_to_the_case(client, by):
    case = case_of(by)

    in_list = client.get(case.verdict.list.get_absolute_url()).content.decode()
    in_file = client.get(reverse("dossier:detail", args=[case.employee.nip])).content.decode()
    in_verdict = client.get(reverse("due_lists:verdict", args=[case.verdict_id])).content.decode()

    assert all(case.get_absolute_url() in page for page in (in_list, in_file, in_verdict))


def test_a_run_that_was_killed_goes_on_with_the_numbers_it_has_not_given(by):
    for _ in range(4):
        deserving()
    kept = promotion_list(by)
    open_cases(kept, kept.verdicts.all(), by=by, tell=lambda *said: None)
    cases = list(DueCase.objects.order_by("employee__nip"))
    for case in cases:
        move(case, Status.VERIFIED, by=by, seen=case.seen, elsewhere=True)
        move(case, Status.SENT, by=by, seen=case.seen)
    values = {"approval": "PT-{urut}", "first": 1, "approval_on": "2026-11-10"}
    params = {"cases": [case.pk for case in cases], "start": "SENT", "to": "APPROVED", "values": values}
    job = Job.objects.create(task="employees.move_cases", title="Pertek", params=params, requested_by=by)
    for number, case in enumerate(cases[:2], start=1):  # what the killed run had done
        move(case, Status.APPROVED, by=by, seen=case.seen, approval=f"PT-{number}", approval_on=date(2026, 11, 10))

    tasks.move_cases(job_id=job.pk)

    assert list(DueCase.objects.order_by("employee__nip").values_list("approval", flat=True)) == [
        "PT-1", "PT-2", "PT-3", "PT-4"
    ]  # fmt: skip
    job.refresh_from_db()
    assert job.result == {"said": "4 usul dikerjakan.", "refused": []}


def test_the_window_of_a_period_follows_bkns_letter(client, by):
    deserving()
    kept = promotion_list(by)
    address = reverse("due_cases:window", args=[PERIOD.isoformat()])
    assert "2020-01-01" in client.get(address).content.decode()

    wrong = client.post(address, {"opens_on": "2026-12-02", "closes_on": "2026-12-01", "reason": "Surat BKN"})
    without = client.post(address, {"opens_on": "2026-11-01", "closes_on": "2026-12-01", "reason": " "})
    client.post(address, {"opens_on": "2000-11-01", "closes_on": "2000-12-01", "reason": "Surat BKN 1/2000"})
    closed = client.post(reverse("due_cases:open", args=[kept.verdicts.get().pk]), follow=True)

    assert (wrong.status_code, without.status_code) == (422, 422)
    assert "sudah ditutup 1 Desember 2000" in closed.content.decode()


def test_only_who_handles_cases_moves_a_window(client):
    client.force_login(make_user("view_all_units", "view_duelist"))

    assert client.get(reverse("due_cases:window", args=[PERIOD.isoformat()])).status_code == 403

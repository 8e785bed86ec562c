from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from employees.due_lists.services import run_list
from employees.models import Employee
from employees.proposals import services as proposals
from employees.quality.services import run_quality_check
from employees.tests.factories import make_appointment, make_education, make_employee, make_grade, make_unit
from performance.tests.factories import account, agree_all, make_cycle, make_office
from simpeg import roles
from simpeg.home import picture, queries
from simpeg.jobs.models import Job
from simpeg.law.engine import Law
from simpeg.testing.people import make_user

pytestmark = pytest.mark.django_db
HOME = reverse("home:index")


def visit(client, user):
    client.force_login(user)
    return client.get(HOME)


def test_the_officer_sees_who_there_is_and_every_number_opens_its_list(client):
    unit = make_unit()
    for grade in ("III/a", "III/a", "IV/b"):
        make_appointment(make_employee(grade=grade, unit=unit))
    contract = {"status": Employee.Status.PPPK, "standing": Employee.Standing.PPPK_ACTIVE, "pns_since": None}
    make_employee(grade="IX", unit=unit, **contract)
    make_employee(grade="III/a", unit=unit, standing="99")
    officer = make_user("view_all_units")

    response = visit(client, officer)

    composition = response.context["composition"]
    assert (composition.total, composition.without_position) == (4, 1)
    assert composition.by_status == [("PNS", "PNS", 3), ("PPPK", "PPPK", 1)]
    assert [(column.what.code, column.number) for column in response.context["columns"]] == [
        ("III/a", 2),
        ("IV/b", 1),
        ("IX", 1),
    ]
    address = f"{reverse('directory:list')}?grade={make_grade('III/a').pk}&standing=aktif"
    assert address.replace("&", "&amp;") in response.content.decode()
    assert client.get(address).context["hits"].number == 2


def test_proposals_that_wait_stand_on_the_first_page_of_whoever_answers_and_of_whoever_asked(client):
    employee = make_employee(name="Siti Rahma")
    me = make_user(nip=employee.nip)
    proposal = proposals.propose(employee, "data-utama", "CORRECT", {"phone": "0812"}, by=me, reason="Berganti")
    proposals.send(proposal, by=me)

    page = visit(client, make_user(role=roles.RECORDS_OFFICER.name)).content.decode()
    assert "<strong>1</strong> menunggu Anda" in page
    assert "Siti Rahma: data utama" in page
    assert f"#{proposal.pk}, data utama" in visit(client, me).content.decode()
    assert visit(client, make_user("view_all_units")).context["proposals"] is None


def test_the_newest_lists_are_counted_as_far_as_one_sees(client):
    ours, theirs = make_unit("Dinas A"), make_unit("Dinas B")
    for unit in (ours, theirs, theirs):
        make_employee(unit=unit)
    kept = run_list("promotion", day=date(2026, 12, 1), by=make_user())

    def numbers(user):
        return [sum(number for _, _, number, _ in due.numbers) for due in queries.latest_dues(user)]

    assert numbers(make_user("view_all_units", "view_duelist")) == [3]
    assert numbers(make_user("view_own_units", "view_duelist", mandates=[ours])) == [1]
    assert queries.latest_dues(make_user("view_all_units")) == []
    page = visit(client, make_user("view_all_units", "view_duelist")).content.decode()
    assert f"{reverse('due_lists:detail', args=['kenaikan-pangkat', kept.pk])}?verdict=TMS" in page


def test_before_the_first_list_the_officer_is_led_to_it(client):
    page = visit(client, make_user(role=roles.PROMOTION_OFFICER.name)).content.decode()

    assert "Jalankan penilaian pertama" in page
    assert reverse("imports:start") in page


@pytest.mark.parametrize(
    ("day", "period"),
    [(date(2026, 11, 1), date(2026, 12, 1)), (date(2026, 11, 2), date(2027, 1, 1))],
    ids=["last day of proposing", "the day after"],
)
def test_the_next_period_is_one_that_still_takes_proposals(day, period):
    assert queries.next_period(day).day == period


def test_ones_own_work_is_there_and_nobody_elses(client):
    user = make_user("import_workbook")
    Job.objects.create(task="t", title="Impor saya", requested_by=user)
    Job.objects.create(task="t", title="Impor orang lain", requested_by=make_user())

    page = visit(client, user).content.decode()

    assert "Impor saya" in page
    assert "Impor orang lain" not in page


def test_a_head_sees_his_people_and_nobody_elses(client):
    office, other = make_unit("Dinas A"), make_unit("Dinas B")
    make_employee(name="Ani", unit=make_unit("Bidang A1", parent=office))
    make_employee(name="Budi", unit=other)

    response = visit(client, make_user(role=roles.UNIT_HEAD.name, mandates=[office]))

    assert [(unit.name, head, people) for unit, head, people in response.context["units"]] == [("Dinas A", None, 1)]
    assert [person.name for person in response.context["page"]] == ["Ani"]
    assert "composition" not in response.context


def test_an_employee_sees_his_own_state_and_what_is_missing(client):
    employee = make_employee(name="Siti Rahma", nik="7602014101850001")
    make_appointment(employee)
    make_education(employee)
    make_employee(name="Budi Santoso")

    page = visit(client, make_user(role=roles.EMPLOYEE.name, nip=employee.nip)).content.decode()

    assert "Siti Rahma" in page
    assert "Budi Santoso" not in page
    assert reverse("dossier:detail", args=[employee.nip]) in page
    assert "belum ada predikat kinerja" in page


def test_an_account_without_a_file_is_told_whom_to_ask(client):
    page = visit(client, make_user(nip="198501012010012001")).content.decode()

    assert "Akun Anda belum terhubung dengan berkas pegawai" in page


def test_the_auditor_sees_the_latest_changes(client):
    make_unit("Dinas A")

    response = visit(client, make_user(role=roles.AUDITOR.name))

    assert response.context["lines"]
    assert reverse("audit:list") in response.content.decode()


def test_an_empty_installation_says_how_to_begin(client):
    assert "Belum ada data pegawai" in visit(client, make_user("view_all_units", "import_workbook")).content.decode()


@pytest.mark.parametrize("people", [3, 30])
@pytest.mark.parametrize(
    ("role", "number"),
    [(roles.PROMOTION_OFFICER, 15), (roles.OPD_OFFICER, 21)],
    ids=["promotion officer", "OPD officer"],
)
def test_the_first_page_needs_the_same_queries_for_few_and_for_many(
    client, role, number, people, django_assert_num_queries
):
    unit = make_unit()
    for _ in range(people):
        make_appointment(make_employee(unit=unit))
    run_list("promotion", day=date(2026, 12, 1), by=make_user())
    run_quality_check(day=timezone.localdate(), by=make_user())
    client.force_login(make_user(role=role.name, mandates=[unit]))

    with django_assert_num_queries(number):
        client.get(HOME)


def test_the_tallest_column_fills_the_picture_and_nobody_draws_nothing():
    grades = [(make_grade("III/a"), 10), (make_grade("III/b"), 0), (make_grade("III/c"), 5)]

    tall, half = picture.columns(grades)

    room = picture.FRAME.height - picture.FRAME.top - picture.FRAME.bottom
    assert (tall.height, tall.y, half.height) == (room, picture.FRAME.top, room / 2)
    assert picture.columns([]) == []


def test_the_composition_counts_active_people_only():
    make_employee(standing="99")

    assert queries.composition(make_user("view_all_units"), Law.on(date(2026, 11, 24))).total == 0


def test_the_card_of_data_quality_names_what_weighs_most(client):
    make_employee()
    run_quality_check(day=timezone.localdate(), by=make_user())

    page = visit(client, make_user("view_all_units")).content.decode()

    assert "Kualitas data" in page
    assert reverse("quality:following") in page
    assert page.count("bila diperbaiki") == 3


def test_what_waits_in_performance_stands_on_the_first_page(client):
    _, _, _, chief, _ = make_office()
    agree_all(make_cycle())
    user = account(chief)
    client.force_login(user)

    page = client.get("/").content.decode()

    assert "<strong>2 belum dinilai</strong>, 0 dari 2 sudah" in page


def test_the_performance_officer_sees_how_far_the_year_is(client):
    make_office()
    agree_all(make_cycle())
    client.force_login(make_user(role=roles.PERFORMANCE_OFFICER.name))

    page = client.get("/").content.decode()

    assert "4 dari 4" in page
    assert "0 dinilai" in page

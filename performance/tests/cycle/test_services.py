from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from employees.tests.factories import make_appointment, make_employee
from performance.cycle.following import follow_moves
from performance.cycle.services import CycleRefused, move_window, open_cycle, replace_appraiser
from performance.models import AppraiserChange, Cycle, PerformancePlan, PlanVersion, WorkResult
from performance.tests.factories import (
    OFFICER,
    agree_all,
    make_cycle,
    make_head,
    make_office,
    make_staff,
    plan_of,
)
from simpeg.audit.models import Entry
from simpeg.testing.people import make_user

pytestmark = pytest.mark.django_db
YEAR = timezone.now().year
TODAY = timezone.localdate


def test_a_year_opens_with_a_draft_for_everybody_and_says_who_opened_it():
    office, division, head, chief, people = make_office()
    make_employee(standing="99", unit=division)
    officer = make_user(*OFFICER)

    cycle = open_cycle(year=YEAR, rhythm="2", model="KUALITATIF", by=officer)

    assert set(cycle.plans.values_list("employee", flat=True)) == {head.pk, chief.pk, *(p.pk for p in people)}
    plan = plan_of(people[0], cycle)
    assert (plan.starts_on, plan.ends_on) == (date(YEAR, 1, 1), date(YEAR, 12, 31))
    assert (plan.appraiser, plan.second_appraiser, plan.unit, plan.status) == (chief, head, division, "DRAFT")
    assert (plan.form, plan.model) == ("JA", "KUALITATIF")
    assert plan_of(head, cycle).form == "JPT"
    assert plan_of(chief, cycle).form == "JA"
    assert PlanVersion.objects.filter(plan__cycle=cycle, number=1).count() == 4
    entry = Entry.objects.filter(table="performance_performanceplan").first()
    assert (entry.actor, entry.reason) == (officer.pk, f"Siklus kinerja {YEAR} dibuka")


def test_its_windows_are_the_year_and_four_quarters_or_twelve_months():
    cycle = open_cycle(year=YEAR, rhythm="2", model="KUALITATIF", by=make_user(*OFFICER))
    first = cycle.windows.get(number=1)

    assert [window.name for window in cycle.windows.all()] == [
        "Tahunan", "Triwulan I", "Triwulan II", "Triwulan III", "Triwulan IV",
    ]  # fmt: skip
    assert (first.starts_on, first.ends_on) == (date(YEAR, 1, 1), date(YEAR, 3, 31))
    assert (first.opens_on, first.closes_on) == (date(YEAR, 3, 26), date(YEAR, 4, 15))
    assert cycle.windows.get(number=0).closes_on == date(YEAR + 1, 1, 31)

    monthly = open_cycle(year=YEAR + 1, rhythm="1", model="KUALITATIF", by=make_user(*OFFICER))

    assert monthly.windows.count() == 13
    assert monthly.windows.get(number=2).name == "Februari"


def test_a_year_opens_once():
    make_cycle()

    with pytest.raises(CycleRefused, match=f"Siklus {YEAR} sudah dibuka"):
        make_cycle()

    assert Cycle.objects.count() == 1


def test_a_year_far_away_does_not_open():
    with pytest.raises(CycleRefused, match="tidak dapat dibuka"):
        make_cycle(year=YEAR + 2)


def test_whoever_began_in_the_year_begins_his_plan_that_day():
    _, division, _, _, _ = make_office()
    begins = date(YEAR, 2, 1)
    person = make_employee(
        unit=division, cpns_since=begins, status="CPNS", pns_since=None, grade_since=begins, grade="III/a"
    )

    assert plan_of(person, make_cycle()).starts_on == begins


def test_two_plans_of_a_person_never_share_a_day():
    _, _, _, _, (person, _) = make_office()
    plan = plan_of(person, make_cycle())
    plan.pk = None

    with pytest.raises(IntegrityError), transaction.atomic():
        plan.save(force_insert=True)


def test_a_window_is_moved_with_a_reason_by_whoever_may():
    window = make_cycle().windows.get(number=1)
    days = {"opens_on": window.opens_on, "closes_on": window.closes_on + timedelta(days=10)}
    officer = make_user(*OFFICER)

    with pytest.raises(CycleRefused, match="diatur oleh pengelola"):
        move_window(window, **days, by=make_user(), reason="SE")
    with pytest.raises(CycleRefused, match="Tulis dasarnya"):
        move_window(window, **days, by=officer, reason=" ")
    with pytest.raises(CycleRefused, match="sebelum hari buka"):
        move_window(window, opens_on=days["closes_on"], closes_on=days["opens_on"], by=officer, reason="SE")
    move_window(window, **days, by=officer, reason="SE 1")

    window.refresh_from_db()
    assert window.closes_on == days["closes_on"]
    assert window.planned_close == days["closes_on"] - timedelta(days=10)


def test_another_appraiser_is_named_with_a_reason_and_the_change_stays_on_file():
    office, _, head, chief, (person, _) = make_office()
    plan, acting = plan_of(person, make_cycle()), make_staff(office, name="Plt.")
    officer = make_user(*OFFICER)
    said = {"kind": AppraiserChange.Kind.ACTING, "by": officer, "reason": "SPT 12"}

    with pytest.raises(CycleRefused, match="bukan pegawai itu sendiri"):
        replace_appraiser(plan, person, **said)
    with pytest.raises(CycleRefused, match="diganti oleh pengelola"):
        replace_appraiser(plan, acting, **said | {"by": make_user()})
    replace_appraiser(plan, acting, **said)

    change = plan.appraiser_changes.get()
    assert plan.appraiser == acting
    assert (change.before, change.after, change.reason, change.by) == (chief, acting, "SPT 12", officer)


def test_a_team_leader_advises_and_the_superior_still_rates():
    office, _, _, chief, (person, other) = make_office()
    plan = plan_of(person, make_cycle())

    replace_appraiser(plan, other, kind=AppraiserChange.Kind.TEAM, by=make_user(*OFFICER), reason="SK tim 3")

    assert (plan.appraiser, plan.recommender) == (chief, other)


def test_whoever_moves_has_a_second_plan_and_the_former_appraiser_keeps_his_part():
    office, _, head, chief, (person, _) = make_office()
    other_office, other_division, other_head, other_chief, _ = make_office(name="Dinas Dua")
    cycle = make_cycle()
    moved_on = max(TODAY() - timedelta(days=10), date(YEAR, 1, 2))
    make_appointment(person, title="Penelaah", unit=other_division, since=moved_on)

    assert follow_moves(day=TODAY(), by=make_user()) == 1
    assert follow_moves(day=TODAY(), by=make_user()) == 0

    former, present = cycle.plans.filter(employee=person).order_by("starts_on")
    assert (former.ends_on, former.appraiser) == (moved_on - timedelta(days=1), chief)
    assert (present.starts_on, present.ends_on) == (moved_on, date(YEAR, 12, 31))
    assert (present.appraiser, present.position_title, present.status) == (other_chief, "Penelaah", "DRAFT")
    assert present.versions.count() == 1


def test_under_a_new_head_the_agreed_plan_goes_on():
    office, division, head, chief, (person, _) = make_office()
    cycle = make_cycle()
    version = plan_of(person, cycle).versions.get()
    result = WorkResult.objects.create(version=version, line=1, words="Laporan tersusun")
    result.indicators.create(place=1, words="Jumlah laporan", target="12")
    agree_all(cycle)
    make_appointment(chief, title="Kepala Bidang Lain", kind="1", echelon=32, unit=office, since=TODAY())
    successor = make_head(division, echelon=32, name="Pengganti")

    follow_moves(day=TODAY(), by=make_user())

    former, present = cycle.plans.filter(employee=person).order_by("starts_on")
    assert (former.appraiser, present.appraiser) == (chief, successor)
    assert (present.status, present.starts_on) == ("AGREED", TODAY())
    assert [str(r) for r in present.versions.get().results.all()] == ["Laporan tersusun"]
    assert present.versions.get().results.get().indicators.get().target == "12"


def test_an_appraiser_named_by_hand_stays():
    office, _, _, _, (person, _) = make_office()
    cycle, acting = make_cycle(), make_staff(office)
    follow_moves(day=TODAY(), by=make_user())
    replace_appraiser(plan_of(person, cycle), acting, kind="PLT", by=make_user(*OFFICER), reason="SPT")

    assert follow_moves(day=TODAY(), by=make_user()) == 0
    assert plan_of(person, cycle).appraiser == acting


def test_whoever_leaves_has_no_plan_from_that_day_and_whoever_comes_has_one():
    _, division, _, _, (person, _) = make_office()
    cycle = make_cycle()
    person.standing = "99"
    person.save()
    newcomer = make_staff(division, name="Baru")

    follow_moves(day=TODAY(), by=make_user())

    assert plan_of(person, cycle).ends_on == TODAY() - timedelta(days=1)
    assert PerformancePlan.objects.filter(employee=newcomer).count() == 1


def test_where_the_superior_himself_rates_the_one_above_him_decides_objections():
    _, _, head, chief, (person, _) = make_office()
    plan = plan_of(person, make_cycle())

    replace_appraiser(plan, head, kind="PERBAIKAN", by=make_user(*OFFICER), reason="Kepala bidang tugas belajar")

    assert (plan.appraiser, plan.second_appraiser, plan.regent_decides) == (head, None, True)


@pytest.mark.parametrize(
    ("years", "shown"), [((YEAR, YEAR + 1), YEAR), ((YEAR - 1,), YEAR - 1), ((YEAR + 1,), YEAR + 1)]
)
def test_the_year_that_runs_is_shown_else_the_nearest(years, shown):
    for year in years:
        open_cycle(year=year, rhythm="2", model="KUALITATIF", by=make_user(*OFFICER))

    assert Cycle.objects.present(TODAY()).year == shown

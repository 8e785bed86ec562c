"""Breaches as work: they open, stay, close by themselves, and can be set aside for a while."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction

from employees.models import (
    PersonQuality,
    QualityException,
    QualityItem,
    QualityRun,
    UnitQuality,
)
from employees.quality.services import ExceptionRefused, lift, recheck, run_quality_check, set_aside
from employees.tests.factories import make_unit
from employees.tests.quality.builders import sound
from simpeg.audit.models import Entry
from simpeg.law.engine import LawGap
from simpeg.testing.people import make_user

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 2)


def check(day=DAY):
    return run_quality_check(day=day, by=make_user())


def codes(employee, state="OPEN"):
    items = QualityItem.objects.filter(employee=employee, state=state)
    return sorted(items.values_list("code", flat=True))


def test_a_sound_file_has_no_breach_and_an_index_of_100():
    employee = sound()

    run = check()

    assert codes(employee) == []
    assert (run.people, run.index, run.lenient) == (1, 100, 100)


def test_a_breach_becomes_work_with_an_owner_and_a_day():
    employee = sound(phone="")

    check()

    item = QualityItem.objects.get()
    assert (item.employee, item.code, item.owner, item.state) == (employee, "COM_7", "OPD", "OPEN")
    assert (item.first_seen, item.last_seen, item.due_on) == (DAY, DAY, DAY + timedelta(days=14))
    # 2,5 of the 100 weights of completeness, which counts 0,28 of all.
    assert PersonQuality.objects.get().index == Decimal("99.3")


def test_the_next_check_keeps_the_day_on_which_a_breach_was_first_seen():
    sound(phone="")
    check()

    check(DAY + timedelta(days=20))

    item = QualityItem.objects.get()
    assert (item.first_seen, item.last_seen) == (DAY, DAY + timedelta(days=20))


def test_what_is_mended_closes_and_opens_anew_when_it_comes_back():
    employee = sound(phone="")
    check()

    employee.phone = "081234567890"
    employee.save()
    recheck([employee.pk], day=DAY + timedelta(days=1))
    closed = QualityItem.objects.get()
    employee.phone = ""
    employee.save()
    recheck([employee.pk], day=DAY + timedelta(days=2))

    assert (closed.state, closed.ended_on) == ("MENDED", DAY + timedelta(days=1))
    again = QualityItem.objects.get(state="OPEN")
    assert (again.first_seen, again.due_on) == (DAY + timedelta(days=2), DAY + timedelta(days=16))


def test_a_recheck_looks_at_the_people_it_is_given_and_at_no_one_else():
    one, other = sound(phone=""), sound(phone="", name="Lain", nik="")
    check()
    for employee in (one, other):
        employee.phone = "081234567890"
        employee.save()

    recheck([one.pk])

    assert (codes(one), codes(other)) == ([], ["ACC_5", "COM_7"])


def test_nothing_is_rechecked_before_the_first_check():
    recheck([sound(phone="").pk])

    assert not QualityItem.objects.exists()


def test_whoever_leaves_the_lists_takes_his_breaches_along():
    employee = sound(phone="")
    check()

    employee.standing = "99"
    employee.save()
    check(DAY + timedelta(days=1))

    assert QualityItem.objects.get().state == "LEFT"
    assert not PersonQuality.objects.exists()


def test_a_fact_that_we_do_not_hold_is_unknown_and_shifts_its_weight():
    employee = sound(siasn={})  # nothing of SIASN's columns: ACC_2 and ACC_5 cannot be judged

    run = check()

    assert (run.indicators["ACC_5"], run.indicators["ACC_2"]) == ([1, 0, 1], [1, 0, 1])
    assert codes(employee) == []
    assert run.index == 100


def test_an_exception_takes_a_breach_off_the_list_until_its_day():
    employee, officer = sound(phone=""), make_user()
    check()

    set_aside(
        QualityItem.objects.get(),
        day=DAY,
        reason="Tinggal tanpa sinyal",
        decree="800/1",
        until=DAY + timedelta(days=30),
        by=officer,
    )
    check(DAY + timedelta(days=1))
    kept = codes(employee, "EXCUSED")
    check(DAY + timedelta(days=31))

    assert (kept, codes(employee)) == (["COM_7"], ["COM_7"])
    exception = QualityException.objects.get()
    entry = Entry.objects.of(exception).get()
    assert (entry.actor, entry.reason) == (officer.pk, "Pengecualian COM_7: Tinggal tanpa sinyal")


def test_an_exception_is_still_counted_by_the_index():
    sound(phone="")
    before = check().index
    set_aside(QualityItem.objects.get(), day=DAY, reason="Ya", decree="800/1", until=date(2027, 6, 1), by=make_user())

    assert check(DAY + timedelta(days=1)).index == before


def test_a_breach_is_set_aside_once_and_lifted_once():
    sound(phone="")
    check()
    item, officer = QualityItem.objects.get(), make_user()
    words = {"day": DAY, "reason": "Ya", "decree": "800/1", "until": date(2027, 6, 1), "by": officer}

    set_aside(item, **words)
    with pytest.raises(ExceptionRefused):
        set_aside(item, **words)
    lift(item, day=DAY, reason="Sudah ada sinyal", by=officer)
    with pytest.raises(ExceptionRefused):
        lift(item, day=DAY, reason="Sekali lagi", by=officer)

    item.refresh_from_db()
    assert (item.state, item.exception) == ("OPEN", None)
    assert QualityException.objects.get().lifted_on == DAY


def test_a_unit_answers_for_everything_below_it_and_is_written_only_when_it_changed():
    office = make_unit()
    section = make_unit("Bidang", parent=office)
    employee = sound(phone="", unit=section)
    first = check()

    check(DAY + timedelta(days=1))
    employee.phone = "081234567890"
    employee.save()
    third = check(DAY + timedelta(days=2))

    rows = UnitQuality.objects.filter(unit=office).order_by("run")
    assert [(row.run_id, row.people, row.breaches, row.index) for row in rows] == [
        (first.pk, 1, 1, rows[0].index),
        (third.pk, 1, 0, 100),
    ]


def test_a_unit_that_nobody_is_left_in_says_so():
    employee = sound()
    check()
    employee.standing = "99"
    employee.save()

    check(DAY + timedelta(days=1))

    assert UnitQuality.objects.latest().get().people == 0


def test_runs_and_their_units_are_never_changed():
    sound()
    run = check()

    for table in (QualityRun.objects, UnitQuality.objects):
        with pytest.raises(DatabaseError), transaction.atomic():
            table.update(people=7)
        with pytest.raises(DatabaseError), transaction.atomic():
            table.all().delete()
    assert Entry.objects.of(run).get().reason == "Pemeriksaan kualitas data 2 November 2026"


def test_a_day_before_the_index_existed_is_refused():
    with pytest.raises(LawGap):
        check(date(2020, 1, 1))


def test_an_empty_regency_can_be_checked():
    assert check().people == 0

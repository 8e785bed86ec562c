"""The preview of a change equals the difference of two lists really run, before and after it."""

from datetime import date

import pytest

from employees.due_lists.lists import LISTS
from employees.due_lists.services import run_list
from employees.models import Award, LawEffect, LawPreview, StepIncrease
from employees.regulations import services
from employees.regulations.consequences import days_of, preview
from employees.tests import factories
from simpeg.audit.models import Entry
from simpeg.law import services as law
from simpeg.law.models import LawChange, PromotionPeriod, SalaryStep
from simpeg.law.services import ChangeRefused, Wish
from simpeg.testing.people import make_user

pytestmark = pytest.mark.django_db
SINCE = date(2027, 1, 1)
GOOD = {2024: 2, 2025: 2, 2026: 2}


@pytest.fixture
def officer():
    return make_user()


@pytest.fixture
def head():
    return make_user()


@pytest.fixture
def people():
    """Some of every road, so that every list has somebody whom a change can touch."""
    unit = factories.make_unit("Dinas Satu", kind="DINAS")
    made = []
    for number, since in enumerate([date(2022, 4, 1), date(2023, 1, 1), date(2023, 12, 1), date(2025, 3, 1)]):
        person = factories.make_employee(
            grade="III/b", grade_since=since, unit=unit, ratings=GOOD, service_years=4 + number, service_months=0
        )
        factories.make_appointment(person)
        factories.make_education(person)
        made.append(person)
    leaver = factories.make_employee(unit=unit, ratings=GOOD, birth_date=date(1968, 12, 5), cpns_since=date(1995, 1, 1))
    factories.make_appointment(leaver)
    Award.objects.create(employee=leaver, kind=Award.Kind.MEDAL_10, awarded_on=date(2010, 8, 17))
    StepIncrease.objects.create(employee=made[0], since=date(2025, 1, 1), service_years=6, service_months=0)
    return [*made, leaver]


def proposed(officer, **fields):
    return law.propose(Wish(**{"since": SINCE, "basis": "PP 1/2027", "reason": "PP baru"} | fields), by=officer)


def new_pay():
    return [
        {"grade": row.grade.code, "years": row.years, "rupiah": row.rupiah + 150_000}
        for row in SalaryStep.objects.filter(grade__kind="PNS").select_related("grade")
    ]


def ages(**changed):
    table = law.TABLES["bup"]
    rows = [table.as_data(row) for row in table.rows()]
    return [row | {"age": changed.get(row["code"], row["age"])} for row in rows]


CHANGES = {
    "a shorter time in the grade": lambda: {"subject": "kp.masa_reguler_tahun", "value": 3},
    "a better predikat": lambda: {"subject": "kp.predikat_terendah", "value": 1},
    "two periods a year": lambda: {"subject": "kp.bulan_periode", "value": [4, 10]},
    "whom the lists hold": lambda: {"subject": "kedudukan.aktif", "value": ["03", "71"]},
    "a new salary table": lambda: {"subject": "tabel:gaji-pns", "value": new_pay()},
    "a later retirement": lambda: {"subject": "tabel:bup", "value": ages(PELAKSANA=60)},
    "medals after other years": lambda: {
        "subject": "penghargaan.masa_kerja_tahun", "value": {"201": 20, "202": 25, "203": 31},
    },
    "a value of no list": lambda: {"subject": "usulan.hari_kerja_periksa", "value": 4},
}  # fmt: skip


def as_seen(kept):
    """What a list that was really run says, person by person."""
    kind = LISTS[kept.subject]
    found = {}
    for verdict in kept.verdicts.all():
        start, end = kind.ends(verdict.facts | {"kind": verdict.kind})
        name = (verdict.employee_id, verdict.kind if kept.subject == "promotion" else "")
        found[name] = (verdict.verdict, verdict.earliest, str(start or ""), str(end or ""), verdict.failed,
                       verdict.unknown)  # fmt: skip
    return found


def as_previewed(found):
    rows = {}
    for row in found.effects.all():
        name = (row.employee_id, row.kind if found.subject == "promotion" else "")
        rows[name] = (
            row.verdict_before and (row.verdict_before, row.earliest_before, row.from_before, row.to_before,
                                    row.failed_before, row.unknown_before),
            row.verdict_after and (row.verdict_after, row.earliest_after, row.from_after, row.to_after,
                                   row.failed_after, row.unknown_after),
        )  # fmt: skip
    return rows


@pytest.mark.parametrize("name", CHANGES)
@pytest.mark.parametrize("subject", LISTS)
def test_the_preview_equals_the_difference_of_two_lists_run_before_and_after(people, officer, head, subject, name):
    day = {"service-medal": date(2027, 8, 17)}.get(subject, date(2027, 2, 1))
    change = proposed(officer, **CHANGES[name]())

    found = preview(change, subject, day)
    before = run_list(subject, day=day, by=officer)
    law.put_in_force(change, by=head)
    after = run_list(subject, day=day, by=officer)

    old, new = as_seen(before), as_seen(after)
    differing = {who: (old.get(who, ""), new.get(who, "")) for who in old.keys() | new.keys()
                 if old.get(who) != new.get(who)}  # fmt: skip
    assert as_previewed(found) == differing
    assert found.changed == len(differing)
    assert (sum(found.before.values()), sum(found.after.values())) == (len(old), len(new))


@pytest.mark.parametrize(
    ("name", "subject"),
    [
        ("a shorter time in the grade", "promotion"),
        ("a better predikat", "promotion"),
        ("two periods a year", "promotion"),
        ("whom the lists hold", "promotion"),
        ("a new salary table", "salary-increment"),
        ("a later retirement", "retirement"),
        ("medals after other years", "service-medal"),
    ],
)
def test_the_sample_has_somebody_whom_the_change_touches(people, officer, name, subject):
    day = {"service-medal": date(2027, 8, 17)}.get(subject, date(2027, 2, 1))

    assert preview(proposed(officer, **CHANGES[name]()), subject, day).changed > 0


def test_a_preview_changes_nothing_and_leaves_no_trace(people, officer):
    change = proposed(officer, subject="kp.bulan_periode", value=[4, 10])
    periods = list(PromotionPeriod.objects.values_list("day", flat=True))
    last = Entry.objects.order_by("-pk").values_list("pk", flat=True).first()

    preview(change, "promotion", date(2027, 2, 1))

    assert list(PromotionPeriod.objects.values_list("day", flat=True)) == periods
    assert not Entry.objects.filter(pk__gt=last).exists()


@pytest.mark.django_db(transaction=True)
def test_outside_of_a_transaction_the_preview_is_the_same(people, officer):
    change = proposed(officer, subject="kp.masa_reguler_tahun", value=3)

    first = preview(change, "promotion", date(2027, 2, 1))
    again = preview(change, "promotion", date(2027, 2, 1))

    assert first.pk == again.pk
    assert again.changed == again.effects.count() > 0


def test_what_it_costs_a_month_is_counted(people, officer):
    change = proposed(officer, subject="tabel:gaji-pns", value=new_pay())

    found = preview(change, "salary-increment", date(2027, 2, 1))

    paid = found.effects.exclude(from_after="").count()
    assert found.pay_difference == 150_000 * paid > 0


def test_the_days_are_those_of_each_list(officer):
    change = proposed(officer, subject="kp.bulan_periode", value=[4, 10])

    assert days_of(change, "promotion", SINCE, 3) == [date(2027, 1, 1), date(2027, 2, 1), date(2027, 3, 1)]
    assert days_of(change, "retirement", date(2027, 1, 2), 2) == [date(2027, 2, 1), date(2027, 3, 1)]
    assert days_of(change, "service-medal", SINCE, 3) == [date(2027, 8, 17), date(2027, 11, 29), date(2028, 8, 17)]


def test_all_lists_are_counted_and_counting_goes_on_where_it_stopped(people, officer):
    change = proposed(officer, subject="kp.masa_reguler_tahun", value=3)
    services.count_consequences(change, number=2)
    first = LawPreview.objects.filter(change=change).earliest("counted_at").counted_at
    told = []

    services.count_consequences(change, number=2, since=first, tell=lambda *step: told.append(step))

    assert LawPreview.objects.filter(change=change).count() == 2 * len(LISTS)
    assert told == [(8, 8, "Selesai")]


def test_nobody_decides_before_the_consequences_are_counted(people, officer, head):
    change = proposed(officer, subject="kp.masa_reguler_tahun", value=3)

    with pytest.raises(ChangeRefused, match="belum dihitung"):
        services.put_in_force(change, by=head)
    services.count_consequences(change, number=1)
    services.put_in_force(change, by=head)

    change.refresh_from_db()
    assert change.status == LawChange.Status.IN_FORCE


def test_people_of_other_units_are_not_seen(people, officer):
    change = proposed(officer, subject="kp.masa_reguler_tahun", value=3)
    found = preview(change, "promotion", date(2027, 2, 1))
    stranger = make_user("view_own_units", "view_duelist", mandates=[factories.make_unit("Dinas Dua")])

    assert found.effects.exists()
    assert not LawEffect.objects.visible_to(stranger).exists()
    assert not LawEffect.objects.visible_to(make_user("view_all_units")).exists()

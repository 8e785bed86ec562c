"""What credit points are made of: evaluations, what was converted, former PAK, and the ladder of the law."""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Exists, F, OuterRef, Q

from employees.models import Appointment, CreditRecord, EducationRecord, Employee, EmployeeState, GradeRecord
from employees.models.career import PositionKind
from performance.credits.rules import (
    Account,
    Line,
    Previous,
    counted_after,
    first_day,
    last_day,
    months_of,
    need_of,
    percent_of,
    points_of,
    runs,
)
from performance.models import YEARLY, Appraisal, Conversion, CreditDetermination, PerformancePlan
from simpeg.core.dates import in_words
from simpeg.law.engine import Law, LawGap
from simpeg.law.models import Grade, TierStep

FUNCTIONAL = PositionKind.FUNCTIONAL
_OWN = ("employee", "determined_on", "counted_from")
PPPK_HAS_NONE = "Angka kredit hanya untuk PNS: PPPK tidak naik pangkat dan jenjang dengan angka kredit."


@dataclass(frozen=True)
class Ladder:
    """The rungs of the functional ladder on a day."""

    steps: dict  # (tier, grade id) -> TierStep
    by_tier: dict

    @classmethod
    def on(cls, day):
        rows = TierStep.objects.filter(in_force__contains=day).select_related("grade", "next_grade")
        by_tier = defaultdict(list)
        for row in rows.order_by("grade_id"):
            by_tier[row.tier].append(row)
        rows = [row for together in by_tier.values() for row in together]
        return cls({(row.tier, row.grade_id): row for row in rows}, by_tier)

    def coefficient(self, tier, grade_id):
        step = self.steps.get((tier, grade_id)) or self.by_tier[tier][0]
        return step.yearly_points

    def base(self, tier, grade_id):
        """The AK dasar of a golongan in a jenjang; 0 where it lies outside (one who was raised before his golongan)."""
        step = self.steps.get((tier, grade_id))
        return step.base_points if step else Decimal(0)

    def grade_points(self, tier):
        """What a step within the jenjang takes."""
        return max((row.grade_points for row in self.by_tier[tier] if row.grade_points is not None), default=None)

    def need(self, tier, grade_id):
        tier_points = max((row.tier_points for row in self.by_tier[tier] if row.tier_points is not None), default=None)
        return need_of(self.steps.get((tier, grade_id)), tier_points)


def functional_people(user):
    """The states of the PNS in a functional position with a jenjang whose file this user may open."""
    states = EmployeeState.objects.visible_to(user).filter(position_kind=FUNCTIONAL, grade__kind=Grade.Kind.PNS)
    return states.exclude(tier="")


def waiting_for(year):
    """The final evaluations of a year, in functional positions of PNS, that no PAK counts yet."""
    rows = Appraisal.objects.filter(
        status=Appraisal.Status.FINAL,
        window__number=YEARLY,
        window__cycle__year=year,
        plan__position_kind=FUNCTIONAL,
        plan__employee__grade__kind=Grade.Kind.PNS,
        plan__employee__state__position_kind=FUNCTIONAL,
    ).exclude(plan__tier="")
    converted = Conversion.objects.filter(appraisal=OuterRef("pk"), is_standing=True)
    later = CreditRecord.objects.filter(
        employee=OuterRef("plan__employee"), tier=OuterRef("plan__tier"), determined_on__gt=OuterRef("window__ends_on")
    )
    return rows.filter(~Exists(converted), ~Exists(later), plan__tier=F("plan__employee__state__tier"))


def accounts(employees, *, day, tier="", with_periodic=False, counted_from=None):
    """`Account` of each of these people (their ids) on a day, in the order of their ids; so many queries for them all.

    The present jenjang, or the one named. Periodic evaluations count where asked for, in years without a final one.
    `counted_from` overrules from when performance counts.
    """
    law, ladder = Law.on(day), Ladder.on(day)
    people = list(Employee.objects.filter(pk__in=employees).select_related("state__unit__opd", "grade").order_by("pk"))
    ids = [person.pk for person in people]
    sources = _sources(ids, day, with_periodic)
    taken = _taken(ids)
    history = _History.of(ids)
    laws = _Laws()
    found = []
    for person in people:
        at = tier or person.state.tier
        if not at or (not tier and person.state.position_kind != FUNCTIONAL):
            continue
        previous = history.previous(person, at, day, law, ladder)
        since = counted_from or previous.counted_from
        lines, refusal = _lines(sources[person.pk], taken[person.pk], at, since, laws)
        refusal = history.refusal(person, day) or refusal
        if person.grade.kind != Grade.Kind.PNS:
            refusal = PPPK_HAS_NONE
        if since != previous.counted_from:
            previous = Previous(previous.points, previous.on, previous.words, since)
        need = ladder.need(at, person.grade_id)
        found.append(Account(person, person.state, at, previous, lines, need, ladder.grade_points(at), refusal))
    return found


def account_of(employee, **how):
    """The account of one person; None where he holds no functional position with a jenjang."""
    return next(iter(accounts([employee.pk], **how)), None)


class _Laws:
    """The law and the ladder of the last day of each conversion, asked for once a day of the law."""

    def __init__(self):
        self.found = {}

    def on(self, day):
        if day not in self.found:
            self.found[day] = Law.on(day), Ladder.on(day)
        return self.found[day]


def _sources(ids, day, with_periodic):
    """`{employee: [(plan, appraisal, predikat, months, is periodic)]}` before the day, oldest first."""
    plans = defaultdict(list)
    for plan in PerformancePlan.objects.filter(employee__in=ids, starts_on__lt=day).order_by("starts_on", "pk"):
        plans[plan.employee_id, plan.cycle_id].append(plan)
    final, periodic = {}, defaultdict(list)
    kept = Q(window__number=YEARLY, status=Appraisal.Status.FINAL)
    if with_periodic:
        kept |= Q(window__number__gt=YEARLY, window__closes_on__lt=day)
    rows = Appraisal.objects.filter(kept, plan__employee__in=ids, window__ends_on__lt=day)
    for row in rows.select_related("window", "plan").order_by("window__starts_on", "pk"):
        key = row.plan.employee_id, row.plan.cycle_id
        if row.window.number == YEARLY:
            final[key] = row
        else:
            periodic[key].append(row)
    found = defaultdict(list)
    for key, row in final.items():
        for plan in plans[key]:
            found[key[0]].append((plan, row, row.final_predikat, months_of(plan.starts_on, plan.ends_on), False))
    for key, rows in periodic.items():
        if key in final:
            continue
        for row in rows:
            first, last = max(row.plan.starts_on, row.window.starts_on), min(row.plan.ends_on, row.window.ends_on)
            if first <= last:
                predikat = row.final_predikat or row.predikat
                found[key[0]].append((row.plan, row, predikat, months_of(first, last), True))
    return found


def _taken(ids):
    """The months that a standing determination counts already, by person."""
    found = defaultdict(set)
    rows = Conversion.objects.filter(employee__in=ids, is_standing=True)
    for person, first, last in rows.values_list("employee", "starts_on", "ends_on"):
        found[person].update(months_of(first, last))
    return found


def _lines(sources, taken, tier, since, laws):
    """The conversions to be, oldest first, and a sentence where the law of a span says nothing of them."""
    lines, seen, refusal = [], set(taken), ""
    for plan, appraisal, predikat, months, is_periodic in sources:
        if plan.position_kind != FUNCTIONAL or plan.tier != tier:
            continue
        new = [month for month in months if month not in seen and first_day(month) >= since]
        seen.update(new)
        for first, last in runs(new):
            try:
                law, ladder = laws.on(last_day(last))
                percent, basis = percent_of(predikat, law), law.basis["kinerja.ak_persen"]
            except LawGap as gap:
                refusal = str(gap)
                continue
            coefficient = ladder.coefficient(tier, plan.grade_id)
            months_here = last - first + 1
            lines.append(Line(
                appraisal_id=appraisal.pk, plan_id=plan.pk, starts_on=first_day(first), ends_on=last_day(last),
                months=months_here, tier=tier, predikat=predikat, percent=percent, coefficient=coefficient,
                points=points_of(percent, coefficient, months_here), basis=basis, is_periodic=is_periodic,
            ))  # fmt: skip
    return sorted(lines, key=lambda line: line.starts_on), refusal


@dataclass(frozen=True)
class _History:
    """What the files say of these people: their PAK, their golongan, their functional positions."""

    records: dict
    own: dict  # (employee, day) of the PAK made here -> from when performance counts in it
    grades: dict
    positions: dict

    @classmethod
    def of(cls, ids):
        records, grades, positions = defaultdict(list), defaultdict(list), defaultdict(list)
        for row in CreditRecord.objects.filter(employee__in=ids).order_by("determined_on"):
            records[row.employee_id].append(row)
        for row in GradeRecord.objects.filter(employee__in=ids).select_related("grade").order_by("since"):
            grades[row.employee_id].append(row)
        definitive = Appointment.objects.filter(employee__in=ids, assignment=Appointment.Assignment.DEFINITIVE)
        for row in definitive.order_by("since"):
            positions[row.employee_id].append(row)
        made = CreditDetermination.objects.standing().filter(employee__in=ids)
        own = {(employee, day): since for employee, day, since in made.values_list(*_OWN)}
        return cls(records, own, grades, positions)

    def refusal(self, person, day):
        latest = next(iter(self.records[person.pk][-1:]), None)
        if latest and latest.determined_on >= day:
            return (
                f"Sudah ada PAK {latest.get_tier_display()} tanggal {in_words(latest.determined_on)}. Penetapan baru "
                "bertanggal sesudahnya."
            )
        return ""

    def previous(self, person, tier, day, law, ladder):
        """The last PAK of the jenjang before the day, else the AK dasar: of the golongan with which he entered it, or
        of the present one, where the golongan rose since. To have risen takes as much."""
        records = [row for row in self.records[person.pk] if row.tier == tier and row.determined_on <= day]
        if records:
            last = records[-1]
            number = f" nomor {last.decree}" if last.decree else ""
            words = f"PAK tanggal {in_words(last.determined_on)}{number}"
            # From when a PAK made here counted, it says, and which months, its conversions; of another one it has to
            # be supposed.
            since = self.own.get((person.pk, last.determined_on)) or counted_after(last.determined_on, law)
            return Previous(last.points, last.determined_on, words[:150], since)
        entered = self._entered(person, tier)
        grade = self._grade_on(person, entered)
        bases = [(ladder.base(tier, grade.pk), entered, grade.code)]
        if person.grade_since >= entered:
            bases.append((ladder.base(tier, person.grade_id), person.grade_since, person.grade.code))
        points, since, code = max(bases, key=lambda base: (base[0], -base[1].toordinal()))
        return Previous(points, None, f"AK dasar golongan {code}", since.replace(day=1))

    def _entered(self, person, tier):
        """Since when he holds this jenjang without a break."""
        entered = None
        for row in self.positions[person.pk]:
            if row.kind == FUNCTIONAL and row.tier == tier:
                entered = entered or row.since
            elif entered and tier == person.state.tier:
                entered = None
        return entered or person.state.position_since or person.cpns_since

    def _grade_on(self, person, day):
        held = [row.grade for row in self.grades[person.pk] if row.since <= day]
        return held[-1] if held else person.first_grade or person.grade


def higher_diplomas(account, day):
    """The diplomas recognised since he came into the jenjang that are higher than those before, highest first.

    Empty where one was counted in this jenjang already, or where no step within it takes points.
    """
    counted = CreditDetermination.objects.standing().filter(employee=account.employee, tier=account.tier)
    if account.grade_points is None or counted.exclude(diploma_words="").exists():
        return []
    entered = _History.of([account.employee.pk])._entered(account.employee, account.tier)
    rows = list(EducationRecord.objects.filter(employee=account.employee).select_related("level"))
    recognised = [(row.recognised_on or account.employee.cpns_since, row) for row in rows]
    before = max((row.level.group_rank for on, row in recognised if on < entered), default=None)
    if before is None:
        return []
    found = [row for on, row in recognised if entered <= on <= day and row.level.group_rank > before]
    return sorted(found, key=lambda row: -row.level.group_rank)

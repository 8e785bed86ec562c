"""How a year's predikat are spread: of everybody, of each office, of each appraiser, of men, women and grades."""

from dataclasses import dataclass

from django.db.models import Case, Count, Exists, F, Max, OuterRef, Q, Value, When
from django.db.models.functions import Coalesce, TruncDate

from employees.models import Employee
from performance.models import Appraisal, AppraisalEntry, PerformancePlan, Predikat, UnitAchievement
from performance.review.picture import bars_of
from simpeg.law.models import Grade

# Golongan I to IV of civil servants, and PPPK: too many single grades would point at people.
GRADE_GROUPS = {"I": "Golongan I", "II": "Golongan II", "III": "Golongan III", "IV": "Golongan IV", "PPPK": "PPPK"}


@dataclass(frozen=True)
class Spread:
    """The numbers of the five predikat of one group, and how they stand to those of everybody."""

    label: str
    counts: tuple
    all: tuple
    least: int  # a smaller group is not spread out

    @property
    def people(self):
        return sum(self.counts)

    @property
    def shown(self):
        return self.people >= self.least

    @property
    def bars(self):
        return bars_of(self.counts)

    @property
    def top_share(self):
        """Percent that have Sangat Baik."""
        return 100 * self.counts[0] / self.people if self.people else 0

    @property
    def low_share(self):
        """Percent below Baik."""
        return 100 * sum(self.counts[2:]) / self.people if self.people else 0

    @property
    def top_more(self):
        """So many points more of Sangat Baik than everybody together; below zero: fewer."""
        everybody = sum(self.all)
        return self.top_share - (100 * self.all[0] / everybody if everybody else 0)


def appraisals(window, user):
    """The ratings of a span as far as this user may see predikat, with `given`: the final one where there is one."""
    listed = PerformancePlan.objects.listed_to(user).filter(cycle=window.cycle_id).order_by().values("pk")
    rows = Appraisal.objects.filter(window=window, plan__in=listed)
    return rows.annotate(given=Coalesce("final_predikat", "predikat")).order_by()


def numbers():
    """Annotations p1 … p5: how many have each predikat."""
    return {f"p{predikat.value}": Count("pk", filter=Q(given=predikat.value)) for predikat in Predikat}


def counts_in(row):
    return tuple(row[f"p{predikat.value}"] for predikat in Predikat)


def whole(rows):
    return counts_in(rows.aggregate(**numbers()))


def by_office(rows, window):
    """Each office with its numbers, what it achieved, and how many were late or changed after the last day."""
    late = Q(rated_day__gt=window.planned_close)
    again = AppraisalEntry.objects.filter(appraisal=OuterRef("pk"), at__date__gt=window.planned_close)
    found = rows.annotate(rated_day=TruncDate("rated_at"), was_changed=Exists(again) & Q(changes__gt=0))
    found = found.values(office=F("plan__unit__opd"), name=F("plan__unit__opd__name")).annotate(
        **numbers(),
        late=Count("pk", filter=late),
        changed=Count("pk", filter=Q(was_changed=True)),
        objected=Count("pk", filter=Q(objection__isnull=False)),
        mended=Count("pk", filter=~Q(objection__predikat=F("predikat")) & Q(objection__decided_at__isnull=False)),
    )
    achieved = {row.unit_id: row for row in UnitAchievement.objects.filter(window=window)}
    return [row | {"achieved": achieved.get(row["office"])} for row in found.order_by("name", "office")]


def by_appraiser(rows):
    """Each appraiser with a file, with his numbers and the list that he signed; order by `name`, `who`."""
    found = rows.filter(appraiser__isnull=False).values(
        who=F("appraiser"), name=F("appraiser__state__sort_name"), unit=F("appraiser__state__unit__name")
    )
    return found.annotate(**numbers(), list=Max("determination"))


def by_sex(rows):
    found = rows.values("plan__employee__sex").annotate(**numbers()).order_by("plan__employee__sex")
    return [(Employee.Sex(row["plan__employee__sex"]).label, counts_in(row)) for row in found]


def by_grade(rows):
    """Groups of grades, lowest first."""
    group = Case(
        When(plan__grade__kind=Grade.Kind.PNS, plan__grade__code__startswith="IV/", then=Value("IV")),
        When(plan__grade__kind=Grade.Kind.PNS, plan__grade__code__startswith="III/", then=Value("III")),
        When(plan__grade__kind=Grade.Kind.PNS, plan__grade__code__startswith="II/", then=Value("II")),
        When(plan__grade__kind=Grade.Kind.PNS, then=Value("I")),
        default=Value("PPPK"),
    )
    found = {row["band"]: counts_in(row) for row in rows.values(band=group).annotate(**numbers())}
    return [(label, found[code]) for code, label in GRADE_GROUPS.items() if code in found]

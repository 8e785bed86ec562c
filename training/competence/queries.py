"""The gap between what positions ask for and what people hold: everybody in one query.

    found = gaps(people, law)                  # people: a queryset of EmployeeState
    found = gaps(people, law, post=post)       # the same people against a position that they do not hold

`gaps` is a relation, one row a person and competence that is asked of him: the level required (and whether a standard
says so or the usual level of the law), the level held (NULL: not assessed, or assessed too long ago). The functions
below it count over it. Not assessed is never zero: it stays out of every mean and is counted beside it.
"""

import json
from dataclasses import dataclass

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Q
from django.db.models.expressions import RawSQL

from employees.directory.queries import active
from employees.models import EmployeeState, Unit
from training.competence.rules import Match, Score, thresholds_of
from training.models import EVERYBODY, MAP_ONLY, OWN_UNITS, seen_by

# The states of one person and competence, as a filter names them.
BELOW, MET, NOT_ASSESSED = "kurang", "memenuhi", "belum"
STATES = {BELOW: "held < required", MET: "held >= required", NOT_ASSESSED: "held IS NULL"}

_GAPS = """
WITH people (employee, unit, title, kind, echelon, tier) AS MATERIALIZED ({people}),
asked AS (
    SELECT p.employee, p.unit, p.title, s.id AS standard,
           (%s::jsonb ->> CASE p.kind WHEN '1' THEN p.echelon::text WHEN '2' THEN p.tier WHEN '4' THEN 'PELAKSANA' END
           )::smallint AS usual
    FROM people p
    LEFT JOIN training_competencestandard s ON s.unit_id = p.unit AND s.title = p.title
        AND s.valid_from <= %s AND (s.valid_until IS NULL OR s.valid_until > %s)
),
wanted AS (
    SELECT a.employee, a.unit, a.title, c.id AS competence, COALESCE(l.level, a.usual) AS required,
           l.level IS NOT NULL AS decreed
    FROM asked a
    CROSS JOIN training_competence c
    LEFT JOIN training_standardlevel l ON l.standard_id = a.standard AND l.competence_id = c.id
    WHERE c.kind <> 'TEKNIS' AND COALESCE(l.level, a.usual) IS NOT NULL
    UNION ALL
    SELECT a.employee, a.unit, a.title, c.id, l.level, true
    FROM asked a
    JOIN training_standardlevel l ON l.standard_id = a.standard
    JOIN training_competence c ON c.id = l.competence_id AND c.kind = 'TEKNIS'
),
latest AS (
    SELECT DISTINCT ON (employee_id, competence_id) id, employee_id, competence_id, level, assessed_on
    FROM training_assessment
    WHERE assessed_on <= %s AND employee_id IN (SELECT employee FROM people)
    ORDER BY employee_id, competence_id, assessed_on DESC
)
SELECT w.employee, w.unit, w.title, w.competence, w.required, w.decreed, h.id AS assessment, h.assessed_on,
       CASE WHEN (h.assessed_on + make_interval(years => %s))::date > %s THEN h.level END AS held
FROM wanted w
LEFT JOIN latest h ON h.employee_id = w.employee AND h.competence_id = w.competence
"""


@dataclass(frozen=True)
class Post:
    """A position that people are held against: where it is, what it is called, how high it stands."""

    unit: int
    title: str
    kind: str
    echelon: int | None = None
    tier: str = ""

    @classmethod
    def of(cls, position):
        """That of a row of the position map."""
        return cls(position.unit_id, position.title, position.kind, position.echelon, position.tier)


@dataclass(frozen=True)
class Gaps:
    """SQL of one row a person and competence: employee, unit, title, competence, required, decreed, assessment,
    assessed_on, held."""

    sql: str
    params: tuple
    thresholds: tuple

    def rows(self, select, *params, tail=""):
        """Rows of `SELECT … FROM gaps …` as dicts."""
        with connection.cursor() as cursor:
            cursor.execute(f"WITH gaps AS ({self.sql}) SELECT {select} FROM gaps {tail}", [*self.params, *params])
            names = [column.name for column in cursor.description]
            return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]

    def people(self, condition="TRUE", *params):
        """An expression for `filter(pk__in=…)`: whoever has a row of this condition."""
        return RawSQL(f"SELECT gaps.employee FROM ({self.sql}) gaps WHERE {condition}", [*self.params, *params])


def gaps(people, law, *, post=None):
    """The gaps of these states against the position that each holds or, with `post`, against that one."""
    if post is None:
        select, params = _sql(people, "pk", "unit_id", "position_title", "position_kind", "echelon", "tier")
    else:
        inner, params = _sql(people, "pk")
        select = f"SELECT chosen.id, %s::bigint, %s::text, %s::text, %s::int, %s::text FROM ({inner}) chosen (id)"
        params = (post.unit, post.title, post.kind, post.echelon, post.tier, *params)
    usual = json.dumps(law["kompetensi.tingkat_lazim"])
    years = law["kompetensi.berlaku_tahun"]
    params = (*params, usual, law.day, law.day, law.day, years, law.day)
    return Gaps(_GAPS.format(people=select), params, thresholds_of(law))


def _sql(people, *columns):
    """The statement that selects these columns; of people among whom nobody can be, as Django sees it, one too."""
    try:
        return people.order_by().values_list(*columns).query.sql_with_params()
    except EmptyResultSet:
        return EmployeeState.objects.extra(where=["FALSE"]).values_list(*columns).query.sql_with_params()


# -- Whose competence somebody may read -----------------------------------------------------------------------------


def may_read_people(user):
    """Whether a list of people is for him: his units', or everybody's."""
    return user.has_perm(EVERYBODY) or user.has_perm(OWN_UNITS)


def counted_for(user, law):
    """The states in active service that this user's maps and lists are of; whoever reads maps alone has all in his."""
    people = EmployeeState.objects.filter(active(law))
    if user.has_perm(EVERYBODY) or user.has_perm(MAP_ONLY):
        return people
    return people.filter(seen_by(user)) if user.has_perm(OWN_UNITS) else people.none()


def listed_for(user, law):
    """The same, for lists that name people."""
    return EmployeeState.objects.filter(active(law)).filter(seen_by(user) if may_read_people(user) else Q(pk__in=[]))


def units_for(user):
    """The units that this user may narrow a map or a list to."""
    if user.has_perm(EVERYBODY) or user.has_perm(MAP_ONLY):
        return Unit.objects.all()
    if user.has_perm(OWN_UNITS):
        return Unit.objects.filter(path__overlap=user.mandates.order_by().values("unit_id"))
    return Unit.objects.none()


def employee_for(user, nip):
    """The state of a person whose competence this user may read, with the person; None for all others."""
    people = EmployeeState.objects.filter(seen_by(user)).select_related("employee", "grade", "unit")
    return people.filter(nip=nip).first()


# -- Counting ---------------------------------------------------------------------------------------------------------

SCORE = """count(*) AS asked, count(held) AS assessed, count(*) FILTER (WHERE held < required) AS below,
    COALESCE(sum(required) FILTER (WHERE held IS NOT NULL), 0) AS required,
    COALESCE(sum(LEAST(held, required)) FILTER (WHERE held IS NOT NULL), 0) AS met"""


def scores(found):
    """{employee: Score} of everybody in the gaps, of whom something is asked."""
    rows = found.rows(f"employee, {SCORE}", tail="GROUP BY employee")
    return {row["employee"]: _score(row, found) for row in rows}


def scores_beside(found, competence):
    """(`scores`, {employee: {required, held} of one competence}), asked for together."""
    rows = found.rows(
        f"employee, {SCORE}, max(required) FILTER (WHERE competence = %s) AS its_required,"
        " max(held) FILTER (WHERE competence = %s) AS its_held",
        *(competence, competence),
        tail="GROUP BY employee",
    )
    cells = {
        row["employee"]: {"required": row["its_required"], "held": row["its_held"]}
        for row in rows
        if row["its_required"] is not None
    }
    return {row["employee"]: _score(row, found) for row in rows}, cells


def _score(row, found):
    numbers = (row[name] for name in ("asked", "assessed", "below", "required", "met"))
    return Score(*map(int, numbers), found.thresholds)


# The category of a person in SQL, as Score.category says it. (LEAST passes over NULL: only where nothing is unknown.)
_CATEGORY = """CASE WHEN count(held) = 0 THEN 'belum' WHEN count(held) < count(*) THEN 'sebagian'
    WHEN 100.0 * sum(LEAST(held, required)) >= %s * sum(required) THEN 'optimal'
    WHEN 100.0 * sum(LEAST(held, required)) >= %s * sum(required) THEN 'cukup' ELSE 'kurang' END"""


def with_category(people, found, category):
    """Those of `people` (states, of whom `found` are the gaps) whose match is of this category."""
    if category == Match.NOTHING_ASKED:
        return people.exclude(pk__in=found.people())
    chosen = RawSQL(
        f"SELECT gaps.employee FROM ({found.sql}) gaps GROUP BY gaps.employee HAVING {_CATEGORY} = %s",
        [*found.params, *found.thresholds, category],
    )
    return people.filter(pk__in=chosen)


def categories(found):
    """{category: how many people}, of those of whom something is asked."""
    inner = f"(SELECT {_CATEGORY} AS category FROM gaps GROUP BY employee) each"
    sql = f"WITH gaps AS ({found.sql}) SELECT category, count(*) FROM {inner} GROUP BY category"
    with connection.cursor() as cursor:
        cursor.execute(sql, [*found.params, *found.thresholds])
        return dict(cursor.fetchall())


def lines_of(employee, law, *, post=None):
    """One person's gaps, a dict a competence, in the order of the dictionary."""
    found = gaps(EmployeeState.objects.filter(pk=employee.pk), law, post=post)
    return found.rows(
        "gaps.*, c.code, c.kind, c.name, a.level AS latest, a.source, a.assessor, a.decree",
        tail="JOIN training_competence c ON c.id = gaps.competence"
        " LEFT JOIN training_assessment a ON a.id = gaps.assessment ORDER BY c.kind, c.code",
    )


def largest_gaps(found, *, most=None):
    """Where training would close most: a dict a competence, the largest sum of missing levels first.

    `people` are below what is asked of them, `missing` the levels that they lack together, `unknown` those who are not
    assessed and so in none of the two.
    """
    limit = f" LIMIT {int(most)}" if most else ""
    return found.rows(
        "competence, c.code, c.kind, c.name, count(*) AS asked, count(held) AS assessed,"
        " count(*) FILTER (WHERE held < required) AS people, count(*) FILTER (WHERE held IS NULL) AS unknown,"
        " COALESCE(sum(required - held) FILTER (WHERE held < required), 0)::int AS missing",
        tail="JOIN training_competence c ON c.id = competence GROUP BY competence, c.code, c.kind, c.name"
        f" ORDER BY missing DESC, people DESC, c.kind, c.code{limit}",
    )


def people_behind(found, competence):
    """[{employee, unit, required, held, missing}] of whoever is below what is asked in a competence, widest gap first:
    what a plan of trainings needs to name them."""
    return found.rows(
        "employee, unit, required, held, required - held AS missing",
        competence,
        tail="WHERE competence = %s AND held < required ORDER BY required - held DESC, employee",
    )

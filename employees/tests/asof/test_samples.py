"""A whole workbook: what the pages say of a day is what plain SQL over the same rows counts, written anew here."""

from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.models import Count

from employees.asof.reading import state_on
from employees.models import Employee, EmployeeState, Position, Unit
from employees.units.queries import head_counts, position_map
from simpeg.law.engine import Law
from simpeg.testing.people import make_user

pytestmark = pytest.mark.django_db
EDGE = Path(__file__).parent.parent / "data" / "edge.xlsx"
DAYS = [date(2015, 7, 1), date(2024, 1, 1), date(2026, 11, 24)]

# Who, in what grade, position and unit: each from its history by DISTINCT ON, without anything of employees_state_on.
INDEPENDENT = """
WITH grades AS (
    SELECT DISTINCT ON (employee_id) employee_id, grade_id FROM (
        SELECT employee_id, grade_id, since, 0 AS rank FROM employees_graderecord
        UNION ALL SELECT id, grade_id, grade_since, 1 FROM employees_employee
        UNION ALL SELECT id, first_grade_id, cpns_since, -1 FROM employees_employee WHERE first_grade_id IS NOT NULL
    ) g WHERE since <= %(day)s ORDER BY employee_id, since DESC, rank DESC
), positions AS (
    SELECT DISTINCT ON (employee_id) * FROM employees_appointment
    WHERE assignment = 'D' AND since <= %(day)s ORDER BY employee_id, since DESC
), leaves AS (
    SELECT DISTINCT employee_id FROM employees_unpaidleave WHERE %(day)s BETWEEN starts_on AND ends_on
)
SELECT e.nip, COALESCE(g.grade_id, e.grade_id), COALESCE(p.title, ''), COALESCE(p.unit_id, e.unit_id),
    e.standing IN ('01', '03', '07', '08', '09', '11', '15', '16', '20', '71') AND l.employee_id IS NULL
    OR e.standing IN ('02', '13') AND l.employee_id IS NULL
        AND EXISTS (SELECT FROM employees_unpaidleave u WHERE u.employee_id = e.id)
    OR e.standing = '51' AND (e.status = 'CPNS' OR e.status = 'PNS' AND e.pns_since > %(day)s)
FROM employees_employee e
LEFT JOIN grades g ON g.employee_id = e.id
LEFT JOIN positions p ON p.employee_id = e.id
LEFT JOIN leaves l ON l.employee_id = e.id
WHERE e.cpns_since <= %(day)s
ORDER BY e.nip
"""


@pytest.fixture
def edge(db):
    call_command("import_workbook", EDGE, stdout=StringIO())


def counted(day):
    with connection.cursor() as cursor:
        cursor.execute(INDEPENDENT, {"day": day})
        return cursor.fetchall()


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_list_head_counts_and_position_map_agree_with_plain_sql(edge, day):
    plain = counted(day)
    law, user = Law.on(day), make_user("view_all_units")
    with state_on(day):
        listed = list(EmployeeState.objects.order_by("nip").values_list("nip", "grade_id", "position_title", "unit_id"))
        active = set(Employee.objects.active(law).values_list("nip", flat=True))
        per_unit = dict(Employee.objects.active(law).order_by().values_list("state__unit").annotate(number=Count("pk")))
        trees = {unit: head_counts(unit, user, law) for unit in Unit.objects.all()}
        posts = {post.pk: post.holders for unit in trees for post, _ in position_map(unit, law)}

    assert len(listed) > 100
    assert listed == [row[:4] for row in plain]
    assert active == {row[0] for row in plain if row[4]}
    units = [row[3] for row in plain if row[4]]
    assert per_unit == {unit: units.count(unit) for unit in set(units)}
    for unit, counts in trees.items():
        below = set(Unit.objects.below(unit).values_list("pk", flat=True))
        assert sum(counts.values()) == sum(unit_id in below for unit_id in units)
    held = [(row[3], row[2]) for row in plain if row[4]]
    assert posts == {p.pk: held.count((p.unit_id, p.title)) for p in Position.objects.filter(pk__in=posts)}
    assert len(posts) > 20

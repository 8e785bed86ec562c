"""Who changed what in one person's file, and who read it."""

from django.contrib.auth import get_user_model
from django.db.models import F, Func, OuterRef, Q, Subquery, TextField, Value

from employees.models import Employee
from simpeg.audit.models import Entry, ReadEntry


def trail_of(employee):
    """Every change of the employee's row and of the histories that hang on it, deleted ones too."""
    own_row = Q(table=Employee._meta.db_table, row_id=str(employee.pk))
    return Entry.objects.annotate(of=_employee_of_the_row()).filter(own_row | Q(of=str(employee.pk)))


def readers_of(employee):
    """Who opened or took away this file, newest first, each with the reader's name."""
    reader = get_user_model().objects.filter(pk=OuterRef("reader")).values("name")
    return ReadEntry.objects.of(employee).annotate(reader_name=Subquery(reader))


def _employee_of_the_row():
    """COALESCE(after, before) ->> 'employee_id', as the index audit_entry_employee has it."""
    row = Func(F("after"), F("before"), function="COALESCE")
    return Func(row, Value("employee_id"), template="(%(expressions)s)", arg_joiner=" ->> ", output_field=TextField())

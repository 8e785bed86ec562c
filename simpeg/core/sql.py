from contextlib import contextmanager

from django.contrib.postgres.fields import ArrayField
from django.db import connection, transaction
from django.db.models import BooleanField, F, Func, TextField, Value
from django.db.models.lookups import GreaterThan


def insert_from(model, columns, queryset):
    """INSERT INTO model (columns) SELECT ...: rows never travel through Python. Returns how many."""
    select, params = queryset.values_list(*columns.values()).query.sql_with_params()
    names = ", ".join(connection.ops.quote_name(model._meta.get_field(c).column) for c in columns)
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {connection.ops.quote_name(model._meta.db_table)} ({names}) {select}", params)
        return cursor.rowcount


@contextmanager
def as_of(day):
    """Fix the day that dated views speak of (`current_setting('simpeg.day')`), for this transaction.

    A view that needs a day raises outside of it; it never silently speaks of another one. A block within a block
    leaves the outer day as it was.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_setting('simpeg.day', true), set_config('simpeg.day', %s, true)", [day.isoformat()]
        )
        outer = cursor.fetchone()[0] or ""
        yield
        cursor.execute("SELECT set_config('simpeg.day', %s, true)", [outer])


def has_bit(column, bit):
    """SQL of "this bit is in the mask"; usable in filters."""
    return GreaterThan(F(column).bitand(bit), 0)


class Words(Func):
    """The words of a text, as an array."""

    function = "string_to_array"
    output_field = ArrayField(TextField())

    def __init__(self, text, separator=None):
        super().__init__(text, Value(" ") if separator is None else separator)


class IsAny(Func):
    """`value = ANY (array)`: unlike IN (SELECT ...), the planner treats the array as a known set of keys."""

    template = "(%(expressions)s))"
    arg_joiner = " = ANY ("
    output_field = BooleanField()
    conditional = True

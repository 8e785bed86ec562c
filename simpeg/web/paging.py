"""Pages of long lists by their keys: the next page begins after the last row, however deep one has paged.

    page = keyset_page(people, ["sort_name", "employee_id"], request.GET.get("halaman"))

The order must end in something unique, and none of its fields may be NULL. There is no OFFSET, and `count_hits`
counts only where that is cheap. `counted_page` finds a few, counts and sorts them in one query; `merged_page` merges
what an index has in order part by part.
"""

import base64
import json
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from itertools import islice

from django.contrib.postgres.expressions import ArraySubquery
from django.core.exceptions import EmptyResultSet, ValidationError
from django.db import connections
from django.db.models import F, Func, Model, Q, Value
from django.db.models.expressions import RawSQL
from django.db.models.fields import BooleanField, DecimalField
from django.db.models.lookups import Exact

from simpeg.core.sql import IsAny

PAGE_SIZE = 50
CHEAP = 60_000  # planner's units: all of a regency several times over, a small part of five million


@dataclass(frozen=True)
class Page:
    """The rows of one page, and the cursors of its neighbours (None where the list ends)."""

    rows: list
    next: str | None = None
    previous: str | None = None

    def __iter__(self):
        return iter(self.rows)

    def __len__(self):
        return len(self.rows)

    @property
    def has_neighbours(self):
        return bool(self.next or self.previous)


class _RowAfter(Func):
    """`(a, b) > (x, y)`: one range of an index over (a, b)."""

    output_field = BooleanField()
    conditional = True

    def __init__(self, fields, values, sign):
        self.sign, self.width = sign, len(fields)
        super().__init__(*(F(field) for field in fields), *values)

    def __repr__(self):
        return f"_RowAfter({self.source_expressions}, {self.sign})"

    def as_sql(self, compiler, connection, **extra):
        parts, params = [], []
        for expression in self.source_expressions:
            sql, own = compiler.compile(expression)
            parts.append(sql)
            params.extend(own)
        left, right = ", ".join(parts[: self.width]), ", ".join(parts[self.width :])
        return f"(({left}) {self.sign} ({right}))", params


def keyset_page(queryset, order, cursor, size=PAGE_SIZE, *, shown=None):
    """One page of `queryset` in `order` (field names, "-" for descending), after or before what `cursor` names.

    A cursor that was tampered with or belongs to another order gives the first page. `shown`: the same rows with all
    that a page says of them, joined once it is known which they are.
    """
    backwards, keys = _read(cursor, queryset, order)
    wanted = [_flipped(field) for field in order] if backwards else list(order)
    rows = queryset.order_by(*wanted)
    if keys is not None:
        rows = rows.filter(_after(queryset, wanted, keys))
    if shown is None:
        rows = rows[: size + 1]
    else:
        rows = shown.filter(IsAny(F("pk"), ArraySubquery(rows.values("pk")[: size + 1]))).order_by(*wanted)
    found = list(islice(rows, size + 1))
    return _page(found, order, backwards, keys, size)


def merged_page(queryset, column, streams, order, cursor, size=PAGE_SIZE):
    """One page of the rows of `queryset.values(…)` whose `column` is one of `streams` (numbers): a Page of dicts.

    For an index that has the rows of each stream in `order` (ascending, without "-"), but not those of all together:
    of each the first are read, and these are merged. Asked for all at once, PostgreSQL would read all of each.
    """
    backwards, keys = _read(cursor, queryset, order)
    wanted = [_flipped(field) for field in order] if backwards else order
    one = queryset.filter(Exact(column, RawSQL("streams.stream", [], DecimalField()))).order_by(*wanted)
    if keys is not None:
        one = one.filter(_after(queryset, wanted, keys))
    rows, params = one[: size + 1].query.sql_with_params()
    names = [*queryset.query.values_select, *queryset.query.annotation_select]
    direction = " DESC" if backwards else ""
    columns = ", ".join(f"c{names.index(name)}{direction}" for name in order)
    with connections[queryset.db].cursor() as asked:
        asked.execute(
            f"SELECT merged.* FROM unnest(%s::numeric[]) AS streams (stream), "
            f"LATERAL ({rows}) AS merged ({', '.join(f'c{place}' for place in range(len(names)))}) "
            f"ORDER BY {columns} LIMIT {size + 1}",
            [list(streams), *params],
        )
        found = [dict(zip(names, row, strict=True)) for row in asked.fetchall()]
    return _page(found, order, backwards, keys, size)


def counted_page(queryset, order, cursor, most, size=PAGE_SIZE):
    """One page of the rows of `queryset.values(…)`, and how many there are: (Page of dicts, Hits).

    At most `most` are found, whichever come first; these are counted and sorted. Asked for order and part at once,
    PostgreSQL walks millions in the order of the list, in the hope of a hit. `order` is ascending, without "-".
    """
    try:
        found, params = queryset.order_by()[: most + 1].query.sql_with_params()
    except EmptyResultSet:  # Django sees that no row can match
        return Page([]), Hits(0, True)
    names = [*queryset.query.values_select, *queryset.query.annotation_select]
    backwards, keys = _read(cursor, queryset, order)
    columns = ", ".join(f"c{names.index(name)}" for name in order)
    after, direction = "", " DESC" if backwards else ""
    if keys is not None:
        after = f"WHERE ({columns}) {'<' if backwards else '>'} ({', '.join(['%s'] * len(keys))})"
    with connections[queryset.db].cursor() as asked:  # it may be a replica
        asked.execute(
            f"SELECT * FROM (SELECT found.*, count(*) OVER () AS hits "
            f"FROM ({found}) AS found ({', '.join(f'c{place}' for place in range(len(names)))})) counted "
            f"{after} ORDER BY {columns.replace(',', direction + ',')}{direction} LIMIT {size + 1}",
            [*params, *(keys or ())],
        )
        rows = asked.fetchall()
    number = rows[0][-1] if rows else 0
    if not rows and keys is not None:
        number = queryset.order_by()[: most + 1].count()
    page = _page([dict(zip(names, row, strict=False)) for row in rows], order, backwards, keys, size)
    return page, Hits(min(number, most), True, number > most)


def cursor_behind(row, order):
    """The cursor of the page that begins behind this row."""
    return _write(">", row, order)


def _page(found, order, backwards, keys, size):
    more, found = len(found) > size, found[:size]
    if backwards:
        found.reverse()
    if not found:
        return Page([])
    has_next = bool(keys) if backwards else more
    has_previous = more if backwards else bool(keys)
    return Page(
        found,
        _write(">", found[-1], order) if has_next else None,
        _write("<", found[0], order) if has_previous else None,
    )


@dataclass(frozen=True)
class Hits:
    """How many rows a list has; not exact where counting would cost more than the page. `capped`: there are more."""

    number: int
    exact: bool
    capped: bool = False


def count_hits(queryset):
    """Count exactly when the planner finds it cheap, else take its estimate ("sekitar")."""
    rows = queryset.order_by().values("pk")
    return estimate(rows) or Hits(rows.count(), True)


def estimate(rows, cheap=None):
    """The planner's estimate of how many rows there are; None where it finds the reading of them all cheap."""
    explained = rows.explain(format="json")
    if not explained:
        return Hits(0, True)  # Django asks the database nothing where it sees that no row can match
    plan = json.loads(explained)[0]["Plan"]
    return (
        None if plan["Total Cost"] <= (CHEAP if cheap is None else cheap) else Hits(_rounded(plan["Plan Rows"]), False)
    )


def _rounded(number):
    """Two digits that mean something: 4.873.201 becomes 4.900.000."""
    scale = 10 ** max(0, len(str(int(number))) - 2)
    return round(number / scale) * scale


def _after(queryset, order, keys):
    """The condition "stands behind the row with these keys"."""
    fields = [field.removeprefix("-") for field in order]
    signs = ["<" if field.startswith("-") else ">" for field in order]
    if len(set(signs)) == 1:
        values = [Value(key, _field(queryset, name)) for name, key in zip(fields, keys, strict=True)]
        return _RowAfter(fields, values, signs[0])
    # Directions differ: no single range says it, but the first field still bounds it.
    names = {">": "gt", "<": "lt"}
    condition = Q()
    for name, sign, key in reversed(list(zip(fields, signs, keys, strict=True))):
        beyond = Q(**{f"{name}__{names[sign]}": key})
        condition = beyond | (Q(**{name: key}) & condition) if condition else beyond
    return Q(**{f"{fields[0]}__{names[signs[0]]}e": keys[0]}) & condition


def _field(queryset, name):
    """The model field, or the output of the annotation, that the order names."""
    if name in queryset.query.annotations:
        return queryset.query.annotations[name].output_field
    model, field = queryset.model, None
    for part in name.split("__"):
        field = model._meta.pk if part == "pk" else model._meta.get_field(part)
        model = field.related_model if field.is_relation else model
    return field.target_field if field.is_relation else field


def _flipped(field):
    return field.removeprefix("-") if field.startswith("-") else f"-{field}"


def _value(row, name):
    for part in name.removeprefix("-").split("__"):
        row = row[part] if isinstance(row, dict) else getattr(row, part)
    return row.pk if isinstance(row, Model) else row


def _write(direction, row, order):
    keys = [_value(row, field) for field in order]
    keys = [_as_json(key) for key in keys]
    text = json.dumps([direction, *keys], ensure_ascii=False, separators=(",", ":"))
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def _as_json(key):
    if isinstance(key, Decimal):
        return str(key)
    return key.isoformat() if isinstance(key, date | datetime) else key


def _as_python(field, key):
    found = field.to_python(key)
    if isinstance(found, Decimal):
        field.run_validators(found)  # more digits than the column has are no place in it
    return found


def _read(cursor, queryset, order):
    if not cursor:
        return False, None
    try:
        direction, *keys = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        texts = "".join(key for key in keys if isinstance(key, str)).encode()  # refuses what is no text at all
        if direction not in ("<", ">") or len(keys) != len(order) or b"\x00" in texts:
            return False, None
        fields = [_field(queryset, name.removeprefix("-")) for name in order]
        keys = [_as_python(field, key) for field, key in zip(fields, keys, strict=True)]
    except (ValueError, TypeError, OverflowError, ValidationError):
        return False, None
    return direction == "<", None if None in keys else keys

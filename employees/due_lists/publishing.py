"""How the verdicts of a list are stored: by one statement, or for a nation as a table that is built and then joined.

Verdicts never travel through Python. A row is compact: three bit masks, and the facts in an array without names
(employees.models.fact_shape).
"""

from django.db import connection

from employees.models import DueVerdict
from employees.models.due_list import DUE_KINDS
from employees.models.fact_shape import SHAPES

TABLE = DueVerdict._meta.db_table
# From so many people on a list gets a table of its own: below it an INSERT is as quick.
OWN_TABLE_FROM = 200_000
# The numbers of its rows are made of list, person and kind; they lie above all that the sequence will ever reach.
ROWS_OF_A_LIST = 33
KINDS_OF_A_PERSON = 2
COLUMNS = {
    "nip": "varchar(18)", "kind": "varchar(18)", "verdict": "varchar(3)", "earliest": "date", "asked": "int",
    "failed": "int", "unknown": "int", "facts": "jsonb", "employee_id": "bigint", "grade_id": "smallint",
    "list_id": "bigint", "target_id": "smallint", "unit_id": "bigint",
}  # fmt: skip
# Several processes, and compiling where the server can: both pay for millions of rows alone.
SETTINGS = {
    "work_mem": "'128MB'", "maintenance_work_mem": "'512MB'", "parallel_setup_cost": "0", "parallel_tuple_cost": "0",
    "jit": "on",
}  # fmt: skip
REQUIRED = ["nip", "kind", "verdict", "asked", "failed", "unknown", "facts", "employee_id", "grade_id", "list_id"]


def store(kept, kind, law, *, unit, own_table):
    """Judge everybody (or a unit tree) and store every judged row as a verdict of this list."""
    with connection.cursor() as cursor:
        if own_table:
            _build(cursor, kept, kind, law)
        else:
            rows, params = _rows(kept, kind, law, kind.judged(law, unit=unit))
            cursor.execute(f"INSERT INTO {TABLE} ({', '.join(COLUMNS)}) {rows}", params)


def is_national():
    """Whether there are so many people that a list of all of them gets a table of its own; estimated."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT reltuples FROM pg_class WHERE oid = 'employees_employeestate'::regclass")
        return cursor.fetchone()[0] >= OWN_TABLE_FROM


def _rows(kept, kind, law, judged):
    facts = _facts(kind, law)
    columns = ", ".join(
        f"{dict(facts=facts, list_id=str(int(kept.pk))).get(name, name)}::{type_} AS {name}"
        for name, type_ in COLUMNS.items()
    )
    return f"SELECT {columns} FROM ({judged.sql}) judged", judged.params


def _facts(kind, law):
    """The array of facts: the columns of a judged row in their places, NULL where the law of the day asked for none."""
    facts = kind.facts(law, many=True)
    known = {field.column for field in facts.model._meta.concrete_fields} | facts.query.annotations.keys()
    places = ", ".join(name if name in known else "NULL" for name in SHAPES[kind.shape])
    return f"jsonb_build_array({kind.shape}, {places})"


def _build(cursor, kept, kind, law):
    """A table beside the others: filled by several processes at once, then proven and indexed, then joined."""
    table = f"{TABLE}_{int(kept.pk)}"
    places = " ".join(f"WHEN '{name}' THEN {place}" for place, name in enumerate(kind.kinds.values))
    number = (
        f"({int(kept.pk)}::bigint << {ROWS_OF_A_LIST}) | (employee_id << {KINDS_OF_A_PERSON}) | CASE kind {places} END"
    )
    for setting, value in SETTINGS.items():
        cursor.execute(f"SET LOCAL {setting} = {value}")
    cursor.execute("SELECT employees_note_places()")  # nobody is left out, whatever wrote his row
    kind.lay_out(cursor, kept.pk, law)
    for place, part in enumerate([*kind.places.parts, kind.places.others]):
        rows, params = _rows(kept, kind, law, kind.judged(law, source=part))
        into = f"INSERT INTO {table}" if place else f"CREATE TABLE {table} AS"
        cursor.execute(f"{into} SELECT {number} AS id, {', '.join(COLUMNS)} FROM ({rows}) r", params)
    kinds = ", ".join(f"'{code}'" for code, _ in DUE_KINDS)  # the same words as the whole table's, or they would differ
    proofs = ", ".join(f"ALTER {name} SET NOT NULL" for name in ["id", *REQUIRED])
    cursor.execute(
        f"ALTER TABLE {table} {proofs}, "
        f"ADD CONSTRAINT verdict_known CHECK (verdict IN ('MS', 'TMS', 'BTL')), "
        f"ADD CONSTRAINT due_kind_known CHECK (kind IN ({kinds})), "
        f"ADD CONSTRAINT of_this_list CHECK (list_id = {int(kept.pk)})"
    )
    cursor.execute(f"ALTER TABLE {table} ADD PRIMARY KEY (id, list_id)")
    cursor.execute(f"ALTER TABLE {table} ADD UNIQUE (list_id, nip, kind)")
    cursor.execute(f"CREATE INDEX ON {table} (list_id, unit_id, nip)")
    cursor.execute(f"CREATE INDEX ON {table} (employee_id)")
    cursor.execute(
        f"CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
    )
    cursor.execute(f"ANALYZE {table}")
    cursor.execute(f"ALTER TABLE {TABLE} ATTACH PARTITION {table} FOR VALUES IN ({int(kept.pk)})")
    cursor.execute(f"ALTER TABLE {table} DROP CONSTRAINT of_this_list")
    for setting in SETTINGS:
        cursor.execute(f"SET LOCAL {setting} = DEFAULT")

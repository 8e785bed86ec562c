"""The law on file: data/*.toml and *.csv are the source, what the agency put in force lies over them, the tables
say it.

Loading writes only what differs, so that a migrate which brings no new law leaves no trace.
"""

import json
from datetime import date, timedelta

from django.db import connection, connections, transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from simpeg.law.files import DATA, Piece, csv_rows, csv_span, values_in, within, without
from simpeg.law.models import (
    EducationLevel,
    Grade,
    LawChange,
    Parameter,
    PromotionPeriod,
    SanctionKind,
)
from simpeg.law.models.change import TABLE
from simpeg.law.tables import TABLES

GROUPS = ["SD", "SLTP", "SLTA", "D-II", "D-III", "S-1/D-IV", "S-2", "S-3"]
SEVERITIES = {"ringan": "LIGHT", "sedang": "MEDIUM", "berat": "HEAVY"}
EDGES = ("buka", "tutup")
PERIODS_UNTIL = 2100  # the last year for which periods are laid out


@transaction.atomic
def load_law(folder=DATA):
    """Make the tables say what the files and the agency say. Rows that records point to are never deleted."""
    _upsert(Grade, _grades(folder))
    _upsert(EducationLevel, _education_levels(folder))
    _upsert(SanctionKind, _sanction_kinds(folder))
    changes = _changes()
    for table in TABLES.values():
        _write_table(table, folder, changes.get(f"{TABLE}{table.code}", []))
    values = values_in(folder)
    wanted = {key: painted(values.get(key, []), changes.get(key, [])) for key in values.keys() | _keys(changes)}
    Parameter.objects.exclude(key__in=wanted).delete()
    _write_values(wanted)
    fill_periods()
    _count_rows()


@transaction.atomic
def load_subject(subject, folder=DATA):
    """Make the tables say again what holds of one key or one table."""
    changes = list(LawChange.objects.applied().filter(subject=subject))
    write_pieces(subject, pieces_of(subject, changes, folder))


def pieces_of(subject, changes, folder=DATA):
    """What holds of a key or table, when these changes lie over its file in this order."""
    if subject.startswith(TABLE):
        return painted(TABLES[subject.removeprefix(TABLE)].read(folder), changes)
    return painted(values_in(folder).get(subject, []), changes)


def write_pieces(subject, pieces):
    """Make the rows of one key or one table be these."""
    if subject.startswith(TABLE):
        _write_rows(TABLES[subject.removeprefix(TABLE)], pieces)
    else:
        _write_values({subject: pieces})
        fill_periods()


def painted(pieces, changes):
    """What the file says with the agency's changes laid over it, one after another."""
    file = list(pieces)
    found = file
    for change in changes:
        start, end = change.in_force.lower, change.in_force.upper
        found = without(found, start, end)
        if change.kind == LawChange.Kind.FOLLOW:
            found += within(file, start, end)
        else:
            rows = change.value if change.table else [change.value]
            found += [Piece(start, end, row, change.basis, change.pk) for row in rows]
    return found


def table_exists(using):
    """False while the law app is migrated back to nothing, or not yet this far."""
    return LawChange._meta.db_table in connections[using].introspection.table_names()


def fill_periods():
    """Every day on which promotions take effect, from the dated months; windows the agency moved stay as they are."""
    months = list(Parameter.objects.filter(key="kp.bulan_periode"))
    edges = [list(Parameter.objects.filter(key=f"kp.usul_{edge}_hari").order_by("in_force")) for edge in EDGES]
    wanted = {
        day: PromotionPeriod(
            day=day, opens_on=_before(day, edges[0]), closes_on=_before(day, edges[1]), basis=row.basis
        )
        for row in months
        for day in _firsts(row)
    }
    present = {period.day: period for period in PromotionPeriod.objects.all()}
    for day, period in present.items():
        if period.moved and day in wanted:
            wanted[day].opens_on, wanted[day].closes_on, wanted[day].moved = period.opens_on, period.closes_on, True
    differing = [period for day, period in wanted.items() if _window(present.get(day)) != _window(period)]
    with connection.cursor() as cursor:  # what is written here was not moved by anybody
        cursor.execute("SELECT set_config('simpeg.law_load', 'on', true)")
        PromotionPeriod.objects.filter(day__in=present.keys() - wanted.keys()).delete()
        PromotionPeriod.objects.bulk_create(
            differing, update_conflicts=True, unique_fields=["day"], update_fields=["basis", "opens_on", "closes_on"]
        )
        cursor.execute("SELECT set_config('simpeg.law_load', '', true)")


def _count_rows():
    """Tables so small are never counted by the database itself, which then takes them for large ones in its plans."""
    models = {Grade, EducationLevel, SanctionKind, Parameter, PromotionPeriod} | {t.model for t in TABLES.values()}
    with connection.cursor() as cursor:
        cursor.execute(f"ANALYZE {', '.join(sorted(model._meta.db_table for model in models))}")


def _window(period):
    return period and (period.opens_on, period.closes_on, period.basis)


def _before(day, edges):
    """The day that lies as many days before as the law of `day` says; the oldest law where none was yet."""
    days = next(
        (edge.value for edge in edges if day in Piece(edge.in_force.lower, edge.in_force.upper, None, "")), None
    )
    return day - timedelta(days=edges[0].value if days is None else days)


def _firsts(months):
    """The firsts of the named months while they are in force, up to PERIODS_UNTIL."""
    last = months.in_force.upper
    for year in range(months.in_force.lower.year, min(PERIODS_UNTIL, last.year if last else PERIODS_UNTIL) + 1):
        for month in months.value:
            if date(year, month, 1) in months.in_force:
                yield date(year, month, 1)


def _changes():
    found = {}
    for change in LawChange.objects.applied():
        found.setdefault(change.subject, []).append(change)
    return found


def _keys(changes):
    """Keys that only the agency knows (the file dropped them): they stay as long as the agency's values do."""
    return {subject for subject in changes if not subject.startswith(TABLE)}


def _write_values(wanted):
    """`wanted`: key -> its pieces."""
    rows = [
        Parameter(key=key, value=piece.what, in_force=DateRange(piece.start, piece.end), basis=piece.basis,
                  change_id=piece.change)
        for key, pieces in wanted.items() for piece in pieces
    ]  # fmt: skip
    _make_equal(Parameter.objects.filter(key__in=list(wanted)), rows,
                lambda row: (row.key, row.value, row.in_force, row.basis, row.change_id))  # fmt: skip


def _write_table(table, folder, changes):
    _write_rows(table, painted(table.read(folder), changes))


def _write_rows(table, pieces):
    grades = {grade.code: grade for grade in Grade.objects.all()}
    related = table.related()
    rows = []
    for piece in pieces:
        data = {cell.name: piece.what[cell.name] for cell in table.cells}
        data |= {name: grades[data[name]] if data[name] else None for name in related}
        rows.append(
            table.model(**data, unverified=piece.what.get("unverified", False), basis=piece.basis,
                        in_force=DateRange(piece.start, piece.end), change_id=piece.change)
        )  # fmt: skip
    present = table.rows().select_related(*related)
    _make_equal(present, rows, lambda row: (table.as_data(row), row.in_force, row.basis, row.unverified, row.change_id))


def _make_equal(present, wanted, seen):
    """Delete and insert only what differs; the deletions first, or the new rows would overlap the old ones."""
    old = {_canonical(seen(row)): row for row in present}
    new = {_canonical(seen(row)): row for row in wanted}
    gone = [row.pk for name, row in old.items() if name not in new]
    if gone:
        present.model.objects.filter(pk__in=gone).delete()
    present.model.objects.bulk_create(row for name, row in new.items() if name not in old)


def _canonical(what):
    """One text for equal JSON: the database keeps the keys of an object in an order of its own."""
    return json.dumps(what, sort_keys=True, default=repr)


def _upsert(model, rows):
    fields = [f.attname for f in model._meta.concrete_fields]
    present = {tuple(row) for row in map(_hashable, model.objects.values_list(*fields))}
    differing = [row for row in rows if _hashable(getattr(row, name) for name in fields) not in present]
    names = [f.name for f in model._meta.concrete_fields if not f.primary_key]
    key = [model._meta.pk.name]
    model.objects.bulk_create(differing, update_conflicts=True, unique_fields=key, update_fields=names)


def _hashable(values):
    return tuple(repr(value) for value in values)


def _grades(folder):
    for row in csv_rows(folder, "golongan.csv"):
        level = int(row["urutan"])
        number = int(row["kode_siasn"]) if row["kode_siasn"] else 100 + level
        yield Grade(id=number, kind=row["jenis_asn"], code=row["golongan"], title=row["pangkat"], level=level)


def _education_levels(folder):
    for row in csv_rows(folder, "pendidikan_ceiling.csv"):
        if code := row["tk_pendidikan_kode"]:
            group = row["group"]
            rank = GROUPS.index(group) + 1
            yield EducationLevel(code=code, name=row["tk_pendidikan"], group=group, group_rank=rank)


def _sanction_kinds(folder):
    for row in csv_rows(folder, "disiplin.csv"):
        yield SanctionKind(
            code=row["kode"],
            name=row["nama"],
            severity=SEVERITIES[row["tingkat"]],
            months=int(row["durasi_bulan"]) if row["durasi_bulan"] else None,
            siasn_code=row["kode_siasn"],
            served_as=row["pengganti_transisi"],
            blocks_promotion=row["blokir_kp"] == "1",
            blocks_increment=row["blokir_kgb"] == "1",
            in_force=DateRange(*csv_span(row)),
            regime=row["rezim"],
            effects=row["efek_lain"],
            basis=row["legal"],
        )

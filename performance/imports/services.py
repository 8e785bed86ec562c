"""Workbooks of predikat on their way into the files."""

from employees.records.ratings import record_ratings
from performance.imports.reading import examine
from performance.models import Predikat, RatingImport
from simpeg.imports.process import WorkbookProcess


def keep_facts(examined, *, by, reason):
    """The files say the sound rows of what was examined; returns how many said otherwise before."""
    return record_ratings(examined.to_keep, by=by, reason=reason)


def _as_change(row):
    return {
        "row": row.row, "employee": row.fact.employee_id, "nip": row.nip, "name": row.name, "year": row.fact.year,
        "old": Predikat(row.before).label, "new": Predikat(row.fact.rating).label,
    }  # fmt: skip


RATINGS = WorkbookProcess(
    RatingImport,
    examine=lambda file, run: examine(file, year=run.year),
    write=lambda examined, run, reason: keep_facts(examined, by=run.kept_by, reason=reason),
    as_change=_as_change,
)

"""Workbooks of competence on their way in: assessments, and standards of positions."""

from simpeg.imports.process import WorkbookProcess
from simpeg.imports.steps import MoveRefused
from training.competence.imports.reading import examine
from training.competence.services import CompetenceRefused, keep_assessments
from training.competence.standards import Wanted, set_standards
from training.models import CompetenceImport, StandardLevel

Kind = CompetenceImport.Kind


def _keep_assessments(examined, *, by, reason):
    keep_assessments(examined.to_keep, by=by, reason=reason)


def _keep_standards(examined, *, by, reason):
    """One standard a position and day; what a present one says besides the rows of the sheet stays."""
    groups = {}
    for row in examined.found:
        fact = row.fact
        key = fact.unit_id, fact.title, fact.valid_from
        said = groups.setdefault(key, {"decree": fact.decree, "decree_on": fact.decree_on, "levels": {}, "same": True})
        said["levels"][fact.competence_id] = fact.level
        said["same"] &= row.same
    units = {unit for unit, _, _ in groups}
    for level in StandardLevel.objects.filter(standard__unit__in=units).select_related("standard"):
        of = level.standard
        if said := groups.get((of.unit_id, of.title, of.valid_from)):
            said["levels"].setdefault(level.competence_id, level.level)
    wanted = [
        Wanted(((unit, title),), day, said["decree"], said["decree_on"], said["levels"])
        for (unit, title, day), said in sorted(groups.items(), key=lambda pair: pair[0][2])
        if not said["same"]
    ]
    set_standards(wanted, by=by, reason=reason)


KEEPERS = {Kind.ASSESSMENTS: _keep_assessments, Kind.STANDARDS: _keep_standards}


def _write(examined, run, reason):
    try:
        KEEPERS[run.kind](examined, by=run.kept_by, reason=reason)
    except CompetenceRefused as refusal:
        raise MoveRefused(str(refusal)) from refusal


def _as_change(row):
    return {
        "row": row.row, "employee": row.person, "who": row.who, "about": row.about, "old": row.before,
        "new": row.fact.level,
    }  # fmt: skip


COMPETENCE = WorkbookProcess(
    CompetenceImport, examine=lambda file, run: examine(file, run.kind), write=_write, as_change=_as_change
)

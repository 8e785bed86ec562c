"""What the development of people keeps of its own; what it ends in is a fact of `employees`."""

from training.models.competence import (
    EVERYBODY,
    LEVELS,
    MAP_ONLY,
    OWN_UNITS,
    Assessment,
    Competence,
    CompetenceStandard,
    StandardLevel,
    seen_by,
)
from training.models.competence_import import MAY_IMPORT, CompetenceImport
from training.models.professionalism import (
    IndexCategory,
    IndexMeasurement,
    IndexScore,
    IndexStep,
    PositionGroup,
    Professionalism,
    UnitIndex,
)

__all__ = [
    "EVERYBODY",
    "LEVELS",
    "MAP_ONLY",
    "MAY_IMPORT",
    "OWN_UNITS",
    "Assessment",
    "Competence",
    "CompetenceImport",
    "CompetenceStandard",
    "IndexCategory",
    "IndexMeasurement",
    "IndexScore",
    "IndexStep",
    "PositionGroup",
    "Professionalism",
    "StandardLevel",
    "UnitIndex",
    "seen_by",
]

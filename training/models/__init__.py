"""What the development of people keeps of its own; what it ends in is a fact of `employees`."""

from training.models.catalogue import CatalogueCourse, LearningPath, PathStep, Topic
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
from training.models.result import Attendance, CertificateCounter, Evaluation, TrainingCertificate
from training.models.session import CourseSession, Enrolment

__all__ = [
    "EVERYBODY",
    "LEVELS",
    "MAP_ONLY",
    "MAY_IMPORT",
    "OWN_UNITS",
    "Assessment",
    "Attendance",
    "CatalogueCourse",
    "CertificateCounter",
    "Competence",
    "CompetenceImport",
    "CompetenceStandard",
    "CourseSession",
    "Enrolment",
    "Evaluation",
    "IndexCategory",
    "IndexMeasurement",
    "IndexScore",
    "IndexStep",
    "LearningPath",
    "PathStep",
    "PositionGroup",
    "Professionalism",
    "StandardLevel",
    "Topic",
    "TrainingCertificate",
    "UnitIndex",
    "seen_by",
]

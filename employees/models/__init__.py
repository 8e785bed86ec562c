from employees.models.career import Appointment, GradeRecord, Position, PositionKind, StepIncrease
from employees.models.employee import Employee
from employees.models.family import FamilyMember
from employees.models.imports import ImportLine, ImportRun
from employees.models.merit import (
    AnnualRating,
    Award,
    Course,
    CreditRecord,
    EducationRecord,
    Sanction,
    ServiceExam,
    UnpaidLeave,
)
from employees.models.promotion import PromotionKind, PromotionList, PromotionVerdict, Verdict
from employees.models.promotion_facts import PromotionFacts
from employees.models.quality import (
    DIMENSIONS,
    PersonQuality,
    QualityException,
    QualityItem,
    QualityRun,
    UnitQuality,
)
from employees.models.quality_facts import QualityFacts
from employees.models.state import EmployeeState, UnitHead
from employees.models.unit import Mandate, Unit

__all__ = [
    "AnnualRating",
    "Appointment",
    "Award",
    "Course",
    "CreditRecord",
    "DIMENSIONS",
    "EducationRecord",
    "Employee",
    "EmployeeState",
    "FamilyMember",
    "GradeRecord",
    "ImportLine",
    "ImportRun",
    "Mandate",
    "PersonQuality",
    "Position",
    "PositionKind",
    "PromotionFacts",
    "PromotionKind",
    "PromotionList",
    "PromotionVerdict",
    "QualityException",
    "QualityFacts",
    "QualityItem",
    "QualityRun",
    "Sanction",
    "ServiceExam",
    "StepIncrease",
    "Unit",
    "UnitHead",
    "UnitQuality",
    "UnpaidLeave",
    "Verdict",
]

from simpeg.law.models.change import LawChange
from simpeg.law.models.education import EducationCeiling, EducationLevel
from simpeg.law.models.grade import Grade, SalaryStep
from simpeg.law.models.parameter import Parameter
from simpeg.law.models.period import PromotionPeriod
from simpeg.law.models.position import Echelon, EchelonRange, RetirementAge, Tier, TierStep
from simpeg.law.models.sanction import SanctionKind

__all__ = [
    "Echelon",
    "EchelonRange",
    "EducationCeiling",
    "EducationLevel",
    "Grade",
    "LawChange",
    "Parameter",
    "PromotionPeriod",
    "RetirementAge",
    "SalaryStep",
    "SanctionKind",
    "Tier",
    "TierStep",
]

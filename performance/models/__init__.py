from performance.models.appraisal import (
    Achievement,
    Appraisal,
    AppraisalEntry,
    Determination,
    Level,
    Objection,
    Predikat,
    UnitAchievement,
)
from performance.models.content import Expectation, Indicator, PlanVersion, WorkResult
from performance.models.credit import Conversion, CreditDetermination
from performance.models.cycle import YEARLY, Cycle, Window
from performance.models.doing import Evidence, Feedback, Progress
from performance.models.plan import AppraiserChange, PerformancePlan, PlanStep
from performance.models.rating_import import RatingImport
from performance.models.reward import (
    Candidate,
    Judgement,
    Nomination,
    RewardCriterion,
    RewardDecision,
    RewardKind,
    RewardRound,
    Vote,
)
from performance.models.superior import Superior
from performance.models.template import PlanReminder, PlanTemplate

__all__ = [
    "YEARLY",
    "Achievement",
    "Appraisal",
    "AppraisalEntry",
    "AppraiserChange",
    "Candidate",
    "Conversion",
    "CreditDetermination",
    "Cycle",
    "Determination",
    "Evidence",
    "Expectation",
    "Feedback",
    "Indicator",
    "Judgement",
    "Level",
    "Nomination",
    "Objection",
    "PerformancePlan",
    "PlanReminder",
    "PlanStep",
    "PlanTemplate",
    "PlanVersion",
    "Predikat",
    "Progress",
    "RatingImport",
    "RewardCriterion",
    "RewardDecision",
    "RewardKind",
    "RewardRound",
    "Superior",
    "UnitAchievement",
    "Vote",
    "Window",
    "WorkResult",
]

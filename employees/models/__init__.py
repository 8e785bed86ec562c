from employees.models.calendar import CalendarRun, ForeseenRight, RightWarning
from employees.models.career import Appointment, GradeRecord, PositionKind, StepIncrease
from employees.models.change import StateChange
from employees.models.differences import ComparisonLine, ComparisonRun, Difference
from employees.models.document import Document
from employees.models.due_case import CaseRequirement, DueCase, DueCaseStep
from employees.models.due_facts import IncrementFacts, MedalFacts, PromotionFacts, RetirementFacts
from employees.models.due_list import (
    DueList,
    DueSubject,
    DueVerdict,
    IncrementKind,
    MedalKind,
    PromotionKind,
    RetirementKind,
    Verdict,
)
from employees.models.employee import Employee
from employees.models.family import FamilyMember
from employees.models.headcount import ActingDuty, Headcount, OrganisationFinding, Retirement, Vacancy
from employees.models.imports import ImportLine, ImportRun
from employees.models.law_preview import LawEffect, LawPreview
from employees.models.letter import Letter, LetterKind
from employees.models.letter_office import LetterBatch, LetterNumbering, LetterTemplate, Signer
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
from employees.models.position import Position, PositionTask
from employees.models.proposal import Proposal, ProposalStep
from employees.models.quality import (
    DIMENSIONS,
    PersonQuality,
    QualityException,
    QualityItem,
    QualityRun,
    UnitQuality,
)
from employees.models.quality_facts import QualityFacts
from employees.models.reorganisation import Reorganisation, ReorganisationLine
from employees.models.standing import StandingRecord
from employees.models.state import EmployeeState, NameWord, UnitHead
from employees.models.unit import Mandate, Unit, UnitSuccession

__all__ = [
    "ActingDuty",
    "AnnualRating",
    "Appointment",
    "Award",
    "CalendarRun",
    "CaseRequirement",
    "ComparisonLine",
    "ComparisonRun",
    "Course",
    "CreditRecord",
    "DIMENSIONS",
    "Difference",
    "Document",
    "DueCase",
    "DueCaseStep",
    "DueList",
    "DueSubject",
    "DueVerdict",
    "EducationRecord",
    "Employee",
    "EmployeeState",
    "FamilyMember",
    "ForeseenRight",
    "GradeRecord",
    "Headcount",
    "ImportLine",
    "ImportRun",
    "IncrementFacts",
    "IncrementKind",
    "LawEffect",
    "LawPreview",
    "Letter",
    "LetterBatch",
    "LetterKind",
    "LetterNumbering",
    "LetterTemplate",
    "Mandate",
    "MedalFacts",
    "MedalKind",
    "OrganisationFinding",
    "PersonQuality",
    "NameWord",
    "Position",
    "PositionKind",
    "PositionTask",
    "PromotionFacts",
    "PromotionKind",
    "Proposal",
    "ProposalStep",
    "QualityException",
    "QualityFacts",
    "QualityItem",
    "QualityRun",
    "Reorganisation",
    "ReorganisationLine",
    "Retirement",
    "RetirementFacts",
    "RetirementKind",
    "RightWarning",
    "Sanction",
    "ServiceExam",
    "Signer",
    "StandingRecord",
    "StateChange",
    "StepIncrease",
    "Unit",
    "UnitHead",
    "UnitQuality",
    "UnitSuccession",
    "UnpaidLeave",
    "Vacancy",
    "Verdict",
]

"""What is personal in a file (UU 27/2022): the class of every field, and who reads which class.

Public facts stand in announcements; internal ones are the career, which everybody who may open the file reads for his
work; personal ones are about the person; specific ones are those of Pasal 4 ayat (2) and the numbers that open other
doors. Discipline has a permission of its own besides (employees.permissions.sees_sanctions).
"""

from enum import IntEnum

from employees.models import (
    AnnualRating,
    Appointment,
    Award,
    Course,
    CreditRecord,
    Document,
    EducationRecord,
    Employee,
    FamilyMember,
    GradeRecord,
    Sanction,
    ServiceExam,
    StandingRecord,
    StepIncrease,
    UnpaidLeave,
)

MASK = "••••••"


class Privacy(IntEnum):
    PUBLIC = 1
    INTERNAL = 2
    PERSONAL = 3
    SPECIFIC = 4


P = Privacy
PERMISSIONS = {P.PERSONAL: "employees.view_personal", P.SPECIFIC: "employees.view_specific"}
DECREE = "decree decree_on decree_by"

# Birth date and sex are digits of the NIP, by which everybody is called: to hide them would be for show.
CLASSES = {
    Employee: {
        P.PUBLIC: "name front_title back_title grade unit",
        P.INTERNAL: "id nip former_nip pns_id birth_place birth_date sex office_email asn_card employee_type status "
        "standing cpns_since cpns_decree cpns_decree_on pns_since pns_decree pns_decree_on first_grade grade_since "
        "service_years service_months",
        P.PERSONAL: "religion marital_status phone email address",
        P.SPECIFIC: "nik tax_number health_insurance siasn",  # since 2024 the NPWP is the NIK
    },
    GradeRecord: {
        P.INTERNAL: f"id employee grade since awaits_its_day kind_code service_years service_months {DECREE}",
    },
    Appointment: {
        P.PUBLIC: "title kind unit",
        P.INTERNAL: f"id employee functional_name echelon tier since inaugurated_on assignment ended_on {DECREE}",
    },
    StandingRecord: {P.INTERNAL: f"id employee standing since day_known {DECREE}"},
    EducationRecord: {
        P.INTERNAL: f"id employee level name graduated school diploma recognised_on ceiling_kind {DECREE}"
    },
    AnnualRating: {P.INTERNAL: f"id employee year rating score scale {DECREE}"},
    CreditRecord: {P.INTERNAL: f"id employee tier determined_on points {DECREE}"},
    StepIncrease: {
        P.INTERNAL: f"id employee since service_years service_months {DECREE}",
        P.SPECIFIC: "base_salary",
    },
    Course: {P.INTERNAL: f"id employee kind name level provider certificate starts_on ends_on learning_hours {DECREE}"},
    ServiceExam: {P.INTERNAL: f"id employee kind passed_on tier number {DECREE}"},
    Award: {P.PUBLIC: "kind title awarded_on", P.INTERNAL: f"id employee {DECREE}"},
    UnpaidLeave: {P.INTERNAL: f"id employee starts_on ends_on {DECREE}"},
    Sanction: {P.INTERNAL: "id employee", P.SPECIFIC: f"kind starts_on ends_on {DECREE}"},
    FamilyMember: {
        P.INTERNAL: "id employee",
        P.SPECIFIC: "relation name sex birth_place birth_date nik occupation descent since ended_on ending "
        f"on_allowance {DECREE}",
    },
    Document: {
        P.INTERNAL: "id employee kind record_id title file media_type size digest pages pages_drawn uploaded_by "
        "uploaded_at taken_off_by taken_off_at taken_off_reason",
    },
}
_CLASS_OF = {
    (model, name): privacy
    for model, classes in CLASSES.items()
    for privacy, names in classes.items()
    for name in names.split()
}


def class_of(model, name):
    """The class of a field, by its name or its column; what nobody has put into a class is treated as specific."""
    return _CLASS_OF.get((model, name)) or _CLASS_OF.get((model, name.removesuffix("_id")), P.SPECIFIC)


def reads(user, person, privacy):
    """Whether this user reads facts of this class about this person (whatever bears a NIP); one's own always."""
    permission = PERMISSIONS.get(privacy)
    return permission is None or _is_own(user, person) or user.has_perm(permission)


def shown(user, person, field, value):
    """The value as this user may see it: whole, or masked; what is empty stays empty."""
    if value in (None, "") or reads(user, person, class_of(type(person), field)):
        return value
    return masked(field, value)


def masked(field, value):
    """What stands in the place of a value that is not for this reader."""
    text = str(value)
    return f"{text[:4]}{'*' * 8}{text[-4:]}" if field == "nik" and len(text) == 16 else MASK


def conceals(model, column, reader):
    """Whether the trail hides a column from this reader (None: from nobody in particular, so from everybody)."""
    if model not in CLASSES:
        return False
    if model is Sanction and not (reader and reader.has_perm("employees.view_sanction")):
        return class_of(model, column) == P.SPECIFIC
    permission = PERMISSIONS.get(class_of(model, column))
    return permission is not None and not (reader and reader.has_perm(permission))


def hidden_fields(model, user):
    """The names of a model's fields that this user does not read of others; for forms and admin pages."""
    return [field.name for field in model._meta.concrete_fields if conceals(model, field.name, user)]


def _is_own(user, person):
    return bool(user.nip) and user.nip == person.nip

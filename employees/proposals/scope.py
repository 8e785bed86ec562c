"""What an employee may propose, kind by kind and field by field; everything else is changed by officers alone."""

from employees.models.proposal import DISCIPLINE, Proposal
from employees.records.kinds import KINDS, PERSONAL, PERSONAL_GROUPS

# Fields of the data utama that follow from a decision, or from another history: nobody wishes them otherwise.
DECIDED_ELSEWHERE = {
    *("nip", "sex", "status", "standing", "employee_type", "first_grade"),
    *("grade", "grade_since", "service_years", "service_months", "unit"),
}
GROUPS = {
    title: kept
    for title, names in PERSONAL_GROUPS.items()
    if (kept := tuple(name for name in names if name not in DECIDED_ELSEWHERE))
}
FIELDS = tuple(name for names in GROUPS.values() for name in names)
TITLES = {PERSONAL: "Data utama", **{key: kind.title for key, kind in KINDS.items()}}


def fields_of(kind_key):
    """The fields of a kind that a proposal may fill."""
    return FIELDS if kind_key == PERSONAL else KINDS[kind_key].fields


# Contacts are one's own word; nothing proves them better.
NEEDS_NO_PROOF = {"phone", "email", "office_email", "address"}


def needs_proof(proposal):
    """Whether a scan has to come with it: whatever a decree, a diploma or a deed says is shown by it."""
    return proposal.action != Proposal.Action.WITHDRAW and not set(proposal.new_values) <= NEEDS_NO_PROOF


def may_be_proposed(kind_key, action):
    """Whether employees propose this at all: nobody adds a sanction to himself, and the data utama only changes."""
    if kind_key == PERSONAL:
        return action == Proposal.Action.CORRECT
    if kind_key == DISCIPLINE:
        return action in (Proposal.Action.CORRECT, Proposal.Action.WITHDRAW)
    return kind_key in KINDS and action in Proposal.Action.values


def right_for(action):
    """The right over the record that whoever approves must hold himself."""
    return {"ADD": "add", "CORRECT": "change", "WITHDRAW": "delete"}[action]

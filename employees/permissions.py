"""What of a person his reader may see beyond the career: questions about one user and whatever bears a NIP."""

from employees.models import Document
from employees.privacy import Privacy, reads
from employees.records.kinds import KINDS, PERSONAL


def is_own(user, person):
    return bool(user.nip) and user.nip == person.nip


def sees_sanctions(user, person):
    """The person himself, and whoever answers for discipline; being somebody's head is not enough."""
    return is_own(user, person) or user.has_perm("employees.view_sanction")


def sees_private_data(user, person):
    """Family, pay and the numbers that open other doors: the person himself, and whoever answers for them."""
    return reads(user, person, Privacy.SPECIFIC)


def sees_nik(user):
    """The whole NIK of others, for those who compare it with a family card; everybody else sees it masked."""
    return user.has_perm("employees.view_specific")


def may_record(user, person, kind_key, action="change"):
    """Whether this user may add, change or delete such a fact in the file; never in his own, whatever his role."""
    model = "employee" if kind_key == PERSONAL else KINDS[kind_key].codename
    return not is_own(user, person) and user.has_perm(f"employees.{action}_{model}")


def may_see_document(user, document):
    """Whether this user may open this scan; asked of the database, so that lists and single pages cannot disagree."""
    return Document.objects.visible_to(user).filter(pk=document.pk).exists()


def may_add_document(user, employee):
    """Whoever keeps documents, and never in his own file: an officer's proof is kept by another."""
    return not is_own(user, employee) and user.has_perm("employees.add_document")


def may_take_off_document(user, employee):
    return not is_own(user, employee) and user.has_perm("employees.change_document")

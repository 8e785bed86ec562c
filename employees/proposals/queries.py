"""Who acts on a proposal: the officers of the employee's units, and those who decide."""

from django.contrib.auth import get_user_model
from django.db.models import Q


def checkers_of(employee):
    """The OPD officers who work for the employee's unit or one above it; never the employee himself."""
    unit = employee.state.unit
    if unit is None:
        return get_user_model().objects.none()
    working_for = holders_of("check_proposal").filter(pk__in=holders_of("view_own_units"), mandates__unit__in=unit.path)
    return working_for.exclude(nip=employee.nip).distinct()


def deciders_of(employee, *, but=None):
    """Those who may decide about this employee's wishes, without whoever checked them."""
    found = holders_of("decide_proposal").exclude(nip=employee.nip)
    return found.exclude(pk=but) if but else found


def holders_of(codename):
    """The active accounts that hold a permission of the employees app, by role or by themselves."""
    named = {"codename": codename, "content_type__app_label": "employees"}
    by_role = {f"groups__permissions__{key}": value for key, value in named.items()}
    by_self = {f"user_permissions__{key}": value for key, value in named.items()}
    users = get_user_model().objects
    held = users.filter(Q(**by_role) | Q(**by_self)).order_by().values("pk")
    return users.filter(is_active=True, pk__in=held)

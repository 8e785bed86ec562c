"""Who acts on a proposal: the officers of the employee's units, and those who decide."""

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
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
    named = Permission.objects.filter(codename=codename, content_type__app_label="employees")
    users = get_user_model().objects
    by_role = users.filter(groups__permissions__in=named).order_by().values("pk")
    by_self = users.filter(user_permissions__in=named).order_by().values("pk")
    return users.filter(Q(pk__in=by_role) | Q(pk__in=by_self), is_active=True)

"""Who is told: the accounts of people, and who approves for somebody."""

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.db.models import Q

from employees.models import EmployeeState, Mandate


def accounts_of(nips):
    """The active accounts of these people, by NIP."""
    users = get_user_model().objects.filter(nip__in=[nip for nip in nips if nip], is_active=True)
    return {user.nip: user for user in users}


def holders_of(app, codename):
    """The active accounts with this permission, by their roles or by themselves."""
    named = Permission.objects.filter(codename=codename, content_type__app_label=app)
    users = get_user_model().objects.filter(is_active=True)
    return users.filter(Q(groups__permissions__in=named) | Q(user_permissions__in=named)).distinct()


def approvers_of(employee):
    """Who decides about somebody's requests: those who work for the nearest unit at or above his; never himself.

    Where nobody does, those who keep the courses.
    """
    state = EmployeeState.objects.filter(pk=employee.pk).select_related("unit").first()
    path = list(state.unit.path) if state and state.unit_id else []
    able = holders_of("training", "nominate").exclude(nip=employee.nip)
    mandates = Mandate.objects.filter(unit__in=path, user__in=able).select_related("user")
    by_unit = {}
    for mandate in mandates:
        by_unit.setdefault(mandate.unit_id, []).append(mandate.user)
    nearest = next((by_unit[unit] for unit in reversed(path) if unit in by_unit), None)
    return nearest or list(holders_of("training", "keep_courses").exclude(nip=employee.nip))

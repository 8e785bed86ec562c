"""Accounts for tests: who may do exactly what is named, and nothing else."""

from itertools import count

from django.contrib.auth.models import Group, Permission

from employees.models import Mandate
from simpeg.accounts.models import User

_serial = count(1)


def make_user(*codenames, role=None, nip=None, mandates=(), **fields):
    """A user with these permissions: `make_user("view_employee", "audit.view_entry", mandates=[office])`.

    `role` is the name of one of the groups that simpeg.roles keeps; `mandates` are the units the user works for.
    """
    number = next(_serial)
    fields.setdefault("username", f"pengguna{number}")
    fields.setdefault("name", f"Pengguna {number}")
    user = User.objects.create(nip=nip, **fields)
    for codename in codenames:
        user.user_permissions.add(_permission(codename))
    if role:
        user.groups.add(Group.objects.get(name=role))
    Mandate.objects.bulk_create(Mandate(user=user, unit=unit) for unit in mandates)
    return user


def _permission(name):
    """`view_employee` or, where two apps have the name, `employees.view_employee`."""
    app, _, codename = name.rpartition(".")
    found = Permission.objects.filter(codename=codename, **({"content_type__app_label": app} if app else {}))
    assert found.count() == 1, f"{found.count()} permissions are called {name}"
    return found.get()

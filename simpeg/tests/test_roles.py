"""Roles are what simpeg/roles.py says: in the database, after every migrate, whatever was there before."""

from fnmatch import fnmatchcase
from io import StringIO

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.core.management import CommandError, call_command

from simpeg import roles
from simpeg.accounts.management.commands.create_account import FIRST_ROLE
from simpeg.accounts.models import User
from simpeg.audit.models import Entry
from simpeg.testing.people import make_user


def permissions(among=Permission.objects):
    rows = among.values_list("content_type__app_label", "codename")
    return {f"{app}.{codename}" for app, codename in rows}


def groups():
    return {group.name: permissions(group.permissions) for group in Group.objects.all()}


@pytest.mark.parametrize("role", roles.ROLES, ids=lambda role: role.code)
def test_every_permission_a_role_names_exists(db, role):
    known = permissions()

    assert [pattern for pattern in role.permissions if not any(fnmatchcase(name, pattern) for name in known)] == []


def test_the_groups_equal_the_data(db):
    known = permissions()

    assert groups() == {role.name: {name for name in known if role.grants(name)} for role in roles.ROLES}


def test_codes_and_names_are_unique_and_sentences_are_sentences():
    assert len({role.code for role in roles.ROLES}) == len({role.name for role in roles.ROLES}) == len(roles.ROLES)
    assert [role.code for role in roles.ROLES if not (role.sentence.endswith(".") and role.sentence[0].isupper())] == []


def test_what_was_changed_by_hand_is_put_right_and_signed(db):
    Group.objects.create(name="Buatan sendiri")
    Group.objects.get(name="Pegawai").permissions.add(Permission.objects.get(codename="view_all_units"))
    Group.objects.get(name="Auditor").delete()

    roles.sync()

    assert set(groups()) == {role.name for role in roles.ROLES}
    assert groups()["Pegawai"] == set()
    assert "employees.view_all_units" in groups()["Auditor"]
    signed = Entry.objects.filter(table__in=["auth_group", "auth_group_permissions"]).order_by("-id").first()
    assert (signed.actor, signed.reason) == (
        User.objects.get(username="sistem").pk,
        "Peran disesuaikan dengan yang berlaku",
    )


def test_nothing_is_written_when_nothing_differs(db, django_assert_num_queries):
    with django_assert_num_queries(3):
        roles.sync()


def test_before_the_tables_exist_there_is_nothing_to_do():
    class NotYet:
        def get_model(self, *names):
            raise LookupError

    roles.sync(apps=NotYet())


def test_the_auditor_reads_everything_and_changes_nothing(db):
    granted = groups()[roles.AUDITOR.name]

    assert {name.split(".")[1].split("_")[0] for name in granted} == {"view", "open"}
    assert granted >= {name for name in permissions() if ".view_" in name}


@pytest.mark.parametrize("role", roles.ROLES, ids=lambda role: role.code)
def test_only_the_super_admin_touches_accounts_and_mandates(db, role):
    power = {"accounts.add_user", "accounts.change_user", "employees.add_mandate", "employees.change_mandate"}

    assert groups()[role.name] & power == (power if role is roles.SUPER_ADMIN else set())


def test_whoever_changes_records_enters_the_admin(db):
    """Otherwise the permission would be a promise that no page keeps."""
    for role in roles.ROLES:
        if any(role.grants(name) for name in permissions() if name.startswith("employees.change_")):
            assert role.grants("accounts.open_admin"), role.code


def test_staff_is_whoever_may_open_the_admin(db):
    assert make_user(role=roles.AUDITOR.name).is_staff
    assert not make_user(role=roles.OPD_OFFICER.name).is_staff
    assert not make_user(role=roles.AUDITOR.name, is_active=False).is_staff


def test_the_first_account_is_a_super_admin_whose_password_is_printed_once(db):
    out = StringIO()

    call_command("create_account", "kepala.it", name="Kepala TI", stdout=out)

    account = User.objects.get(username="kepala.it")
    password = out.getvalue().split("Kata sandi pertama: ")[1].split("\n")[0]
    assert account.check_password(password)
    assert account.must_change_password
    assert [group.name for group in account.groups.all()] == [FIRST_ROLE] == [roles.SUPER_ADMIN.name]


@pytest.mark.parametrize(
    ("arguments", "options", "sentence"),
    [
        (["Kepala TI"], {}, "Pakai huruf kecil"),
        (["sistem"], {}, "Nama pengguna ini sudah dipakai."),
        (["a"], {"nip": "123"}, "NIP terdiri atas 18 angka"),
        (["a"], {"roles": ["Raja"]}, "Peran tidak dikenal: Raja. Yang ada: Auditor"),
    ],
)
def test_what_create_account_cannot_do_it_says(db, arguments, options, sentence):
    with pytest.raises(CommandError, match=sentence):
        call_command("create_account", *arguments, name="X", **options)


def test_the_app_that_keeps_roles_comes_after_all_permissions():
    with_models = [config for config in apps.get_app_configs() if config.models_module]

    assert with_models[-1].label in ("training", "performance", "recruitment") or "simpeg" in with_models[-1].name

"""The trail: what it keeps, what it leaves out, and that nothing alters it."""

import pytest
from django.contrib.auth.models import Group
from django.db import DatabaseError, connection, transaction

from simpeg.accounts.models import SecurityEvent, User
from simpeg.audit.change import change
from simpeg.audit.models import Entry, ReadEntry
from simpeg.audit.reading import note_read
from simpeg.testing.people import make_user


def run(sql, *params):
    with connection.cursor() as cursor:
        cursor.execute(sql, params)


def trail_of(instance):
    return list(Entry.objects.of(instance).order_by("id"))


@pytest.fixture
def officer(db):
    return make_user(name="Petugas")


def test_a_write_is_signed_with_who_and_why_and_keeps_before_and_after(officer):
    user = make_user(name="Nama Lama")
    with change(by=officer, reason="Salah ketik"):
        user.name = "Nama Baru"
        user.save()

    entry = trail_of(user)[-1]
    assert (entry.actor, entry.reason, entry.action) == (officer.pk, "Salah ketik", "UPDATE")
    assert (entry.before["name"], entry.after["name"]) == ("Nama Lama", "Nama Baru")


def test_a_write_nobody_signed_leaves_its_trace_too(db):
    user = make_user()
    run("UPDATE accounts_user SET name = 'Lewat SQL' WHERE id = %s", user.pk)

    entry = trail_of(user)[-1]
    assert (entry.actor, entry.reason, entry.after["name"]) == (None, None, "Lewat SQL")


def test_the_signature_ends_with_its_block_and_an_inner_one_gives_the_outer_back(officer):
    other = make_user()
    user = make_user()
    with change(by=officer, reason="luar"):
        with change(by=other, reason="dalam"):
            User.objects.filter(pk=user.pk).update(name="1")
        User.objects.filter(pk=user.pk).update(name="2")
    User.objects.filter(pk=user.pk).update(name="3")

    assert [(e.after["name"], e.actor, e.reason) for e in trail_of(user)[1:]] == [
        ("1", other.pk, "dalam"),
        ("2", officer.pk, "luar"),
        ("3", None, None),
    ]


def test_a_bulk_change_leaves_an_entry_for_each_row(officer):
    users = [make_user() for _ in range(3)]
    with change(by=officer, reason="massal"):
        User.objects.filter(pk__in=[user.pk for user in users]).update(name="Sama")

    assert [trail_of(user)[-1].after["name"] for user in users] == ["Sama"] * 3


def test_an_update_that_changes_nothing_leaves_nothing(officer):
    before = Entry.objects.count()
    User.objects.filter(pk=officer.pk).update(name=officer.name)

    assert Entry.objects.count() == before


def test_no_password_hash_is_kept_but_its_change_is(officer):
    user = make_user(password="scrypt$rahasia1")
    with change(by=officer, reason="Kata sandi diganti"):
        User.objects.filter(pk=user.pk).update(password="scrypt$rahasia2")
    with change(by=officer, reason="Dihapus"):
        run("DELETE FROM accounts_user WHERE id = %s", user.pk)

    entries = trail_of(user)
    assert [(entry.action, entry.reason) for entry in entries] == [
        ("INSERT", None),
        ("UPDATE", "Kata sandi diganti"),
        ("DELETE", "Dihapus"),
    ]
    kept = [side for entry in entries for side in (entry.before, entry.after) if side]
    assert len(kept) == 4
    assert not any("password" in side or "rahasia" in str(side) for side in kept)


def test_a_login_alone_leaves_no_entry_of_the_account(client, officer):
    client.force_login(officer)

    officer.refresh_from_db()
    assert officer.last_login is not None
    assert [entry.action for entry in trail_of(officer)] == ["INSERT"]


def test_roles_given_taken_and_redefined_leave_entries(officer):
    user, role = make_user(), Group.objects.get(name="Auditor")
    with change(by=officer, reason="Pindah tugas"):
        user.groups.add(role)
        user.groups.clear()
        role.permissions.remove(role.permissions.first())

    entries = Entry.objects.filter(actor=officer.pk).order_by("id")
    assert [(entry.table, entry.action) for entry in entries] == [
        ("accounts_user_groups", "INSERT"),
        ("accounts_user_groups", "DELETE"),
        ("auth_group_permissions", "DELETE"),
    ]
    assert {entry.reason for entry in entries} == {"Pindah tugas"}


def test_reading_is_noted_once_a_person_in_one_statement(officer, django_assert_num_queries):
    with django_assert_num_queries(1):
        note_read(by=officer, employees=(number for number in (3, 1, 2, 3)), what="Mengunduh daftar pegawai")

    noted = ReadEntry.objects.order_by("id").values_list("reader", "employee", "what")
    assert list(noted) == [(officer.pk, number, "Mengunduh daftar pegawai") for number in (1, 2, 3)]


def test_nobody_read_is_nothing_noted(officer):
    note_read(by=officer, employees=[], what="Mengunduh daftar pegawai")

    assert ReadEntry.objects.count() == 0


def test_a_reading_without_a_purpose_is_refused(officer):
    with pytest.raises(DatabaseError), transaction.atomic():
        note_read(by=officer, employees=[1], what="")


@pytest.mark.parametrize("table", ["audit_entry", "audit_readentry", "accounts_securityevent"])
@pytest.mark.parametrize("sql", ["UPDATE {} SET at = now()", "DELETE FROM {}", "TRUNCATE {}"])
def test_what_was_written_down_is_never_changed_or_taken_away(officer, table, sql):
    note_read(by=officer, employees=[1], what="Membuka berkas pegawai")
    SecurityEvent.objects.create(kind=SecurityEvent.Kind.LOGIN, user=officer)

    with pytest.raises(DatabaseError, match="tidak dapat diubah atau dihapus"), transaction.atomic():
        run(sql.format(table))

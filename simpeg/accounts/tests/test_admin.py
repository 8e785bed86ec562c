"""Accounts in the admin: opened, given roles, disabled and given a new first password by the super admin alone."""

import re

import pytest
from django.contrib.auth.models import Group

from simpeg.accounts.models import SecurityEvent, Session, User
from simpeg.audit.models import Entry
from simpeg.testing.people import make_user

ACCOUNTS = "/admin/accounts/user/"


@pytest.fixture
def admin(db):
    return make_user(username="kepala.it", name="Kepala TI", role="Super admin")


@pytest.fixture
def as_admin(client, admin):
    client.force_login(admin)
    return client


def form_of(user, **changed):
    """What the change form sends."""
    sent = {"username": user.username, "name": user.name, "nip": user.nip or "", "email": user.email}
    sent |= {"groups": [group.pk for group in user.groups.all()]}
    sent |= {"is_active": "on"} if user.is_active else {}
    return {key: value for key, value in (sent | changed).items() if value is not None}


def first_password_on(response):
    return re.search(r"<code>([a-z2-9-]{19})</code>", response.content.decode()).group(1)


def role(name):
    return Group.objects.get(name=name)


def test_a_new_account_gets_a_first_password_shown_once(as_admin, admin, log_in, other_browser):
    response = as_admin.post(
        f"{ACCOUNTS}add/",
        {
            "username": "andi.tenri",
            "name": "Andi Tenri",
            "nip": "198703032011012002",
            "groups": [role("Pegawai").pk],
            "is_active": "on",
            "_reason": "Pegawai baru",
        },
    )

    account = User.objects.get(username="andi.tenri")
    password = first_password_on(response)
    assert response.status_code == 200
    assert [group.name for group in account.groups.all()] == ["Pegawai"]
    assert log_in("198703032011012002", password, client=other_browser).status_code == 302
    assert password not in as_admin.get(f"{ACCOUNTS}{account.pk}/change/").content.decode()
    opened = Entry.objects.of(account).last()
    assert (opened.actor, opened.reason) == (admin.pk, "Pegawai baru")


def test_fields_that_the_form_does_not_have_are_not_taken(as_admin, account):
    as_admin.post(
        f"{ACCOUNTS}{account.pk}/change/",
        form_of(
            account, is_superuser="on", is_demo="on", must_change_password="on", password="x", user_permissions=[1]
        ),
    )

    before = account.password
    account.refresh_from_db()
    assert (account.is_superuser, account.is_demo, account.must_change_password) == (False, False, False)
    assert account.password == before
    assert account.user_permissions.count() == 0


def test_a_role_is_given_with_a_reason(as_admin, admin, account):
    as_admin.post(
        f"{ACCOUNTS}{account.pk}/change/", form_of(account, groups=[role("Auditor").pk], _reason="Surat tugas 12/2026")
    )

    assert [group.name for group in account.groups.all()] == ["Auditor"]
    entry = Entry.objects.filter(table="accounts_user_groups").latest("id")
    assert (entry.actor, entry.reason) == (admin.pk, "Surat tugas 12/2026")


def test_disabling_in_the_form_ends_sessions_and_is_noted(as_admin, admin, account, other_browser):
    other_browser.force_login(account)

    as_admin.post(f"{ACCOUNTS}{account.pk}/change/", form_of(account, is_active=None))

    account.refresh_from_db()
    assert not account.is_active
    assert not Session.objects.filter(user=account).exists()
    assert other_browser.get("/akun/sesi/").status_code == 302
    event = SecurityEvent.objects.latest("id")
    assert (event.kind, event.user, event.by) == ("DISABLED", account, admin)


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"is_active": None}, "Anda tidak dapat menonaktifkan akun Anda sendiri."),
        ({"groups": []}, "Anda tidak dapat mengubah peran Anda sendiri."),
    ],
)
def test_nobody_locks_himself_out(as_admin, admin, changed, sentence):
    response = as_admin.post(f"{ACCOUNTS}{admin.pk}/change/", form_of(admin, **changed))

    admin.refresh_from_db()
    assert sentence in response.content.decode()
    assert (admin.is_active, admin.groups.count()) == (True, 1)


def test_a_new_first_password_replaces_the_old_one(as_admin, account, log_in, other_browser):
    url = f"{ACCOUNTS}{account.pk}/kata-sandi/"
    assert "Terbitkan kata sandi pertama" in as_admin.get(url).content.decode()
    assert log_in(client=other_browser).status_code == 302

    password = first_password_on(as_admin.post(url, {"_reason": "Lupa kata sandi"}))

    assert other_browser.get("/akun/sesi/").status_code == 302
    assert log_in(client=other_browser).status_code == 422
    assert log_in(password=password, client=other_browser).status_code == 302


def test_a_lock_is_lifted_without_touching_the_password(as_admin, account, log_in, other_browser):
    for _ in range(5):
        log_in(password="salah", client=other_browser)
    assert log_in(client=other_browser).status_code == 429

    as_admin.post(f"{ACCOUNTS}{account.pk}/buka-kunci/")

    assert log_in(client=other_browser).status_code == 302


def test_accounts_are_disabled_not_deleted(as_admin, account):
    assert as_admin.post(f"{ACCOUNTS}{account.pk}/delete/", {"post": "yes"}).status_code == 403
    as_admin.post(ACCOUNTS, {"action": "delete_selected", "_selected_action": [account.pk], "post": "yes"})

    assert User.objects.filter(pk=account.pk).exists()


@pytest.mark.parametrize("role_name", ["Pengelola data BKPSDM", "Auditor", "Pengelola kepegawaian perangkat daerah"])
def test_nobody_else_touches_accounts(client, account, role_name):
    client.force_login(make_user(role=role_name))

    for address in ("add/", f"{account.pk}/change/", f"{account.pk}/kata-sandi/", f"{account.pk}/buka-kunci/"):
        assert client.post(f"{ACCOUNTS}{address}", form_of(account, name="Diubah")).status_code == 403
    account.refresh_from_db()
    assert account.name == "Sitti Aminah"


def test_a_write_in_the_admin_without_a_reason_still_says_where_it_was_made(as_admin, account):
    as_admin.post(f"{ACCOUNTS}{account.pk}/change/", form_of(account, name="Sitti Aminah D."))

    assert Entry.objects.of(account).first().reason == "Perbaikan data"


def test_names_of_accounts_are_text_wherever_they_are_shown(as_admin, account):
    User.objects.filter(pk=account.pk).update(name="<script>alert(1)</script>")

    for address in ("", f"{account.pk}/change/", f"{account.pk}/kata-sandi/"):
        shown = as_admin.get(f"{ACCOUNTS}{address}").content.decode()
        assert "<script>alert(1)" not in shown
        assert "&lt;script&gt;alert(1)" in shown

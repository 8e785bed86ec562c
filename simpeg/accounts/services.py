"""Verbs on accounts, their passwords and their sessions."""

from django.contrib import auth
from django.contrib.auth.models import Group
from django.db import transaction
from django.utils import timezone

from simpeg.accounts import throttle
from simpeg.accounts.browsers import browser_name
from simpeg.accounts.events import Kind, address_of, note_event
from simpeg.accounts.models import Session, User
from simpeg.accounts.passwords import first_password
from simpeg.accounts.sessions import LOGIN, fingerprint
from simpeg.audit.change import change

SYSTEM_USERNAME = "sistem"


def system_user(accounts=User):
    """The account that signs what commands and scheduled jobs write; nobody can log in with it.

    A migration passes the model as it stands there.
    """
    return accounts.objects.get_or_create(
        username=SYSTEM_USERNAME, defaults={"name": "Sistem", "is_active": False, "password": "!"}
    )[0]


def log_in(request, user):
    """Begin a session of this user, under a new key whatever came before, and remember where and when it began."""
    request.session.flush()
    auth.login(request, user)
    request.session[LOGIN] = {
        "since": timezone.now().isoformat(),
        "address": address_of(request),
        "browser": browser_name(request.headers.get("User-Agent", "")),
    }
    note_event(Kind.LOGIN, user=user, request=request)


def log_out(request):
    if request.user.is_authenticated:
        note_event(Kind.LOGOUT, user=request.user, request=request)
    auth.logout(request)


def open_account(*, username, name, by, nip=None, roles=()):
    """A new account with these roles (their names). Returns it with its first password, told this once."""
    with change(by=by, reason=f"Akun {username} dibuat"):
        user = User.objects.create_user(username, name=name, nip=nip or None)
        user.groups.set(Group.objects.filter(name__in=roles))
        return user, issue_password(user, by)


def issue_password(user, by):
    """Give the account a new first password, told this once and good for one login; whatever was open ends."""
    password = first_password()
    with change(by=by, reason=f"Kata sandi pertama untuk {user.username} diterbitkan"):
        user.set_password(password)
        user.must_change_password = True
        user.first_password_used_at = None
        user.save(update_fields=["password", "must_change_password", "first_password_used_at"])
        end_sessions(user)
        throttle.unlock(user)
        note_event(Kind.PASSWORD_ISSUED, user=user, by=by)
    return password


def change_password(request, password):
    """The user's own new password; this session goes on under a new key, all others end."""
    user = request.user
    with change(by=user, reason="Kata sandi diganti sendiri"):
        user.set_password(password)
        user.must_change_password = False
        user.save(update_fields=["password", "must_change_password"])
        auth.update_session_auth_hash(request, user)
        end_sessions(user, keep=request.session.session_key)
        note_event(Kind.PASSWORD_CHANGED, user=user, request=request)


def disable(user, *, by):
    """Nobody logs in with this account any more; whatever was open ends."""
    with change(by=by, reason=f"Akun {user.username} dinonaktifkan"):
        user.is_active = False
        user.save(update_fields=["is_active"])
        end_sessions(user)
        note_event(Kind.DISABLED, user=user, by=by)


def enable(user, *, by):
    with change(by=by, reason=f"Akun {user.username} diaktifkan kembali"):
        user.is_active = True
        user.save(update_fields=["is_active"])
        note_event(Kind.ENABLED, user=user, by=by)


@transaction.atomic
def unlock(user, *, by):
    """Let the account try again before its waiting time is over. Returns whether it was waiting."""
    waited = throttle.unlock(user)
    if waited:
        note_event(Kind.UNLOCKED, user=user, by=by)
    return waited


def end_sessions(user, *, keep=None, only=None):
    """End the user's sessions: all, all but the one with the key `keep`, or the one with the fingerprint `only`."""
    sessions = Session.objects.filter(user=user)
    if keep:
        sessions = sessions.exclude(pk=fingerprint(keep))
    if only is not None:
        sessions = sessions.filter(pk=only)
    return sessions.delete()[0]

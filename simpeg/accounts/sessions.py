"""Sessions in the database, each tied to its account, that end by themselves.

A session ends IDLE after its last request and ABSOLUTE after the login, whichever comes first. Both are one date in
its row, `expire_date`; past it the session is not found any more, whoever asks.
"""

from datetime import datetime
from hashlib import sha256

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends import db
from django.utils import timezone

from simpeg.accounts.models import Session

LOGIN = "login"  # what the session itself remembers of its login: {"since": ISO, "address": ..., "browser": ...}


def fingerprint(key):
    """How a session's key is kept in the database."""
    return sha256(key.encode()).hexdigest() if key else ""


def expiry(*, since, seen_at):
    return min(seen_at + settings.SESSION_IDLE, since + settings.SESSION_ABSOLUTE)


class SessionStore(db.SessionStore):
    row = None  # as found in the database by this request

    @classmethod
    def get_model_class(cls):
        return Session

    def _get_session_from_db(self):
        self.row = Session.objects.filter(
            session_key=fingerprint(self.session_key), expire_date__gt=timezone.now()
        ).first()
        if self.row is None:
            self._session_key = None
        return self.row

    def exists(self, session_key):
        return Session.objects.filter(session_key=fingerprint(session_key)).exists()

    def delete(self, session_key=None):
        Session.objects.filter(session_key=fingerprint(session_key or self.session_key)).delete()

    def create_model_instance(self, data):
        now = timezone.now()
        if SESSION_KEY in data:
            data.setdefault(LOGIN, {"since": now.isoformat()})
        login = data.get(LOGIN, {})
        since = datetime.fromisoformat(login["since"]) if login else now
        return Session(
            session_key=fingerprint(self._get_or_create_session_key()),
            session_data=self.encode(data),
            expire_date=expiry(since=since, seen_at=now),
            user_id=data.get(SESSION_KEY),
            since=since,
            seen_at=now,
            address=login.get("address"),
            browser=login.get("browser", ""),
        )

    def touch(self):
        """Remember that the session is in use; at most one write a SESSION_TOUCH."""
        now = timezone.now()
        if self.row is None or self.session_key is None or now - self.row.seen_at < settings.SESSION_TOUCH:
            return
        Session.objects.filter(pk=self.row.pk).update(
            seen_at=now, expire_date=expiry(since=self.row.since, seen_at=now)
        )

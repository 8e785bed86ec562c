"""How often one may be wrong at a door: few times for an account, more for an address that an office shares.

django-axes counts and refuses, in the database; here is what it counts by. Told apart are accounts, not what was
typed: NIP and user name of one account are one, and a name that nobody has is kept only as a keyed hash.
"""

from axes.handlers.database import AxesDatabaseHandler
from axes.models import AccessAttempt
from django.conf import settings
from django.db import connection
from django.db.models import Max, Sum
from django.utils import timezone
from django.utils.crypto import salted_hmac

from simpeg.accounts.backends import find_account

DOOR_SPACE = 7347  # our corner of PostgreSQL's advisory locks


def account_key(request, credentials):
    """The name an attempt is counted under (AXES_USERNAME_CALLABLE)."""
    typed = (credentials or {}).get("username") or ""
    account = find_account(typed)
    return _key_of(account) if account else f"? {_keyed_hash(typed)}"


def wait_in_line(typed):
    """Let attempts on one account pass one after another, until the transaction ends: a hundred sent at once
    are counted like a hundred sent in turn."""
    with connection.cursor() as cursor:
        account = find_account(typed)
        place = account.pk % 2**31 if account else int(_keyed_hash(typed)[:7], 16)
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [DOOR_SPACE, place])


def unlock(user):
    """Forget the failures of an account. Returns whether there were any."""
    return AccessAttempt.objects.filter(username=_key_of(user)).delete()[0] > 0


class Attempts:
    """The failures that count at this moment, of the account and of the address."""

    def __init__(self, request, credentials):
        recent = AccessAttempt.objects.filter(attempt_time__gte=timezone.now() - settings.AXES_COOLOFF_TIME)
        self.of_account = recent.filter(username=account_key(request, credentials))
        self.of_address = recent.filter(ip_address=request.axes_ip_address)

    def failures(self):
        """Those of the account, or those of the address scaled to the same limit, whichever are more."""
        limit, address_limit = settings.AXES_FAILURE_LIMIT, settings.LOGIN_FAILURES_PER_ADDRESS
        return max(_failures(self.of_account), _failures(self.of_address) * limit // address_limit)

    def locked_until(self):
        locked = self.of_account if _failures(self.of_account) >= settings.AXES_FAILURE_LIMIT else self.of_address
        latest = locked.aggregate(latest=Max("attempt_time"))["latest"] or timezone.now()
        return latest + settings.AXES_COOLOFF_TIME


class Throttle(AxesDatabaseHandler):
    """What axes asks (AXES_HANDLER)."""

    def get_failures(self, request, credentials=None):
        return Attempts(request, credentials).failures()

    def reset_user_attempts(self, request, credentials=None):
        """Who gets in clears his own failures from this address, and nobody else's."""
        attempts = Attempts(request, credentials)
        return attempts.of_account.filter(ip_address=request.axes_ip_address).delete()[0]


def _key_of(account):
    return f"akun {account.pk}"


def _keyed_hash(typed):
    return salted_hmac("simpeg.accounts.throttle", typed.strip().lower()).hexdigest()[:32]


def _failures(attempts):
    return attempts.aggregate(failures=Sum("failures_since_start"))["failures"] or 0

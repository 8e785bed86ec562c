from django.conf import settings
from django.contrib.auth.backends import ModelBackend
from django.utils import timezone

from simpeg.accounts.models import User
from simpeg.audit.change import change


def find_account(typed):
    """The account that a login name means: a NIP, with or without spaces, or a user name in any case; or None."""
    name = "".join(typed.split())
    if "\0" in name:
        return None
    is_nip = len(name) == 18 and name.isascii() and name.isdigit()
    return User.objects.filter(**({"nip": name} if is_nip else {"username": name.lower()})).first()


class NipOrUsernameBackend(ModelBackend):
    """Password login with the NIP or the user name.

    Unknown, wrong, disabled and used up take the same time and say the same: nothing.
    """

    def authenticate(self, request, username=None, password=None, **kwargs):
        if username is None or password is None:
            return None
        user = find_account(username)
        if user is None:
            User().set_password(password)  # the same work as for a known account
            return None
        if user.check_password(password) and self.user_can_authenticate(user) and _first_use(user):
            return user
        return None

    def user_can_authenticate(self, user):
        """Asked at every request too: whoever is disabled is out at once."""
        return super().user_can_authenticate(user) and (settings.DEBUG or settings.TESTING or not user.is_demo)


def _first_use(user):
    """Whether the password may be used now: a first password only once, even when two try at the same moment."""
    if not user.must_change_password:
        return True
    with change(by=user, reason="Masuk dengan kata sandi pertama"):
        unused = User.objects.filter(pk=user.pk, must_change_password=True, first_password_used_at=None)
        return unused.update(first_password_used_at=timezone.now()) == 1

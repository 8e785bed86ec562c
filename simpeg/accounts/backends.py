from django.conf import settings
from django.contrib.auth.backends import ModelBackend

from simpeg.accounts.models import User


class NipOrUsernameBackend(ModelBackend):
    """Password login with the NIP or the user name; unknown and wrong take the same time and say the same."""

    def authenticate(self, request, username=None, password=None, **kwargs):
        if username is None or password is None:
            return None
        name = username.replace(" ", "").replace("\xa0", "").strip()
        field = "nip" if len(name) == 18 and name.isascii() and name.isdigit() else "username"
        user = User.objects.filter(**{field: name}).first()
        if user is None:
            User().set_password(password)  # the same work as for a known account
            return None
        if user.check_password(password) and self.user_can_authenticate(user):
            return user
        return None

    def user_can_authenticate(self, user):
        return super().user_can_authenticate(user) and (settings.DEBUG or settings.TESTING or not user.is_demo)

"""Verbs on accounts."""

from simpeg.accounts.models import User

SYSTEM_USERNAME = "sistem"


def system_user():
    """The account that signs what commands and scheduled jobs write; nobody can log in with it."""
    user, created = User.objects.get_or_create(
        username=SYSTEM_USERNAME, defaults={"name": "Sistem", "is_active": False}
    )
    if created:
        user.set_unusable_password()
        user.save(update_fields=["password"])
    return user

from django.conf import settings
from django.core.checks import Error, Tags, register
from django.db import DatabaseError

from simpeg.accounts.models import User


@register(Tags.database)
def no_demo_accounts(app_configs, databases=None, **kwargs):
    """Demo accounts have known passwords. They cannot log in outside DEBUG; they should not be there at all."""
    return _demo_accounts() if databases and not settings.DEBUG else []


@register(deploy=True)
def no_demo_accounts_deployed(app_configs, **kwargs):
    return _demo_accounts()


def _demo_accounts():
    try:
        found = User.objects.filter(is_demo=True).count()
    except DatabaseError:  # not migrated yet, or away: then there is nothing to log in to
        return []
    if not found:
        return []
    return [
        Error(
            f"Ada {found} akun demo di basis data ini, padahal DEBUG tidak menyala.",
            hint="Pasang pada basis data yang kosong, atau hapus akun demo. Kabupaten contoh hanya untuk DEBUG.",
            id="accounts.E001",
        )
    ]

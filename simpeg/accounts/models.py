"""Who may log in. What a person may see of others is decided in `employees` (visible_to)."""

from django.contrib.auth.models import AbstractUser, UserManager
from django.db import models
from django.db.models import Q

NIP_PATTERN = r"^[0-9]{18}$"


class User(AbstractUser):
    """An account (akun): logs in with its user name or its NIP."""

    first_name = None
    last_name = None
    name = models.CharField("nama", max_length=200)
    nip = models.CharField("NIP", max_length=18, null=True, blank=True, unique=True)
    is_demo = models.BooleanField(
        "akun demo", default=False, help_text="Hanya dapat masuk pada pemasangan percobaan (DEBUG)."
    )
    must_change_password = models.BooleanField(
        "wajib ganti kata sandi", default=False, help_text="Kata sandi pertama hanya berlaku untuk sekali masuk."
    )

    objects = UserManager()
    REQUIRED_FIELDS = ["name"]

    class Meta:
        verbose_name = "akun"
        verbose_name_plural = "akun"
        constraints = [
            models.CheckConstraint(
                condition=Q(nip__isnull=True) | Q(nip__regex=NIP_PATTERN), name="user_nip_18_digits"
            ),
            # A user name that looks like somebody's NIP would make logging in ambiguous.
            models.CheckConstraint(condition=~Q(username__regex=NIP_PATTERN), name="user_name_is_no_nip"),
        ]

    def __str__(self):
        return self.name or self.username

    def get_full_name(self):
        return self.name

    def get_short_name(self):
        return self.name.split(" ")[0] if self.name else self.username

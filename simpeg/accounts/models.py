"""Who may log in. What a person may see of others is decided in `employees` (visible_to)."""

from django.conf import settings
from django.contrib.auth.base_user import BaseUserManager
from django.contrib.auth.models import AbstractUser
from django.contrib.sessions.base_session import AbstractBaseSession, BaseSessionManager
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q

NIP_PATTERN = r"^[0-9]{18}$"
USERNAME_PATTERN = r"^[a-z][a-z0-9._-]*$"


class UserQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Everybody's account for whoever keeps or audits accounts; one's own otherwise."""
        return self if user.has_perm("accounts.view_user") else self.filter(pk=user.pk)


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):
    def create_user(self, username, password=None, **fields):
        """An account with a known password; without one nobody can log in with it yet."""
        user = self.model(username=username, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, username, password=None, **fields):
        return self.create_user(username, password, is_superuser=True, **fields)


class User(AbstractUser):
    """An account (akun): logs in with its user name or its NIP. It is disabled, never deleted: the trail names it."""

    first_name = None
    last_name = None
    username = models.CharField(
        "nama pengguna",
        max_length=150,
        unique=True,
        help_text="Huruf kecil, angka, titik, garis; diawali huruf. Contoh: sitti.aminah",
        validators=[
            RegexValidator(USERNAME_PATTERN, "Pakai huruf kecil, angka, titik, atau garis, dan awali dengan huruf.")
        ],
        error_messages={"unique": "Nama pengguna ini sudah dipakai. Pilih yang lain."},
    )
    name = models.CharField("nama", max_length=200)
    nip = models.CharField(
        "NIP",
        max_length=18,
        null=True,
        blank=True,
        unique=True,
        validators=[RegexValidator(NIP_PATTERN, "NIP terdiri atas 18 angka, tanpa spasi.")],
        error_messages={"unique": "NIP ini sudah punya akun."},
    )
    is_active = models.BooleanField(
        "aktif", default=True, help_text="Akun yang tidak aktif tidak dapat masuk, dan semua sesinya berakhir saat itu."
    )
    is_demo = models.BooleanField(
        "akun demo", default=False, help_text="Hanya dapat masuk pada pemasangan percobaan (DEBUG)."
    )
    must_change_password = models.BooleanField(
        "wajib ganti kata sandi", default=False, help_text="Kata sandi pertama hanya berlaku untuk sekali masuk."
    )
    first_password_used_at = models.DateTimeField("kata sandi pertama dipakai pada", null=True, blank=True)

    objects = UserManager()
    REQUIRED_FIELDS = ["name"]

    class Meta:
        verbose_name = "akun"
        verbose_name_plural = "akun"
        permissions = [("open_admin", "Dapat membuka halaman perbaikan data")]
        constraints = [
            models.CheckConstraint(
                condition=Q(nip__isnull=True) | Q(nip__regex=NIP_PATTERN), name="user_nip_18_digits"
            ),
            # One spelling, no look-alike letters, and never somebody's NIP: a login name means one account.
            models.CheckConstraint(condition=Q(username__regex=USERNAME_PATTERN), name="user_name_plain"),
        ]

    def __str__(self):
        return self.name or self.username

    @property
    def is_staff(self):
        """What Django calls staff is a permission here, so that a role grants it like any other."""
        return self.is_active and self.has_perm("accounts.open_admin")

    def get_full_name(self):
        return self.name

    def get_short_name(self):
        return self.name.split(" ")[0] if self.name else self.username


class SessionQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(user=user)


class Session(AbstractBaseSession):
    """A browser that is logged in (sesi), or that will carry a message to its next page.

    The key kept here is the SHA-256 of the cookie's: whoever reads this table cannot enter with it.
    """

    session_key = models.CharField("sidik kunci sesi", max_length=64, primary_key=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="sessions")
    since = models.DateTimeField("masuk pada")
    seen_at = models.DateTimeField("terakhir dipakai")
    address = models.GenericIPAddressField("alamat", null=True)
    browser = models.CharField("peramban", max_length=100, blank=True)

    objects = BaseSessionManager.from_queryset(SessionQuerySet)()

    class Meta(AbstractBaseSession.Meta):
        verbose_name = "sesi"
        verbose_name_plural = "sesi"
        default_permissions = []

    @classmethod
    def get_session_store_class(cls):
        from simpeg.accounts.sessions import SessionStore  # noqa: PLC0415 -- the store needs this model first

        return SessionStore


class SecurityEventQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self if user.has_perm("accounts.view_securityevent") else self.filter(user=user)


class SecurityEvent(models.Model):
    """That somebody entered, left or was refused at a door; added once, never changed, never deleted.

    It names the account if there is one, and never what was typed: people type passwords into the wrong box.
    """

    class Kind(models.TextChoices):
        LOGIN = "LOGIN", "Masuk"
        LOGOUT = "LOGOUT", "Keluar"
        REFUSED = "REFUSED", "Ditolak"
        LOCKED = "LOCKED", "Terkunci sementara"
        UNLOCKED = "UNLOCKED", "Kunci dibuka"
        PASSWORD_ISSUED = "PASSWORD_ISSUED", "Kata sandi pertama diterbitkan"
        PASSWORD_CHANGED = "PASSWORD_CHANGED", "Kata sandi diganti"
        SESSION_ENDED = "SESSION_ENDED", "Sesi diakhiri"
        DISABLED = "DISABLED", "Akun dinonaktifkan"
        ENABLED = "ENABLED", "Akun diaktifkan kembali"

    at = models.DateTimeField("waktu", auto_now_add=True)
    kind = models.CharField("kejadian", choices=Kind, max_length=20)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.DO_NOTHING,
        null=True,
        db_constraint=False,
        related_name="+",
        verbose_name="akun",
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.DO_NOTHING,
        null=True,
        db_constraint=False,
        related_name="+",
        verbose_name="oleh",
    )
    address = models.GenericIPAddressField("alamat", null=True)

    objects = SecurityEventQuerySet.as_manager()

    class Meta:
        managed = False  # made by hand in the migration, so that nothing that empties tables can reach it
        db_table = "accounts_securityevent"
        verbose_name = "kejadian keamanan"
        verbose_name_plural = "kejadian keamanan"
        default_permissions = ["view"]

    def __str__(self):
        return f"{self.at:%d-%m-%Y %H:%M} {self.get_kind_display()}"

"""Letters that the agency signs: kept as issued, numbered once, withdrawn only by a mark."""

import secrets

from django.conf import settings
from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from employees.models.employee import Employee
from employees.models.unit import Unit
from simpeg.core.sql import IsAny

FOLDER = "letters"


class LetterKind(models.TextChoices):
    INCREMENT = "kgb", "Pemberitahuan kenaikan gaji berkala"
    ROSTER = "kgb-nominatif", "Daftar nominatif kenaikan gaji berkala"
    COVER = "pengantar", "Surat pengantar"
    DUTY = "spmt", "Surat pernyataan melaksanakan tugas"
    CREDIT = "pak", "Penetapan angka kredit"  # kept by performance; here its template, numbers and signers


def letter_path(letter, filename):
    """A place nobody can guess, outside every web root; `filename` is no more than docx or pdf."""
    return f"{FOLDER}/{letter.year}/{secrets.token_urlsafe(24)}.{filename}"


class LetterQuerySet(models.QuerySet):
    def visible_to(self, user):
        """One's own; those about visible people and units for whoever reads letters."""
        if not user.is_authenticated or not user.is_active:
            return self.none()
        own = Q(employee__nip=user.nip or "")
        if not user.has_perm("employees.view_letter"):
            return self.filter(own)
        if user.has_perm("employees.view_all_units"):
            return self
        units = Unit.objects.visible_to(user).values("pk")
        nobody = Q(employee=None) & Q(IsAny(F("unit_id"), ArraySubquery(units)))
        return self.filter(Q(employee__in=Employee.objects.visible_to(user).order_by()) | nobody | own)

    def standing(self):
        """Those that were not withdrawn."""
        return self.filter(withdrawn_at__isnull=True)


class Letter(models.Model):
    """A letter that was issued: its number and day, who signs, on which law, what it says, and both its files.

    Nothing of it ever changes (the database refuses); a mistake is withdrawn with a reason, and its number stays used.
    """

    kind = models.CharField("jenis surat", choices=LetterKind, max_length=13)
    employee = models.ForeignKey(
        Employee, models.PROTECT, null=True, blank=True, related_name="letters", verbose_name="pegawai"
    )
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="unit kerja pada saat itu"
    )
    number = models.CharField("nomor", max_length=100)
    day = models.DateField("tanggal surat")
    year = models.PositiveSmallIntegerField("tahun", editable=False)
    about = models.CharField("hal", max_length=200)
    effective = models.DateField("berlaku mulai (TMT)", null=True, blank=True)
    template = models.ForeignKey(
        "employees.LetterTemplate",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="versi templat",
    )
    template_digest = models.CharField("sidik templat (SHA-256)", max_length=64)
    signer = models.ForeignKey("employees.Signer", models.PROTECT, related_name="+", verbose_name="penanda tangan")
    signed_by = models.JSONField("penanda tangan pada saat itu")
    legal_basis = models.JSONField("dasar hukum pada hari itu")
    fields = models.JSONField("isi surat")
    docx = models.FileField("berkas Word", upload_to=letter_path, max_length=100)
    docx_digest = models.CharField("sidik Word (SHA-256)", max_length=64)
    pdf = models.FileField("berkas PDF", upload_to=letter_path, max_length=100)
    pdf_digest = models.CharField("sidik PDF (SHA-256)", max_length=64)
    pages = models.PositiveSmallIntegerField("jumlah halaman")
    batch = models.ForeignKey(
        "employees.LetterBatch", models.PROTECT, null=True, blank=True, related_name="letters", verbose_name="kumpulan"
    )
    once = models.UUIDField("permintaan", null=True, blank=True, unique=True, editable=False)
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="diterbitkan oleh"
    )
    issued_at = models.DateTimeField("diterbitkan pada", auto_now_add=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="dibatalkan oleh",
    )
    withdrawn_at = models.DateTimeField("dibatalkan pada", null=True, blank=True)
    withdrawn_reason = models.CharField("alasan dibatalkan", max_length=200, blank=True)

    objects = LetterQuerySet.as_manager()

    class Meta:
        verbose_name = "surat"
        verbose_name_plural = "surat"
        default_permissions = ["view", "add"]
        permissions = [("withdraw_letter", "Dapat membatalkan surat")]
        indexes = [
            models.Index(fields=["-day", "-id"], name="letter_newest"),
            models.Index(fields=["employee", "-day"], name="letter_of_a_person"),
            models.Index(fields=["unit", "-day"], name="letter_of_a_unit"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["year", "number"],
                name="letter_number_once_a_year",
                violation_error_message="Nomor ini sudah dipakai surat lain pada tahun itu.",
            ),
            models.UniqueConstraint(
                fields=["kind", "employee", "effective"],
                condition=Q(kind__in=["kgb", "spmt"], withdrawn_at__isnull=True),
                name="one_standing_letter_a_day",
                violation_error_message="Pegawai ini sudah punya surat seperti ini untuk TMT tersebut.",
            ),
            models.UniqueConstraint(fields=["batch", "employee"], name="one_letter_a_person_in_a_batch"),
            models.CheckConstraint(
                condition=Q(kind__in=["kgb", "kgb-nominatif", "pengantar", "spmt"]), name="letter_kind_known"
            ),
            models.CheckConstraint(condition=~Q(number=""), name="letter_has_a_number"),
            models.CheckConstraint(condition=Q(day__year=F("year")), name="letter_year_of_its_day"),
            models.CheckConstraint(
                condition=~Q(kind__in=["kgb", "spmt"]) | Q(employee__isnull=False, effective__isnull=False),
                name="letter_names_its_person",
            ),
            models.CheckConstraint(
                condition=Q(docx_digest__regex=r"^[0-9a-f]{64}$", pdf_digest__regex=r"^[0-9a-f]{64}$"),
                name="letter_digests_sha256",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True, withdrawn_reason="")
                | (Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False) & ~Q(withdrawn_reason="")),
                name="letter_withdrawn_by_somebody_for_a_reason",
            ),
        ]

    def __str__(self):
        return f"{self.number}, {self.about}"

    def get_absolute_url(self):
        return reverse("letters:detail", args=[self.pk])

    @property
    def is_standing(self):
        return self.withdrawn_at is None

    @property
    def file_name(self):
        """The name under which it is downloaded, without its ending."""
        words = f"{self.get_kind_display()} {self.employee.nip if self.employee else ''} {self.number}"
        kept = "".join(letter if letter.isalnum() or letter in " -." else "-" for letter in words)
        return " ".join(kept.split())[:120].strip(". ")

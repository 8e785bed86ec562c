"""What letters are made with: templates, signers, numbers, and batches of them."""

import secrets

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, IntegerRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.urls import reverse

from employees.models.letter import LetterKind

TEMPLATES = "letter-templates"


def template_path(template, filename):
    """A place nobody can guess, outside every web root."""
    return f"{TEMPLATES}/{secrets.token_urlsafe(24)}"


class OfficeQuerySet(models.QuerySet):
    def visible_to(self, user):
        """For whoever issues letters or audits; they say nothing of employees but who signs."""
        seen = any(user.has_perm(f"employees.{right}") for right in ("add_letter", self._own_right()))
        return self if seen else self.none()

    def _own_right(self):
        return f"view_{self.model._meta.model_name}"


class TemplateQuerySet(OfficeQuerySet):
    def in_force(self, kind, day):
        """The version that letters of this kind and day are made with; None: the one that comes with SIMPEG."""
        return self.filter(kind=kind, since__lte=day).order_by("-since", "-version").first()


class LetterTemplate(models.Model):
    """A version of a kind's template that the agency brought; kept for ever, as the letters made with it are."""

    kind = models.CharField("jenis surat", choices=LetterKind, max_length=13)
    version = models.PositiveIntegerField("versi")
    since = models.DateField("dipakai mulai", help_text="Untuk surat bertanggal hari ini atau sesudahnya.")
    note = models.CharField("catatan", max_length=200, help_text="Apa yang berubah.")
    file = models.FileField("berkas", upload_to=template_path)
    digest = models.CharField("sidik isi (SHA-256)", max_length=64)
    size = models.PositiveIntegerField("ukuran (bita)")
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="diunggah oleh"
    )
    uploaded_at = models.DateTimeField("diunggah pada", auto_now_add=True)

    objects = TemplateQuerySet.as_manager()

    class Meta:
        verbose_name = "templat surat"
        verbose_name_plural = "templat surat"
        default_permissions = ["view", "add"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "version"], name="template_version_once"),
            models.CheckConstraint(
                condition=Q(kind__in=["kgb", "kgb-nominatif", "pengantar", "spmt", "pak"]), name="template_kind_known"
            ),
            models.CheckConstraint(condition=Q(digest__regex=r"^[0-9a-f]{64}$"), name="template_digest_sha256"),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}, versi {self.version}"


class SignerQuerySet(OfficeQuerySet):
    def on(self, day):
        """Those who may sign letters of this day."""
        return self.filter(since__lte=day).exclude(until__lt=day)


class Signer(models.Model):
    """Somebody who signs letters from a day on: as his name, rank and office stand under them."""

    name = models.CharField("nama dengan gelar", max_length=200)
    nip = models.CharField("NIP", max_length=18)
    rank = models.CharField("pangkat", max_length=60, help_text="Misalnya Pembina Utama Muda (IV/c).")
    title = models.CharField("jabatan", max_length=200, help_text="Misalnya Kepala BKPSDM Kabupaten Mamuju.")
    on_behalf = models.CharField(
        "atas nama", max_length=150, blank=True, help_text="Misalnya a.n. Bupati Mamuju; kosong bila atas nama sendiri."
    )
    since = models.DateField("menandatangani mulai")
    until = models.DateField("sampai", null=True, blank=True, help_text="Hari terakhir; kosong bila belum berakhir.")

    objects = SignerQuerySet.as_manager()

    class Meta:
        verbose_name = "penanda tangan"
        verbose_name_plural = "penanda tangan"
        default_permissions = ["view", "add"]
        constraints = [
            models.CheckConstraint(
                condition=Q(nip__regex=r"^[0-9]{18}$"),
                name="signer_nip_18_digits",
                violation_error_message="NIP harus 18 angka.",
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="signer_ends_after_he_begins",
                violation_error_message="Hari terakhir tidak boleh sebelum hari pertama.",
            ),
        ]

    def __str__(self):
        return f"{self.name}, {self.title}"


class LetterNumbering(models.Model):
    """How letters of a kind are numbered in a year, and the last number that was given."""

    kind = models.CharField("jenis surat", choices=LetterKind, max_length=13)
    year = models.PositiveSmallIntegerField("tahun")
    pattern = models.CharField("pola nomor", max_length=80)
    last = models.PositiveIntegerField("nomor terakhir", default=0)

    objects = OfficeQuerySet.as_manager()

    class Meta:
        verbose_name = "penomoran surat"
        verbose_name_plural = "penomoran surat"
        default_permissions = ["view", "add"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "year"], name="one_numbering_a_year"),
            models.CheckConstraint(
                condition=Q(kind__in=["kgb", "kgb-nominatif", "pengantar", "spmt", "pak"]), name="numbering_kind_known"
            ),
            models.CheckConstraint(condition=Q(pattern__contains="{nomor}"), name="numbering_pattern_has_a_number"),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} {self.year}: {self.pattern}"


class NumberRange(Func):
    """The numbers that a batch holds, as a range."""

    function = "int4range"
    output_field = IntegerRangeField()


class BatchQuerySet(models.QuerySet):
    def visible_to(self, user):
        """For whoever issues letters; an auditor reads that it was done."""
        seen = user.has_perm("employees.add_letter") or user.has_perm("employees.view_letterbatch")
        return self if seen else self.none()


class LetterBatch(models.Model):
    """Letters that were asked for at once, out of a kept list: for whom, with which numbers, who signs.

    Everything is decided here, before the first letter: person n of `members` has number `first` + n. So a batch that
    was cut off goes on where it was, and gives nobody another number.
    """

    kind = models.CharField("jenis surat", choices=LetterKind, max_length=13)
    due_list = models.ForeignKey("employees.DueList", models.PROTECT, related_name="+", verbose_name="daftar asal")
    day = models.DateField("tanggal surat")
    year = models.PositiveSmallIntegerField("tahun", editable=False)
    signer = models.ForeignKey(Signer, models.PROTECT, related_name="+", verbose_name="penanda tangan")
    template = models.ForeignKey(
        LetterTemplate, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="versi templat"
    )
    pattern = models.CharField("pola nomor", max_length=80)
    first = models.PositiveIntegerField("nomor pertama")
    size = models.PositiveIntegerField("jumlah surat")
    members = ArrayField(models.BigIntegerField(), verbose_name="pegawai")
    left_out = models.JSONField("tidak dibuatkan surat", default=list)
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="diminta oleh"
    )
    requested_at = models.DateTimeField("diminta pada", auto_now_add=True)

    objects = BatchQuerySet.as_manager()

    class Meta:
        verbose_name = "kumpulan surat"
        verbose_name_plural = "kumpulan surat"
        default_permissions = ["view"]
        indexes = [models.Index(fields=["-id"], name="letter_batch_newest")]
        constraints = [
            ExclusionConstraint(
                name="batches_share_no_number",
                expressions=[
                    ("kind", RangeOperators.EQUAL),
                    ("year", RangeOperators.EQUAL),
                    (NumberRange(F("first"), F("first") + F("size")), RangeOperators.OVERLAPS),
                ],
            ),
            models.CheckConstraint(condition=Q(size__gt=0, first__gt=0), name="batch_is_not_empty"),
            models.CheckConstraint(condition=Q(day__year=F("year")), name="batch_year_of_its_day"),
        ]

    def __str__(self):
        return f"{self.size} {self.get_kind_display().lower()}, {self.day:%d-%m-%Y}"

    def get_absolute_url(self):
        return reverse("letters:batch", args=[self.pk])

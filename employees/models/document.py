"""Scans of decrees, diplomas and deeds: the proof beside a person's data."""

import secrets

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from employees.models.employee import Employee
from employees.models.proposal import Proposal

FOLDER = "documents"


def document_path(document, filename):
    """A place nobody can guess, outside every web root; the name people see is made from the title."""
    return f"{FOLDER}/{secrets.token_urlsafe(24)}"


class DocumentQuerySet(models.QuerySet):
    def visible_to(self, user):
        """One's own, and those of visible people as far as what they prove may be read.

        What was taken off stays for auditors and for those who keep documents.
        """
        documents = self.filter(employee__in=Employee.objects.visible_to(user).order_by())
        hidden = [kind for kind, permissions in Document.GUARDED.items() if not _has_any(user, permissions)]
        if hidden:
            documents = documents.filter(~Q(kind__in=hidden) | Q(employee__nip=user.nip or ""))
        # What proves a proposal is for whoever reads the proposal itself: not another's draft, not what is secret.
        proposals = Proposal.objects.visible_to(user).order_by().values("pk")
        documents = documents.filter(~Q(kind=Document.Kind.PROPOSAL) | Q(record_id__in=proposals))
        return documents if sees_taken_off(user) else documents.standing()

    def standing(self):
        """Those that were not taken off."""
        return self.filter(taken_off_at__isnull=True)


class Document(models.Model):
    """A scan that proves one record of a person, his own row, or what he proposes; kept for ever, as it was brought.

    The record is named, not referred to: when it is withdrawn its proof stays.
    """

    class Kind(models.TextChoices):
        """The kinds of records (employees.records.kinds), the person's own row, and proposals."""

        PERSONAL = "data-utama", "Data utama"
        GRADE = "golongan", "Golongan"
        POSITION = "jabatan", "Jabatan"
        STANDING = "kedudukan-hukum", "Kedudukan hukum"
        EDUCATION = "pendidikan", "Pendidikan"
        RATING = "kinerja", "Predikat kinerja"
        CREDIT = "angka-kredit", "Angka kredit"
        STEP = "kgb", "Kenaikan gaji berkala"
        COURSE = "pelatihan", "Pelatihan"
        EXAM = "ujian", "Ujian"
        AWARD = "penghargaan", "Penghargaan"
        LEAVE = "cltn", "Cuti di luar tanggungan negara"
        SANCTION = "hukuman-disiplin", "Hukuman disiplin"
        FAMILY = "keluarga", "Keluarga"
        PROPOSAL = "usulan", "Usulan perbaikan data"

    # Kinds that being somebody's head or trainer does not open: any of these permissions does.
    GUARDED = {
        Kind.PERSONAL: ("employees.view_personal",),
        Kind.FAMILY: ("employees.view_specific",),
        Kind.SANCTION: ("employees.view_sanction",),
    }
    MEDIA_TYPES = {"application/pdf": "pdf", "image/jpeg": "jpg", "image/png": "png"}

    employee = models.ForeignKey(Employee, models.PROTECT, related_name="documents", verbose_name="pegawai")
    kind = models.CharField("jenis", choices=Kind, max_length=20)
    record_id = models.BigIntegerField("nomor catatan", null=True, blank=True)
    title = models.CharField("judul", max_length=150)
    file = models.FileField("file", upload_to=document_path)
    media_type = models.CharField("jenis isi", max_length=20)
    size = models.PositiveIntegerField("ukuran (bita)")
    digest = models.CharField("sidik isi (SHA-256)", max_length=64)
    pages = models.PositiveSmallIntegerField("jumlah halaman")
    pages_drawn = models.PositiveSmallIntegerField("halaman bergambar", null=True, blank=True)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="diunggah oleh"
    )
    uploaded_at = models.DateTimeField("diunggah pada", auto_now_add=True)
    taken_off_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="diturunkan oleh",
    )
    taken_off_at = models.DateTimeField("diturunkan pada", null=True, blank=True)
    taken_off_reason = models.CharField("alasan diturunkan", max_length=200, blank=True)

    objects = DocumentQuerySet.as_manager()

    class Meta:
        verbose_name = "dokumen"
        verbose_name_plural = "dokumen"
        default_permissions = ["add", "change"]
        indexes = [models.Index(fields=["employee", "kind", "record_id"], name="document_of_a_record")]
        constraints = [
            models.UniqueConstraint(
                fields=["employee", "kind", "record_id", "digest"],
                condition=Q(taken_off_at__isnull=True),
                nulls_distinct=False,
                name="one_scan_once_a_record",
            ),
            models.CheckConstraint(
                condition=Q(
                    kind__in=[
                        *("data-utama", "golongan", "jabatan", "kedudukan-hukum", "pendidikan", "kinerja"),
                        *("angka-kredit", "kgb"),
                        *("pelatihan", "ujian", "penghargaan", "cltn", "hukuman-disiplin", "keluarga", "usulan"),
                    ]
                ),
                name="document_kind_known",
            ),
            models.CheckConstraint(
                condition=Q(kind="data-utama", record_id__isnull=True)
                | (~Q(kind="data-utama") & Q(record_id__isnull=False)),
                name="document_names_its_record",
            ),
            models.CheckConstraint(
                condition=Q(media_type__in=["application/pdf", "image/jpeg", "image/png"]),
                name="document_media_type_known",
            ),
            models.CheckConstraint(condition=Q(digest__regex=r"^[0-9a-f]{64}$"), name="document_digest_sha256"),
            models.CheckConstraint(condition=~Q(title=""), name="document_has_a_title"),
            models.CheckConstraint(
                condition=Q(taken_off_at__isnull=True, taken_off_by__isnull=True, taken_off_reason="")
                | (Q(taken_off_at__isnull=False, taken_off_by__isnull=False) & ~Q(taken_off_reason="")),
                name="document_taken_off_by_somebody_for_a_reason",
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("documents:view", args=[self.pk])

    @property
    def is_picture(self):
        return self.media_type != "application/pdf"

    @property
    def is_standing(self):
        return self.taken_off_at is None

    @property
    def type_words(self):
        return {"application/pdf": "PDF", "image/jpeg": "JPEG", "image/png": "PNG"}[self.media_type]

    @property
    def file_name(self):
        return f"{file_name_of(self.title) or 'pindaian'}.{self.MEDIA_TYPES[self.media_type]}"


def file_name_of(title):
    """The name under which something is downloaded: letters, digits and what is harmless beside them."""
    words = "".join(letter if letter.isalnum() or letter in " -." else "-" for letter in title)
    return " ".join(words.split())[:100].strip(". ")


def sees_taken_off(user):
    """Whether this user sees documents that were taken off."""
    return _has_any(user, ("audit.view_entry", "employees.change_document"))


def _has_any(user, permissions):
    return any(user.has_perm(permission) for permission in permissions)

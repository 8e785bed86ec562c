"""What SIASN says otherwise: exports that were brought to be compared, and each difference until it is settled."""

import secrets

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from employees.models.employee import Employee
from employees.models.unit import Unit


def export_path(run, filename):
    """A place of our own, outside every web root; the name the file came with is only shown."""
    return f"differences/{secrets.token_urlsafe(24)}"


class ComparisonRunQuerySet(models.QuerySet):
    def visible_to(self, user):
        """An export holds people of every unit, so only those see it who may see every difference."""
        return self if sees_differences(user) else self.none()


def sees_differences(user):
    return user.has_perms(["employees.view_difference", "employees.view_all_units"])


class ComparisonRun(models.Model):
    """One export of SIASN that was laid beside our records; nothing of it is stored into them."""

    class Status(models.TextChoices):
        READING = "READING", "Sedang dibandingkan"
        DONE = "DONE", "Selesai dibandingkan"
        REFUSED = "REFUSED", "Tidak dapat dibaca"

    class Scope(models.TextChoices):
        EVERYBODY = "EVERYBODY", "Semua pegawai: yang tidak ada di dalamnya dilaporkan hanya ada di SIMPEG"
        SOME = "SOME", "Sebagian pegawai saja: yang tidak ada di dalamnya dibiarkan"

    file = models.FileField("file SIASN", upload_to=export_path, blank=True)
    file_name = models.CharField("nama file", max_length=200)
    size = models.PositiveBigIntegerField("ukuran (bita)")
    scope = models.CharField("isi file", choices=Scope, max_length=9)
    status = models.CharField("keadaan", choices=Status, default=Status.READING, max_length=7)
    counts = models.JSONField("jumlah per lembar", default=dict)
    outcome = models.JSONField("hasil", default=dict)
    message = models.TextField("keterangan", blank=True)
    job = models.ForeignKey("jobs.Job", models.SET_NULL, null=True, related_name="+", verbose_name="pekerjaan")
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="diunggah oleh"
    )
    created_at = models.DateTimeField("diunggah pada", auto_now_add=True)
    changed_at = models.DateTimeField("keadaan sejak", auto_now_add=True)

    objects = ComparisonRunQuerySet.as_manager()

    class Meta:
        verbose_name = "perbandingan dengan SIASN"
        verbose_name_plural = "perbandingan dengan SIASN"
        default_permissions = []
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=["READING", "DONE", "REFUSED"]), name="comparison_status_known"
            ),
            models.CheckConstraint(condition=Q(scope__in=["EVERYBODY", "SOME"]), name="comparison_scope_known"),
        ]

    def __str__(self):
        return self.file_name

    def get_absolute_url(self):
        return reverse("differences:run", args=[self.pk])

    @property
    def is_being_worked_on(self):
        return self.status == self.Status.READING and bool(self.job and self.job.is_open)

    @property
    def can_be_resumed(self):
        """Its job ended without a word, and the file is still there to begin again."""
        return self.status == self.Status.READING and bool(self.file) and not self.is_being_worked_on


class ComparisonLine(models.Model):
    """A row of an export that could not be compared, or something in it that was not read, with the reason."""

    run = models.ForeignKey(ComparisonRun, models.CASCADE, related_name="lines", verbose_name="perbandingan")
    level = models.CharField(
        "tingkat", choices=[("ERROR", "Tidak dibandingkan"), ("WARNING", "Peringatan")], max_length=7
    )
    sheet = models.CharField("lembar", max_length=100)
    row = models.PositiveIntegerField("baris")
    column = models.TextField("kolom", blank=True)
    value = models.TextField("isi", blank=True)
    message = models.TextField("keterangan")

    class Meta:
        verbose_name = "baris yang tidak dibandingkan"
        verbose_name_plural = "baris yang tidak dibandingkan"
        default_permissions = []
        constraints = [
            models.CheckConstraint(condition=Q(level__in=["ERROR", "WARNING"]), name="comparison_line_level_known")
        ]

    def __str__(self):
        return f"{self.sheet} {self.row} {self.column}"


class DifferenceQuerySet(models.QuerySet):
    def visible_to(self, user):
        """All of them for whoever keeps or audits them; nobody else reads the desk."""
        return self if sees_differences(user) else self.none()

    def asked_of(self, user):
        """The questions that this user may answer: about himself, or about the people whom he works for.

        Seeing all units is not enough: who only reads them (an auditor) answers nothing.
        """
        if not user.is_authenticated:
            return self.none()
        asked = Q(employee__nip=user.nip) if user.nip else Q(pk=None)
        if user.has_perm("employees.view_own_units"):
            mandates = user.mandates.order_by().values("unit_id")
            asked |= Q(employee__state__unit__in=Unit.objects.filter(path__overlap=mandates).order_by().values("pk"))
        return self.open().filter(asked, decision=Difference.Decision.ASK)

    def open(self):
        return self.filter(settled_at__isnull=True)

    def in_state(self, state):
        return self.filter(Difference.STATES[state][1])


class Difference(models.Model):
    """One thing that SIASN and we say differently about one person (or unit), until an export shows that it is gone.

    `key` names the record as its sheet knows it; `ours` or `theirs` is empty where that side says nothing.
    """

    class Kind(models.TextChoices):
        FIELD = "FIELD", "Isi berbeda"
        ONLY_THEIRS = "THEIRS", "Hanya ada di SIASN"
        ONLY_OURS = "OURS", "Hanya ada di SIMPEG"

    class Decision(models.TextChoices):
        OURS = "OURS", "SIMPEG benar"
        THEIRS = "THEIRS", "SIASN benar"
        ASK = "ASK", "Ditanyakan"

    class Settled(models.TextChoices):
        AGREED = "AGREED", "Sudah sama"
        CHANGED = "CHANGED", "Nilainya berubah"
        CORRECTED = "FIXED", "SIMPEG diperbaiki"

    STATES = {
        "baru": ("Belum diputuskan", Q(settled_at=None, decision="")),
        "kirim": ("SIMPEG benar, belum dikirim", Q(settled_at=None, decision="OURS", sent_on=None)),
        "terkirim": ("Sudah dikirim ke BKN", Q(settled_at=None, decision="OURS", sent_on__isnull=False)),
        "catat": ("SIASN benar, belum dicatat", Q(settled_at=None, decision="THEIRS")),
        "tanya": ("Menunggu jawaban", Q(settled_at=None, decision="ASK", answered_at=None)),
        "dijawab": ("Sudah dijawab", Q(settled_at=None, decision="ASK", answered_at__isnull=False)),
        "selesai": ("Selesai", Q(settled_at__isnull=False)),
    }

    sheet = models.CharField("lembar", max_length=20)
    kind = models.CharField("jenis", choices=Kind, max_length=6)
    employee = models.ForeignKey(
        Employee, models.PROTECT, null=True, related_name="differences", verbose_name="pegawai"
    )
    nip = models.CharField("NIP", max_length=18, blank=True)
    subject = models.CharField("tentang", max_length=400, help_text="Nama pegawai atau unit.")
    key = models.CharField("kunci riwayat", max_length=600, blank=True)
    column = models.CharField("kolom", max_length=40, blank=True)
    record_id = models.BigIntegerField("nomor riwayat", null=True)
    ours = models.TextField("menurut SIMPEG", blank=True)
    theirs = models.TextField("menurut SIASN", blank=True)
    values = models.JSONField(
        "nilai SIASN", default=dict, help_text="Nilai lama dan baru, untuk mencatatnya bila SIASN benar."
    )
    only_writing = models.BooleanField("hanya beda penulisan", default=False)
    first_run = models.ForeignKey(ComparisonRun, models.PROTECT, related_name="+", verbose_name="pertama terlihat")
    last_run = models.ForeignKey(ComparisonRun, models.PROTECT, related_name="+", verbose_name="terakhir terlihat")
    previous = models.ForeignKey("self", models.SET_NULL, null=True, related_name="+", verbose_name="sebelumnya")

    decision = models.CharField("keputusan", choices=Decision, max_length=6, blank=True)
    reason = models.TextField("alasan", blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="diputuskan oleh"
    )
    decided_at = models.DateTimeField("diputuskan pada", null=True)
    answer = models.TextField("jawaban", blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="dijawab oleh"
    )
    answered_at = models.DateTimeField("dijawab pada", null=True)
    road = models.CharField("jalur ke BKN", max_length=20, blank=True)
    sent_on = models.DateField("dikirim pada", null=True)
    sent_number = models.CharField("nomor surat atau usul", max_length=100, blank=True)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="dikirim oleh"
    )
    settled_as = models.CharField("selesai karena", choices=Settled, max_length=7, blank=True)
    settled_at = models.DateTimeField("selesai pada", null=True)
    settled_run = models.ForeignKey(
        ComparisonRun, models.PROTECT, null=True, related_name="+", verbose_name="dibuktikan oleh"
    )

    objects = DifferenceQuerySet.as_manager()

    class Meta:
        verbose_name = "selisih dengan SIASN"
        verbose_name_plural = "selisih dengan SIASN"
        default_permissions = ["view"]
        permissions = [("decide_difference", "Dapat memutuskan selisih dengan SIASN")]
        indexes = [
            models.Index(fields=["nip", "sheet", "id"], name="difference_by_person"),
            models.Index(fields=["sheet", "column"], name="difference_by_field", condition=Q(settled_at=None)),
            models.Index(fields=["employee"], name="difference_of_file", condition=Q(settled_at=None)),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["sheet", "nip", "key", "column"], condition=Q(settled_at=None), name="difference_open_once"
            ),
            models.CheckConstraint(condition=Q(kind__in=["FIELD", "THEIRS", "OURS"]), name="difference_kind_known"),
            models.CheckConstraint(
                condition=(Q(decision="", decided_at=None, decided_by=None))
                | Q(decision__in=["OURS", "THEIRS", "ASK"], decided_at__isnull=False, decided_by__isnull=False),
                name="difference_decided_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(settled_as="", settled_at=None)
                | Q(settled_as__in=["AGREED", "CHANGED", "FIXED"], settled_at__isnull=False),
                name="difference_settled_somehow",
            ),
            models.CheckConstraint(
                condition=Q(sent_on=None) | Q(decision="OURS", sent_by__isnull=False), name="difference_sent_when_ours"
            ),
            models.CheckConstraint(
                condition=Q(answered_at=None) | (Q(answered_by__isnull=False) & ~Q(answer="")),
                name="difference_answered_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(ours=F("theirs")),
                name="difference_differs",
            ),
        ]  # fmt: skip

    def __str__(self):
        return f"{self.sheet} {self.nip} {self.column or self.get_kind_display()}"

    def get_absolute_url(self):
        return f"{reverse('differences:decide')}?pilih={self.pk}"

    @property
    def state(self):
        """The key in STATES of where it stands."""
        if self.settled_at:
            return "selesai"
        if self.decision == self.Decision.OURS:
            return "terkirim" if self.sent_on else "kirim"
        if self.decision == self.Decision.THEIRS:
            return "catat"
        if self.decision == self.Decision.ASK:
            return "dijawab" if self.answered_at else "tanya"
        return "baru"

    @property
    def state_words(self):
        return self.get_settled_as_display() if self.settled_at else self.STATES[self.state][0]

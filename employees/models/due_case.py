"""From a due list to a decree: what was proposed for whom, where it stands, and every step it took."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from employees.models.due_list import DUE_KINDS, DueSubject, DueVerdict
from employees.models.employee import Employee


class DueCaseQuerySet(models.QuerySet):
    def visible_to(self, user):
        """One's own; those of visible people for whoever reads the due lists."""
        people = Employee.objects.visible_to(user).order_by()
        if not user.has_perm("employees.view_duelist"):
            people = people.filter(nip=user.nip or "")
        return self.filter(employee__in=people)

    def handled_by(self, user):
        """Those that this user may move: of visible people, never his own."""
        if not user.is_active or not user.has_perm("employees.handle_duecase"):
            return self.none()
        return self.visible_to(user).exclude(employee__nip=user.nip or "")

    def open(self):
        return self.filter(status__in=DueCase.OPEN)

    def standing(self):
        """Those that were neither refused nor cancelled."""
        return self.exclude(status__in=DueCase.DEAD)


class DueCase(models.Model):
    """The proposal that one person be given one right on one day (usul KP, KGB, pensiun, Satyalancana).

    It is opened from an MS row of a due list, whose facts it keeps by reference, and ends with the decree whose fact is
    then in the file (`record_id`), or refused, or cancelled.
    """

    class Status(models.TextChoices):
        OPENED = "OPENED", "Berkas dikumpulkan"
        VERIFIED = "VERIFIED", "Terverifikasi BKPSDM"
        SENT = "SENT", "Dikirim ke BKN"
        RETURNED = "RETURNED", "Dikembalikan (BTL)"
        APPROVED = "APPROVED", "Pertek terbit"
        DECREED = "DECREED", "SK ditetapkan"
        REFUSED = "REFUSED", "Ditolak (TMS)"
        CANCELLED = "CANCELLED", "Dibatalkan"

    OPEN = (Status.OPENED, Status.VERIFIED, Status.SENT, Status.RETURNED, Status.APPROVED)
    DEAD = (Status.REFUSED, Status.CANCELLED)

    subject = models.CharField("hak", choices=DueSubject, max_length=16)
    kind = models.CharField("jenis", choices=DUE_KINDS, max_length=18)
    employee = models.ForeignKey(Employee, models.PROTECT, related_name="due_cases", verbose_name="pegawai")
    day = models.DateField("TMT", help_text="Hari berlakunya hak itu.")
    # Guarded by a trigger: the table of verdicts has parts.
    verdict = models.ForeignKey(
        DueVerdict, models.PROTECT, related_name="cases", verbose_name="hasil penilaian", db_constraint=False
    )
    unit = models.ForeignKey("employees.Unit", models.PROTECT, null=True, related_name="+", verbose_name="unit kerja")
    status = models.CharField("keadaan", choices=Status, default=Status.OPENED, max_length=9)
    moved_at = models.DateTimeField("keadaan sejak")
    code = models.CharField("kode alasan", max_length=10, blank=True)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="dibuka oleh"
    )
    approval = models.CharField("nomor pertek", max_length=100, blank=True)
    approval_on = models.DateField("tanggal pertek", null=True, blank=True)
    decree = models.CharField("nomor SK", max_length=100, blank=True)
    decree_on = models.DateField("tanggal SK", null=True, blank=True)
    decree_by = models.CharField("pejabat penanda tangan", max_length=150, blank=True)
    record_id = models.BigIntegerField("catatan yang lahir darinya", null=True, blank=True)

    objects = DueCaseQuerySet.as_manager()

    class Meta:
        verbose_name = "usul hak"
        verbose_name_plural = "usul hak"
        default_permissions = ["view"]
        permissions = [("handle_duecase", "Dapat mengolah usul hak dan mencatat SK-nya")]
        indexes = [
            models.Index(fields=["subject", "-day", "status"], name="case_board"),
            models.Index(fields=["subject", "day", "id"], name="case_page"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["employee", "subject", "day"],
                condition=~Q(status__in=["REFUSED", "CANCELLED"]),
                name="one_case_a_right",
            ),
            models.CheckConstraint(
                condition=Q(
                    status__in=[
                        *("OPENED", "VERIFIED", "SENT", "RETURNED", "APPROVED", "DECREED", "REFUSED", "CANCELLED")
                    ]
                ),
                name="case_status_known",
            ),
            models.CheckConstraint(
                condition=Q(subject__in=["promotion", "salary-increment", "retirement", "service-medal"]),
                name="case_subject_known",
            ),
            models.CheckConstraint(
                condition=~Q(status="DECREED")
                | (~Q(decree="") & Q(decree_on__isnull=False) & Q(record_id__isnull=False)),
                name="case_decreed_has_its_decree",
            ),
            models.CheckConstraint(
                condition=~Q(status="APPROVED") | (~Q(approval="") & Q(approval_on__isnull=False)),
                name="case_approved_has_its_number",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["RETURNED", "REFUSED"]) | ~Q(code=""), name="case_return_has_a_code"
            ),
        ]

    def __str__(self):
        return f"Usul #{self.pk}"

    def get_absolute_url(self):
        return reverse("due_cases:detail", args=[self.pk])

    @property
    def seen(self):
        """What a page shows of where it stands; whoever moves it says which he saw."""
        return f"{self.status} {self.moved_at.isoformat()}"


class DueCaseStepQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(case__in=DueCase.objects.visible_to(user).order_by())


class DueCaseStep(models.Model):
    """That a case went from one state to the next; added once, never changed, never deleted."""

    case = models.ForeignKey(DueCase, models.PROTECT, related_name="steps", verbose_name="usul")
    at = models.DateTimeField("waktu")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="oleh")
    from_status = models.CharField("dari", choices=DueCase.Status, max_length=9, blank=True)
    to_status = models.CharField("menjadi", choices=DueCase.Status, max_length=9)
    code = models.CharField("kode alasan", max_length=10, blank=True)
    code_words = models.CharField("alasan", max_length=200, blank=True)
    words = models.TextField("keterangan", max_length=1000, blank=True)

    objects = DueCaseStepQuerySet.as_manager()

    class Meta:
        verbose_name = "langkah usul hak"
        verbose_name_plural = "langkah usul hak"
        default_permissions = []
        ordering = ["pk"]

    def __str__(self):
        return f"{self.case_id}: {self.from_status} → {self.to_status}"


class CaseRequirement(models.Model):
    """A document that a case asks for, and the scan in the file that shows it (a view); `document` is empty without."""

    id = models.CharField(primary_key=True, max_length=40)
    case = models.ForeignKey(DueCase, models.DO_NOTHING, related_name="requirements")
    place = models.IntegerField()
    code = models.CharField(max_length=20)
    name = models.CharField(max_length=200)
    document_kind = models.CharField(max_length=20)
    wanted_id = models.BigIntegerField(null=True)
    document = models.ForeignKey("employees.Document", models.DO_NOTHING, null=True, related_name="+")

    objects = DueCaseStepQuerySet.as_manager()

    class Meta:
        managed = False
        db_table = "employees_caserequirement"
        default_permissions = []
        ordering = ["case", "place"]

    def __str__(self):
        return self.id

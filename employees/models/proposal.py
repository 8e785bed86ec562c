"""What employees ask to have corrected in their own files, and every step such a proposal took."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from employees.models.employee import Employee
from employees.models.unit import Unit

DISCIPLINE = "hukuman-disiplin"  # sanctions are read by few, and so is what is said about them


class ProposalQuerySet(models.QuerySet):
    def visible_to(self, user):
        """One's own; those of his units for whoever checks; all that were sent for whoever decides or audits."""
        if not user.is_authenticated or not user.is_active:
            return self.none()
        return self.filter(self._own(user) | self._of_others(user))

    def checkable_by(self, user):
        """Those that wait for a check by this user: in his units, not his own."""
        return self.filter(self._in_units_of(user), status=Proposal.Status.SUBMITTED).exclude(self._own(user))

    def decidable_by(self, user):
        """Those that wait for a decision by this user: not his own, and not checked by himself."""
        if not user.is_active or not user.has_perm("employees.decide_proposal"):
            return self.none()
        waiting = self.filter(status=Proposal.Status.CHECKED)
        return waiting.exclude(self._own(user)).exclude(checked_by=user)

    def waiting_for(self, user):
        """Everything that this user should act on now, his own returned proposals left out."""
        return self.filter(
            Q(pk__in=self.checkable_by(user).order_by().values("pk"))
            | Q(pk__in=self.decidable_by(user).order_by().values("pk"))
        )

    def own_of(self, user):
        """The proposals about this user's own file."""
        return self.filter(self._own(user))

    def late_on(self, day):
        """Those whose promised day has passed."""
        return self.filter(status__in=Proposal.WAITING, due_on__lt=day)

    def _own(self, user):
        """By NIP and by account: whoever has two accounts is one person."""
        return Q(employee__nip=user.nip or "") | Q(proposed_by=user)

    def _of_others(self, user):
        if user.has_perm("employees.decide_proposal") or user.has_perm("employees.view_proposal"):
            return ~Q(status=Proposal.Status.DRAFT)
        return self._in_units_of(user) & ~Q(status=Proposal.Status.DRAFT)

    def _in_units_of(self, user):
        if not user.is_active or not user.has_perm("employees.check_proposal"):
            return Q(pk__in=[])
        units = Unit.objects.visible_to(user).order_by().values("pk")
        return Q(employee__state__unit__in=units) & ~Q(kind=DISCIPLINE)


class Proposal(models.Model):
    """An employee's wish that his file say something else (usulan perbaikan data), with what it says now.

    Values are kept as JSON by field: `old_values` is what the file said when it was written, `new_values` what differs.
    `due_on` is the day promised by whoever holds it now. `straight` says why no OPD officer checks it.
    """

    class Status(models.TextChoices):
        DRAFT = "DRAFT", "Draf"
        SUBMITTED = "SUBMITTED", "Diperiksa perangkat daerah"
        CHECKED = "CHECKED", "Menunggu keputusan BKPSDM"
        RETURNED = "RETURNED", "Dikembalikan"
        APPROVED = "APPROVED", "Disetujui"
        REFUSED = "REFUSED", "Ditolak"
        WITHDRAWN = "WITHDRAWN", "Ditarik"

    class Action(models.TextChoices):
        ADD = "ADD", "Tambahan"
        CORRECT = "CORRECT", "Perbaikan"
        WITHDRAW = "WITHDRAW", "Penghapusan"

    WAITING = (Status.SUBMITTED, Status.CHECKED, Status.RETURNED)
    EDITABLE = (Status.DRAFT, Status.RETURNED)
    CLOSED = (Status.APPROVED, Status.REFUSED, Status.WITHDRAWN)

    employee = models.ForeignKey(Employee, models.PROTECT, related_name="proposals", verbose_name="pegawai")
    kind = models.CharField("jenis data", max_length=20)
    action = models.CharField("yang diusulkan", choices=Action, max_length=8)
    record_id = models.BigIntegerField("nomor riwayat", null=True, blank=True)
    result_id = models.BigIntegerField("catatan yang lahir darinya", null=True, blank=True)
    old_values = models.JSONField("nilai lama", default=dict)
    new_values = models.JSONField("nilai baru", default=dict)
    words = models.TextField("alasan", max_length=1000)
    status = models.CharField("keadaan", choices=Status, default=Status.DRAFT, max_length=9)
    straight = models.CharField("langsung ke BKPSDM karena", max_length=200, blank=True)
    due_on = models.DateField("dijawab paling lambat", null=True)
    created_at = models.DateTimeField("dibuat pada", auto_now_add=True)
    sent_at = models.DateTimeField("dikirim pada", null=True)
    moved_at = models.DateTimeField("keadaan sejak")
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="diusulkan oleh"
    )
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="diperiksa oleh"
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="diputuskan oleh"
    )

    objects = ProposalQuerySet.as_manager()

    class Meta:
        verbose_name = "usulan perbaikan data"
        verbose_name_plural = "usulan perbaikan data"
        default_permissions = ["view"]
        permissions = [
            ("check_proposal", "Dapat memeriksa usulan pegawai unit kerja kewenangannya"),
            ("decide_proposal", "Dapat memutuskan usulan perbaikan data"),
        ]
        indexes = [
            models.Index(fields=["due_on", "id"], name="proposal_waiting", condition=Q(due_on__isnull=False)),
            models.Index(fields=["-moved_at", "-id"], name="proposal_moved"),
            models.Index(fields=["employee", "-id"], name="proposal_of"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    status__in=["DRAFT", "SUBMITTED", "CHECKED", "RETURNED", "APPROVED", "REFUSED", "WITHDRAWN"]
                ),
                name="proposal_status_known",
            ),
            models.CheckConstraint(
                condition=Q(action="ADD", record_id__isnull=True)
                | Q(action="CORRECT", kind="data-utama", record_id__isnull=True)
                | (Q(action__in=["CORRECT", "WITHDRAW"], record_id__isnull=False) & ~Q(kind="data-utama")),
                name="proposal_names_its_record",
            ),
            models.CheckConstraint(
                condition=Q(status__in=["SUBMITTED", "CHECKED", "RETURNED"], due_on__isnull=False)
                | (~Q(status__in=["SUBMITTED", "CHECKED", "RETURNED"]) & Q(due_on__isnull=True)),
                name="proposal_waits_for_a_day",
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True)
                | ((Q(checked_by__isnull=True) | ~Q(decided_by=F("checked_by"))) & ~Q(decided_by=F("proposed_by"))),
                name="proposal_decided_by_another",
            ),
            models.CheckConstraint(
                condition=Q(checked_by__isnull=True) | ~Q(checked_by=F("proposed_by")),
                name="proposal_checked_by_another",
            ),
            models.CheckConstraint(
                condition=~Q(status="APPROVED") | Q(decided_by__isnull=False), name="proposal_approved_by_somebody"
            ),
            models.UniqueConstraint(
                fields=["kind", "record_id"],
                condition=Q(status__in=["SUBMITTED", "CHECKED", "RETURNED"], record_id__isnull=False),
                name="one_open_proposal_a_record",
            ),
        ]

    def __str__(self):
        return f"Usulan #{self.pk}"

    def get_absolute_url(self):
        return reverse("proposals:detail", args=[self.pk])

    @property
    def is_editable(self):
        return self.status in self.EDITABLE

    @property
    def is_waiting(self):
        return self.status in self.WAITING


class ProposalStepQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The steps of the proposals that this user may see."""
        return self.filter(proposal__in=Proposal.objects.visible_to(user).order_by())


class ProposalStep(models.Model):
    """That a proposal went from one state to the next; added once, never changed, never deleted.

    `due_on` and `working_days` speak of the state that was left: what had been promised, and what it took.
    """

    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="steps", verbose_name="usulan")
    at = models.DateTimeField("waktu")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="oleh")
    from_status = models.CharField("dari", choices=Proposal.Status, max_length=9)
    to_status = models.CharField("menjadi", choices=Proposal.Status, max_length=9)
    code = models.CharField("kode alasan", max_length=10, blank=True)
    code_words = models.CharField("alasan", max_length=200, blank=True)
    words = models.TextField("keterangan", max_length=1000, blank=True)
    due_on = models.DateField("dijanjikan paling lambat", null=True)
    working_days = models.PositiveSmallIntegerField("lama (hari kerja)", null=True)

    objects = ProposalStepQuerySet.as_manager()

    class Meta:
        verbose_name = "langkah usulan"
        verbose_name_plural = "langkah usulan"
        default_permissions = []
        ordering = ["pk"]
        indexes = [models.Index(fields=["from_status", "at"], name="proposal_step_left")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(to_status__in=["RETURNED", "REFUSED"]) | ~Q(code=""),
                name="proposal_return_has_a_reason",
            ),
        ]

    def __str__(self):
        return f"{self.proposal_id}: {self.from_status} → {self.to_status}"

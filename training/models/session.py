"""A course as it is held on certain days (sesi), and who takes part in it."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from employees.models import Employee, PositionKind, Unit
from simpeg.core.dates import in_words
from training.models.catalogue import CatalogueCourse

ACCOUNT = settings.AUTH_USER_MODEL
KEEPS = "training.keep_courses"
READS = "training.view_enrolment"
NOMINATES = "training.nominate"


def days_in_words(first, last):
    """`1 Desember 2026 s.d. 2 Desember 2026`; a single day once."""
    return in_words(first) if first == last else f"{in_words(first)} s.d. {in_words(last)}"


def reads_all(user):
    """Whether this user reads everybody's enrolments: who keeps the courses, and who audits."""
    return user.has_perm(KEEPS) or user.has_perm(READS)


class CourseSessionQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those that were announced, for whoever works here; drafts for those who prepare or audit them."""
        if not user.is_authenticated or not user.is_active:
            return self.none()
        return self if reads_all(user) else self.exclude(status=CourseSession.Status.DRAFT)


class CourseSession(models.Model):
    """One run of a course: its days, place, seats, who may enrol and from when to when.

    Hours, price and what it takes to pass are those of the course when the session was prepared; a course that changes
    later changes no session.
    """

    class Status(models.TextChoices):
        DRAFT = "DRAFT", "Draf"
        OPEN = "OPEN", "Pendaftaran dibuka"
        CLOSED = "CLOSED", "Pendaftaran ditutup"
        RUNNING = "RUNNING", "Berjalan"
        FINISHED = "FINISHED", "Selesai"
        CANCELLED = "CANCELLED", "Dibatalkan"

    class Entry(models.TextChoices):
        OPEN = "TERBUKA", "Terbuka: mendaftar sendiri"
        APPROVED = "PERSETUJUAN", "Mendaftar sendiri dengan persetujuan atasan"
        NOMINATED = "PENCALONAN", "Dicalonkan oleh atasan atau perangkat daerah"
        OFFICER = "PENGELOLA", "Ditetapkan oleh pengelola"

    course = models.ForeignKey(CatalogueCourse, models.PROTECT, related_name="sessions", verbose_name="pelatihan")
    starts_on = models.DateField("mulai")
    ends_on = models.DateField("selesai")
    place = models.CharField("tempat", max_length=200, blank=True)
    link = models.URLField("tautan", max_length=500, blank=True, help_text="Untuk sesi daring, mulai dengan https://")
    trainer_name = models.CharField("pengajar", max_length=200, blank=True)
    trainer = models.ForeignKey(
        Employee, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="pengajar (pegawai)"
    )
    seats = models.PositiveSmallIntegerField("kursi")
    enrol_from = models.DateField("pendaftaran dibuka")
    enrol_until = models.DateField("pendaftaran ditutup")
    entry = models.CharField("cara mendaftar", choices=Entry, max_length=11)
    statuses = ArrayField(
        models.CharField(choices=Employee.Status, max_length=7), default=list, blank=True, verbose_name="status"
    )
    position_kinds = ArrayField(
        models.CharField(choices=PositionKind, max_length=1), default=list, blank=True, verbose_name="jenis jabatan"
    )
    least_grade = models.ForeignKey(
        "law.Grade", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="golongan paling rendah"
    )
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="unit kerja dan bawahannya"
    )
    learning_hours = models.PositiveSmallIntegerField("jam pelajaran (JP)")
    price = models.PositiveIntegerField("biaya per kursi (rupiah)")
    least_attendance = models.PositiveSmallIntegerField("kehadiran paling rendah (%)")
    least_score = models.PositiveSmallIntegerField("nilai akhir paling rendah", null=True, blank=True)
    status = models.CharField("keadaan", choices=Status, default=Status.DRAFT, max_length=9)
    cancel_reason = models.CharField("alasan pembatalan", max_length=300, blank=True, default="", db_default="")
    made_at = models.DateTimeField("dibuat pada", auto_now_add=True)
    made_by = models.ForeignKey(ACCOUNT, models.PROTECT, related_name="+", verbose_name="dibuat oleh")

    objects = CourseSessionQuerySet.as_manager()

    class Meta:
        verbose_name = "sesi pelatihan"
        verbose_name_plural = "sesi pelatihan"
        default_permissions = []
        indexes = [models.Index(fields=["starts_on", "id"], name="session_by_day")]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="session_ends_after_it_starts",
                violation_error_message="Hari selesai tidak boleh sebelum hari mulai.",
            ),
            models.CheckConstraint(
                condition=Q(enrol_until__gte=F("enrol_from"), enrol_until__lte=F("starts_on")),
                name="session_enrols_before_it_starts",
                violation_error_message="Pendaftaran ditutup paling lambat pada hari mulai, dan tidak sebelum dibuka.",
            ),
            models.CheckConstraint(condition=Q(seats__range=(1, 1000)), name="session_has_seats"),
            models.CheckConstraint(condition=Q(starts_on__range=("2000-01-01", "2100-12-31")), name="session_day_real"),
            models.CheckConstraint(
                condition=~Q(place="") | ~Q(link=""),
                name="session_is_somewhere",
                violation_error_message="Isi tempat atau tautannya.",
            ),
            models.CheckConstraint(condition=Q(link="") | Q(link__startswith="https://"), name="session_link_safe"),
            models.CheckConstraint(
                condition=Q(entry__in=["TERBUKA", "PERSETUJUAN", "PENCALONAN", "PENGELOLA"]), name="session_entry_known"
            ),
            models.CheckConstraint(
                condition=Q(status__in=["DRAFT", "OPEN", "CLOSED", "RUNNING", "FINISHED", "CANCELLED"]),
                name="session_status_known",
            ),
            models.CheckConstraint(
                condition=(Q(status="CANCELLED") & ~Q(cancel_reason=""))
                | (~Q(status="CANCELLED") & Q(cancel_reason="")),
                name="session_cancelled_for_a_reason",
            ),
        ]

    def __str__(self):
        return f"{self.course.name}"

    def get_absolute_url(self):
        return reverse("sessions:detail", args=[self.pk])

    def takes_enrolments_on(self, day):
        return self.status == self.Status.OPEN and self.enrol_from <= day <= self.enrol_until

    @property
    def is_ahead(self):
        """Whether seats can still change hands."""
        return self.status in (self.Status.OPEN, self.Status.CLOSED)

    @property
    def days(self):
        return days_in_words(self.starts_on, self.ends_on)

    @property
    def somewhere(self):
        return self.place or "Daring"


class EnrolmentQuerySet(models.QuerySet):
    def visible_to(self, user):
        """One's own; those of his people for whoever nominates; everybody's for who keeps or audits the courses."""
        if not user.is_authenticated or not user.is_active:
            return self.none()
        if reads_all(user):
            return self
        own = Q(employee__nip=user.nip or "")
        if user.has_perm(NOMINATES):
            own |= Q(employee__in=Employee.objects.visible_to(user).order_by())
        return self.filter(own)

    def alive(self):
        """Those that were neither refused nor cancelled."""
        return self.filter(status__in=Enrolment.ALIVE)


class Enrolment(models.Model):
    """That somebody asked for, or was given, a seat in a session, and what became of it."""

    class Origin(models.TextChoices):
        OWN = "SENDIRI", "Mendaftar sendiri"
        NOMINATED = "DICALONKAN", "Dicalonkan"
        OFFICER = "PENGELOLA", "Ditetapkan pengelola"

    class Status(models.TextChoices):
        REQUESTED = "REQUESTED", "Menunggu persetujuan atasan"
        WAITING = "WAITING", "Daftar tunggu"
        SEATED = "SEATED", "Mendapat kursi"
        REFUSED = "REFUSED", "Tidak disetujui"
        CANCELLED = "CANCELLED", "Dibatalkan"
        PASSED = "PASSED", "Lulus"
        FAILED = "FAILED", "Tidak lulus"

    ALIVE = ("REQUESTED", "WAITING", "SEATED", "PASSED", "FAILED")

    session = models.ForeignKey(CourseSession, models.PROTECT, related_name="enrolments", verbose_name="sesi")
    employee = models.ForeignKey(Employee, models.PROTECT, related_name="enrolments", verbose_name="pegawai")
    origin = models.CharField("asal", choices=Origin, max_length=10)
    status = models.CharField("keadaan", choices=Status, max_length=9)
    asked_at = models.DateTimeField("didaftarkan pada")
    asked_by = models.ForeignKey(ACCOUNT, models.PROTECT, related_name="+", verbose_name="didaftarkan oleh")
    reason = models.CharField("alasan", max_length=300, blank=True)
    decided_at = models.DateTimeField("diputuskan pada", null=True, blank=True)
    decided_by = models.ForeignKey(
        ACCOUNT, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="diputuskan oleh"
    )
    decision = models.CharField("alasan keputusan", max_length=300, blank=True)
    seated_at = models.DateTimeField("mendapat kursi pada", null=True, blank=True)
    pre_score = models.DecimalField("nilai awal", max_digits=5, decimal_places=2, null=True, blank=True)
    post_score = models.DecimalField("nilai akhir", max_digits=5, decimal_places=2, null=True, blank=True)
    has_evaluated = models.BooleanField("sudah mengisi evaluasi", default=False, db_default=False)

    objects = EnrolmentQuerySet.as_manager()

    class Meta:
        verbose_name = "pendaftaran pelatihan"
        verbose_name_plural = "pendaftaran pelatihan"
        default_permissions = ["view"]
        permissions = [("nominate", "Dapat mencalonkan dan menyetujui peserta pelatihan")]
        indexes = [models.Index(fields=["employee", "status"], name="enrolment_of_a_person")]
        constraints = [
            models.UniqueConstraint(
                fields=["session", "employee"],
                condition=Q(status__in=["REQUESTED", "WAITING", "SEATED", "PASSED", "FAILED"]),
                name="one_enrolment_a_session",
                violation_error_message="Pegawai ini sudah terdaftar pada sesi ini.",
            ),
            models.CheckConstraint(
                condition=Q(origin__in=["SENDIRI", "DICALONKAN", "PENGELOLA"]), name="enrolment_origin_known"
            ),
            models.CheckConstraint(
                condition=Q(status__in=["REQUESTED", "WAITING", "SEATED", "REFUSED", "CANCELLED", "PASSED", "FAILED"]),
                name="enrolment_status_known",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["SEATED", "PASSED", "FAILED"]) | Q(seated_at__isnull=False),
                name="enrolment_seated_at_a_moment",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["REFUSED", "CANCELLED"]) | ~Q(decision=""), name="enrolment_ended_for_a_reason"
            ),
            models.CheckConstraint(
                condition=(Q(pre_score__isnull=True) | Q(pre_score__range=(0, 100)))
                & (Q(post_score__isnull=True) | Q(post_score__range=(0, 100))),
                name="enrolment_scores_in_range",
            ),
        ]

    def __str__(self):
        return f"{self.session_id}: {self.employee_id}"

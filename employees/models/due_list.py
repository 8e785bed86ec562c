from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse

from employees.models.employee import Employee
from employees.models.fact_shape import FactsField


class DueSubject(models.TextChoices):
    """The four lists of who is due, by the names that other programs ask for them."""

    PROMOTION = "promotion", "Kenaikan pangkat"
    INCREMENT = "salary-increment", "Kenaikan gaji berkala"
    RETIREMENT = "retirement", "Pensiun"
    MEDAL = "service-medal", "Satyalancana Karya Satya"

    @property
    def slug(self):
        """Its place in addresses."""
        return {
            DueSubject.PROMOTION: "kenaikan-pangkat",
            DueSubject.INCREMENT: "kgb",
            DueSubject.RETIREMENT: "pensiun",
            DueSubject.MEDAL: "satyalancana",
        }[self]


class PromotionKind(models.TextChoices):
    REGULAR = "REGULER", "Reguler"
    STRUCTURAL = "STRUKTURAL", "Pilihan (jabatan struktural)"
    FUNCTIONAL = "FUNGSIONAL", "Pilihan (jabatan fungsional)"
    DIPLOMA = "PENYESUAIAN_IJAZAH", "Penyesuaian ijazah"


class IncrementKind(models.TextChoices):
    STEP = "KGB", "Kenaikan gaji berkala"


class RetirementKind(models.TextChoices):
    AGE_LIMIT = "BUP", "Batas usia pensiun"


class MedalKind(models.TextChoices):
    TEN = "X", "Satyalancana Karya Satya X Tahun"
    TWENTY = "XX", "Satyalancana Karya Satya XX Tahun"
    THIRTY = "XXX", "Satyalancana Karya Satya XXX Tahun"


DUE_KINDS = [
    *PromotionKind.choices,
    *IncrementKind.choices,
    *RetirementKind.choices,
    *MedalKind.choices,
]


class Verdict(models.TextChoices):
    """Memenuhi syarat, tidak memenuhi syarat, berkas tidak lengkap."""

    MEETS = "MS", "Memenuhi syarat"
    FAILS = "TMS", "Tidak memenuhi syarat"
    UNKNOWN = "BTL", "Berkas tidak lengkap"


class DueListQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Whoever may see lists sees that they were made; their rows are filtered person by person."""
        if user.has_perm("employees.view_duelist"):
            return self
        return self.none()


class DueList(models.Model):
    """One run of the rules of a subject over everybody for one day, frozen with the law of that day."""

    subject = models.CharField("daftar", choices=DueSubject, max_length=16, default=DueSubject.PROMOTION)
    day = models.DateField("per tanggal (TMT)")
    law = models.JSONField("peraturan yang berlaku", help_text="Nilai dan dasar hukum pada hari itu.")
    units = ArrayField(models.BigIntegerField(), verbose_name="unit kerja", default=list, blank=True)
    counts = models.JSONField("jumlah", default=dict)
    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="dijalankan oleh")
    created_at = models.DateTimeField("dijalankan pada", auto_now_add=True)

    objects = DueListQuerySet.as_manager()

    class Meta:
        verbose_name = "daftar hak"
        verbose_name_plural = "daftar hak"
        indexes = [models.Index(fields=["subject", "-day", "-id"], name="due_list_newest")]
        constraints = [
            models.CheckConstraint(
                condition=Q(subject__in=["promotion", "salary-increment", "retirement", "service-medal"]),
                name="due_subject_known",
            )
        ]

    def __str__(self):
        return f"{self.get_subject_display()} {self.day:%d-%m-%Y}"

    def get_absolute_url(self):
        return reverse("due_lists:detail", args=[DueSubject(self.subject).slug, self.pk])


class DueVerdictQuerySet(models.QuerySet):
    def visible_to(self, user):
        """One's own answers; those of other visible people only for whoever may read the lists."""
        if not user.has_perm("employees.view_duelist"):
            return self.filter(employee__in=Employee.objects.visible_to(user).order_by().filter(nip=user.nip or ""))
        if user.has_perm("employees.view_all_units"):
            return self  # everybody is visible: nobody has to be looked up
        return self.filter(employee__in=Employee.objects.visible_to(user).order_by())


class DueVerdict(models.Model):
    """What the law said of one employee and one kind of right, with the facts it saw. Never overwritten.

    `asked`, `failed` and `unknown` are bit masks over the rules' bits; the sentences are rendered on reading.
    """

    # One table for the lists of agencies, and one for each list of a nation (employees.due_lists.publishing).
    # People and units are guarded by triggers: a foreign key would stop all writing while a nation is published.
    list = models.ForeignKey(DueList, models.CASCADE, related_name="verdicts", db_index=False)
    employee = models.ForeignKey(Employee, models.PROTECT, related_name="due_verdicts", db_constraint=False)
    nip = models.CharField("NIP", max_length=18)
    kind = models.CharField("jenis", choices=DUE_KINDS, max_length=18)
    verdict = models.CharField("hasil", choices=Verdict, max_length=3)
    unit = models.ForeignKey(
        "employees.Unit", models.PROTECT, null=True, related_name="+", verbose_name="unit kerja",
        db_constraint=False, db_index=False,
    )  # fmt: skip
    grade = models.ForeignKey("law.Grade", models.PROTECT, related_name="+", verbose_name="golongan", db_index=False)
    target = models.ForeignKey(
        "law.Grade", models.PROTECT, null=True, related_name="+", verbose_name="golongan tujuan", db_index=False
    )
    earliest = models.DateField("paling cepat", null=True)
    asked = models.IntegerField("aturan yang diperiksa")
    failed = models.IntegerField("aturan yang tidak dipenuhi")
    unknown = models.IntegerField("aturan yang belum dapat dinilai")
    facts = FactsField("fakta")

    objects = DueVerdictQuerySet.as_manager()

    class Meta:
        verbose_name = "hasil penilaian hak"
        verbose_name_plural = "hasil penilaian hak"
        default_permissions = ["view"]
        constraints = [
            models.UniqueConstraint(fields=["list", "nip", "kind"], name="one_verdict_a_kind"),
            models.CheckConstraint(condition=Q(verdict__in=["MS", "TMS", "BTL"]), name="verdict_known"),
            models.CheckConstraint(
                condition=Q(kind__in=[code for code, _ in DUE_KINDS]),
                name="due_kind_known",
            ),
        ]
        indexes = [models.Index(fields=["list", "unit", "nip"], name="verdict_by_unit")]

    def __str__(self):
        return f"{self.nip} {self.kind}: {self.verdict}"

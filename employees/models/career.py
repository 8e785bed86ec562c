"""Grade, position and pay: the spine of a career. Each row holds from its day until the next one begins,

so two grades or two definitive positions on one day are impossible by construction (one row a day).
"""

from django.db import models
from django.db.models import F, Q
from django.db.models.expressions import RawSQL

from employees.models.record import Decreed, RecordQuerySet
from simpeg.law.models import Echelon, Tier


class PositionKind(models.TextChoices):
    """Jenis jabatan, by SIASN's id."""

    STRUCTURAL = "1", "Struktural"
    FUNCTIONAL = "2", "Fungsional"
    OPERATIVE = "4", "Pelaksana"


# A JF's name: its title in upper case and single spaces, without the words of the jenjang.
FUNCTIONAL_NAME = RawSQL(
    r"btrim(regexp_replace(regexp_replace(regexp_replace(upper(title), '\s+', ' ', 'g'),"
    r" '\m(AHLI PERTAMA|AHLI MUDA|AHLI MADYA|AHLI UTAMA|PEMULA|TERAMPIL|MAHIR|PENYELIA)\M', '', 'g'), '\s+', ' ', 'g'))",  # noqa: E501
    [],
)


class GradeRecord(Decreed):
    """A grade from a day on (riwayat golongan), with the length of service its decree states."""

    KINDS = {  # SIASN's codes of the kinds of promotion
        "101": "Reguler",
        "201": "Pilihan (jabatan struktural)",
        "202": "Pilihan (jabatan fungsional)",
        "203": "Penyesuaian ijazah",
        "204": "Sedang tugas belajar",
        "205": "Setelah tugas belajar",
        "206": "Dipekerjakan atau diperbantukan",
        "207": "Penemuan baru",
        "208": "Prestasi luar biasa",
        "209": "Pejabat negara",
        "210": "Dipekerjakan atau diperbantukan (jabatan fungsional)",
    }

    employee = models.ForeignKey("employees.Employee", models.PROTECT, related_name="grade_records")
    grade = models.ForeignKey("law.Grade", models.PROTECT, related_name="+", verbose_name="golongan ruang")
    since = models.DateField("TMT golongan")
    kind_code = models.CharField("jenis kenaikan pangkat", max_length=5, blank=True)
    service_years = models.PositiveSmallIntegerField("masa kerja (tahun)")
    service_months = models.PositiveSmallIntegerField("masa kerja (bulan)")
    # Signed ahead and entered by hand: on its day the data utama follows. What an import says of both is left alone.
    awaits_its_day = models.BooleanField("menunggu TMT", default=False, db_default=False, editable=False)

    objects = RecordQuerySet.as_manager()

    class Meta:
        verbose_name = "riwayat golongan"
        verbose_name_plural = "riwayat golongan"
        constraints = [
            models.UniqueConstraint(
                fields=["employee", "since"],
                name="one_grade_a_day",
                violation_error_message="Pegawai ini sudah punya golongan dengan TMT tersebut.",
            ),
            models.CheckConstraint(condition=Q(service_months__lt=12), name="grade_months_below_12"),
        ]
        indexes = [models.Index(fields=["since"], name="grade_awaited", condition=Q(awaits_its_day=True))]

    def __str__(self):
        return f"{self.employee_id} {self.grade_id} {self.since}"

    @property
    def kind_words(self):
        """The kind of promotion in words; a code that we do not know stands as it is."""
        return self.KINDS.get(self.kind_code, self.kind_code)


class Appointment(Decreed):
    """A position taken up on a day (riwayat jabatan); the definitive row with the latest day is the present one."""

    class Assignment(models.TextChoices):
        DEFINITIVE = "D", "Definitif"
        ACTING = "PLT", "Pelaksana Tugas (Plt.)"
        DAILY_ACTING = "PLH", "Pelaksana Harian (Plh.)"
        CARETAKER = "PJ", "Penjabat (Pj.)"
        EXTRA_DUTY = "TT", "Tugas Tambahan"

    employee = models.ForeignKey("employees.Employee", models.PROTECT, related_name="appointments")
    kind = models.CharField("jenis jabatan", choices=PositionKind, max_length=1)
    title = models.CharField("jabatan", max_length=255)
    functional_name = models.GeneratedField(
        verbose_name="nama JF", expression=FUNCTIONAL_NAME, output_field=models.TextField(), db_persist=True
    )
    echelon = models.PositiveSmallIntegerField("eselon", choices=Echelon, null=True, blank=True)
    tier = models.CharField("jenjang", choices=Tier, max_length=2, blank=True)
    unit = models.ForeignKey(
        "employees.Unit", models.PROTECT, null=True, blank=True, related_name="appointments", verbose_name="unit kerja"
    )
    since = models.DateField("TMT jabatan")
    inaugurated_on = models.DateField("TMT pelantikan", null=True, blank=True)
    assignment = models.CharField("penugasan", choices=Assignment, max_length=3, default=Assignment.DEFINITIVE)
    ended_on = models.DateField(
        "berakhir pada",
        null=True,
        blank=True,
        help_text="Hari terakhir Plt., Plh., Pj., atau tugas tambahan; yang definitif berakhir dengan yang berikutnya.",
    )

    objects = RecordQuerySet.as_manager()

    class Meta:
        verbose_name = "riwayat jabatan"
        verbose_name_plural = "riwayat jabatan"
        indexes = [models.Index(fields=["unit"], name="appointment_unit")]
        constraints = [
            models.UniqueConstraint(
                fields=["employee", "since", "assignment"],
                name="one_appointment_a_day",
                violation_error_message="Pegawai ini sudah punya jabatan dengan TMT dan penugasan tersebut.",
            ),
            models.CheckConstraint(condition=Q(kind__in=["1", "2", "4"]), name="appointment_kind_known"),
            models.CheckConstraint(
                condition=Q(assignment__in=["D", "PLT", "PLH", "PJ", "TT"]), name="appointment_assignment_known"
            ),
            models.CheckConstraint(
                condition=Q(tier__in=["", "PM", "TR", "MH", "PY", "PT", "MU", "MA", "UT"]),
                name="appointment_tier_known",
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | (~Q(assignment="D") & Q(ended_on__gte=F("since"))),
                name="appointment_only_duties_end",
                violation_error_message=(
                    "Hanya Plt., Plh., Pj., dan tugas tambahan yang punya tanggal berakhir, tidak sebelum TMT."
                ),
            ),
        ]

    def __str__(self):
        return f"{self.title} ({self.since})"

    @property
    def standing(self):
        """`Struktural, eselon II.b` or `Fungsional, Ahli Muda`: the kind of position and how high it stands."""
        level = f"eselon {self.get_echelon_display()}" if self.echelon else self.get_tier_display()
        return f"{self.get_kind_display()}, {level}" if level else self.get_kind_display()


class StepIncrease(Decreed):
    """A salary step granted from a day on (riwayat KGB), with the length of service it rests on."""

    employee = models.ForeignKey("employees.Employee", models.PROTECT, related_name="step_increases")
    since = models.DateField("TMT KGB")
    service_years = models.PositiveSmallIntegerField("masa kerja (tahun)")
    service_months = models.PositiveSmallIntegerField("masa kerja (bulan)")
    base_salary = models.PositiveIntegerField("gaji pokok", null=True, blank=True)

    objects = RecordQuerySet.as_manager()

    class Meta:
        verbose_name = "riwayat KGB"
        verbose_name_plural = "riwayat KGB"
        constraints = [
            models.UniqueConstraint(fields=["employee", "since"], name="one_step_a_day"),
            models.CheckConstraint(condition=Q(service_months__lt=12), name="step_months_below_12"),
        ]

    def __str__(self):
        return f"KGB {self.employee_id} {self.since}"

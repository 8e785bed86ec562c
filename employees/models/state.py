from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models.functions import ExtractYear, Upper

from employees.models.career import PositionKind
from employees.models.employee import Employee
from employees.models.record import RecordQuerySet
from simpeg.core.sql import Words
from simpeg.law.models import Echelon, Tier


class DateMultirangeField(models.Field):
    """Days that need not hang together (`datemultirange`); read as psycopg's Multirange."""

    def db_type(self, connection):
        return "datemultirange"


class EmployeeState(models.Model):
    """What lists need of a person's present state: one row each, kept by database triggers, never written by hand.

    It holds facts, never verdicts. `python manage.py check_state` proves that it agrees with the histories.

    The facts of the due lists stand in the same row: a list of everybody then reads one table and joins nothing, and
    what a person's state is of another day (`employees_state_on`) or as known at a moment (`employees_know`) needs no
    second truth. Pages name the columns they show. What changes with the days carries its own: see entitlements.sql.
    """

    employee = models.OneToOneField(Employee, models.CASCADE, primary_key=True, related_name="state")
    nip = models.CharField("NIP", max_length=18)
    sort_name = models.TextField("nama untuk urutan")
    status = models.CharField("status kepegawaian", choices=Employee.Status, max_length=7)
    standing = models.CharField("kedudukan hukum", choices=Employee.Standing, max_length=2)
    birth_date = models.DateField("tanggal lahir")
    grade = models.ForeignKey("law.Grade", models.DO_NOTHING, related_name="+", verbose_name="golongan ruang")
    grade_since = models.DateField("TMT golongan")
    grade_service_since = models.DateField("awal masa dalam pangkat")
    unit = models.ForeignKey("employees.Unit", models.DO_NOTHING, null=True, related_name="states", verbose_name="unit")
    appointment = models.ForeignKey("employees.Appointment", models.DO_NOTHING, null=True, related_name="+")
    position_kind = models.CharField("jenis jabatan", choices=PositionKind, max_length=1, blank=True)
    position_title = models.CharField("jabatan", max_length=255, blank=True)
    functional_name = models.TextField("nama JF", blank=True)
    echelon = models.PositiveSmallIntegerField("eselon", choices=Echelon, null=True)
    tier = models.CharField("jenjang", choices=Tier, max_length=2, blank=True)
    position_since = models.DateField("TMT jabatan", null=True)
    inaugurated_on = models.DateField("pelantikan pada eselon ini", null=True)

    cpns_since = models.DateField("TMT CPNS", null=True)
    service_years = models.SmallIntegerField("masa kerja golongan (tahun)", null=True)
    service_months = models.SmallIntegerField("masa kerja golongan (bulan)", null=True)
    # An array whose index is the year; 0 stands for a year without a predikat.
    ratings = ArrayField(models.SmallIntegerField(), verbose_name="predikat kinerja", null=True)
    education = models.IntegerField("jenis ijazah", db_default=0, default=0, help_text="Satu bit tiap jenis.")
    education_since = models.DateField("ijazah terakhir diakui", null=True)
    diploma = models.CharField("satu-satunya ijazah", max_length=255, null=True)  # noqa: DJ001 -- none, or several
    unpaid = DateMultirangeField("cuti di luar tanggungan negara", null=True)
    bars_promotion = DateMultirangeField("hukuman yang menahan pangkat", null=True)
    bars_increment = DateMultirangeField("hukuman yang menahan gaji", null=True)
    punished_on = models.DateField("hukuman sedang atau berat pertama", null=True)
    exam_1_on = models.DateField("lulus ujian dinas I", null=True)
    exam_2_on = models.DateField("lulus ujian dinas II", null=True)
    exam_diploma_on = models.DateField("lulus UPKP", null=True)
    led_on = models.DateField("pelatihan kepemimpinan pertama", null=True)
    credit_tier = models.CharField("jenjang penetapan AK terakhir", max_length=2, null=True)  # noqa: DJ001 -- none yet
    credit_on = models.DateField("penetapan AK terakhir", null=True)
    credit_points = models.DecimalField("AK kumulatif", max_digits=9, decimal_places=3, null=True)
    base = models.CharField("dasar masa kerja", max_length=4, db_default="", default="", blank=True)
    base_on = models.DateField("masa kerja dinyatakan per", null=True)
    base_years = models.SmallIntegerField("masa kerja dinyatakan (tahun)", null=True)
    base_months = models.SmallIntegerField("masa kerja dinyatakan (bulan)", null=True)
    base_record = models.BigIntegerField("riwayat yang menyatakannya", null=True)
    medal_10_on = models.DateField("Satyalancana X", null=True)
    medal_20_on = models.DateField("Satyalancana XX", null=True)
    medal_30_on = models.DateField("Satyalancana XXX", null=True)
    awaited_on = models.DateField("golongan yang menunggu TMT", null=True)

    objects = RecordQuerySet.as_manager()

    class Meta:
        verbose_name = "keadaan pegawai"
        verbose_name_plural = "keadaan pegawai"
        default_permissions = []
        indexes = [
            # With what else is filtered: where few are of an age, the index says so without their rows.
            models.Index(
                fields=["sort_name", "employee"],
                name="state_by_name",
                include=["birth_date", "grade", "status", "standing", "position_kind"],
            ),
            models.Index(fields=["nip"], name="state_by_nip"),
            # A list of an office reads this index and nothing else: it holds what a row shows and what filters ask.
            models.Index(
                fields=["unit", "sort_name", "employee"],
                name="state_by_unit",
                include=[
                    *("nip", "status", "standing", "birth_date", "grade", "grade_since"),
                    *("position_kind", "position_title"),
                ],
            ),
            models.Index(
                fields=["grade", "sort_name", "employee"],
                name="state_by_grade",
                include=["birth_date", "status", "standing", "position_kind"],
            ),
            # Of a grade nobody may be of an age: those of each year of birth are found by themselves, and merged.
            models.Index(
                "grade",
                ExtractYear("birth_date"),
                "sort_name",
                "employee",
                name="state_by_grade_and_year",
                include=["birth_date", "status", "standing", "position_kind"],
            ),
            # What people type is a part of a name (see NameWord), of a NIP or of a title. Without a list of pending
            # entries: every search would read it whole, and now and then one write would have to work it off.
            GinIndex(Words("sort_name"), name="state_name_words", fastupdate=False),
            GinIndex(OpClass("nip", name="gin_trgm_ops"), name="state_nip_part", fastupdate=False),
            GinIndex(OpClass(Upper("position_title"), name="gin_trgm_ops"), name="state_title_part", fastupdate=False),
            models.Index(fields=["awaited_on"], name="state_awaiting", condition=models.Q(awaited_on__isnull=False)),
            # Whose last diploma is recognised only after a day: found in the index alone.
            models.Index(fields=["education_since", "employee"], name="state_of_a_diploma"),
            # Who holds a post: counted from the index alone.
            models.Index(fields=["unit", "position_title", "standing", "status"], name="state_of_a_post"),
        ]

    def __str__(self):
        return self.nip


class NameWord(models.Model):
    """A word that stands in the name of somebody, or did: by these a typed part of a name is found.

    The words of a nation are few, and whoever bears one is found by it at once; of a part of a word an index of all
    names reads thousands of pages. Kept by a trigger on names. A word may stand here twice, or when nobody bears it any
    more; one that is missing would hide people.
    """

    word = models.TextField("kata")

    class Meta:
        verbose_name = "kata nama"
        verbose_name_plural = "kata nama"
        default_permissions = []
        indexes = [
            models.Index(fields=["word"], name="name_word"),
            GinIndex(OpClass("word", name="gin_trgm_ops"), name="name_word_part", fastupdate=False),
        ]

    def __str__(self):
        return self.word


class UnitHead(models.Model):
    """The head of a unit today (a view): the structural holder of the highest echelon in it."""

    unit = models.OneToOneField("employees.Unit", models.DO_NOTHING, primary_key=True, related_name="head")
    employee = models.ForeignKey(Employee, models.DO_NOTHING, related_name="+", verbose_name="kepala")
    grade = models.ForeignKey("law.Grade", models.DO_NOTHING, related_name="+", verbose_name="golongan")

    objects = RecordQuerySet.as_manager()

    class Meta:
        managed = False
        db_table = "employees_unithead"
        verbose_name = "kepala unit"
        verbose_name_plural = "kepala unit"
        default_permissions = []

    def __str__(self):
        return f"{self.unit_id}: {self.employee_id}"

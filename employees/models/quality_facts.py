from django.db import models

from employees.models.career import PositionKind
from employees.models.employee import Employee
from employees.models.record import RecordQuerySet
from simpeg.law.models import Echelon, Tier


class QualityFacts(models.Model):
    """What the indicators of data quality look at, one row for each person on the lists (a view; read in `as_of`).

    NULL is "not known" in every column; a name that begins with `nip_` or `nik_` says whether its digits agree.
    """

    employee = models.OneToOneField(Employee, models.DO_NOTHING, primary_key=True, related_name="+")
    nip = models.CharField("NIP", max_length=18)
    name = models.CharField("nama", max_length=200)
    unit = models.ForeignKey("employees.Unit", models.DO_NOTHING, null=True, related_name="+", verbose_name="unit")
    status = models.CharField("status kepegawaian", choices=Employee.Status, max_length=7)
    standing = models.CharField("kedudukan hukum", choices=Employee.Standing, max_length=2)
    birth_date = models.DateField("tanggal lahir")
    sex = models.CharField("jenis kelamin", choices=Employee.Sex, max_length=1)
    of_age_on = models.DateField("cukup umur pada")
    nip_year = models.IntegerField("tahun pada NIP")
    nik_province = models.CharField("kode provinsi NIK", max_length=2)
    nik = models.CharField("NIK", max_length=16)
    email = models.CharField("surel", max_length=254)
    office_email = models.CharField("surel dinas", max_length=254)
    phone = models.CharField("nomor HP", max_length=30)
    cpns_since = models.DateField("TMT CPNS")
    cpns_decreed = models.BooleanField("SK CPNS ada")
    pns_since = models.DateField("TMT PNS", null=True)
    grade = models.ForeignKey("law.Grade", models.DO_NOTHING, related_name="+", verbose_name="golongan ruang")
    grade_code = models.CharField("golongan", max_length=5)
    grade_level = models.SmallIntegerField("urutan golongan")
    grade_since = models.DateField("TMT golongan")
    position_kind = models.CharField("jenis jabatan", choices=PositionKind, max_length=1)
    position_title = models.CharField("jabatan", max_length=255)
    position_since = models.DateField("TMT jabatan", null=True)
    echelon = models.SmallIntegerField("eselon", choices=Echelon, null=True)
    tier = models.CharField("jenjang", choices=Tier, max_length=2)
    unit_name = models.CharField("unit kerja jabatan", max_length=255)
    unit_closed_on = models.DateField("unit ditutup pada", null=True)
    unit_agrees = models.BooleanField("unit data utama sama")
    siasn_position_kind = models.CharField("jenis jabatan di SIASN", max_length=42)
    siasn_position = models.CharField("ID jabatan di SIASN", max_length=42)
    nik_valid = models.BooleanField("NIK tervalidasi", null=True)
    seconded = models.BooleanField("dipekerjakan atau diperbantukan")
    works_at_home = models.BooleanField("instansi kerja sama dengan induk", null=True)
    titled = models.BooleanField("gelar ada")
    rated = models.BooleanField("kinerja tercatat dalam tahun-tahun terakhir")
    rated_1 = models.BooleanField("predikat tahun lalu ada")
    rated_2 = models.BooleanField("predikat dua tahun lalu ada")
    diplomas = models.IntegerField("jumlah ijazah")
    education_rank = models.SmallIntegerField("urutan pendidikan yang diakui", null=True)
    education = models.CharField("pendidikan yang diakui", max_length=255, null=True)  # noqa: DJ001
    titled_diploma = models.CharField("ijazah bergelar", max_length=255, null=True)  # noqa: DJ001
    first_graduated = models.SmallIntegerField("tahun lulus pertama", null=True)
    co_holders = models.TextField("pemangku lain jabatan ini", null=True)  # noqa: DJ001
    retires_on = models.DateField("TMT pensiun", null=True)
    leave_until = models.DateField("CLTN sampai", null=True)
    echelon_name = models.CharField("nama eselon", max_length=5, null=True)  # noqa: DJ001
    lowest_code = models.CharField("pangkat terendah jabatan", max_length=5, null=True)  # noqa: DJ001
    lowest_level = models.SmallIntegerField("urutan pangkat terendah", null=True)
    named_like_functional = models.BooleanField("pelaksana bernama JF", null=True)
    nip_tells_birth = models.BooleanField("tanggal lahir sesuai NIP")
    nip_tells_sex = models.BooleanField("jenis kelamin sesuai NIP")
    nip_tells_service = models.BooleanField("TMT pengangkatan sesuai NIP")
    nik_tells_birth = models.BooleanField("tanggal lahir sesuai NIK", null=True)
    newest_code = models.CharField("golongan riwayat terbaru", max_length=5, null=True)  # noqa: DJ001
    newest_since = models.DateField("TMT riwayat golongan terbaru", null=True)
    grade_agrees = models.BooleanField("golongan sama dengan riwayat terbaru", null=True)
    grades_from_the_first = models.BooleanField("riwayat mulai dari golongan awal")
    first_code = models.CharField("golongan awal", max_length=5, null=True)  # noqa: DJ001
    undecreed_grades = models.IntegerField("riwayat golongan tanpa nomor SK")
    fell_on = models.DateField("golongan turun tanpa hukuman pada", null=True)
    jumped_on = models.DateField("golongan melompat pada", null=True)
    slow_decree_since = models.DateField("TMT golongan yang SK-nya terlambat", null=True)
    slow_decree_on = models.DateField("tanggal SK yang terlambat", null=True)
    first_position_since = models.DateField("TMT jabatan pertama", null=True)
    first_position_latest = models.DateField("jabatan pertama paling lambat")
    undecreed_position = models.BooleanField("jabatan sekarang tanpa nomor SK", null=True)
    nik_shared = models.BooleanField("NIK dipakai orang lain")
    namesakes = models.TextField("berkas lain dengan nama dan tanggal lahir sama")
    grade_scanned = models.BooleanField("SK golongan sekarang dipindai")
    position_scanned = models.BooleanField("SK jabatan sekarang dipindai")
    education_scanned = models.BooleanField("ijazah tertinggi dipindai")

    objects = RecordQuerySet.as_manager()

    class Meta:
        managed = False
        db_table = "employees_qualityfacts"
        verbose_name = "fakta kualitas data"
        verbose_name_plural = "fakta kualitas data"
        default_permissions = []

    def __str__(self):
        return self.nip

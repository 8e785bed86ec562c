from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Upper

from employees.models.unit import Unit
from simpeg.core.sql import IsAny


def titled(name, front, back):
    """A name with its titles, as it stands on a letter."""
    return f"{f'{front} ' if front else ''}{name}{f', {back}' if back else ''}"


class EmployeeQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The people whose file this user may open; every list starts here. Everybody may open his own."""
        if not user.is_authenticated or not user.is_active:
            return self.none()
        if user.has_perm("employees.view_all_units"):
            return self
        own = Q(nip=user.nip or "")
        if user.has_perm("employees.view_own_units"):
            units = Unit.objects.visible_to(user).values("pk")
            own |= Q(IsAny(F("state__unit_id"), ArraySubquery(units)))
        return self.filter(own)

    def active(self, law):
        """Those whose kedudukan hukum counts as active service on the law's day."""
        waiting = Q(state__status=Employee.Status.CPNS, state__standing__in=law["kedudukan.aktif_cpns"])
        return self.filter(Q(state__standing__in=law["kedudukan.aktif"]) | waiting)


class Employee(models.Model):
    """A civil servant (PNS, CPNS or PPPK), as BKN's "data utama" states him; histories hang on it.

    Lists read `EmployeeState`, which the database keeps in step.
    """

    class Status(models.TextChoices):
        CPNS = "CPNS", "CPNS"
        PNS = "PNS", "PNS"
        PPPK = "PPPK", "PPPK"
        PPPK_PART_TIME = "PPPK_PW", "PPPK Paruh Waktu"

    class Sex(models.TextChoices):
        MALE = "M", "Laki-laki"
        FEMALE = "F", "Perempuan"

    class Standing(models.TextChoices):
        """Kedudukan hukum, by SIASN's code."""

        ACTIVE = "01", "Aktif"
        UNPAID_LEAVE = "02", "CLTN"
        STUDY = "03", "Tugas Belajar"
        SUSPENDED = "04", "Pemberhentian Sementara"
        WAITING_MONEY = "05", "Penerima Uang Tunggu"
        CONSCRIPT = "06", "Prajurit Wajib"
        STATE_OFFICIAL = "07", "Pejabat Negara"
        VILLAGE_HEAD = "08", "Kepala Desa"
        APPEALING = "09", "Sedang dalam Proses Banding BAPEK"
        ENTRUSTED = "11", "Pegawai Titipan"
        REFUGEE = "12", "Pengungsi"
        UNPAID_LEAVE_EXTENDED = "13", "Perpanjangan CLTN"
        MISSING = "14", "PNS yang Dinyatakan Hilang"
        SANCTIONED = "15", "PNS Kena Hukuman Disiplin"
        DEMOTED = "16", "Pemindahan dalam rangka Penurunan Jabatan"
        BEFORE_RETIREMENT = "20", "Masa Persiapan Pensiun"
        CPNS_WITHOUT_DECREE = "51", "CPNS yang Belum Menerima SK CPNS"
        INACTIVE = "52", "Tidak Aktif"
        DISMISSED = "66", "Diberhentikan"
        EXTINCT = "67", "Punah"
        EX_TIMOR = "68", "Eks PNS Timor Timur"
        PROCUREMENT_FAILED = "69", "TMS dari Pengadaan"
        NIP_CANCELLED = "70", "Pembatalan NIP"
        PPPK_ACTIVE = "71", "PPPK Aktif"
        PPPK_72 = "72", "PPPK (kode 72)"
        PPPK_73 = "73", "PPPK (kode 73)"
        ENDED_WITHOUT_PENSION = "77", "Pemberhentian tanpa Hak Pensiun"
        ENDED_WITH_PENSION = "88", "Pemberhentian dengan Hak Pensiun"
        PENSION_PROPOSED = "89", "Tidak Aktif tetapi Diusulkan Pensiun"
        NOT_IN_2015_CENSUS = "90", "Tidak Ikut PUPNS 2015"
        CRIMINAL = "91", "Tindak Pidana/Tindak Pidana Jabatan"
        BLOCKED = "92", "Pemblokiran Data PNS"
        RETIREMENT_AGE = "98", "Mencapai BUP"
        RETIRED = "99", "Pensiun"

    nip = models.CharField("NIP", max_length=18, unique=True)
    former_nip = models.CharField("NIP lama", max_length=9, blank=True)
    pns_id = models.CharField("PNS ID", max_length=42, blank=True)
    name = models.CharField("nama", max_length=200)
    front_title = models.CharField("gelar depan", max_length=50, blank=True)
    back_title = models.CharField("gelar belakang", max_length=100, blank=True)
    birth_place = models.CharField("tempat lahir", max_length=100, blank=True)
    birth_date = models.DateField("tanggal lahir")
    sex = models.CharField("jenis kelamin", choices=Sex, max_length=1)
    religion = models.CharField("agama", max_length=30, blank=True)
    marital_status = models.CharField("status kawin", max_length=30, blank=True)
    nik = models.CharField("NIK", max_length=16, blank=True)
    phone = models.CharField("nomor HP", max_length=30, blank=True)
    email = models.CharField("surel", max_length=254, blank=True)
    office_email = models.CharField("surel dinas", max_length=254, blank=True)
    address = models.TextField("alamat", blank=True)
    tax_number = models.CharField("NPWP", max_length=30, blank=True)
    health_insurance = models.CharField("BPJS", max_length=30, blank=True)
    asn_card = models.CharField("kartu ASN virtual", max_length=30, blank=True)
    employee_type = models.CharField("jenis pegawai", max_length=150, blank=True)

    status = models.CharField("status kepegawaian", choices=Status, max_length=7)
    standing = models.CharField("kedudukan hukum", choices=Standing, max_length=2)
    cpns_since = models.DateField("TMT CPNS", help_text="Untuk PPPK: TMT pengangkatan pertama.")
    cpns_decree = models.CharField("nomor SK CPNS", max_length=100, blank=True)
    cpns_decree_on = models.DateField("tanggal SK CPNS", null=True, blank=True)
    pns_since = models.DateField("TMT PNS", null=True, blank=True)
    pns_decree = models.CharField("nomor SK PNS", max_length=100, blank=True)
    pns_decree_on = models.DateField("tanggal SK PNS", null=True, blank=True)
    first_grade = models.ForeignKey(
        "law.Grade", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="golongan awal"
    )
    grade = models.ForeignKey("law.Grade", models.PROTECT, related_name="+", verbose_name="golongan ruang")
    grade_since = models.DateField("TMT golongan")
    service_years = models.PositiveSmallIntegerField("masa kerja golongan (tahun)", null=True, blank=True)
    service_months = models.PositiveSmallIntegerField("masa kerja golongan (bulan)", null=True, blank=True)
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="employees", verbose_name="unit kerja (data utama)"
    )
    siasn = models.JSONField("kolom SIASN lainnya", default=dict, blank=True)

    objects = EmployeeQuerySet.as_manager()

    class Meta:
        verbose_name = "pegawai"
        verbose_name_plural = "pegawai"
        permissions = [
            ("view_all_units", "Dapat membaca pegawai semua unit kerja"),
            ("view_own_units", "Dapat membaca pegawai unit kerja kewenangannya"),
            ("import_workbook", "Dapat mengimpor buku kerja SIASN"),
            ("export_list", "Dapat mengunduh daftar pegawai"),
            ("view_personal", "Dapat membaca data pribadi umum"),
            ("view_specific", "Dapat membaca data pribadi spesifik"),
        ]
        indexes = [
            models.Index(fields=["nik"], name="employee_nik"),
            GinIndex(OpClass(Upper("name"), name="gin_trgm_ops"), name="employee_name_trgm"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(nip__regex=r"^[0-9]{18}$"), name="employee_nip_18_digits"),
            models.CheckConstraint(condition=Q(nik="") | Q(nik__regex=r"^[0-9]{16}$"), name="employee_nik_16_digits"),
            models.CheckConstraint(condition=Q(sex__in=["M", "F"]), name="employee_sex_known"),
            models.CheckConstraint(
                condition=Q(status__in=["CPNS", "PNS", "PPPK", "PPPK_PW"]), name="employee_status_known"
            ),
            models.CheckConstraint(condition=Q(standing__regex=r"^[0-9]{2}$"), name="employee_standing_two_digits"),
            models.CheckConstraint(condition=~Q(name=""), name="employee_has_a_name"),
            models.CheckConstraint(
                condition=Q(service_months__isnull=True) | Q(service_months__lt=12), name="employee_months_below_12"
            ),
            models.CheckConstraint(condition=Q(birth_date__lt=F("cpns_since")), name="employee_born_before_service"),
        ]

    def __str__(self):
        return f"{self.full_name} ({self.nip})"

    @property
    def full_name(self):
        return titled(self.name, self.front_title, self.back_title)

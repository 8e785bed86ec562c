"""The kinds of history that officers keep by hand: what each asks for, and where people err."""

from dataclasses import dataclass, field

from django.db import models

from employees.models import (
    AnnualRating,
    Appointment,
    Award,
    Course,
    CreditRecord,
    EducationRecord,
    FamilyMember,
    GradeRecord,
    Sanction,
    ServiceExam,
    StandingRecord,
    StepIncrease,
    UnpaidLeave,
)
from simpeg.core.dates import in_words

PERSONAL = "data-utama"  # not a history: the employee's own row
DECREE = ("decree", "decree_on", "decree_by")
DECREE_HELP = {
    "decree": "Salin lengkap seperti pada SK, dengan titik dan garis miringnya.",
    "decree_by": "Jabatan penanda tangan, misalnya Bupati Mamuju.",
}


@dataclass(frozen=True)
class Kind:
    """One kind of history: `key` stands in addresses and is the anchor of its table in the dossier.

    `ends` names the field that "Akhiri" fills, where a fact can end; `order` is how its rows follow each other.
    """

    key: str
    model: type[models.Model]
    title: str
    singular: str
    fields: tuple[str, ...]
    order: str
    help: dict[str, str] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)
    note: str = ""
    ends: str = ""

    @property
    def related(self):
        """The name under which an employee has these rows."""
        return self.model._meta.get_field("employee").remote_field.related_name

    @property
    def codename(self):
        return self.model._meta.model_name

    def may_end(self, record):
        """Whether this row can be ended: it can end at all, and has no end yet."""
        if not self.ends or getattr(record, self.ends):
            return False
        return not (isinstance(record, Appointment) and record.assignment == Appointment.Assignment.DEFINITIVE)


_ALL = [
    Kind(
        "golongan",
        GradeRecord,
        "Golongan",
        "golongan",
        ("grade", "since", "kind_code", "service_years", "service_months", *DECREE),
        "since",
        help={
            "since": "TMT golongan pada SK, bukan tanggal SK. Kenaikan pangkat berlaku mulai tanggal 1.",
            "service_years": "Masa kerja golongan pada SK ini, bukan masa kerja seluruhnya.",
        },
        note="Bila TMT-nya yang terbaru dan sudah berlaku, golongan pada data utama ikut berubah.",
    ),
    Kind(
        "jabatan",
        Appointment,
        "Jabatan",
        "jabatan",
        ("assignment", "kind", "unit", "title", "echelon", "tier", "since", "inaugurated_on", "ended_on", *DECREE),
        "since",
        help={
            "title": "Nama jabatan seperti pada peta jabatan unit itu; untuk JF sertakan jenjangnya.",
            "echelon": "Hanya untuk jabatan struktural.",
            "tier": "Hanya untuk jabatan fungsional.",
            "inaugurated_on": "Hanya bila dilantik; kosongkan bila sama dengan TMT.",
            "ended_on": "Hanya untuk Plt., Plh., Pj., dan tugas tambahan: hari terakhirnya.",
        },
        note="Jabatan definitif berakhir dengan sendirinya saat jabatan definitif berikutnya dimulai.",
        ends="ended_on",
    ),
    Kind(
        "kedudukan-hukum",
        StandingRecord,
        "Kedudukan hukum",
        "kedudukan hukum",
        ("standing", "since", "day_known", *DECREE),
        "since",
        help={
            "since": "Hari mulai berlakunya menurut SK: pensiun, CLTN, tugas belajar, pengaktifan kembali.",
            "day_known": "Hapus centang bila TMT sebenarnya belum diketahui: tanggal di atas hari tercatatnya.",
        },
        note="Bila TMT-nya yang terbaru dan sudah berlaku, kedudukan hukum pada data utama ikut berubah.",
    ),
    Kind(
        "pendidikan",
        EducationRecord,
        "Pendidikan",
        "pendidikan",
        ("level", "name", "graduated", "school", "diploma", "recognised_on", *DECREE),
        "graduated",
        help={
            "name": "Jenjang dan program studi, misalnya S-1 Ilmu Administrasi Negara.",
            "diploma": "Nomor ijazah, bukan nomor transkrip atau nomor seri blangko.",
            "recognised_on": "Tanggal SK pencantuman gelar. Kosong: ijazah ini dipakai saat diangkat pertama.",
        },
        labels={"decree": "nomor SK pencantuman gelar", "decree_on": "tanggal SK pencantuman gelar"},
        note="Ijazah yang belum dicantumkan gelarnya belum diakui untuk kenaikan pangkat.",
    ),
    Kind(
        "kinerja",
        AnnualRating,
        "Predikat kinerja",
        "predikat kinerja",
        ("year", "rating", *DECREE),
        "year",
        help={"year": "Tahun yang dinilai, bukan tahun penetapannya."},
        labels={"decree": "nomor dokumen evaluasi", "decree_on": "tanggal penetapan", "decree_by": "pejabat penilai"},
    ),
    Kind(
        "angka-kredit",
        CreditRecord,
        "Angka kredit",
        "penetapan angka kredit",
        ("tier", "determined_on", "points", *DECREE),
        "determined_on",
        help={"points": "Angka kredit kumulatif dalam jenjang itu, bukan tambahan tahun ini. Contoh: 87,5."},
        labels={"decree": "nomor PAK", "decree_on": "tanggal PAK"},
    ),
    Kind(
        "kgb",
        StepIncrease,
        "Kenaikan gaji berkala",
        "kenaikan gaji berkala",
        ("since", "service_years", "service_months", "base_salary", *DECREE),
        "since",
        help={
            "service_years": "Masa kerja golongan pada surat KGB.",
            "base_salary": "Rupiah tanpa titik, misalnya 3168000. Dibandingkan dengan tabel gaji yang berlaku.",
        },
        labels={"decree": "nomor surat", "decree_on": "tanggal surat"},
    ),
    Kind(
        "pelatihan",
        Course,
        "Pelatihan",
        "pelatihan",
        ("kind", "name", "level", "provider", "starts_on", "ends_on", "learning_hours", "certificate", *DECREE),
        "ends_on",
        help={
            "level": "Hanya untuk pelatihan kepemimpinan.",
            "learning_hours": "Jumlah JP pada sertifikat, bukan jumlah hari.",
        },
        labels={"decree": "nomor surat tugas", "decree_on": "tanggal surat tugas"},
    ),
    Kind(
        "ujian",
        ServiceExam,
        "Ujian",
        "ujian",
        ("kind", "passed_on", "tier", "number", *DECREE),
        "passed_on",
        help={"passed_on": "Tanggal dinyatakan lulus.", "tier": "Hanya untuk uji kompetensi: jenjang yang dituju."},
        labels={"number": "nomor tanda lulus", "decree": "nomor SK kelulusan", "decree_on": "tanggal SK kelulusan"},
    ),
    Kind(
        "penghargaan",
        Award,
        "Penghargaan",
        "penghargaan",
        ("kind", "title", "awarded_on", *DECREE),
        "awarded_on",
        help={
            "title": "Hanya untuk penghargaan daerah. Misalnya “Pegawai Teladan 2026”.",
            "awarded_on": "Tanggal Keputusan Presiden atau piagam.",
        },
        labels={"decree": "nomor keputusan", "decree_on": "tanggal keputusan"},
    ),
    Kind(
        "cltn",
        UnpaidLeave,
        "Cuti di luar tanggungan negara",
        "CLTN",
        ("starts_on", "ends_on", *DECREE),
        "starts_on",
        help={"ends_on": "Hari terakhir cuti, sudah termasuk. Bila kembali lebih awal, isi hari terakhir itu."},
        note="Masa CLTN tidak dihitung sebagai masa kerja.",
    ),
    Kind(
        "hukuman-disiplin",
        Sanction,
        "Hukuman disiplin",
        "hukuman disiplin",
        ("kind", "starts_on", "ends_on", *DECREE),
        "starts_on",
        help={
            "starts_on": "Hari mulai berlaku menurut keputusan, bukan tanggal pelanggaran.",
            "ends_on": "Hari terakhir, sudah termasuk. Kosong: masih berjalan tanpa batas waktu.",
        },
        ends="ends_on",
    ),
    Kind(
        "keluarga",
        FamilyMember,
        "Keluarga",
        "anggota keluarga",
        (
            *("relation", "name", "sex", "birth_place", "birth_date", "nik", "occupation", "descent"),
            *("since", "ended_on", "ending", "on_allowance", *DECREE),
        ),
        "birth_date",
        help={
            "name": "Tanpa gelar, seperti pada kartu keluarga.",
            "nik": "16 angka pada kartu keluarga.",
            "descent": "Hanya untuk anak.",
            "since": "Hanya untuk suami/istri dan anak angkat.",
        },
        labels={
            "decree": "nomor akta",
            "decree_on": "tanggal akta",
            "decree_by": "penerbit akta",
        },
        ends="ended_on",
    ),
]
KINDS = {kind.key: kind for kind in _ALL}


def kind_of(record):
    """The kind that a record belongs to."""
    return next(kind for kind in _ALL if isinstance(record, kind.model))


# The fields of the employee's own row, as the form groups them.
PERSONAL_GROUPS = {
    "Identitas": ("nip", "name", "front_title", "back_title", "birth_place", "birth_date", "sex", "nik"),
    "Pribadi": ("religion", "marital_status", "phone", "email", "office_email", "address"),
    "Nomor lain": ("tax_number", "health_insurance", "asn_card", "former_nip"),
    "Kepegawaian": (
        *("status", "standing", "employee_type", "cpns_since", "cpns_decree", "cpns_decree_on"),
        *("pns_since", "pns_decree", "pns_decree_on", "first_grade"),
    ),
    "Keadaan sekarang": ("grade", "grade_since", "service_years", "service_months", "unit"),
}
PERSONAL_FIELDS = tuple(name for names in PERSONAL_GROUPS.values() for name in names)
PERSONAL_HELP = {
    "nip": "18 angka. NIP jarang berubah: pastikan ada keputusan BKN.",
    "name": "Tanpa gelar; gelar pada isiannya sendiri.",
    "nik": "16 angka seperti pada KTP.",
    "phone": "Angka saja, misalnya 081234567890.",
    "cpns_since": "Untuk PPPK: TMT pengangkatan pertama.",
    "grade": "Biasanya mengikuti riwayat golongan. Ubah di sini hanya bila data utama BKN memang lain.",
    "unit": "Biasanya mengikuti jabatan definitif terakhir. Ketik beberapa kata nama unit, lalu pilih.",
}


# A record as people call it; what `str` gives the program is not for them.
_IN_A_LINE = {
    GradeRecord: lambda r: f"{r.grade}, TMT {in_words(r.since)}",
    Appointment: lambda r: f"{r.title}, TMT {in_words(r.since)}",
    StandingRecord: lambda r: f"{r.get_standing_display()}, TMT {in_words(r.since)}",
    EducationRecord: lambda r: f"{r.name} ({r.graduated})",
    AnnualRating: lambda r: f"{r.year}: {r.said}",
    CreditRecord: lambda r: f"{r.get_tier_display()}, ditetapkan {in_words(r.determined_on)}",
    StepIncrease: lambda r: f"TMT {in_words(r.since)}",
    Course: lambda r: f"{r.name}, selesai {in_words(r.ends_on)}",
    ServiceExam: lambda r: f"{r.get_kind_display()}, lulus {in_words(r.passed_on)}",
    Award: lambda r: f"{r.words}, {in_words(r.awarded_on)}",
    UnpaidLeave: lambda r: f"{in_words(r.starts_on)} s.d. {in_words(r.ends_on)}",
    Sanction: lambda r: f"{r.kind.name}, mulai {in_words(r.starts_on)}",
    FamilyMember: lambda r: f"{r.get_relation_display()}: {r.name}",
}


def in_a_line(record):
    """What a record says, as one calls it: `III/c (Penata), TMT 1 April 2026`."""
    return _IN_A_LINE[type(record)](record)

"""Every indicator with what a person needs to mend it: its dimension, the field where it is mended, what to do.

The rules say what is right, the law says weight, owner and days; this table says where and how.
"""

from dataclasses import dataclass

from employees.models import DIMENSIONS
from employees.quality import house_rules  # noqa: F401 -- registers its rules behind BKN's
from employees.quality.rules import QUALITY

OWN = "own"  # the group of our own rules, beside the four dimensions
GROUPS = DIMENSIONS | {OWN: "Aturan sendiri"}

PERSONAL = "data-utama"
STANDING = "kedudukan-hukum"
SCAN = "pindaian"  # not a field of the form: the scan beside the record

# code: (short title, kind of record in addresses, field, what to do)
_WHERE = {
    "COM_1": ("Kinerja dua tahun kosong", "kinerja", "year", "Catat predikat kinerja dari hasil evaluasi SKP."),
    "COM_2": ("Jabatan kosong", "jabatan", "title", "Catat jabatan menurut SK, atau mintakan pemadanan ID di SIASN."),
    "COM_3": ("Pendidikan kosong", "pendidikan", "level", "Catat ijazah terakhir dengan salinannya."),
    "COM_4": ("TMT PNS kosong", PERSONAL, "pns_since", "Isi TMT dan nomor SK PNS."),
    "COM_5": ("Gelar kosong", PERSONAL, "back_title", "Isi gelar menurut ijazah atau SK pencantuman gelar."),
    "COM_6": ("Surel kosong atau salah", PERSONAL, "email", "Mintakan alamat surel pribadi yang dipakai pegawai."),
    "COM_7": ("Nomor HP kosong", PERSONAL, "phone", "Mintakan nomor HP yang terhubung dengan WhatsApp."),
    "TIM_1": ("Unit kerja tidak aktif", "jabatan", "unit", "Catat jabatan pada unit penggantinya menurut SK."),
    "TIM_2": ("Calon JF belum diangkat", "jabatan", "since", "Catat pengangkatan dalam jabatan fungsional."),
    "TIM_3": ("CPNS lebih dari satu tahun", PERSONAL, "pns_since", "Terbitkan dan catat SK PNS, atau alasannya."),
    "TIM_4": ("Jabatan struktural ganda", "jabatan", "since", "Catat jabatan baru pemangku yang sudah pindah."),
    "TIM_5": ("Lewat BUP masih aktif", STANDING, "standing", "Catat pensiunnya, atau perbaiki jabatan dan tanggalnya."),
    "TIM_6": ("CLTN berakhir belum aktif", STANDING, "standing", "Catat pengaktifan kembali, atau perpanjangan CLTN."),
    "ACC_1": ("TMT CPNS setelah TMT PNS", PERSONAL, "cpns_since", "Cocokkan kedua TMT dengan SK CPNS dan SK PNS."),
    "ACC_2": ("Jenis DPK/DPB tidak sesuai", PERSONAL, "employee_type", "Cocokkan jenis pegawai dan instansi di SIASN."),
    "ACC_3": ("Struktural kurang dua tahun", "jabatan", "since", "Cocokkan TMT CPNS dan jabatan dengan SK-nya."),
    "ACC_4": ("Kedudukan hukum PPPK salah", STANDING, "standing", "Pilih kedudukan hukum PPPK."),
    "ACC_5": ("NIK kosong atau belum valid", PERSONAL, "nik", "Cocokkan NIK dengan KTP, lalu validasikan di MyASN."),
    "ACC_6": ("Pendidikan struktural kurang", "pendidikan", "level", "Catat ijazah yang diakui, atau cek eselonnya."),
    "ACC_7": ("Tahun NI PPPK di luar masa", PERSONAL, "cpns_since", "Cocokkan NI PPPK dengan SK pengangkatan."),
    "ACC_8": ("Pendidikan JF kurang", "pendidikan", "level", "Catat ijazah yang diakui, atau periksa jenjangnya."),
    "ACC_9": ("Pelaksana bernama JF", "jabatan", "title", "Perbaiki jenis atau nama jabatan menurut SK."),
    "ACC_10": ("Pangkat struktural kurang", "golongan", "grade", "Cocokkan golongan dan eselon dengan SK-nya."),
    "CON_1": ("NIP dan TMT CPNS berbeda", PERSONAL, "cpns_since", "Cocokkan TMT CPNS dengan SK CPNS."),
    "CON_2": ("NIP dan tanggal lahir berbeda", PERSONAL, "birth_date", "Cocokkan tanggal lahir dengan akta dan SK."),
    "CON_3": ("NIP dan jenis kelamin berbeda", PERSONAL, "sex", "Cocokkan jenis kelamin dengan KTP."),
    "CON_4": ("NI PPPK dan tahun berbeda", PERSONAL, "cpns_since", "Cocokkan TMT dengan SK pengangkatan PPPK."),
    "PREDIKAT": ("Predikat setahun kosong", "kinerja", "year", "Mintalah pejabat penilai menetapkan predikatnya."),
    "JENJANG": ("Jenjang JF kosong", "jabatan", "tier", "Isi jenjang menurut SK jabatan fungsional."),
    "ESELON": ("Eselon kosong", "jabatan", "echelon", "Isi eselon menurut SK jabatan."),
    "UNIT": ("Unit kerja kosong atau beda", PERSONAL, "unit", "Samakan unit kerja dengan SK penempatan."),
    "USIA": ("Terlalu muda saat diangkat", PERSONAL, "cpns_since", "Cocokkan tanggal lahir dan TMT dengan SK."),
    "LULUS": ("Tahun lulus terlalu dini", "pendidikan", "graduated", "Cocokkan tahun lulus dengan ijazah."),
    "GOL_KINI": ("Golongan beda dari riwayat", "golongan", "grade", "Catat SK kenaikan pangkat terakhir."),
    "RIWAYAT_GOL": ("Riwayat golongan terputus", "golongan", "grade", "Catat SK golongan yang belum ada."),
    "GOL_TURUN": ("Golongan turun tanpa hukuman", "golongan", "grade", "Periksa urutan golongan menurut SK-nya."),
    "SK_GOL": ("Golongan tanpa nomor SK", "golongan", "decree", "Isi nomor SK kenaikan pangkat."),
    "SK_LAMBAT": ("SK golongan jauh setelah TMT", "golongan", "decree_on", "Cocokkan tanggal SK dan TMT-nya."),
    "SK_CPNS": ("Nomor SK pengangkatan kosong", PERSONAL, "cpns_decree", "Isi nomor SK CPNS atau SK PPPK."),
    "SK_JAB": ("Jabatan tanpa nomor SK", "jabatan", "decree", "Isi nomor SK jabatan sekarang."),
    "RIWAYAT_JAB": ("Riwayat jabatan terputus", "jabatan", "since", "Catat jabatan sejak pengangkatan."),
    "GOL_CPNS": ("TMT golongan janggal", PERSONAL, "grade_since", "Cocokkan TMT golongan dengan SK-nya."),
    "TELEPON": ("Bentuk nomor HP salah", PERSONAL, "phone", "Tulis seperti 0812 3456 7890."),
    "SUREL_DINAS": ("Bentuk surel dinas salah", PERSONAL, "office_email", "Tulis seperti nama@mamujukab.go.id."),
    "NIK_LAHIR": ("NIK dan tanggal lahir berbeda", PERSONAL, "nik", "Cocokkan NIK dan tanggal lahir dengan KTP."),
    "NIK_WILAYAH": ("Kode provinsi NIK janggal", PERSONAL, "nik", "Cocokkan NIK dengan KTP."),
    "NIK_GANDA": ("NIK dipakai orang lain", PERSONAL, "nik", "Cocokkan NIK kedua pegawai dengan KTP-nya."),
    "ORANG_GANDA": ("Berkas mungkin ganda", STANDING, "standing", "Periksa apakah kedua berkas milik satu orang."),
    "BERKAS_GOL": ("SK golongan belum dipindai", "golongan", SCAN, "Lampirkan salinan digital SK terakhir."),
    "BERKAS_JAB": ("SK jabatan belum dipindai", "jabatan", SCAN, "Lampirkan salinan digital SK jabatan sekarang."),
    "BERKAS_PEND": ("Ijazah belum dipindai", "pendidikan", SCAN, "Lampirkan salinan digital ijazah tertinggi."),
}  # fmt: skip


@dataclass(frozen=True)
class Indicator:
    """One indicator: `bit` is its place in the masks, `field` of `kind` is where it is mended."""

    code: str
    bit: int
    group: str
    title: str
    sentence: str
    basis: str
    kind: str
    field: str
    remedy: str

    @property
    def counts(self):
        """Whether BKN's index counts it."""
        return self.group != OWN

    @property
    def label(self):
        return f"{self.code} – {self.title}"


def _indicator(rule):
    prefix = rule.code.split("_")[0].lower()
    title, kind, field, remedy = _WHERE[rule.code]
    counted = prefix in DIMENSIONS and rule.code.split("_")[-1].isdecimal()
    return Indicator(
        rule.code, rule.bit, prefix if counted else OWN, title, rule.label, rule.basis, kind, field, remedy
    )


INDICATORS = {rule.code: _indicator(rule) for rule in QUALITY.rules}
COUNTED = [indicator for indicator in INDICATORS.values() if indicator.counts]


def in_mask(mask):
    """The indicators whose bits a mask holds, in the order of the list."""
    return [indicator for indicator in INDICATORS.values() if mask & indicator.bit]


def mask_of(codes):
    return sum(INDICATORS[code].bit for code in codes if code in INDICATORS)

"""What the file says where an indicator is breached, in words. Numbers that identify (NIK) and addresses stay out."""

from employees.quality.indicators import INDICATORS
from simpeg.core.dates import in_words
from simpeg.web.templatetags.formats import nip

_NO_FACTS = "Pegawai ini tidak lagi ada dalam daftar; pemeriksaan berikutnya menutupnya."


def detail(code, facts):
    """A sentence for this indicator and person; `facts` (QualityFacts) is None for whoever left the lists."""
    if facts is None:
        return _NO_FACTS
    said = _SAID.get(code)
    return said(facts) if said else f"Seharusnya: {INDICATORS[code].sentence}"


def _holds(f):
    return f"{f.position_title or 'tanpa jabatan'}{f', eselon {f.echelon_name}' if f.echelon_name else ''}"


def _missing_years(f):
    if not (f.rated_1 or f.rated_2):
        return "Predikat dua tahun terakhir belum ada."
    return "Predikat tahun lalu belum ada." if not f.rated_1 else "Predikat dua tahun yang lalu belum ada."


def _position(f):
    if not f.position_title:
        return "Jabatan definitif belum ada dalam riwayat jabatan."
    return f"Di SIASN jabatan {f.position_title} belum terhubung dengan ID referensi jabatan."


def _nik(f):
    return "NIK belum ada." if not f.nik else "NIK belum tervalidasi di SIASN."


def _unit(f):
    return "Unit kerja belum ada." if f.unit_id is None else "Unit pada data utama berbeda dari unit jabatan sekarang."


def _grade(f):
    if f.newest_since is None:
        return f"Data utama {f.grade_code}, riwayat golongan belum ada."
    return (
        f"Data utama {f.grade_code} TMT {in_words(f.grade_since)}; "
        f"riwayat terbaru {f.newest_code} TMT {in_words(f.newest_since)}."
    )


def _gaps(f):
    if f.jumped_on:
        return f"Golongan melompat lebih dari satu tingkat pada {in_words(f.jumped_on)}."
    return f"Riwayat belum memuat golongan awal {f.first_code}."


def _education(f):
    return f"{_holds(f)}; pendidikan yang diakui {f.education}."


def _appointed(f):
    return f"TMT pengangkatan {in_words(f.cpns_since)}, NIP {nip(f.nip)}."


_SAID = {
    "COM_1": lambda f: "Dua tahun terakhir belum ada predikat kinerja.",
    "COM_2": _position,
    "COM_3": lambda f: "Riwayat pendidikan belum ada.",
    "COM_4": lambda f: f"TMT PNS belum ada; TMT CPNS {in_words(f.cpns_since)}.",
    "COM_5": lambda f: f"Lulusan {f.titled_diploma}, gelar belum dicantumkan.",
    "COM_6": lambda f: "Surel pribadi belum ada." if not f.email else "Bentuk surel pribadi tidak benar.",
    "COM_7": lambda f: "Nomor HP belum ada.",
    "TIM_1": lambda f: f"{f.unit_name or 'Unit kerjanya'} ditutup pada {in_words(f.unit_closed_on)}.",
    "TIM_3": lambda f: f"CPNS sejak {in_words(f.cpns_since)}.",
    "TIM_4": lambda f: f"{_holds(f)}; dipangku juga oleh NIP {f.co_holders}.",
    "TIM_5": lambda f: f"Seharusnya pensiun per {in_words(f.retires_on)}; {f.get_standing_display().lower()}.",
    "TIM_6": lambda f: f"CLTN berakhir {in_words(f.leave_until)}; kedudukan hukum masih CLTN.",
    "ACC_1": lambda f: f"TMT CPNS {in_words(f.cpns_since)}, TMT PNS {in_words(f.pns_since)}.",
    "ACC_2": lambda f: "Tercatat DPK/DPB, tetapi bekerja di instansi sendiri." if f.seconded
    else "Bekerja di instansi lain, tetapi tidak tercatat DPK/DPB.",
    "ACC_3": lambda f: f"{_holds(f)}; TMT CPNS {in_words(f.cpns_since)}.",
    "ACC_4": lambda f: f"Kedudukan hukum {f.get_standing_display()}.",
    "ACC_5": _nik,
    "ACC_6": _education,
    "ACC_7": lambda f: f"Tahun pada NI PPPK: {f.nip_year}.",
    "ACC_8": _education,
    "ACC_9": lambda f: f"Jabatan pelaksana bernama {f.position_title}.",
    "ACC_10": lambda f: f"{_holds(f)} mensyaratkan {f.lowest_code}; golongan sekarang {f.grade_code}.",
    "CON_1": _appointed,
    "CON_2": lambda f: f"Tanggal lahir {in_words(f.birth_date)}, NIP {nip(f.nip)}.",
    "CON_3": lambda f: f"{f.get_sex_display()}, angka ke-15 NIP {f.nip[14]}.",
    "CON_4": _appointed,
    "PREDIKAT": _missing_years,
    "JENJANG": lambda f: f"{f.position_title} tanpa jenjang.",
    "ESELON": lambda f: f"{f.position_title} tanpa eselon.",
    "UNIT": _unit,
    "USIA": lambda f: f"Lahir {in_words(f.birth_date)}, diangkat {in_words(f.cpns_since)}.",
    "LULUS": lambda f: f"Lahir {f.birth_date.year}, ijazah pertama {f.first_graduated}.",
    "GOL_KINI": _grade,
    "RIWAYAT_GOL": _gaps,
    "GOL_TURUN": lambda f: f"Golongan turun pada {in_words(f.fell_on)} tanpa hukuman disiplin yang tercatat.",
    "SK_GOL": lambda f: f"{f.undecreed_grades} riwayat golongan belum punya nomor SK.",
    "SK_LAMBAT": lambda f: f"TMT {in_words(f.slow_decree_since)}, SK tertanggal {in_words(f.slow_decree_on)}.",
    "SK_CPNS": lambda f: "Nomor SK pengangkatan pertama belum ada.",
    "SK_JAB": lambda f: f"SK jabatan {f.position_title} belum bernomor.",
    "RIWAYAT_JAB": lambda f: f"Diangkat {in_words(f.cpns_since)}, jabatan pertama {in_words(f.first_position_since)}.",
    "GOL_CPNS": lambda f: f"TMT golongan {in_words(f.grade_since)}, TMT CPNS {in_words(f.cpns_since)}.",
    "TELEPON": lambda f: "Nomor HP tidak berbentuk nomor seluler Indonesia.",
    "SUREL_DINAS": lambda f: "Bentuk surel dinas tidak benar.",
    "NIK_LAHIR": lambda f: "Angka 7–12 NIK tidak sesuai dengan tanggal lahir atau jenis kelamin.",
    "NIK_WILAYAH": lambda f: f"Dua angka pertama NIK: {f.nik_province}.",
    "NIK_GANDA": lambda f: "NIK yang sama tercatat pada pegawai lain.",
    "BERKAS_GOL": lambda f: f"SK golongan {f.newest_code} TMT {in_words(f.newest_since)} belum ada pindaiannya.",
    "BERKAS_JAB": lambda f: f"SK jabatan {f.position_title} belum ada pindaiannya.",
    "BERKAS_PEND": lambda f: "Ijazah tertinggi belum ada pindaiannya.",
    "ORANG_GANDA": lambda f: f"Nama dan tanggal lahir sama dengan NIP {f.namesakes}.",
}  # fmt: skip

"""By which road BKN is told of a difference: the service of SIASN, and the web service where there is one.

Names as in the rumahASN and SIASN documentation that shared/regulations/07-laporan.md section 3 lists; docs/siasn.md
has them as a table for people.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Road:
    """Where a correction is handed in, in words; `endpoint` is SIASN's web service, empty where it has none."""

    code: str
    label: str
    endpoint: str = ""


SELF = Road("mandiri", "MyASN: pemutakhiran data mandiri oleh pegawai, disetujui BKPSDM", "/pns/data-utama-update")
IDENTITY = Road("identitas", "SIASN: usul perbaikan data (nama, NIP, tanggal lahir, NIK) dengan dokumen pendukung")
MAIN = Road("peremajaan", "SIASN: peremajaan data utama", "/pns/data-utama-update")
GRADE = Road("golongan", "SIASN: peremajaan riwayat golongan", "/pns/data-utama-golongansync")
POSITION = Road("jabatan", "SIASN: peremajaan riwayat jabatan", "/jabatan/save")
EDUCATION = Road("pendidikan", "SIASN: peremajaan riwayat pendidikan atau pencantuman gelar")
RATING = Road("kinerja", "SIASN: peremajaan riwayat kinerja", "/skp22/save")
RATING_2021 = Road("kinerja-2021", "SIASN: peremajaan riwayat SKP 2021", "/skp/2021/save")
RATING_OLDER = Road("kinerja-lama", "SIASN: peremajaan riwayat SKP sebelum 2021", "/skp/save")
CREDIT = Road("angka-kredit", "SIASN: peremajaan riwayat angka kredit", "/angkakredit/save")
SANCTION = Road("hukdis", "SIASN: peremajaan riwayat hukuman disiplin", "/hukdis/save")
COURSE = Road("diklat", "SIASN: peremajaan riwayat diklat struktural", "/diklat/save")
OTHER_COURSE = Road("kursus", "SIASN: peremajaan riwayat kursus", "/kursus/save")
EXAM = Road("ujian", "SIASN: peremajaan data, dengan tanda lulus ujian")
LEAVE = Road("cltn", "SIASN: layanan cuti di luar tanggungan negara")
AWARD = Road("penghargaan", "SIASN: peremajaan riwayat penghargaan", "/penghargaan/save")
STEP = Road("kgb", "SIASN: peremajaan data, dengan surat kenaikan gaji berkala")
UNIT = Road("unor", "SIASN: usul perubahan struktur organisasi (unor)")
MAP = Road("peta-jabatan", "SIASN: usul perubahan peta jabatan")
PERSON = Road("pegawai", "Kantor Regional BKN: pegawai tidak ada di salah satu sistem")

ROADS = {
    road.code: road
    for road in (
        IDENTITY, SELF, MAIN, GRADE, POSITION, EDUCATION, RATING, RATING_2021, RATING_OLDER, CREDIT, SANCTION, COURSE,
        OTHER_COURSE, EXAM, LEAVE, AWARD, STEP, UNIT, MAP, PERSON,
    )
}  # fmt: skip

OF_COLUMNS = {
    **dict.fromkeys(("NIP BARU", "NAMA", "TEMPAT LAHIR NAMA", "TANGGAL LAHIR", "JENIS KELAMIN", "NIK"), IDENTITY),
    **dict.fromkeys(
        ("NOMOR HP", "EMAIL", "EMAIL GOV", "ALAMAT", "NPWP NOMOR", "BPJS", "AGAMA NAMA", "JENIS KAWIN NAMA"), SELF
    ),
    **dict.fromkeys(("GOL AWAL ID", "GOL AKHIR ID", "TMT GOLONGAN", "MK TAHUN", "MK BULAN"), GRADE),
    **dict.fromkeys(("JENIS JABATAN ID", "JABATAN NAMA", "TMT JABATAN", "ESELON ID", "UNOR ID"), POSITION),
    **dict.fromkeys(
        ("TINGKAT PENDIDIKAN ID", "PENDIDIKAN NAMA", "TAHUN LULUS", "NAMA SEKOLAH", "GELAR DEPAN", "GELAR BELAKANG"),
        EDUCATION,
    ),
}
OF_SHEETS = {
    "RW GOLONGAN": GRADE,
    "RW JABATAN": POSITION,
    "RW PENDIDIKAN": EDUCATION,
    "RW ANGKA KREDIT": CREDIT,
    "RW HUKDIS": SANCTION,
    "RW UJIAN": EXAM,
    "RW CLTN": LEAVE,
    "RW PENGHARGAAN": AWARD,
    "RW KGB": STEP,
    "UNOR": UNIT,
    "PETA JABATAN": MAP,
}


def road_of(difference):
    """The road for one difference."""
    if difference.sheet == "DATA UTAMA":
        return OF_COLUMNS.get(difference.column, MAIN) if difference.column else PERSON
    if difference.sheet == "RW SKP":
        year = difference.key[:4]
        return RATING if year >= "2022" else RATING_2021 if year == "2021" else RATING_OLDER
    if difference.sheet == "RW DIKLAT":
        told = f"{difference.ours or ''}{difference.theirs or ''}"
        return COURSE if "KEPEMIMPINAN" in told or difference.column == "TINGKAT" else OTHER_COURSE
    return OF_SHEETS[difference.sheet]

"""Positions that are not structural: functional families and operative posts, with their diplomas."""

from typing import NamedTuple

EXPERT, SKILLED = "keahlian", "keterampilan"


class Diploma(NamedTuple):
    """A kind of diploma: SIASN's level, its name there, and the degree it gives (in front of or behind the name)."""

    level: str
    name: str
    back: str = ""
    front: str = ""


class Family(NamedTuple):
    """A functional position (JF) in one category; `closed` families have no vacancy in any tier."""

    name: str
    category: str
    diplomas: tuple
    closed: bool = False


class Operative(NamedTuple):
    """A pelaksana post with the least education its map entry asks for."""

    name: str
    level: str
    fields: str | None
    grade_class: int


def _expert(name, diploma, back, closed=False, front=""):
    return Family(name, EXPERT, (Diploma("40", diploma, back, front),), closed)


def _skilled(name, diploma, back, closed=False):
    return Family(name, SKILLED, (Diploma("30", diploma, back),), closed)


CLASS_TEACHER = _expert("Guru Kelas", "S-1 PENDIDIKAN GURU SEKOLAH DASAR", "S.Pd.")
PE_TEACHER = _expert("Guru Pendidikan Jasmani", "S-1 PENDIDIKAN JASMANI DAN KESEHATAN", "S.Pd.", closed=True)
PRIMARY_SCHOOL = {
    CLASS_TEACHER: 64,
    _expert("Guru Agama Islam", "S-1 PENDIDIKAN AGAMA ISLAM", "S.Pd.I."): 14,
    _expert("Guru Agama Kristen", "S-1 PENDIDIKAN AGAMA KRISTEN", "S.Pd.K.", closed=True): 6,
    PE_TEACHER: 16,
}
SECONDARY_SCHOOL = {
    _expert("Guru Matematika", "S-1 PENDIDIKAN MATEMATIKA", "S.Pd.", closed=True): 16,
    _expert("Guru Bahasa Indonesia", "S-1 PENDIDIKAN BAHASA INDONESIA", "S.Pd."): 16,
    _expert("Guru Bahasa Inggris", "S-1 PENDIDIKAN BAHASA INGGRIS", "S.Pd.", closed=True): 12,
    _expert("Guru Ilmu Pengetahuan Alam", "S-1 PENDIDIKAN BIOLOGI", "S.Pd."): 16,
    _expert("Guru Ilmu Pengetahuan Sosial", "S-1 PENDIDIKAN SEJARAH", "S.Pd."): 14,
    _expert("Guru Agama Islam", "S-1 PENDIDIKAN AGAMA ISLAM", "S.Pd.I."): 10,
    _expert("Guru Bimbingan dan Konseling", "S-1 BIMBINGAN DAN KONSELING", "S.Pd."): 8,
    _expert("Guru Seni Budaya", "S-1 PENDIDIKAN SENI DRAMA TARI DAN MUSIK", "S.Pd.", closed=True): 8,
}
DOCTOR = Family("Dokter", EXPERT, (Diploma("40", "PROFESI DOKTER", front="dr."),))
DENTIST = Family("Dokter Gigi", EXPERT, (Diploma("40", "PROFESI DOKTER GIGI", front="drg."),))
NURSE = _expert("Perawat", "S-1 KEPERAWATAN", "S.Kep.", front="Ns.")
SKILLED_NURSE = _skilled("Perawat", "D-III KEPERAWATAN", "A.Md.Kep.")
SKILLED_MIDWIFE = _skilled("Bidan", "D-III KEBIDANAN", "A.Md.Keb.", closed=True)
HEALTH_CENTRE = {
    DOCTOR: 8,
    DENTIST: 3,
    NURSE: 14,
    SKILLED_NURSE: 22,
    _expert("Bidan", "S-1 KEBIDANAN", "S.Keb."): 8,
    SKILLED_MIDWIFE: 20,
    _expert("Apoteker", "PROFESI APOTEKER", "S.Farm.", front="apt."): 3,
    _skilled("Asisten Apoteker", "D-III FARMASI", "A.Md.Farm.", closed=True): 5,
    _skilled("Nutrisionis", "D-III GIZI", "A.Md.Gz."): 5,
    _skilled("Tenaga Sanitasi Lingkungan", "D-III KESEHATAN LINGKUNGAN", "A.Md.KL.", closed=True): 5,
    _skilled("Pranata Laboratorium Kesehatan", "D-III ANALIS KESEHATAN", "A.Md.AK."): 4,
    _expert("Tenaga Promosi Kesehatan", "S-1 KESEHATAN MASYARAKAT", "S.K.M.", closed=True): 4,
}
HOSPITAL = HEALTH_CENTRE | {_skilled("Perekam Medis", "D-III REKAM MEDIS", "A.Md.RMIK.", closed=True): 5}

BY_OFFICE = {
    family.name: family
    for family in [
        _expert("Pengawas Sekolah", "S-1 PENDIDIKAN BAHASA INDONESIA", "S.Pd."),
        _expert("Perencana", "S-1 EKONOMI PEMBANGUNAN", "S.E."),
        _expert("Epidemiolog Kesehatan", "S-1 KESEHATAN MASYARAKAT", "S.K.M.", closed=True),
        _expert("Penata Ruang", "S-1 PERENCANAAN WILAYAH DAN KOTA", "S.P.W.K."),
        _expert("Teknik Jalan", "S-1 TEKNIK SIPIL", "S.T.", closed=True),
        _skilled("Polisi Pamong Praja", "D-III ADMINISTRASI NEGARA", "A.Md."),
        _expert("Pekerja Sosial", "S-1 KESEJAHTERAAN SOSIAL", "S.Sos."),
        _expert("Analis Kebijakan", "S-1 ILMU PEMERINTAHAN", "S.I.P."),
        _expert("Pranata Komputer", "S-1 TEKNIK INFORMATIKA", "S.Kom."),
        _expert("Penyuluh Keluarga Berencana", "S-1 SOSIOLOGI", "S.Sos.", closed=True),
        _expert("Pengantar Kerja", "S-1 PSIKOLOGI", "S.Psi."),
        _expert("Pengendali Dampak Lingkungan", "S-1 TEKNIK LINGKUNGAN", "S.T."),
        _skilled("Penguji Kendaraan Bermotor", "D-III TEKNIK OTOMOTIF", "A.Md.T."),
        _expert("Penyuluh Pertanian", "S-1 AGROTEKNOLOGI", "S.P."),
        _expert("Medik Veteriner", "PROFESI DOKTER HEWAN", front="drh.", back=""),
        _expert("Pustakawan", "S-1 ILMU PERPUSTAKAAN", "S.I.P.", closed=True),
        _skilled("Arsiparis", "D-III KEARSIPAN", "A.Md."),
        _expert("Analis SDM Aparatur", "S-1 ADMINISTRASI NEGARA", "S.AP."),
        _expert("Analis Keuangan", "S-1 AKUNTANSI", "S.Ak."),
        _expert("Auditor", "S-1 AKUNTANSI", "S.Ak."),
        _expert("Pengelola Pengadaan", "S-1 HUKUM", "S.H."),
    ]
}

FIELDS = "ADMINISTRASI;HUKUM;EKONOMI;PEMERINTAHAN;SOSIOLOGI"
OPERATIVES = [
    Operative("Pengelola Umum Operasional", "05", None, 1),
    Operative("Operator Layanan Operasional", "15", None, 5),
    Operative("Pengadministrasi Perkantoran", "15", None, 5),
    Operative("Pengolah Data dan Informasi", "30", None, 6),
    Operative("Pengelola Layanan Operasional", "30", None, 6),
    Operative("Penata Layanan Operasional", "40", None, 7),
    Operative("Penelaah Teknis Kebijakan", "40", FIELDS, 7),
]
# Diplomas that operatives come with, by level; those of level 40 fit the fields of Penelaah Teknis Kebijakan.
OPERATIVE_DIPLOMAS = {
    "05": [Diploma("05", "SEKOLAH DASAR")],
    "10": [Diploma("10", "SLTP UMUM")],
    "15": [Diploma("15", "SLTA IPS"), Diploma("15", "SLTA IPA"), Diploma("17", "SMK TEKNIK KOMPUTER DAN JARINGAN")],
    "30": [Diploma("30", "D-III ADMINISTRASI PERKANTORAN", "A.Md."), Diploma("30", "D-III AKUNTANSI", "A.Md.")],
    "40": [
        Diploma("40", "S-1 ADMINISTRASI NEGARA", "S.AP."),
        Diploma("40", "S-1 HUKUM", "S.H."),
        Diploma("40", "S-1 EKONOMI MANAJEMEN", "S.E."),
        Diploma("40", "S-1 ILMU PEMERINTAHAN", "S.I.P."),
    ],
    "45": [Diploma("45", "S-2 ADMINISTRASI PUBLIK", "M.AP."), Diploma("45", "S-2 ILMU HUKUM", "M.H.")],
}
MASTERS = {"S.Pd.": "M.Pd.", "S.Kep.": "M.Kep.", "S.E.": "M.M.", "S.H.": "M.H.", "S.T.": "M.T.", "S.Kom.": "M.Kom."}


def families_of(unit):
    """{family: weight} of the functional positions that a unit has."""
    staff = {"SD": PRIMARY_SCHOOL, "SMP": SECONDARY_SCHOOL, "HEALTH": HEALTH_CENTRE, "HOSPITAL": HOSPITAL}
    if len(unit.families) == 1 and unit.families[0] in staff:
        return staff[unit.families[0]]
    return {BY_OFFICE[name]: 1 for name in unit.families}


def operative_for(rng, level):
    """A post that somebody of this level of education holds: the map asks for that level."""
    wanted = {"10": "05", "17": "15", "45": "40"}.get(level, level)
    return rng.choice([post for post in OPERATIVES if post.level == wanted])

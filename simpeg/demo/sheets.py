"""People and units as the rows of the import workbook: dates as dates, ids as text."""

from datetime import timedelta
from zlib import crc32

from simpeg.demo import ladder
from simpeg.demo.person import CPNS, PART_TIME, PNS, PPPK

KINDS = {"1": "Jabatan Struktural", "2": "Jabatan Fungsional Tertentu", "4": "Jabatan Fungsional Umum"}
STANDINGS = {
    "01": "Aktif",
    "02": "CLTN",
    "03": "Tugas Belajar",
    "04": "Pemberhentian Sementara",
    "05": "Penerima Uang Tunggu",
    "13": "Perpanjangan CLTN",
    "15": "PNS kena hukuman disiplin",
    "20": "Masa Persiapan Pensiun",
    "71": "PPPK Aktif",
    "88": "Pemberhentian dengan hak pensiun",
    "99": "Pensiun",
}
EMPLOYERS = {
    PPPK: (None, "PPPK Daerah Kab./Kota"),
    PART_TIME: (None, "PPPK Paruh Waktu"),
    PNS: ("15", "PNS Daerah Kab./Kota yang bekerja pada Kab./Kota"),
}
EMPLOYERS[CPNS] = EMPLOYERS[PNS]
REGENCY = ("DEMO-INSTANSI-7602", "Pemerintah Kab. Mamuju")
SCHOOLS = {"05": "SD", "10": "SMP", "15": "SMA", "17": "SMK"}


def unit_rows(tree):
    for unit in tree.units:
        yield (unit.id, unit.name, unit.parent and unit.parent.id, unit.kind, unit.echelon, unit.region)


def main_row(person, today):
    """A row of DATA UTAMA: the person as of today."""
    first, last = person.grades[0], person.grades[-1]
    held = person.position
    unit = person.unit
    study = person.studies_on(today)[-1] if person.studies_on(today) else None
    number = f"{person.number:05}"
    married = person.number % 7 > 0 and (today - person.birth).days > 26 * 365
    employer_id, employer = EMPLOYERS[person.status]
    part_time = person.status == PART_TIME
    contract = person.status in (PPPK, PART_TIME)
    permanent = person.permanent
    echelon = ladder.echelon(held.echelon)[0] if held and held.echelon else "NON"
    return (
        f"DEMO-PNS-{number}",
        person.nip,
        None,
        person.name,
        person.front or None,
        person.back or None,
        _id("TEMPAT", person.birthplace),
        person.birthplace,
        person.birth,
        person.sex,
        person.religion[0],
        person.religion[1],
        "1" if married else "2",
        "Menikah" if married else "Belum Kawin",
        person.nik,
        f"0800000{number}",
        f"pegawai{number}@example.id",
        f"pegawai{number}@asn.example.id",
        person.address,
        f"0000000000{number}",
        f"00000000{number}",
        employer_id,
        employer,
        person.standing,
        "PPPK Paruh Waktu" if part_time else STANDINGS[person.standing],
        None if contract else "C" if person.status == CPNS else "P",
        f"A000{number}",
        f"813/{number}/{person.start.year}",
        person.start - timedelta(days=14),
        person.start,
        f"821/{number}/{permanent.year}" if permanent else None,
        permanent and permanent - timedelta(days=10),
        permanent,
        ladder.grade_id(first.grade),
        first.grade,
        ladder.grade_id(last.grade),
        last.grade,
        last.since,
        last.months // 12,
        last.months % 12,
        held and held.kind,
        held and KINDS[held.kind],
        held and _id("JABATAN", held.name),
        held and held.name,
        held and held.since,
        study and study.diploma.level,
        study and ladder.level(study.diploma.level).name,
        study and _id("PENDIDIKAN", study.diploma.name),
        study and study.diploma.name,
        study and str(study.year),
        "DEMO-KPKN-01",
        "KPPN Mamuju",
        "DEMO-LOKASI-7602",
        "Kab. Mamuju",
        unit and unit.id,
        unit and unit.name,
        *REGENCY,
        *REGENCY,
        *REGENCY,
        *REGENCY,
        "true",
        study and _school(person, study),
        None,
        held.echelon if held and held.echelon else "99",
        echelon,
    )


def grade_rows(person):
    for step in person.grades:
        yield (
            person.nip,
            ladder.grade_id(step.grade),
            step.since,
            step.kind,
            step.months // 12,
            step.months % 12,
            *_decree(person, "823", step.since),
        )


def appointment_rows(person):
    for row in person.appointments:
        yield (
            person.nip,
            row.kind,
            row.name,
            row.echelon,
            row.tier,
            row.unit and row.unit.id,
            row.since,
            row.inaugurated_on,
            row.assignment,
            *_decree(person, "821", row.since),
        )


def education_rows(person):
    for number, study in enumerate(person.education, 1):
        yield (
            person.nip,
            study.diploma.level,
            study.diploma.name,
            study.year,
            _school(person, study),
            f"IJZ/{study.year}/{person.number:05}{number}",
            study.recognised_on,
        )


def rating_rows(person):
    for year, rating in sorted(person.ratings.items()):
        yield (person.nip, year, rating)


def credit_rows(person):
    for row in person.credits:
        yield (person.nip, row.tier, row.decided_on, row.points)


def sanction_rows(person):
    for row in person.sanctions:
        yield (person.nip, row.code, row.start, row.end)


def course_rows(person):
    for number, row in enumerate(person.courses, 1):
        certificate = f"SERT/{row.end.year}/{person.number:05}{number}"
        yield (person.nip, row.kind, row.name, row.level, row.organiser, certificate, row.start, row.end, row.hours)


def exam_rows(person):
    for number, row in enumerate(person.exams, 1):
        yield (person.nip, row.kind, row.passed_on, row.tier, f"{row.kind}/{person.number:05}{number}")


def leave_rows(person):
    for first, last in person.leaves:
        yield (person.nip, first, last)


def award_rows(person):
    for code, day in person.awards:
        yield (person.nip, code, day)


def step_rows(person):
    for day, years, rupiah in person.steps:
        yield (person.nip, day, years, 0, rupiah, *_decree(person, "822", day))


HISTORIES = {
    "RW GOLONGAN": grade_rows,
    "RW JABATAN": appointment_rows,
    "RW PENDIDIKAN": education_rows,
    "RW SKP": rating_rows,
    "RW ANGKA KREDIT": credit_rows,
    "RW HUKDIS": sanction_rows,
    "RW DIKLAT": course_rows,
    "RW UJIAN": exam_rows,
    "RW CLTN": leave_rows,
    "RW PENGHARGAAN": award_rows,
    "RW KGB": step_rows,
}


def _decree(person, code, day):
    """Number and day of a decree: signed some days before it takes effect."""
    signed = day - timedelta(days=7 + person.number % 20)
    return f"{code}/{person.number:05}/BKPSDM/{signed.year}", signed


def _school(person, study):
    if study.diploma.level in SCHOOLS:
        return f"{SCHOOLS[study.diploma.level]} NEGERI {person.number % 9 + 1} {person.birthplace}"
    return f"UNIVERSITAS CONTOH {person.number % 9 + 1}"


def _id(kind, name):
    """An id of the kind SIASN gives to names: short, and the same for the same name."""
    return f"DEMO-{kind}-{crc32(name.encode()):08x}"

"""What follows from a career: decrees, exams, courses, credit points, increments and medals, filled in at the end."""

from datetime import date, timedelta

from simpeg.core.dates import months_after
from simpeg.demo import careers
from simpeg.demo.person import PNS, Course, Exam

AGENCY = "BKPSDM Kabupaten Mamuju"
INSTITUTE = "LAN RI"
TECHNICAL = [
    ("Bimtek Penyusunan SKP dan Evaluasi Kinerja", 20),
    ("Bimtek Analisis Jabatan dan Beban Kerja", 24),
    ("Bimtek Pengelolaan Keuangan Daerah", 32),
    ("Pelatihan Pelayanan Publik", 24),
    ("Pelatihan Kearsipan Dinamis", 21),
    ("Pelatihan Manajemen Risiko", 16),
    ("Pelatihan Komputer Perkantoran", 30),
    ("Pelatihan Penanganan Stunting", 20),
    ("Pelatihan Implementasi Kurikulum Merdeka", 32),
]
SEMINARS = [
    ("Webinar Manajemen ASN", 3),
    ("Workshop Implementasi BerAKHLAK", 6),
    ("Seminar Reformasi Birokrasi", 4),
    ("Webinar Literasi Digital ASN", 3),
    ("Workshop Mitigasi Bencana", 8),
]
LEADERSHIP = {
    "PKP": ("Pelatihan Kepemimpinan Pengawas", 905),
    "PKA": ("Pelatihan Kepemimpinan Administrator", 923),
    "PKN2": ("Pelatihan Kepemimpinan Nasional Tingkat II", 874),
}
LEVEL_OF_ECHELON = {"21": "PKN2", "22": "PKN2", "31": "PKA", "32": "PKA", "41": "PKP", "42": "PKP"}


def settle(office, person):
    """Fill in what the facts of a career imply. What a case has set by hand stays."""

    def kind_of(day):
        """The kind of promotion of a decree of that day, by the position held then."""
        held = [a for a in person.appointments if a.assignment == "D" and a.since <= day]
        kinds = {"1": careers.STRUCTURAL, "2": careers.FUNCTIONAL}
        return kinds.get(held[-1].kind if held else "4", careers.REGULAR)

    today, rng = office.today, office.rng
    person.appointments.sort(key=lambda a: a.since)
    path = [(step.grade, step.since) for step in person.grades]
    person.grades = careers.grade_steps(path, person, kind_of)
    person.exams += careers.service_exams(person, kind_of)
    person.exams.sort(key=lambda exam: exam.passed_on)
    person.courses += _courses(rng, person, today)
    person.courses.sort(key=lambda course: course.end)
    person.steps = careers.increments(person, today)
    if person.credits is None:
        person.credits = careers.credits(person, today)
    if person.awards is None:
        person.awards = careers.medals(person, today, rng)
    titles = [study.diploma for study in person.studies_on(today)]
    person.front = " ".join(dict.fromkeys(d.front for d in titles if d.front))
    person.back = ", ".join(dict.fromkeys(d.back for d in titles if d.back))


def lead(person, level, end):
    """Give somebody a leadership course that ended on `end`."""
    name, hours = LEADERSHIP[level]
    person.courses.append(Course("KEPEMIMPINAN", name, level, INSTITUTE, months_after(end, -4), end, hours))


def pass_exam(person, kind, day, tier=None):
    person.exams.append(Exam(kind, day, tier))


def _courses(rng, person, today):
    found = []
    if person.permanent:
        name, hours = ("Pelatihan Dasar CPNS", 511) if person.start.year >= 2018 else ("Diklat Prajabatan", 120)
        end = months_after(person.start, 8).replace(day=20)
        found.append(Course("TEKNIS", name, None, "BPSDM Provinsi Sulawesi Barat", months_after(end, -2), end, hours))
    held = person.position
    if person.family and person.status == PNS and rng.random() < 0.6:
        end = min(months_after(held.since, 5), today)
        name = f"Pelatihan Fungsional {person.family.name}"
        found.append(Course("FUNGSIONAL", name, None, AGENCY, end - timedelta(days=12), end, 80))
    for year in range(max(person.start.year + 1, today.year - 2), today.year + 1):
        for kind, names, chance in (("TEKNIS", TECHNICAL, 0.55), ("SEMINAR", SEMINARS, 0.45)):
            if rng.random() < chance:
                name, hours = rng.choice(names)
                end = date(year, 1, 8) + timedelta(days=rng.randrange(355))
                if end <= today:
                    start = end - timedelta(days=max(hours // 8 - 1, 0))
                    found.append(Course(kind, name, None, AGENCY, start, end, hours))
    return found

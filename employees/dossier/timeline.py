"""All histories of one person as a single line of events, newest first."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from itertools import chain

from employees.models import Appointment, Employee
from simpeg.core.dates import in_words
from simpeg.web.templatetags.formats import points, rupiah, span

# Kinds of events as the filter of the timeline names them: (words, icon).
KINDS = {
    "status": ("Pengangkatan", "file"),
    "golongan": ("Golongan", "grade"),
    "jabatan": ("Jabatan", "position"),
    "kedudukan": ("Kedudukan hukum", "person"),
    "pendidikan": ("Pendidikan", "school"),
    "kinerja": ("Kinerja", "rating"),
    "ak": ("Angka kredit", "points"),
    "kgb": ("Gaji berkala", "pay"),
    "pelatihan": ("Pelatihan", "course"),
    "ujian": ("Ujian", "exam"),
    "penghargaan": ("Penghargaan", "award"),
    "cltn": ("CLTN", "leave"),
    "hukdis": ("Hukuman disiplin", "sanction"),
}


@dataclass(frozen=True)
class Event:
    """Something that happened on a day, or in a year where no day is on file."""

    kind: str
    day: date
    title: str
    detail: str = ""
    decree: str = ""
    only_year: bool = False
    alert: bool = False

    @property
    def label(self):
        return KINDS[self.kind][0]

    @property
    def icon(self):
        return KINDS[self.kind][1]

    @property
    def when(self):
        return str(self.day.year) if self.only_year else in_words(self.day)


def timeline(employee, history, kind=""):
    """The events, newest first, of one kind or of all."""
    events = sorted(_events(employee, history), key=lambda event: event.day, reverse=True)
    return [event for event in events if not kind or event.kind == kind]


def kinds_of(events):
    """Each kind that occurs, with its words and how often: the filter of the timeline."""
    numbers = Counter(event.kind for event in events)
    return [(key, label, numbers[key]) for key, (label, _) in KINDS.items() if numbers[key]]


def decree_words(number, day):
    """`SK 823/12 tanggal 3 Maret 2020`, with what of it is on file."""
    if not number:
        return "Nomor SK belum ada"
    return f"SK {number}, {in_words(day)}" if day else f"SK {number}"


def _events(employee, history):
    return chain(
        _appointed(employee),
        map(_grade, history.grades),
        map(_position, history.appointments),
        map(_standing, history.standings),
        map(_education, history.education),
        map(_rating, history.ratings),
        map(_credit, history.credits),
        map(_step, history.steps),
        map(_course, history.courses),
        map(_exam, history.exams),
        map(_award, history.awards),
        map(_leave, history.leaves),
        map(_sanction, history.sanctions or ()),
    )


def _appointed(employee):
    pppk = employee.status in (Employee.Status.PPPK, Employee.Status.PPPK_PART_TIME)
    first = "Diangkat sebagai PPPK" if pppk else "Diangkat sebagai CPNS"
    grade = f"Golongan {employee.first_grade.code}" if employee.first_grade else ""
    decree = decree_words(employee.cpns_decree, employee.cpns_decree_on)
    yield Event("status", employee.cpns_since, first, grade, decree)
    if employee.pns_since:
        decree = decree_words(employee.pns_decree, employee.pns_decree_on)
        yield Event("status", employee.pns_since, "Diangkat sebagai PNS", decree=decree)


def _grade(record):
    service = f"Masa kerja {span(record.service_years, record.service_months)}"
    if record.kind_words:
        service = f"{record.kind_words}; {service.lower()}"
    return Event(
        "golongan", record.since, f"Golongan {record.grade}", service, decree_words(record.decree, record.decree_on)
    )


def _position(record):
    acting = record.assignment != Appointment.Assignment.DEFINITIVE
    title = f"{record.get_assignment_display()}: {record.title}" if acting else record.title
    unit = record.unit.name if record.unit else "Unit tidak tercatat"
    inaugurated = f"; dilantik {in_words(record.inaugurated_on)}" if record.inaugurated_on else ""
    detail = f"{record.standing}; {unit}{inaugurated}"
    return Event("jabatan", record.since, title, detail, decree_words(record.decree, record.decree_on))


def _standing(record):
    detail = "" if record.day_known else "Hari tercatatnya; TMT sebenarnya lebih awal"
    return Event(
        "kedudukan",
        record.since,
        f"Kedudukan hukum: {record.get_standing_display()}",
        detail,
        decree_words(record.decree, record.decree_on) if record.day_known else "",
    )


def _education(record):
    school = record.school or "Sekolah tidak tercatat"
    recognised = f"; gelar dicantumkan {in_words(record.recognised_on)}" if record.recognised_on else ""
    decree = f"Ijazah {record.diploma}" if record.diploma else ""
    return Event(
        "pendidikan", date(record.graduated, 12, 31), record.name, f"{school}{recognised}", decree, only_year=True
    )


def _rating(record):
    title = f"Predikat kinerja {record.year}: {record.said}"
    return Event("kinerja", date(record.year, 12, 31), title, only_year=True, alert=record.rating > record.Rating.GOOD)


def _credit(record):
    title = f"Angka kredit {points(record.points)} pada jenjang {record.get_tier_display()}"
    return Event("ak", record.determined_on, title, "Kumulatif dalam jenjang")


def _step(record):
    pay = f"Gaji pokok {rupiah(record.base_salary)}" if record.base_salary else ""
    title = f"Kenaikan gaji berkala, masa kerja {span(record.service_years, record.service_months)}"
    return Event("kgb", record.since, title, pay, decree_words(record.decree, record.decree_on))


def _course(record):
    level = f" ({record.get_level_display()})" if record.level else ""
    detail = f"{record.get_kind_display()}{level}, {record.learning_hours} JP"
    by = f"; {record.provider}" if record.provider else ""
    return Event("pelatihan", record.ends_on, record.name, f"{detail}{by}",
                 f"Sertifikat {record.certificate}" if record.certificate else "")  # fmt: skip


def _exam(record):
    tier = f" ke jenjang {record.get_tier_display()}" if record.tier else ""
    return Event("ujian", record.passed_on, f"Lulus {record.get_kind_display()}{tier}", decree=record.number)


def _award(record):
    return Event("penghargaan", record.awarded_on, record.words)


def _leave(record):
    return Event("cltn", record.starts_on, "Cuti di luar tanggungan negara", f"Sampai {in_words(record.ends_on)}")


def _sanction(record):
    until = f"Sampai {in_words(record.ends_on)}" if record.ends_on else "Tanggal selesai belum ada"
    title = f"{record.kind.name} ({record.kind.get_severity_display().lower()})"
    return Event("hukdis", record.starts_on, title, until, alert=True)

"""The list of pensiun by the age limit."""

from employees.due_lists.kind import DueListKind, Words
from employees.models import DueSubject, RetirementKind, fact_shape
from employees.retirement.queries import PLACES, retirement_facts
from employees.retirement.rules import RETIREMENT
from employees.retirement.sentences import DETAILS
from simpeg.core.dates import in_words, months_after
from simpeg.law.engine import Law


def _iso(day):
    return day if day is None or isinstance(day, str) else day.isoformat()


def _first_of_the_month_to_propose(today):
    return months_after(today.replace(day=1), Law.on(today)["pensiun.usul_bulan_sebelum"])


RETIREMENTS = DueListKind(
    subject=DueSubject.RETIREMENT,
    kinds=RetirementKind,
    rules=RETIREMENT,
    topics=("pensiun", "kedudukan"),
    facts=retirement_facts,
    places=PLACES,
    shape=fact_shape.RETIREMENT,
    earliest="retires_on",
    ends=lambda row: (None, _iso(row.get("retires_on"))),
    change=lambda row: (None, in_words(row["retires_on"]) if row.get("retires_on") else None),
    details=DETAILS,
    first_day=_first_of_the_month_to_propose,
    words=Words(
        name="pensiun",
        lead="Setiap daftar menilai siapa yang mencapai batas usia pensiun (BUP) pada atau sebelum tanggalnya.",
        day="Mencapai BUP sampai dengan",
        day_help="Usul pensiun dimulai 12 sampai 15 bulan sebelum TMT; karena itu tanggal itu ditawarkan.",
        change="TMT pensiun",
        earliest="TMT",
        download="Nominatif pensiun",
    ),
)

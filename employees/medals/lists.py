"""The list of Satyalancana Karya Satya."""

from datetime import date

from employees.due_lists.kind import DueListKind, Words
from employees.medals.queries import PLACES, medal_facts
from employees.medals.rules import MEDAL
from employees.medals.sentences import DETAILS
from employees.models import DueSubject, MedalKind, fact_shape
from simpeg.law.engine import Law


def _next_award_day(today):
    """The next day of the year on which medals are given."""
    days = Law.on(today)["slks.hari_penganugerahan"]
    return min(day for year in (today.year, today.year + 1) for month, number in days
               if (day := date(year, month, number)) >= today)  # fmt: skip


MEDALS = DueListKind(
    subject=DueSubject.MEDAL,
    kinds=MedalKind,
    rules=MEDAL,
    topics=("slks", "penghargaan", "kedudukan"),
    facts=medal_facts,
    places=PLACES,
    shape=fact_shape.MEDAL,
    # Only missing years come by themselves, and only the first medal can still be missing them.
    earliest=f"CASE WHEN failed = {MEDAL.mask('MASA')} AND unknown = 0 THEN first_on END",
    ends=lambda row: (None, row["kind"]),
    change=lambda row: (", ".join(row.get("owned") or []) or None, row["kind"]),
    details=DETAILS,
    first_day=_next_award_day,
    words=Words(
        name="Satyalancana Karya Satya",
        lead="Setiap daftar menilai siapa yang dapat diusulkan menerima Satyalancana Karya Satya pada harinya.",
        day="Hari penganugerahan",
        day_help="Masa kerja dihitung sampai hari ini; biasanya 17 Agustus atau 29 November.",
        change="Satyalancana",
        earliest="paling cepat",
        download="Nominatif Satyalancana",
    ),
)

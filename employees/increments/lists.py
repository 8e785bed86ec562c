"""The list of kenaikan gaji berkala (KGB)."""

from employees.due_lists.kind import DueListKind, Words
from employees.due_lists.sentences import rupiah
from employees.increments.queries import PLACES, increment_facts
from employees.increments.rules import INCREMENT
from employees.increments.sentences import DETAILS
from employees.models import DueSubject, IncrementKind, fact_shape
from simpeg.core.dates import months_after
from simpeg.law.engine import Law


def _pay(row):
    return row.get("pay"), row.get("pay_next")


def _first_of_the_month_to_tell(today):
    """The letter goes out some months before the step takes effect (PP 7/1977 Pasal 12)."""
    return months_after(today.replace(day=1), Law.on(today)["kgb.surat_bulan_sebelum"])


INCREMENTS = DueListKind(
    subject=DueSubject.INCREMENT,
    kinds=IncrementKind,
    rules=INCREMENT,
    topics=("kgb", "kedudukan"),
    facts=increment_facts,
    places=PLACES,
    shape=fact_shape.INCREMENT,
    earliest="granted_on",
    ends=_pay,
    change=lambda row: tuple(amount and rupiah(amount) for amount in _pay(row)),
    details=DETAILS,
    first_day=_first_of_the_month_to_tell,
    words=Words(
        name="kenaikan gaji berkala",
        lead="Setiap daftar menilai siapa yang kenaikan gaji berkalanya jatuh tempo pada atau sebelum tanggalnya.",
        day="Jatuh tempo sampai dengan",
        day_help="Surat KGB disampaikan dua bulan sebelum berlaku; karena itu tanggal pertama bulan itu ditawarkan.",
        change="Gaji pokok",
        earliest="TMT",
        download="Nominatif KGB",
    ),
)

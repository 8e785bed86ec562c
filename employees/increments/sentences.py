"""The facts of each rule of the salary step in words."""

from employees.due_lists.sentences import ratings, rupiah, service, status_and_standing
from employees.models import Employee
from simpeg.core.dates import in_words
from simpeg.law.engine import FAILED, UNKNOWN

BASES = {"KGB": "KGB terakhir", "GOL": "SK pangkat", "DATA": "data utama"}


def _due(row, state):
    if state == UNKNOWN:
        return "masa kerja golongan dan tanggalnya belum tercatat"
    stated = service(row["base_years"], row["base_months"])
    since = f"{BASES[row['base']]} {in_words(row['base_on'])} dengan masa kerja {stated}"
    word = "baru jatuh tempo" if state == FAILED else "jatuh tempo"
    return f"{since}; {word} {in_words(row['due_on'])} pada masa kerja {row['next_years']} tahun"


def _sanction(row, state):
    if state == UNKNOWN:
        return "ada hukuman disiplin yang tanggal selesainya belum tercatat"
    if row.get("delayed"):
        return f"jatuh tempo {in_words(row['due_on'])}, ditunda sampai {in_words(row['granted_on'])}"
    return "tidak ada hukuman yang menunda"


def _ratings(row, state):
    year = int(str(row["due_on"])[:4])
    one = row["status"] != Employee.Status.PPPK or (row["grade_code"] == "V" and row.get("first_step"))
    return ratings(row, (year - 1,) if one else (year - 1, year - 2))


def _top(row, state):
    if state == FAILED:
        return f"{rupiah(row['pay'])} ialah baris terakhir golongan {row['grade_code']}"
    return f"baris berikutnya {rupiah(row['pay_next'])} pada masa kerja {row['next_years']} tahun"


DETAILS = {
    "STATUS": status_and_standing,
    "BELUM": _due,
    "HUKDIS": _sanction,
    "KINERJA": _ratings,
    "PUNCAK": _top,
}

"""The facts of each rule of the Satyalancana in words."""

from employees.due_lists.sentences import status_and_standing
from simpeg.core.dates import in_words
from simpeg.law.engine import FAILED


def _service(row, state):
    since = f"dihitung sejak {in_words(row['counted_from'])}"
    return f"{since}; baru tercapai {in_words(row['first_on'])}" if state == FAILED else since


def _sanction(row, state):
    if state == FAILED:
        return f"hukuman disiplin sejak {in_words(row['punished_on'])}"
    return "tidak ada hukuman sedang atau berat"


def _unpaid(row, state):
    return f"CLTN sejak {in_words(row['unpaid_on'])}" if state == FAILED else "tidak ada CLTN"


def _owned(row, state):
    owned = ", ".join(row.get("owned") or [])
    if state == FAILED:
        return f"sudah memiliki {owned}"
    return f"sudah memiliki {owned}; diusulkan {row['kind']}" if owned else "belum memiliki satu pun"


DETAILS = {
    "STATUS": status_and_standing,
    "MASA": _service,
    "HUKDIS": _sanction,
    "CLTN": _unpaid,
    "SUDAH": _owned,
}

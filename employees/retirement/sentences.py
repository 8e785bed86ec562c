"""The facts of the rule of retirement in words."""

from simpeg.core.dates import in_words
from simpeg.law.engine import UNKNOWN


def _age(row, state):
    if state == UNKNOWN:
        return "jenjang atau eselon jabatannya belum tercatat, batas usianya tidak dapat ditentukan"
    return (
        f"lahir {in_words(row['birth_date'])}; batas usia {row['limit_age']} tahun ({row['limit_name']});"
        f" TMT {in_words(row['retires_on'])}"
    )


DETAILS = {"BELUM": _age}

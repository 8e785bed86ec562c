"""What the law makes of ratings: the matrix, the pattern of a unit, and the days of an objection."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from performance.models import Level, Predikat


def predikat_of(result, behaviour, law):
    """The predikat of two ratings (SIASN's ids): PermenPANRB 6/2022, the matrix."""
    return law["kinerja.matriks"][f"{int(result)}-{int(behaviour)}"]


def matrix_of(law):
    """The nine cells as rows `(result, [(behaviour, predikat)])`."""
    return [(row, [(column, Predikat(predikat_of(row, column, law))) for column in Level]) for row in Level]


def result_of_unit(achievement, law):
    """The rating that the head of a unit has for his results: what the unit achieved."""
    return law["kinerja.capaian_ke_hasil"][str(int(achievement))]


@dataclass(frozen=True)
class Judgement:
    """What the pattern says of a distribution: sentences, and whether signing asks for a reason."""

    deviations: Sequence[str]
    asks_reason: bool


def judge_pattern(counts, achievement, law):
    """How the numbers of the five predikat deviate from the pattern of what the unit achieved.

    `counts` are the numbers of people, Sangat Baik first. Below `kinerja.unit_kecil` people the bounds are rounded to
    people, half up, and nothing more than a warning is due.
    """
    people = sum(counts)
    if not people:
        return Judgement((), False)
    small = people < law["kinerja.unit_kecil"]
    rows = [row for row in law["kinerja.pola"] if row["capaian"] == str(int(achievement))]
    found = tuple(
        f"{row['kalimat']} {_now(counts, row, people)}" for row in rows if not _holds(counts, row, people, small)
    )
    return Judgement(found, bool(found) and not small)


def _holds(counts, row, people, small):
    number = _number(counts, row)
    if row["aturan"] == "TERBANYAK":
        return number == max(counts)
    if row["aturan"] == "ADA":
        # Somebody must be there where there is somebody else at all.
        return number > 0 or people == 1
    bound = Decimal(row["persen"]) * people / 100
    if small:
        bound = bound.quantize(Decimal(1), ROUND_HALF_UP)
    return number <= bound if row["aturan"] == "MAKS" else number >= bound


def _number(counts, row):
    return sum(counts[int(predikat) - 1] for predikat in row["predikat"])


def _now(counts, row, people):
    number = _number(counts, row)
    share = (Decimal(100) * number / people).quantize(Decimal("0.1"), ROUND_HALF_UP)
    return f"Sekarang {number} dari {people} pegawai ({str(share).replace('.', ',')}%)."

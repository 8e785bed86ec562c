"""What a criterion asks, in words, and what was found of it: met, not met, or not known."""

from employees.models import AnnualRating
from performance.models import RewardCriterion
from simpeg.law.models import SanctionKind

Code = RewardCriterion.Code
Severity = SanctionKind.Severity
SEVERITIES = {1: Severity.LIGHT, 2: Severity.MEDIUM, 3: Severity.HEAVY}
OPEN = "TERBUKA"
WORDS = {True: "Memenuhi", False: "Tidak memenuhi", None: "Belum diketahui"}


class RewardRefused(Exception):
    """It cannot be done so; the message is for people."""


def want(by, permission, sentence):
    """Raise RewardRefused with this sentence where the user has not the permission."""
    if not by.has_perm(permission):
        raise RewardRefused(sentence)


def sentence_of(criterion):
    """The condition as everybody reads it."""
    if criterion.code == Code.RATING:
        least = AnnualRating.Rating(criterion.value).label
        return f"Predikat kinerja paling rendah {least} setiap tahun dalam {criterion.years} tahun terakhir"
    if criterion.code == Code.CLEAN:
        return (
            f"Tidak menjalani hukuman disiplin tingkat {SEVERITIES[criterion.value].label.lower()}"
            f"{' atau lebih berat' if criterion.value < 3 else ''} dalam {criterion.years} tahun terakhir"
        )
    if criterion.code == Code.SERVICE:
        return f"Masa kerja paling sedikit {criterion.value} tahun"
    if criterion.code == Code.LEARNING:
        return f"Pelatihan paling sedikit {criterion.value} JP dalam {criterion.years} tahun terakhir"
    return criterion.words


def finding(place, code, asks, met, fact, weight=0):
    """One line of what was found; kept beside nominations and decisions."""
    return {"place": place, "code": code, "asks": asks, "met": met, "fact": fact, "weight": weight}


def by_majority(yes, no):
    """What the committee found of a criterion: as most of its members say; none or as many against: not known."""
    return None if yes == no else yes > no


def score_of(findings):
    """The sum of the weights that are met; what is not known adds nothing."""
    return sum(found["weight"] for found in findings if found["met"])


def shown_to_nominators(findings):
    """Without what only the committee may know: sanctions are nobody's business besides."""
    return [found for found in findings if found["code"] not in (Code.CLEAN, Code.JUDGED)]

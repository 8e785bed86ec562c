"""What the law asks of competence: the match of a person with a position, how long an assessment counts."""

from dataclasses import dataclass

from django.db import models

from simpeg.core.dates import years_after


class Match(models.TextChoices):
    """How a person fits his position; where not everything is assessed, nobody says."""

    OPTIMAL = "optimal", "Optimal"
    FAIR = "cukup", "Cukup optimal"
    POOR = "kurang", "Kurang optimal"
    PARTLY = "sebagian", "Dinilai sebagian"
    UNKNOWN = "belum", "Belum dinilai"
    NOTHING_ASKED = "tanpa", "Tanpa standar"


RATED = (Match.OPTIMAL, Match.FAIR, Match.POOR)


@dataclass(frozen=True)
class Score:
    """One person, or a post he does not hold yet, in numbers: what is asked, what is known of it, what is held."""

    asked: int  # competences
    assessed: int
    below: int
    required: int  # sums of levels, over what is assessed
    held: int  # never more than what is asked
    thresholds: tuple  # (optimal, cukup)

    @property
    def unknown(self):
        return self.asked - self.assessed

    @property
    def percent(self):
        """Job person match over what is assessed; None where nothing is: not assessed is not zero."""
        return 100 * self.held / self.required if self.required else None

    @property
    def category(self):
        if not self.asked:
            return Match.NOTHING_ASKED
        if not self.assessed:
            return Match.UNKNOWN
        return Match.PARTLY if self.unknown else self.so_far

    @property
    def so_far(self):
        """The category of what is assessed, however much that is; None where nothing is."""
        return match_of(self.percent, self.thresholds) if self.assessed else None


def thresholds_of(law):
    return law["kompetensi.jpm_optimal"], law["kompetensi.jpm_cukup"]


def match_of(percent, thresholds):
    """The category of a job person match: optimal from its threshold on, cukup optimal from the next."""
    optimal, fair = thresholds
    if percent >= optimal:
        return Match.OPTIMAL
    return Match.FAIR if percent >= fair else Match.POOR


def valid_until(assessed_on, law):
    """The first day on which an assessment of that day is history."""
    return years_after(assessed_on, law["kompetensi.berlaku_tahun"])


def usual_level(law, *, kind, echelon=None, tier=""):
    """The level that the law's list asks of such a position; None where the list does not say.

    A position of a known rank has the level of its rank; pelaksana have theirs; without a position nothing is asked.
    """
    usual = law["kompetensi.tingkat_lazim"]
    if kind == "1":
        return usual.get(str(echelon))
    if kind == "2":
        return usual.get(tier)
    return usual.get("PELAKSANA") if kind == "4" else None


def level_names(law):
    """{1: "Paham/dalam pengembangan", …}"""
    return {int(row["tingkat"]): row["nama"] for row in law["kompetensi.nama_tingkat"]}

"""What an index is made of and what would raise it, in words; the values are those of the law of its year."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.formats import number_format

from employees.models import AnnualRating
from simpeg.law.loader import GROUPS
from simpeg.law.models import SanctionKind
from training.models import IndexCategory, IndexStep, PositionGroup
from training.models.professionalism import STEP_COLUMNS

SEVERITIES = {1: SanctionKind.Severity.LIGHT, 2: SanctionKind.Severity.MEDIUM, 3: SanctionKind.Severity.HEAVY}
LEVELS = {"PKN1": "PKN Tingkat I", "PKN2": "PKN Tingkat II", "PKA": "PKA", "PKP": "PKP"}
VEILED = "rinciannya hanya terlihat oleh yang berwenang atas disiplin"
PART_LABELS = {
    "qualification": "Kualifikasi",
    "competence": "Kompetensi",
    "performance": "Kinerja",
    "discipline": "Disiplin",
}
BASES = ("kualifikasi", "pelatihan_jabatan", "teknis", "seminar", "kinerja", "disiplin")


@dataclass(frozen=True)
class Piece:
    """One thing that a part is made of: what was found, what it gives, and what it could give at most."""

    label: str
    found: str
    score: Decimal
    most: Decimal
    is_known: bool = True


@dataclass(frozen=True)
class Part:
    label: str
    score: Decimal
    most: Decimal
    pieces: list[Piece]

    @property
    def share(self):
        """Hundredths of what it could be."""
        return share(self.score, self.most)


@dataclass(frozen=True)
class Step:
    """Something that raises the index: what to do, how much it adds, and where the index stands then."""

    code: str
    words: str
    gain: Decimal
    total: Decimal
    category: str
    is_best: bool
    note: str = ""


def share(score, most):
    return round(100 * float(score) / float(most), 2) if most else 0


def most_of(values):
    """{part: the most that it can be}; every group of positions can reach the same."""
    return {
        "qualification": _largest(values["ip.kualifikasi"]),
        "competence": max(sum(_competence(group, values)) for group in PositionGroup.values),
        "performance": _largest(values["ip.kinerja"]),
        "discipline": _largest(values["ip.disiplin"]),
    }


def bases_of(law):
    """The articles by which the four parts are worth what they are."""
    return list(dict.fromkeys(law.basis[f"ip.{key}"] for key in BASES))


def parts_of(index, year, values, *, with_sanctions):
    """The four parts of an index (live or kept), each with what it is made of. `values`: {key: legal value}."""
    most, group = most_of(values), index.position_group
    training, technical, seminar = _competence(group, values)
    competence = []
    if training:
        competence.append(
            Piece(
                _training_label(index),
                _training_found(index),
                Decimal(0) if index.gain_training else training,
                training,
                group != PositionGroup.STRUCTURAL or bool(index.course_needed),
            )
        )
    competence += [
        Piece(
            "Pelatihan teknis",
            f"{index.technical_hours} dari {values['ip.teknis_jp']} JP {_span(year, values['ip.teknis_tahun'])}",
            Decimal(0) if index.gain_technical else technical,
            technical,
        ),
        Piece(
            "Seminar, lokakarya, kursus, magang",
            f"{index.seminars or 'belum ada'} {_span(year, values['ip.seminar_tahun'])}",
            Decimal(0) if index.gain_seminar else seminar,
            seminar,
        ),
    ]
    rated = year - values["ip.kinerja_tahun_lalu"]
    return [
        Part("Kualifikasi", index.qualification, most["qualification"], [
            Piece("Pendidikan tertinggi yang diakui", _education(index.education_rank), index.qualification,
                  most["qualification"], index.education_rank is not None),
        ]),
        Part("Kompetensi", index.competence, most["competence"], competence),
        Part("Kinerja", index.performance, most["performance"], [
            Piece(f"Predikat kinerja {rated}", _rating(index.rating), index.performance, most["performance"],
                  index.rating is not None),
        ]),
        Part("Disiplin", index.discipline, most["discipline"], [
            Piece("Hukuman disiplin", _sanction(index, year, values, with_sanctions), index.discipline,
                  most["discipline"]),
        ]),
    ]  # fmt: skip


def steps_of(index, year, values):
    """Everything that would raise an index, most first; of equal gains the easiest first, as it was judged."""
    found = []
    for code, column in STEP_COLUMNS.items():
        gain = getattr(index, column)
        if gain:
            total = index.total + gain
            found.append(
                Step(code.value, words_of(index, code, year, values), gain, total, category_of(total, values).label,
                     code == index.step, _note(code, year, values))
            )  # fmt: skip
    return sorted(found, key=lambda step: -step.gain)


def words_of(index, code, year, values):
    """What to do, for this person: `Pelatihan teknis 8 JP lagi`."""
    if code == IndexStep.SEMINAR:
        return "Satu seminar, lokakarya, kursus, atau magang"
    if code == IndexStep.TECHNICAL:
        lacking = values["ip.teknis_jp"] - index.technical_hours
        return f"Pelatihan teknis {lacking} JP{' lagi' if index.technical_hours else ''}"
    if code == IndexStep.TRAINING:
        if index.position_group == PositionGroup.FUNCTIONAL:
            return "Pelatihan fungsional sesuai jabatan"
        needed = LEVELS.get(index.course_needed)
        return f"Lulus {needed}" if needed else "Pelatihan kepemimpinan; lengkapi dahulu eselon jabatannya"
    if code == IndexStep.RATING:
        scores = {int(rating): score for rating, score in values["ip.kinerja"].items()}
        better = [rating for rating, score in scores.items() if score > scores[index.rating]]
        return f"Predikat {_rating(max(better))}" if better else "Predikat yang lebih baik"
    if code == IndexStep.EDUCATION:
        scores = values["ip.kualifikasi"]
        now = scores.get(GROUPS[index.education_rank - 1], 0)
        higher = [group for group in GROUPS if scores.get(group, 0) > now]
        return f"Ijazah {_level(higher[0])} yang diakui" if higher else "Ijazah yang lebih tinggi"
    return ""


def missing_of(index, year, values):
    """What is not on file and therefore gives nothing, as sentences with what it may give."""
    most, found = most_of(values), []
    if index.education_rank is None:
        found.append(f"Belum ada pendidikan yang diakui pada berkas: sampai +{points(most['qualification'])}.")
    if index.rating is None:
        rated = year - values["ip.kinerja_tahun_lalu"]
        found.append(f"Predikat kinerja {rated} belum ada pada berkas: sampai +{points(most['performance'])}.")
    if index.position_group == PositionGroup.STRUCTURAL and not index.course_needed:
        found.append("Eselon jabatan belum tercatat, sehingga pelatihan yang diminta belum diketahui.")
    return found


def category_of(total, values):
    bounds = values["ip.kategori"]
    return next(
        (code for code in IndexCategory if code.value in bounds and total > Decimal(str(bounds[code.value]))),
        IndexCategory.VERY_LOW,
    )


def points(score):
    """`22,5` and `15`: without idle zeros."""
    return number_format(score.normalize() if score != int(score) else int(score))


def _note(code, year, values):
    if code == IndexStep.RATING and values["ip.kinerja_tahun_lalu"]:
        return f"dinilai pada {year}, menaikkan IP ASN {year + values['ip.kinerja_tahun_lalu']}"
    return ""


def _competence(group, values):
    """(training for the position, technical training, seminar): what they are worth to a group of positions."""
    keys = ("pelatihan_jabatan", "teknis", "seminar")
    return [Decimal(str(values[f"ip.{key}"].get(group, 0))) for key in keys]


def _largest(scores):
    return max((Decimal(str(score)) for score in scores.values()), default=Decimal(0))


def _span(year, years):
    return f"selama {year}" if years == 1 else f"sejak 1 Januari {year - years + 1}"


def _education(rank):
    return _level(GROUPS[rank - 1]) if rank else "belum ada pada berkas"


def _level(group):
    return "SLTA atau D-I" if group == "SLTA" else group


def _rating(rating):
    return AnnualRating.Rating(rating).label if rating else "belum ada pada berkas"


def _training_label(index):
    if index.position_group == PositionGroup.FUNCTIONAL:
        return "Pelatihan fungsional"
    needed = LEVELS.get(index.course_needed)
    return f"Pelatihan kepemimpinan ({needed})" if needed else "Pelatihan kepemimpinan"


def _training_found(index):
    if index.trained:
        return "sudah"
    if index.position_group == PositionGroup.STRUCTURAL and not index.course_needed:
        return "eselon belum tercatat"
    return "belum"


def _sanction(index, year, values, with_sanctions):
    if not with_sanctions:
        return VEILED
    since = f"sejak 1 Januari {year - values['ip.disiplin_tahun'] + 1}"
    if not index.severity:
        return f"tidak ada {since}"
    return f"terberat {since}: {SEVERITIES[index.severity].label.lower()}"

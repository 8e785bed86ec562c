"""What a rule says of one person: a sentence for each failure, from the facts that were stored with the verdict."""

from decimal import Decimal

from django.utils.formats import number_format

from employees.models import AnnualRating, Employee, PromotionKind
from employees.promotion.rules import PROMOTION
from simpeg.core.dates import in_words
from simpeg.law.engine import FAILED, MET, UNKNOWN
from simpeg.law.models import Tier


def findings(row, *, with_sanctions=True):
    """Every rule asked of a judged row, in order: `{code, state, label, basis, detail}`.

    `row` holds `asked`, `failed`, `unknown` and the facts (as judged, or as stored with a verdict). Whoever may not see
    sanctions is told that one stands in the way, not until when.
    """
    for rule, state in PROMOTION.outcomes(row["asked"], row["failed"], row["unknown"]):
        say = DETAILS.get(rule.code)
        if rule.code == "HUKDIS" and state != MET and not with_sanctions:
            say = _veiled
        yield {
            "code": rule.code,
            "state": state,
            "label": rule.label,
            "basis": rule.basis,
            "detail": say(row, state) if say else "",
        }


def as_row(verdict):
    """A stored verdict in the shape of a judged row; its list is read for the day."""
    masks = {"asked": verdict.asked, "failed": verdict.failed, "unknown": verdict.unknown}
    return verdict.facts | masks | {"kind": verdict.kind, "day": verdict.list.day}


def failures(row, *, with_sanctions=True):
    """What stands in the way, in the shape of the due lists: `{code, missing, citation, detail}`."""
    return [
        {"code": f["code"], "missing": f["state"] == UNKNOWN, "citation": f["basis"], "detail": f["detail"]}
        for f in findings(row, with_sanctions=with_sanctions)
        if f["state"] in (FAILED, UNKNOWN)
    ]


def _status(row, state):
    return f"berstatus {Employee.Status(row['status']).label}"


def _standing(row, state):
    return f"kedudukan hukum {row['standing']} {Employee.Standing(row['standing']).label}"


def _sanction(row, state):
    if state == UNKNOWN:
        return "ada hukuman disiplin yang tanggal selesainya belum tercatat"
    if state == FAILED:
        return f"hukuman disiplin berjalan sampai {in_words(row['sanctioned_until'])}"
    return "tidak ada hukuman yang berjalan pada tanggal itu"


def _veiled(row, state):
    return "rinciannya hanya terlihat oleh yang berwenang atas disiplin"


def _range(row, state):
    if row["kind"] == PromotionKind.FUNCTIONAL:
        if state == UNKNOWN:
            return "jenjang jabatan fungsional belum tercatat"
        tier = Tier(row["tier"]).label
        if state == FAILED:
            return f"{row['grade_code']} tidak memiliki golongan berikutnya pada jenjang {tier}"
        return f"jenjang {tier}, golongan {row['grade_code']}"
    if state == UNKNOWN:
        return "eselon jabatan belum tercatat"
    return (
        f"eselon {row['echelon_name']}: {row['lowest_code']} sampai {row['highest_code']}; golongan {row['grade_code']}"
    )


def _time_in_grade(row, state):
    since = in_words(row["grade_service_since"])
    if state == FAILED:
        return f"dalam pangkat sejak {since}; masa yang disyaratkan baru tercapai {in_words(row['grade_reached_on'])}"
    return f"dalam pangkat sejak {since}"


def _time_in_position(row, state):
    since = in_words(row["inaugurated_on"])
    if state == FAILED:
        return f"dilantik {since}; masa yang disyaratkan baru tercapai {in_words(row['position_reached_on'])}"
    return f"dilantik {since}"


def _ratings(row, state):
    year = int(str(row["day"])[:4])
    backs = (1,) if row["kind"] == PromotionKind.DIPLOMA else (1, 2)
    known = {year - back: row.get(f"rating_{back}") for back in backs}
    return "; ".join(
        f"{y}: {AnnualRating.Rating(rating).label if rating else 'belum ada predikat'}" for y, rating in known.items()
    )


def _ceiling(row, state):
    if state == UNKNOWN:
        return "belum ada pendidikan yang diakui pada tanggal itu"
    return f"{row['diploma']}: sampai {row['ceiling_code']}; golongan tujuan {row['target_code']}"


def _superior(row, state):
    if state == UNKNOWN:
        return "atasan langsung tidak ditemukan"
    return f"atasan {row['superior_name']} bergolongan {row['superior_grade']}; golongan tujuan {row['target_code']}"


def _points(row, state):
    dated = f" (penetapan {in_words(row['points_on'])})" if row.get("points_on") else " (AK dasar)"
    sign = "kurang dari" if state == FAILED else "dari"
    return f"AK {_number(row['points'])}{dated} {sign} {_number(row['points_needed'])} yang disyaratkan"


def _tier(row, state):
    if row.get("tier_raised"):
        return f"sudah pada jenjang {Tier(row['tier']).label}"
    next_tier = Tier(row["next_tier"]).label
    if state == UNKNOWN:
        return "perangkat daerah pegawai belum tercatat, lowongan tidak dapat dilihat"
    if state == FAILED:
        return f"ada lowongan {next_tier}: lalui kenaikan jenjang (uji kompetensi) terlebih dahulu"
    return f"tidak ada lowongan {next_tier}; tetap pada jenjang {Tier(row['tier']).label}"


def _diploma_exam(row, state):
    return "belum ada UPKP pada tanggal itu" if state == FAILED else f"lulus {in_words(row['exam_diploma_on'])}"


def _duty(row, state):
    if state == UNKNOWN:
        return "jabatan atau pendidikan terendahnya tidak ada pada peta jabatan unit"
    if state == FAILED:
        return f"peta jabatan {row['map_title']} tidak mensyaratkan ijazah ini (terendah {row['map_education']})"
    return f"{row['map_title']}: pendidikan terendah {row['map_education']}"


def _exam(number):
    def say(row, state):
        passed = row.get(f"exam_{number}_on")
        if passed:
            return f"lulus {in_words(passed)}"
        if state == UNKNOWN:
            return "belum ada ujian dinas, pelatihan, atau pendidikan yang diakui pada tanggal itu"
        if state == FAILED:
            return "belum lulus dan tidak ada pelatihan atau pendidikan yang membebaskan"
        return f"dibebaskan: {', '.join([*(row.get('leadership') or []), row.get('diploma') or ''])}".rstrip(", ")

    return say


def _number(value):
    value = Decimal(str(value)).normalize()
    return number_format(value if value != value.to_integral() else value.to_integral())


DETAILS = {
    "PERIODE": lambda row, state: f"TMT {in_words(row['day'])}",
    "STATUS": _status,
    "KEDHUK": _standing,
    "HUKDIS": _sanction,
    "PUNCAK": lambda row, state: f"golongan {row['grade_code']}",
    "JENJANG": _range,
    "MASA": _time_in_grade,
    "MASA_JAB": _time_in_position,
    "KINERJA": _ratings,
    "PENDIDIKAN": _ceiling,
    "ATASAN": _superior,
    "AK": _points,
    "KJ": _tier,
    "UPKP": _diploma_exam,
    "TUGAS": _duty,
    "UD1": _exam(1),
    "UD2": _exam(2),
}

"""The facts of each promotion rule in words."""

from decimal import Decimal

from django.utils.formats import number_format

from employees.due_lists.sentences import ratings, standing, status
from employees.models import PromotionKind
from simpeg.core.dates import in_words
from simpeg.law.engine import FAILED, UNKNOWN
from simpeg.law.models import Tier


def _sanction(row, state):
    if state == UNKNOWN:
        return "ada hukuman disiplin yang tanggal selesainya belum tercatat"
    if state == FAILED:
        return f"hukuman disiplin berjalan sampai {in_words(row['sanctioned_until'])}"
    return "tidak ada hukuman yang berjalan pada tanggal itu"


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
    years = (year - 1,) if row["kind"] == PromotionKind.DIPLOMA else (year - 1, year - 2)
    return ratings(row, years)


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
    "STATUS": status,
    "KEDHUK": standing,
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

"""The list of kenaikan pangkat."""

from employees.due_lists.kind import DueListKind, Words
from employees.models import DueSubject, PromotionKind, fact_shape
from employees.promotion.queries import OPEN_ON, PLACES, promotion_facts
from employees.promotion.rules import PROMOTION
from employees.promotion.sentences import DETAILS
from simpeg.law.models import PromotionPeriod


def _grades(row):
    return row["grade_code"], row.get("target_code")


def _next_period(today):
    return PromotionPeriod.objects.filter(closes_on__gte=today).values_list("day", flat=True).first() or today


PROMOTIONS = DueListKind(
    subject=DueSubject.PROMOTION,
    kinds=PromotionKind,
    rules=PROMOTION,
    topics=("kp", "kedudukan"),
    facts=promotion_facts,
    places=PLACES,
    shape=fact_shape.PROMOTION,
    earliest=f"CASE WHEN time_mends THEN {OPEN_ON} END",
    ends=_grades,
    change=_grades,
    details=DETAILS,
    first_day=_next_period,
    words=Words(
        name="kenaikan pangkat",
        lead="Setiap daftar menilai semua pegawai menurut peraturan pada TMT-nya.",
        day="Periode (TMT)",
        day_help="Peraturan yang dipakai ialah yang berlaku pada tanggal ini.",
        change="Golongan",
        earliest="paling cepat",
        download="Usul nominatif",
    ),
)

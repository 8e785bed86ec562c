"""Kenaikan pangkat: one function per condition, in the order of the decision table.

The docstring is what people read. A condition speaks of the columns of `PromotionFacts` and of the thresholds that
`employees.promotion.queries` adds. Rules are never edited away: a rule that ends gets `until`.
"""

from django.db.models import BooleanField, Case, F, Q, Value, When

from employees.models import Employee
from simpeg.law.engine import RuleSet

PROMOTION = RuleSet("Kenaikan pangkat")

PP_99 = "PP 99/2000 jo. PP 12/2002"
FUNCTIONAL = "PermenPANRB 1/2023; Peraturan BKN 3/2023"
BEGINNING = "2000-11-17"

# What the facts say of the road and of status, once for everybody in the same place.
REGULAR_ROAD = Q(regular=True)
STRUCTURAL_ROAD = Q(structural=True)
FUNCTIONAL_ROAD = Q(functional=True)
DIPLOMA_ROAD = Q(by_diploma=True)
# PPPK have no promotion: beside their status only the period and sanctions are looked at.
NOT_PPPK = Q(civil_servant=True)
ONE_BELOW_THE_RANGE = Q(one_below=True)
ASKED_OF_TIME = Q(time_counts=True)
KNOWN_STEP = Q(has_next_step=True)


def _three_valued(*whens, default):
    return Case(*whens, default=default, output_field=BooleanField(null=True))


@PROMOTION.rule("PERIODE", basis="Peraturan BKN 4/2025; Peraturan BKN 4/2023 Pasal 2", since=BEGINNING, by_time=True)
def on_a_promotion_day(law):
    """Tanggal yang ditanyakan adalah periode kenaikan pangkat."""
    is_period = law.day.day == 1 and law.day.month in law["kp.bulan_periode"]
    return Value(is_period, output_field=BooleanField(null=True))


@PROMOTION.rule("STATUS", basis=PP_99, since=BEGINNING)
def is_pns(law):
    """Berstatus PNS; CPNS dan PPPK tidak memiliki kenaikan pangkat."""
    return Q(status=Employee.Status.PNS)


@PROMOTION.rule("KEDHUK", basis=f"{PP_99}; PP 11/2017", since=BEGINNING, asked=lambda law: NOT_PPPK)
def in_good_standing(law):
    """Kedudukan hukum bukan CLTN, pemberhentian sementara, atau penerima uang tunggu."""
    return _three_valued(When(standing__in=law["kedudukan.ditangguhkan"], then=False), default=True)


@PROMOTION.rule("HUKDIS", basis="PP 94/2021; Peraturan BKN 6/2022 Pasal 55", since=BEGINNING, by_time=True)
def serves_no_sanction(law):
    """Tidak sedang menjalani hukuman disiplin tingkat sedang atau berat pada TMT."""
    return _three_valued(
        When(sanctioned=True, then=False),
        When(sanctioned_open=True, then=None),  # no end on file: it may be over, nobody wrote it down
        default=True,
    )


@PROMOTION.rule("PUNCAK", basis=PP_99, since=BEGINNING, asked=lambda law: NOT_PPPK)
def has_a_higher_grade(law):
    """Masih ada golongan ruang yang lebih tinggi."""
    return _three_valued(When(target__isnull=False, then=True), default=False)


@PROMOTION.rule(
    "JENJANG",
    basis=f"{PP_99} Pasal 11 dan 13; PP 100/2000 jo. PP 13/2002 Lampiran; PermenPANRB 1/2023",
    since=BEGINNING,
    asked=lambda law: NOT_PPPK & (STRUCTURAL_ROAD | FUNCTIONAL_ROAD),
)
def within_the_range_of_the_position(law):
    """Golongan sesuai dengan jenjang pangkat jabatan yang dipegang."""
    return _three_valued(
        When(FUNCTIONAL_ROAD & Q(tier=""), then=None),
        When(FUNCTIONAL_ROAD, then=F("has_next_step")),
        When(lowest_level__isnull=True, then=None),  # echelon not on file
        When(grade_level__lt=F("lowest_level") - 1, then=False),
        When(target_level__gt=F("highest_level"), then=False),
        default=True,
    )


@PROMOTION.rule(
    "MASA",
    basis=f"{PP_99} Pasal 7, 11, 13, 18",
    since=BEGINNING,
    by_time=True,
    asked=lambda law: ASKED_OF_TIME,
)
def long_enough_in_grade(law):
    """Cukup lama dalam pangkat terakhir."""
    return Q(grade_reached_on__lte=law.day)


@PROMOTION.rule(
    "MASA_JAB",
    basis=f"{PP_99} Pasal 10–11",
    since=BEGINNING,
    by_time=True,
    asked=lambda law: NOT_PPPK & ONE_BELOW_THE_RANGE,
)
def long_enough_in_position(law):
    """Cukup lama dalam jabatan sejak pelantikan, atau sudah cukup lama dalam pangkat ketika dilantik."""
    return Q(position_reached_on__lte=law.day)


@PROMOTION.rule("KINERJA", basis=f"{PP_99} Pasal 7, 11, 13, 18", since=BEGINNING, asked=lambda law: NOT_PPPK)
def rated_good(law):
    """Predikat kinerja setidaknya Baik dalam tahun-tahun yang diperhitungkan."""
    least = law["kp.predikat_terendah"]
    general = [f"rating_{back}" for back in range(1, law["kp.tahun_kinerja"] + 1)]
    diploma = [f"rating_{back}" for back in range(1, law["kp.tahun_kinerja_penyesuaian"] + 1)]
    return _three_valued(
        When(DIPLOMA_ROAD & _any(diploma, gt=least), then=False),
        When(DIPLOMA_ROAD & _all(diploma, lte=least), then=True),
        When(DIPLOMA_ROAD, then=None),
        When(_any(general, gt=least), then=False),  # a known bad year decides, whatever the other year says
        When(_all(general, lte=least), then=True),
        default=None,
    )


@PROMOTION.rule(
    "PENDIDIKAN",
    basis=f"{PP_99} Pasal 8",
    since=BEGINNING,
    asked=lambda law: NOT_PPPK & REGULAR_ROAD & Q(target__isnull=False),
)
def within_the_ceiling_of_education(law):
    """Golongan tujuan tidak melampaui batas menurut pendidikan yang diakui."""
    return Q(ceiling_level__gte=F("target_level"))


@PROMOTION.rule(
    "ATASAN",
    basis="PP 99/2000 Pasal 6",
    since=BEGINNING,
    until="2025-05-20",  # lifted by Peraturan BKN 2/2025
    asked=lambda law: NOT_PPPK & REGULAR_ROAD & Q(target__isnull=False),
)
def not_above_superior(law):
    """Golongan tujuan tidak melampaui golongan atasan langsung."""
    return Q(superior_level__gte=F("target_level"))


@PROMOTION.rule("AK", basis=FUNCTIONAL, since=BEGINNING, asked=lambda law: NOT_PPPK & KNOWN_STEP)
def enough_credit_points(law):
    """Angka kredit kumulatif mencukupi."""
    return Q(points__gte=F("points_needed"))


@PROMOTION.rule(
    "KJ",
    basis="PermenPANRB 1/2023",
    since=BEGINNING,
    asked=lambda law: NOT_PPPK & KNOWN_STEP & (Q(crosses=True) | Q(tier_raised=True)),
)
def tier_raised_or_no_vacancy(law):
    """Kenaikan jenjang sudah dilalui, atau tidak ada lowongan pada jenjang berikutnya."""
    return _three_valued(
        When(tier_raised=True, then=True),
        When(opd__isnull=True, then=None),
        When(vacant=True, then=False),
        default=Value(law["kp.tanpa_lowongan"]),
    )


@PROMOTION.rule("UPKP", basis=f"{PP_99} Pasal 18", since=BEGINNING, asked=lambda law: DIPLOMA_ROAD)
def passed_the_diploma_exam(law):
    """Lulus Ujian Penyesuaian Kenaikan Pangkat (UPKP)."""
    return Q(exam_diploma_on__isnull=False)


@PROMOTION.rule("TUGAS", basis=f"{PP_99} Pasal 18", since=BEGINNING, asked=lambda law: DIPLOMA_ROAD)
def duty_needs_the_diploma(law):
    """Tugas jabatan memerlukan ijazah yang diperoleh."""
    return Q(map_matches=True)


def _exam_rule(law, number, exam):
    """Passed, exempt by training or education, unknown while no education is on file, else not met."""
    return _three_valued(
        When(Q(**{f"{exam}__isnull": False}), then=True),
        When(leadership__overlap=law[f"kp.ujian_dinas_{number}_pelatihan"], then=True),
        When(education_groups__overlap=law[f"kp.ujian_dinas_{number}_pendidikan"], then=True),
        When(diplomas=0, then=None),
        default=False,
    )


@PROMOTION.rule(
    "UD1",
    basis=f"{PP_99} Pasal 33",
    since=BEGINNING,
    asked=lambda law: NOT_PPPK & (REGULAR_ROAD | STRUCTURAL_ROAD) & Q(grade_code=law["kp.ujian_dinas_1_dari"]),
)
def passed_first_service_exam(law):
    """Lulus Ujian Dinas Tingkat I, atau dibebaskan darinya."""
    return _exam_rule(law, 1, "exam_1_on")


@PROMOTION.rule(
    "UD2",
    basis=f"{PP_99} Pasal 33",
    since=BEGINNING,
    asked=lambda law: NOT_PPPK & (REGULAR_ROAD | STRUCTURAL_ROAD) & Q(grade_code=law["kp.ujian_dinas_2_dari"]),
)
def passed_second_service_exam(law):
    """Lulus Ujian Dinas Tingkat II, atau dibebaskan darinya."""
    return _exam_rule(law, 2, "exam_2_on")


def _any(names, **lookup):
    ((operator, value),) = lookup.items()
    condition = Q()
    for name in names:
        condition |= Q(**{f"{name}__{operator}": value})
    return condition


def _all(names, **lookup):
    ((operator, value),) = lookup.items()
    return Q(**{f"{name}__{operator}": value for name in names})

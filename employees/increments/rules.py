"""Kenaikan gaji berkala: one function per condition, in the order of the decision table.

The docstring is what people read. A condition speaks of the columns of `IncrementFacts` and of what
`employees.increments.queries` adds. Rules are never edited away: a rule that ends gets `until`.
"""

from django.db.models import BooleanField, Case, Q, Value, When

from employees.models import Employee
from simpeg.law.engine import RuleSet

INCREMENT = RuleSet("Kenaikan gaji berkala")

PP_7 = "PP 7/1977 Pasal 11–13"
PP_7_PPPK = f"{PP_7}; PermenPANRB 7/2023"
BEGINNING = "1977-03-01"

HAS_STEPS = ~Q(status=Employee.Status.PPPK_PART_TIME)
TOP_ROW = Q(base_on__isnull=False, next_years__isnull=True)
PPPK = Q(status=Employee.Status.PPPK)


def _three_valued(*whens, default):
    return Case(*whens, default=default, output_field=BooleanField(null=True))


def has_fallen_due(law):
    """What bars a step is asked only once it is due: years still to be rated are nobody's fault."""
    return Q(due_on__lte=law.day)


@INCREMENT.rule("STATUS", basis="PP 7/1977; PP 11/2017; PermenPANRB 7/2023", since=BEGINNING)
def receives_steps(law):
    """Berstatus PNS atau PPPK (bukan CPNS atau paruh waktu) dengan kedudukan hukum yang tidak ditangguhkan."""
    return _three_valued(
        When(status__in=[Employee.Status.CPNS, Employee.Status.PPPK_PART_TIME], then=False),
        When(standing__in=law["kedudukan.ditangguhkan"], then=False),
        default=True,
    )


@INCREMENT.rule("BELUM", basis=PP_7, since=BEGINNING, by_time=True, asked=lambda law: HAS_STEPS & ~TOP_ROW)
def is_due(law):
    """Masa kerja golongan sudah mencapai baris berikutnya pada daftar gaji pokok."""
    return Q(due_on__lte=law.day)


@INCREMENT.rule(
    "HUKDIS",
    basis="PP 94/2021; Peraturan BKN 6/2022 Pasal 55",
    since=BEGINNING,
    by_time=True,
    asked=lambda law: HAS_STEPS & has_fallen_due(law),
)
def no_sanction_delays_it(law):
    """Tidak ditunda oleh hukuman disiplin yang dijalani pada hari jatuh tempo."""
    return Q(granted_on__lte=law.day)


@INCREMENT.rule("KINERJA", basis=PP_7_PPPK, since=BEGINNING, asked=lambda law: HAS_STEPS & has_fallen_due(law))
def rated_well_enough(law):
    """Predikat kinerja mencukupi dalam tahun-tahun sebelum jatuh tempo."""
    first_year_only = Q(grade_code__in=law["kgb.pppk_langkah_pertama_setahun"], first_step=True)
    pns, pppk = law["kgb.predikat_terendah_pns"], law["kgb.predikat_terendah_pppk"]
    one, years = (
        ["rating_1"],
        {
            "pns": [f"rating_{back}" for back in range(1, law["kgb.tahun_kinerja_pns"] + 1)],
            "pppk": [f"rating_{back}" for back in range(1, law["kgb.tahun_kinerja_pppk"] + 1)],
        },
    )
    return _three_valued(
        *_rated(PPPK & first_year_only, one, pppk),
        *_rated(PPPK, years["pppk"], pppk),
        *_rated(~PPPK, years["pns"], pns),
        default=None,
    )


@INCREMENT.rule("PUNCAK", basis="PP 7/1977 Lampiran; PP 5/2024; Perpres 11/2024", since=BEGINNING,
                asked=lambda law: HAS_STEPS & Q(base_on__isnull=False))  # fmt: skip
def has_a_next_row(law):
    """Masih ada baris gaji pokok berikutnya dalam golongannya."""
    return _three_valued(When(next_years__isnull=False, then=True), default=Value(False))


def _rated(whom, years, least):
    """A known bad year decides, whatever the other years say; a missing one leaves it open."""
    bad, good = Q(), Q()
    for year in years:
        bad |= Q(**{f"{year}__gt": least})
        good &= Q(**{f"{year}__lte": least})
    return When(whom & bad, then=False), When(whom & good, then=True), When(whom, then=None)

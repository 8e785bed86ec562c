"""The columns that BKN's proposal of promotions (usul nominatif) asks for, from what was judged."""

import re
from datetime import date

from employees.models import AnnualRating, PromotionKind
from employees.privacy import shown
from simpeg.law.models import Grade, SalaryStep
from simpeg.reports.workbook import Column

COLUMNS = [
    Column("NIP", 21),
    Column("Nama", 34),
    Column("Tempat lahir", 18),
    Column("Tanggal lahir", 13, "date"),
    Column("Pendidikan", 30),
    Column("Pangkat/gol. lama", 26),
    Column("TMT lama", 12, "date"),
    Column("MK lama (tahun)", 9, "number"),
    Column("MK lama (bulan)", 9, "number"),
    Column("Gaji pokok lama", 14, "rupiah"),
    Column("Pangkat/gol. baru", 26),
    Column("TMT baru", 12, "date"),
    Column("MK baru (tahun)", 9, "number"),
    Column("MK baru (bulan)", 9, "number"),
    Column("Gaji pokok baru", 14, "rupiah"),
    Column("Jabatan", 34),
    Column("Unit kerja", 34),
    Column("Jenis KP", 20),
    Column("Angka kredit", 11, "number"),
    Column("Predikat N-1", 16),
    Column("Predikat N-2", 16),
    Column("Hasil", 8),
    Column("Paling cepat", 13, "date"),
    Column("Keterangan", 70),
]


def cells(kept, user):
    """The function that gives the cells of a verdict's row, without its number."""
    grades = Grade.objects.in_bulk()
    pay = _pay_table(kept.day)
    deductions = kept.law["kp.potongan_mk_ke_golongan"]["value"]

    def row(verdict, reasons):
        facts, person = verdict.facts, verdict.employee
        old, new = grades[verdict.grade_id], grades.get(verdict.target_id)
        service = (facts["service_years"], facts.get("service_months", 0)) if "service_years" in facts else None
        later = new and service and service_at(facts, kept.day, old, new, deductions)
        return [
            verdict.nip,
            person.full_name,
            shown(user, person, "birth_place", person.birth_place),
            shown(user, person, "birth_date", person.birth_date),
            facts.get("diploma", ""),
            str(old),
            date.fromisoformat(facts["grade_since"]),
            *(service or (None, None)),
            service and _pay(pay, old.pk, service[0]),
            str(new) if new else "",
            kept.day if new else None,
            *(later or (None, None)),
            later and _pay(pay, new.pk, later[0]),
            facts["position_title"],
            verdict.unit.name if verdict.unit else "",
            PromotionKind(verdict.kind).label,
            facts.get("points"),
            _rating(facts.get("rating_1")),
            _rating(facts.get("rating_2")),
            verdict.verdict,
            verdict.earliest,
            reasons,
        ]

    return row


def service_at(facts, day, old, new, deductions):
    """Length of service (years, months) in terms of the new grade on the day it is given.

    The service at the present grade's TMT runs on, less the months of unpaid leave since; entering golongan II or III
    takes off the years that the salary tables differ by (PP 7/1977). Never below zero.
    """
    since = date.fromisoformat(facts["grade_since"])
    months = facts["service_years"] * 12 + facts.get("service_months", 0) + months_between(since, day)
    months -= sum(
        months_between(max(start, since), min(end, day), started=True)
        for start, end in _spans(facts.get("unpaid", ""))
        if end > since and start < day
    )
    groups = ["I", "II", "III", "IV"]
    before, after = (groups.index(grade.code.split("/")[0]) for grade in (old, new))
    months -= 12 * sum(deductions.get(group, 0) for group in groups[before + 1 : after + 1])
    return divmod(max(months, 0), 12)


def months_between(start, end, *, started=False):
    """Full months from `start` to `end` (exclusive); with `started`, a begun month counts as one."""
    months = (end.year - start.year) * 12 + end.month - start.month
    rest = end.day - start.day
    return months + (rest > 0 if started else 0) - (rest < 0 and not started)


def _spans(multirange):
    """The (start, end) pairs of a datemultirange's text, the end exclusive."""
    days = [date.fromisoformat(text) for text in re.findall(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", multirange)]
    return list(zip(days[::2], days[1::2], strict=True))


def _pay_table(day):
    table = {}
    for grade, years, rupiah in SalaryStep.objects.filter(in_force__contains=day).values_list(
        "grade", "years", "rupiah"
    ):
        table.setdefault(grade, []).append((years, rupiah))
    return {grade: sorted(steps) for grade, steps in table.items()}


def _pay(table, grade, years):
    """The row with the most years not above `years`, else the first row; None where no table is in force."""
    steps = table.get(grade)
    if not steps:
        return None
    return next((rupiah for least, rupiah in reversed(steps) if least <= years), steps[0][1])


def _rating(value):
    return AnnualRating.Rating(value).label if value else ""

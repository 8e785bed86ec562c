"""The columns that BKN's proposal of promotions (usul nominatif) asks for, from what was judged."""

from datetime import date

from employees.models import AnnualRating, PromotionKind
from employees.privacy import shown
from employees.promotion.pay import pay_of, pay_table, service_at
from simpeg.law.models import Grade
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
    pay = pay_table(kept.day)
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
            service and pay_of(pay, old.pk, service[0]),
            str(new) if new else "",
            kept.day if new else None,
            *(later or (None, None)),
            later and pay_of(pay, new.pk, later[0]),
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


def _rating(value):
    return AnnualRating.Rating(value).label if value else ""

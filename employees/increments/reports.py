"""The nominatif of salary steps: who, from which decree on, from what pay to what."""

from employees.due_lists.sentences import as_date
from simpeg.reports.workbook import Column

COLUMNS = [
    Column("NIP", 21),
    Column("Nama", 34),
    Column("Pangkat/gol.", 26),
    Column("Jabatan", 34),
    Column("Unit kerja", 34),
    Column("SK dasar", 24),
    Column("TMT dasar", 12, "date"),
    Column("MK lama (tahun)", 9, "number"),
    Column("MK lama (bulan)", 9, "number"),
    Column("Gaji pokok lama", 14, "rupiah"),
    Column("MK baru (tahun)", 9, "number"),
    Column("Gaji pokok baru", 14, "rupiah"),
    Column("Jatuh tempo", 13, "date"),
    Column("TMT KGB", 13, "date"),
    Column("Hasil", 8),
    Column("Keterangan", 70),
]


def cells(kept, user):
    """The function that gives the cells of a verdict's row, without its number."""

    def row(verdict, reasons):
        facts = verdict.facts
        return [
            verdict.nip,
            verdict.employee.full_name,
            str(verdict.grade),
            facts["position_title"],
            verdict.unit.name if verdict.unit else "",
            facts.get("base_decree", ""),
            as_date(facts.get("base_on")),
            facts.get("base_years"),
            facts.get("base_months"),
            facts.get("pay"),
            facts.get("next_years"),
            facts.get("pay_next"),
            as_date(facts.get("due_on")),
            verdict.earliest,
            verdict.verdict,
            reasons,
        ]

    return row

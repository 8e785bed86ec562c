"""The nominatif of retirements: who, from which post, and when."""

from employees.due_lists.sentences import as_date
from employees.privacy import shown
from simpeg.core.dates import months_after
from simpeg.reports.workbook import Column

COLUMNS = [
    Column("NIP", 21),
    Column("Nama", 34),
    Column("Tanggal lahir", 13, "date"),
    Column("Pangkat/gol.", 26),
    Column("Jabatan", 34),
    Column("Unit kerja", 34),
    Column("TMT CPNS", 13, "date"),
    Column("Jenis batas usia", 34),
    Column("BUP (tahun)", 9, "number"),
    Column("TMT pensiun", 13, "date"),
    Column("Usul paling lambat dimulai", 13, "date"),
    Column("Hasil", 8),
    Column("Keterangan", 70),
]


def cells(kept, user):
    """The function that gives the cells of a verdict's row, without its number."""
    ahead = kept.law["pensiun.usul_bulan_sebelum"]["value"]

    def row(verdict, reasons):
        facts, person = verdict.facts, verdict.employee
        return [
            verdict.nip,
            person.full_name,
            shown(user, person, "birth_date", person.birth_date),
            str(verdict.grade),
            facts["position_title"],
            verdict.unit.name if verdict.unit else "",
            as_date(facts["cpns_since"]),
            facts.get("limit_name", ""),
            facts.get("limit_age"),
            verdict.earliest,
            verdict.earliest and months_after(verdict.earliest, -ahead),
            verdict.verdict,
            reasons,
        ]

    return row

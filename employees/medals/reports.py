"""The nominatif of the Satyalancana: who, since when in service, which medal."""

from employees.due_lists.sentences import as_date
from employees.models import MedalKind
from simpeg.reports.workbook import Column

COLUMNS = [
    Column("NIP", 21),
    Column("Nama", 34),
    Column("Pangkat/gol.", 26),
    Column("Jabatan", 34),
    Column("Unit kerja", 34),
    Column("TMT CPNS", 13, "date"),
    Column("Dihitung sejak", 13, "date"),
    Column("Sudah dimiliki", 16),
    Column("Diusulkan", 36),
    Column("Hasil", 8),
    Column("Paling cepat", 13, "date"),
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
            as_date(facts["cpns_since"]),
            as_date(facts["counted_from"]),
            ", ".join(facts.get("owned") or []),
            MedalKind(verdict.kind).label,
            verdict.verdict,
            verdict.earliest,
            reasons,
        ]

    return row

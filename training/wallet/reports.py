"""The wallets of a year as Excel: whom the page lists, with the hours of each."""

from datetime import date
from functools import partial

from employees.models import EmployeeState
from simpeg.core.dates import in_words
from simpeg.law.engine import Law
from simpeg.reports.long_tables import keep_long_table
from simpeg.reports.workbook import Column
from training.wallet.filters import WalletFilter
from training.wallet.queries import ORDER, wallets, with_hours

COLUMNS = [
    Column("No", 6, "number"),
    Column("NIP", 21),
    Column("Nama", 34),
    Column("Status", 12),
    Column("Golongan", 10),
    Column("Jabatan", 40),
    Column("Unit kerja", 40),
    Column("Perangkat daerah", 40),
    Column("JP selesai", 11, "number"),
    Column("JP diakui", 11, "number"),
    Column("JP direncanakan", 15, "number"),
    Column("Kurang hari ini", 14, "number"),
    Column("Kurang sesudah rencana", 20, "number"),
]


def export(job):
    """Write the list that the asker may see and had filtered as the job's file."""
    user, params = job.requested_by, job.params
    day, year = date.fromisoformat(params["day"]), params["year"]
    law = Law.on(day)
    asked = WalletFilter(params["filters"], queryset=wallets(user, year, law), user=user)
    keep_long_table(
        job,
        found=asked.qs.order_by(*ORDER),
        person="employee",
        what=f"Unduh JP pegawai {year}. {params['reason']}".strip(),
        title=f"JP pegawai {year} per {in_words(day)}",
        notes=[
            f"PNS paling sedikit {law['pelatihan.jp_paling_sedikit']} JP ({law.basis['pelatihan.jp_paling_sedikit']});"
            f" PPPK diakui paling banyak {law['pelatihan.jp_paling_banyak_pppk']} JP"
            f" ({law.basis['pelatihan.jp_paling_banyak_pppk']})"
        ],
        columns=COLUMNS,
        rows=partial(_rows, year, law),
        name=f"jp-pegawai-{year}.xlsx",
    )


def _rows(year, law, ids):
    people = with_hours(EmployeeState.objects.filter(pk__in=ids), year, law)
    for row in people.select_related("employee", "grade", "unit__opd"):
        yield (
            row.pk,
            [
                row.nip,
                row.employee.full_name,
                row.get_status_display(),
                row.grade.code,
                row.position_title or "Tanpa jabatan",
                row.unit.name if row.unit else "Tanpa unit",
                row.unit.opd.name if row.unit and row.unit.opd else "",
                row.done,
                row.recognised,
                row.planned,
                row.short,
                row.missing,
            ],
        )

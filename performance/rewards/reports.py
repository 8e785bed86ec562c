"""Those who performed well and got nothing, as Excel: whom the page lists, each with its grounds."""

from datetime import date
from functools import partial

from employees.models import EmployeeState
from performance.rewards.filters import OverlookedFilter
from performance.rewards.overlooked import (
    ORDER,
    award_in_words,
    overlooked,
    ratings_in_words,
    seen_by,
    span_of,
    with_grounds,
)
from simpeg.core.dates import in_words
from simpeg.law.engine import Law
from simpeg.reports.long_tables import keep_long_table
from simpeg.reports.workbook import Column

COLUMNS = [
    Column("No", 6, "number"),
    Column("NIP", 21),
    Column("Nama", 34),
    Column("Golongan", 10),
    Column("Jabatan", 40),
    Column("Unit kerja", 40),
    Column("Perangkat daerah", 40),
    Column("Predikat", 36),
    Column("Kenaikan pangkat terakhir", 16, "date"),
    Column("Penghargaan terakhir", 34),
    Column("Tanggal penghargaan", 14, "date"),
    Column("Pelatihan terakhir", 40),
    Column("JP", 7, "number"),
    Column("Selesai pelatihan", 14, "date"),
]


def export(job):
    """Write the list that the asker may see and had filtered as the job's file."""
    user, params = job.requested_by, job.params
    day = date.fromisoformat(params["day"])
    law = Law.on(day)
    years, since = span_of(law)
    asked = OverlookedFilter(params["filters"], queryset=overlooked(seen_by(user, day), law), user=user)
    keep_long_table(
        job,
        found=asked.qs.order_by(*ORDER),
        person="employee",
        what=f"Unduh daftar berkinerja baik yang belum dihargai. {params['reason']}".strip(),
        title=f"Berkinerja baik dan belum dihargai per {in_words(day)}",
        notes=[
            f"Predikat baik pada {', '.join(map(str, years))}; sejak {in_words(since)} tanpa penghargaan, kenaikan"
            " pangkat, jabatan lebih tinggi, atau pelatihan"
        ],
        columns=COLUMNS,
        rows=partial(_rows, law),
        name=f"belum-dihargai-{day:%Y-%m-%d}.xlsx",
    )


def _rows(law, ids):
    for row in with_grounds(EmployeeState.objects.filter(pk__in=ids), law):
        yield (
            row.pk,
            [
                row.nip,
                row.employee.full_name,
                row.grade.code,
                row.position_title or "Tanpa jabatan",
                row.unit.name if row.unit else "Tanpa unit",
                row.unit.opd.name if row.unit and row.unit.opd else "",
                ratings_in_words(row),
                row.promoted_on,
                award_in_words(row),
                row.awarded_on,
                row.training or "",
                row.training_hours,
                row.trained_on,
            ],
        )

"""The work list as Excel, for officers who hand it on: one row a breach, with what the file says and what to do."""

import tempfile

from django.utils import timezone

from employees.quality.desk import items_of, with_details
from employees.quality.filters import ItemFilter
from employees.quality.indicators import GROUPS
from simpeg.core.dates import in_words
from simpeg.jobs.services import keep_file, progress
from simpeg.reports.workbook import Column, write_table

CHUNK = 500
COLUMNS = [
    Column("No", 6, "number"),
    Column("NIP", 21),
    Column("Nama", 34),
    Column("Unit kerja", 36),
    Column("Indikator", 13),
    Column("Pelanggaran", 32),
    Column("Kelompok", 17),
    Column("Menurut berkas", 60),
    Column("Yang perlu dilakukan", 50),
    Column("Penanggung jawab", 18),
    Column("Keadaan", 14),
    Column("Pertama terlihat", 14, "date"),
    Column("Tenggat", 13, "date"),
]


def chosen(filters, user, day):
    """The breaches that a user may see and has filtered, in the order of the page."""
    return ItemFilter(filters, queryset=items_of(user), user=user, day=day).qs.order_by("due_on", "pk")


def export(job, items, day):
    """Write the work list as the job's file."""
    total = items.count()
    notes = [
        f"Kualitas data per {in_words(day)}",
        f"Diunduh oleh {job.requested_by} ({job.requested_by.nip or job.requested_by.username}), "
        f"{timezone.localtime():%d-%m-%Y %H.%M} WITA",
    ]
    with tempfile.TemporaryFile() as handle:
        write_table(
            handle,
            title="Pelanggaran kualitas data",
            notes=notes,
            columns=COLUMNS,
            rows=_rows(job, items, total, day),
            by=f"{job.requested_by} ({job.requested_by.nip or job.requested_by.username})",
        )
        handle.seek(0)
        keep_file(job, handle, f"kualitas-data-{day:%Y-%m-%d}.xlsx")
    job.result = {"rows": total}


def _rows(job, items, total, day):
    number = 0
    streamed = items.select_related("employee", "unit").iterator(chunk_size=CHUNK)
    for part in _parts(streamed):
        progress(job, number, total, "Menulis baris")
        for item, indicator, said in with_details(part, day):
            number += 1
            yield [
                number,
                item.nip,
                item.employee.full_name,
                item.unit.name if item.unit else "",
                item.code,
                indicator.title,
                GROUPS[indicator.group],
                said,
                indicator.remedy,
                item.get_owner_display(),
                item.get_state_display(),
                item.first_seen,
                item.due_on,
            ]


def _parts(rows):
    part = []
    for row in rows:
        part.append(row)
        if len(part) == CHUNK:
            yield part
            part = []
    if part:
        yield part

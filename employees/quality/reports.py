"""The work list as Excel, for officers who hand it on: one row a breach, with what the file says and what to do."""

from itertools import islice

from employees.quality.desk import items_of, with_details
from employees.quality.filters import ItemFilter
from employees.quality.indicators import GROUPS
from simpeg.core.dates import in_words
from simpeg.reports.tables import keep_table
from simpeg.reports.workbook import Column

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
    keep_table(
        job,
        title="Pelanggaran kualitas data",
        notes=[f"Kualitas data per {in_words(day)}"],
        columns=COLUMNS,
        rows=_rows(items, day),
        total=items.count(),
        name=f"kualitas-data-{day:%Y-%m-%d}.xlsx",
    )


def _rows(items, day):
    number = 0
    streamed = items.select_related("employee", "unit").iterator(chunk_size=CHUNK)
    while part := list(islice(streamed, CHUNK)):
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

"""What has to be sent to BKN, as Excel: whose, what, our value and theirs, and by which road."""

import tempfile

from django.utils import timezone

from employees.differences.display import shown
from employees.differences.filters import SendFilter
from employees.differences.queries import RELATED
from employees.models import Difference
from simpeg.core.dates import in_words
from simpeg.jobs.services import keep_file, progress
from simpeg.reports.workbook import Column, write_table

CHUNK = 500
COLUMNS = [
    Column("No", 6, "number"),
    Column("NIP", 21),
    Column("Nama", 34),
    Column("Unit kerja", 34),
    Column("Lembar", 16),
    Column("Riwayat", 24),
    Column("Kolom", 22),
    Column("Menurut SIMPEG (benar)", 36),
    Column("Menurut SIASN", 36),
    Column("Alasan", 40),
    Column("Diputuskan oleh", 24),
    Column("Jalur ke BKN", 48),
    Column("Layanan web SIASN", 26),
    Column("Dikirim", 12, "date"),
    Column("Nomor", 22),
]


def to_send(user, filters):
    """What a user may see of it and has filtered, in the order of the page."""
    decided = Difference.objects.visible_to(user).open().filter(decision=Difference.Decision.OURS)
    return SendFilter(filters, queryset=decided).qs.order_by("nip", "sheet", "id")


def export(job, differences):
    """Write the list as the job's file, with who took it and when."""
    now, user = timezone.localtime(), job.requested_by
    total = differences.count()
    notes = [
        f"Per {in_words(now.date())}, {now:%H.%M} WITA; {total} baris",
        f"Diunduh oleh {user} ({user.nip or user.username}). Alasan: {job.params.get('reason', '')}",
    ]
    with tempfile.TemporaryFile() as handle:
        write_table(
            handle, title="Daftar kirim ke BKN", notes=notes, columns=COLUMNS, rows=_rows(job, differences, total)
        )
        handle.seek(0)
        keep_file(job, handle, f"daftar-kirim-bkn-{now:%Y-%m-%d}.xlsx")
    job.result = {"rows": total}


def _rows(job, differences, total):
    rows = differences.select_related(*RELATED).iterator(chunk_size=CHUNK)
    for number, difference in enumerate(rows, 1):
        if number % CHUNK == 1:
            progress(job, number - 1, total, "Menulis baris")
        seen = shown(difference, job.requested_by)
        state = getattr(difference.employee, "state", None)
        yield [
            number,
            difference.nip,
            difference.subject,
            state.unit.name if state and state.unit else "",
            difference.sheet,
            seen.record,
            seen.label,
            "".join(seen.ours),
            "".join(seen.theirs),
            difference.reason,
            str(difference.decided_by),
            seen.road.label if seen.road else "",
            seen.road.endpoint if seen.road else "",
            difference.sent_on,
            difference.sent_number,
        ]

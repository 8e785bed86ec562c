"""What has to be sent to BKN, as Excel: whose, what, our value and theirs, and by which road."""

from django.utils import timezone

from employees.differences.display import shown
from employees.differences.filters import SendFilter
from employees.differences.queries import RELATED
from employees.models import Difference
from simpeg.core.dates import in_words
from simpeg.reports.tables import keep_table
from simpeg.reports.workbook import Column

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
    day, total = timezone.localdate(), differences.count()
    keep_table(
        job,
        title="Daftar kirim ke BKN",
        notes=[f"Per {in_words(day)}; {total} baris"],
        columns=COLUMNS,
        rows=_rows(differences, job.requested_by),
        total=total,
        name=f"daftar-kirim-bkn-{day:%Y-%m-%d}.xlsx",
    )


def _rows(differences, user):
    rows = differences.select_related(*RELATED).iterator(chunk_size=CHUNK)
    for number, difference in enumerate(rows, 1):
        seen = shown(difference, user)
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

"""A table as the file of a job, with who took it and when: the one way in which tables leave the house."""

import tempfile

from django.utils import timezone

from simpeg.jobs.services import keep_file, progress
from simpeg.reports.workbook import write_table

EVERY = 500  # rows between two reports of progress


def keep_table(job, *, title, notes, columns, rows, name, total=None):
    """Write `rows` as the job's file, named `name`; its notes end with the reader and the time. Returns how many.

    Tables that may be long, or of people, go through simpeg.reports.long_tables.
    """
    now = timezone.now()
    note, by = taken(job, now)
    with tempfile.TemporaryFile() as handle:
        written = write_table(
            handle, title=title, notes=[*notes, note], columns=columns, rows=_told(job, rows, total), by=by, at=now
        )
        handle.seek(0)
        keep_file(job, handle, name)
    job.result = {"rows": written}
    return written


def taken(job, at):
    """(the last note of a table, its reader): who took it, when and why."""
    by = f"{job.requested_by} ({job.requested_by.nip or job.requested_by.username})"
    note = f"Diunduh oleh {by}, {timezone.localtime(at):%d-%m-%Y %H.%M} WITA"
    reason = job.params.get("reason")
    return f"{note}. Alasan: {reason}" if reason else note, by


def _told(job, rows, total):
    """The rows as they come; on the way the job says how far it is, where somebody knows how many there are."""
    for number, row in enumerate(rows):
        if total is not None and number % EVERY == 0:
            progress(job, number, total, "Menulis baris")
        yield row

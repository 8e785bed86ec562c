"""Tables of any length as the file of a job that can go on after its worker was killed.

Who is in it and in which order is frozen first, together with the note of who read whom; the rows follow in parts,
each of them kept when it is whole; the workbook is put together from the parts. Whoever takes the job up goes on
behind the last whole part: nobody is in the file twice or missing from it, and nobody is noted twice. A row says what
is on file when its part is written; somebody who was deleted meanwhile is left out.
"""

import tempfile
from array import array
from contextlib import nullcontext

from django.core.exceptions import EmptyResultSet
from django.db import connection, transaction

from simpeg.audit.reading import note_read_of
from simpeg.jobs.parts import came_on, finished_parts, keep_part
from simpeg.jobs.services import keep_file, progress
from simpeg.reports.cells import row_writer
from simpeg.reports.frame import Frame
from simpeg.reports.tables import taken
from simpeg.reports.workbook import read_rows, write_rows

PART = 50_000  # rows; a part is what a killed worker may cost
PARTS_OF_A_SHEET = 20  # a million rows; Excel reads 1,048,576
TOGETHER = 1_000  # rows that are read at once
FETCHED = 20_000  # ids that are read at once
ID_BYTES = array("q").itemsize


def keep_long_table(job, *, found, person, what, title, notes, columns, rows, name, within=nullcontext):
    """Write a table as the job's file, named `name`; its notes end with the reader and the time. Returns how many rows.

    `found` is the queryset of the rows in their order, `person` its field with the employee who is read (noted as
    `what`), and `rows(ids)` yields (id, cells) of some of them, in any order. The first column is the row's number.
    Both are read inside `within()`, a context that may speak of another day.
    """
    parts = finished_parts(job) or [_freeze(job, found, person, what, within)]
    frozen, total = parts[0], parts[0].rows
    note, by = taken(job, frozen.kept_at)
    frame = Frame(title=title, notes=[*notes, note], columns=columns, by=by, at=frozen.kept_at)
    write = row_writer(columns, frame.styles())
    for number in range(len(parts), 1 + -(-total // PART)):
        before = parts[number - (number - 1) % PARTS_OF_A_SHEET :]  # on the same sheet
        first = frame.first_row + sum(part.rows for part in before)
        with tempfile.TemporaryFile() as handle:
            written = write_rows(handle, write, first, _numbered(job, frozen, number, rows, within))
            parts.append(keep_part(job, number, handle, written))
        came_on(job)
    progress(job, total, total, "Menyusun berkas Excel")
    with tempfile.TemporaryFile() as handle:
        frame.write(handle, [(sum(part.rows for part in sheet), _xml(sheet)) for sheet in _sheets(parts[1:])])
        handle.seek(0)
        keep_file(job, handle, name)
    job.result = {"rows": sum(part.rows for part in parts[1:])}
    return job.result["rows"]


def _freeze(job, found, person, what, within):
    """Part 0: the ids of the rows in their order; that they were read is noted in the same transaction."""
    progress(job, 0, 1, "Menentukan isi berkas")
    with transaction.atomic(), within(), tempfile.TemporaryFile() as handle:
        count = 0
        for ids in _found(job, found, person, what):
            array("q", ids).tofile(handle)
            count += len(ids)
        return keep_part(job, 0, handle, count)


def _found(job, found, person, what):
    """The ids in pieces. One statement finds them: whoever is noted is written, and whoever is written is noted."""
    try:
        select, params = found.values_list("pk", person).query.sql_with_params()
    except EmptyResultSet:
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TEMP TABLE long_table ON COMMIT DROP AS"
            f" SELECT row_number() OVER () AS place, found.* FROM ({select}) found (id, person)",
            params,
        )
    note_read_of(by=job.requested_by, table="long_table", column="person", what=what)
    with connection.chunked_cursor() as cursor:
        cursor.execute("SELECT id FROM long_table ORDER BY place")
        while some := cursor.fetchmany(FETCHED):
            yield [number for (number,) in some]
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE long_table")


def _numbered(job, frozen, number, rows, within):
    """The rows of a part in their order, each with its number in front."""
    place, end = (number - 1) * PART, min(number * PART, frozen.rows)
    with frozen.file.storage.open(frozen.file.name, "rb") as handle:
        handle.seek(place * ID_BYTES)
        while place < end:
            progress(job, place, frozen.rows, "Menulis baris")
            ids = array("q", handle.read(min(TOGETHER, end - place) * ID_BYTES))
            with within():
                found = dict(rows(ids.tolist()))
            yield from ([at, *found[each]] for at, each in enumerate(ids, start=place + 1) if each in found)
            place += len(ids)


def _sheets(parts):
    return [parts[start : start + PARTS_OF_A_SHEET] for start in range(0, len(parts) or 1, PARTS_OF_A_SHEET)]


def _xml(parts):
    for part in parts:
        with part.file.storage.open(part.file.name, "rb") as handle:
            yield from read_rows(handle)

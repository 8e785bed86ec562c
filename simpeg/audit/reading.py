"""Who opened or took away whose file, and for what."""

from django.db import connection

from simpeg.audit.purpose import current
from simpeg.core.replica import writing


def note_read(*, by, employees, what):
    """Note that `by` read these employees (their ids), for example `what="Membuka berkas pegawai"`.

    What for is said by the request or the job (simpeg.audit.purpose). One statement, however many people; called once
    per request or job, and never undone.
    """
    with writing(), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO audit_readentry (reader, employee, what, purpose) SELECT %s, unnest(%s::bigint[]), %s, %s",
            [by.pk, sorted(set(employees)), what, current()],
        )


def note_read_of(*, by, table, column, what):
    """The same for everybody in a column of a (temporary) table of ours: their ids never travel through Python."""
    table, column = connection.ops.quote_name(table), connection.ops.quote_name(column)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO audit_readentry (reader, employee, what, purpose) SELECT %s, people.id, %s, %s"
            f" FROM (SELECT DISTINCT {column} AS id FROM {table} WHERE {column} IS NOT NULL ORDER BY 1) people",
            [by.pk, what, current()],
        )

"""Who opened or took away whose file, and for what."""

from django.db import connection


def note_read(*, by, employees, what):
    """Note that `by` read these employees (their ids), for example `what="Membuka berkas pegawai"`.

    One statement, however many people; called once per request or job, and never undone.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO audit_readentry (reader, employee, what) SELECT %s, unnest(%s::bigint[]), %s",
            [by.pk, sorted(set(employees)), what],
        )

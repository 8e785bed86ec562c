from contextlib import contextmanager

from django.db import connection, transaction


@contextmanager
def change(*, by, reason):
    """One lawful change: atomic, and signed for the audit triggers to read.

    The signature ends with the block: what a longer transaction writes afterwards is not signed by it.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('simpeg.actor', true), current_setting('simpeg.reason', true)")
        outer = [value or "" for value in cursor.fetchone()]
        _sign(cursor, str(by.pk), reason)
        yield
        _sign(cursor, *outer)


def _sign(cursor, actor, reason):
    cursor.execute(
        "SELECT set_config('simpeg.actor', %s, true), set_config('simpeg.reason', %s, true)", [actor, reason]
    )

"""Suppose something of one person, and take it back: nothing is kept, whatever happens in between."""

from contextlib import contextmanager

from django.db import DataError, IntegrityError, InternalError, OperationalError, connection, transaction

PATIENCE = "2s"  # for a file that an officer is writing to at this moment


class SupposedRefused(Exception):
    """The records cannot hold this; the message is a sentence for whoever supposed it."""


@contextmanager
def supposing(employee, assumptions):
    """Within the block the records of this person say what is assumed, also to the rules; after it they say what they

    said before. Everything happens in a savepoint that is always rolled back: rows, the trail, the present state that
    triggers keep, and whatever would be done on commit. Raises SupposedRefused where the records cannot say it.
    """
    with transaction.atomic():
        try:
            with connection.cursor() as cursor:
                cursor.execute("SELECT set_config('lock_timeout', %s, true)", [PATIENCE])
            _put_in(employee, assumptions)
            yield
        finally:
            transaction.set_rollback(True)


def _put_in(employee, assumptions):
    for assumption in assumptions:
        try:
            assumption.suppose(employee)
        except (IntegrityError, DataError, InternalError) as refused:
            raise SupposedRefused(
                f"Andaian “{assumption}” tidak dapat dicatat bersama data yang ada. Periksa tanggal dan nilainya."
            ) from refused
        except OperationalError as busy:
            raise SupposedRefused("Berkas ini sedang diubah orang lain. Coba lagi beberapa saat lagi.") from busy

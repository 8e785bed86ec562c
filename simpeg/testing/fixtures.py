"""Fixtures that the tests of every app share; each app's conftest.py brings them in."""

from contextlib import contextmanager

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.test import override_settings


@contextmanager
def undone():
    """Everything that the block does to the database is taken back after it.

    Around the `yield` of a fixture of a module, what its tests only look at is made once for all of them: each test
    that uses `db` has a savepoint of its own inside it.
    """
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="session", autouse=True)
def places_of_its_own(tmp_path_factory, worker_id):
    """Of several processes that test at once, each keeps its files and what it caches apart, as its database is."""
    caches = {"default": settings.CACHES["default"] | {"KEY_PREFIX": worker_id}}
    with override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("files"), CACHES=caches):
        yield


@pytest.fixture(autouse=True)
def trail_of_its_own(request):
    """A test that commits leaves its traces in the append-only tables, which flushing spares: clear them before it.

    Before, because what the flush brings back leaves traces too, and the next test finds those after a migration.
    """
    marker = request.node.get_closest_marker("django_db")
    commits = marker is not None and (marker.kwargs.get("transaction") or True in marker.args)
    if not commits and not {"transactional_db", "live_server"} & set(request.fixturenames):
        yield
        return
    request.getfixturevalue("transactional_db")  # set up before us, so flushed after us
    yield
    clear_trail()


def clear_trail():
    """Empty the append-only tables."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname = 'append_only'")
        for (table,) in cursor.fetchall():
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER append_only")
            cursor.execute(f"TRUNCATE {table}")
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER append_only")

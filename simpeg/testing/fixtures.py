"""Fixtures that the tests of every app share; each app's conftest.py brings them in."""

import pytest
from django.db import connection


@pytest.fixture(autouse=True)
def trail_of_its_own(request, django_db_blocker):
    """A test that commits leaves its traces in the append-only tables, which flushing spares: clear them after it."""
    yield
    marker = request.node.get_closest_marker("django_db")
    commits = marker is not None and (marker.kwargs.get("transaction") or True in marker.args)
    if not commits and not {"transactional_db", "live_server"} & set(request.fixturenames):
        return
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute("SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname = 'append_only'")
        for (table,) in cursor.fetchall():
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER append_only")
            cursor.execute(f"TRUNCATE {table}")
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER append_only")

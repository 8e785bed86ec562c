"""Pages answered by a real streaming replica: what it answers, what it must not, and what happens when it is gone."""

import logging
import os
import re
import subprocess
import sys
import time
from contextlib import contextmanager
from datetime import date

import pytest
from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from employees.due_lists.services import run_list
from employees.models import DueList, Employee
from employees.tests import factories
from simpeg import roles
from simpeg.audit.models import ReadEntry
from simpeg.core import replica
from simpeg.core.sql import as_of
from simpeg.testing.people import make_user
from simpeg.testing.two_servers import TwoServers
from simpeg.testing.waiting import eventually
from simpeg.tests.routes import all_routes

LISTS = [
    ("directory:list", []),
    ("home:index", []),
    ("units:tree", []),
    ("due_lists:list", ["kenaikan-pangkat"]),
    ("calendar:index", []),
    ("calendar:people", []),
    ("calendar:warnings", []),
    ("quality:desk", []),
    ("quality:items", []),
    ("quality:indicators", []),
    ("comparison:page", []),
    ("due_cases:index", []),
    ("regulations:index", []),
    ("proposals:queue", []),
]

ASKED_BY_HAND = """
from django.db import connection
from employees.models import Employee
from simpeg.core.replica import reading, writing

def server(cursor):
    cursor.execute("SELECT pg_is_in_recovery(), current_setting('default_transaction_read_only')")
    return cursor.fetchone()

with reading():
    print(*server(connection.cursor()), Employee.objects.count())
    with writing():
        print(*server(connection.cursor()))
"""


@pytest.fixture(scope="module")
def servers(django_db_setup, django_db_blocker):
    """A primary with the schema and the law of the test database, and its replica; both are asked in this module."""
    usual, pair = connections[DEFAULT_DB_ALIAS], TwoServers()
    try:
        with django_db_blocker.unblock():
            pair.start(pair.primary)
            pair.primary.copy_from(usual)
            pair.start(pair.standby)
            with _asked(pair, usual):
                yield pair
    finally:
        pair.close()


@contextmanager
def _asked(pair, usual):
    like = usual.settings_dict
    read_only = like["OPTIONS"] | {"options": like["OPTIONS"]["options"] + " -c default_transaction_read_only=on"}
    connections.settings[replica.REPLICA] = pair.settings(pair.standby, like | {"OPTIONS": read_only})
    connections[DEFAULT_DB_ALIAS] = primary = type(usual)(pair.settings(pair.primary, like), DEFAULT_DB_ALIAS)
    try:
        yield
    finally:
        connections[replica.REPLICA].close()
        del connections[replica.REPLICA], connections.settings[replica.REPLICA]
        primary.close()
        connections[DEFAULT_DB_ALIAS] = usual


@pytest.fixture(scope="module")
def site(servers):
    """An office with one person, a promotion list, and the officer who reads them."""
    employee = factories.make_employee(name="Pegawai Pertama")
    officer = make_user("view_proposal", role=roles.PROMOTION_OFFICER.name)
    return {"employee": employee, "officer": officer, "list": run_list("promotion", day=date(2026, 12, 1), by=officer)}


@pytest.fixture
def visitor(servers, site, monkeypatch):
    """The officer's visitor, before it has seen anything; the replica knows all there is."""
    monkeypatch.setattr(replica, "nearness", replica.Nearness())
    client = Client()
    client.force_login(site["officer"])
    servers.catch_up()
    return client


@pytest.mark.django_db
def test_without_a_replica_nothing_else_is_asked_and_no_cookie_set(client):
    """It runs before the others, and has the test database made that they take their own from."""
    client.force_login(make_user(role=roles.AUDITOR.name))

    with CaptureQueriesContext(connection) as counts:
        response = client.get(reverse("directory:list"))

    assert [query["sql"] for query in counts if "pg_lsn" in query["sql"] or "_wal_" in query["sql"]] == []
    assert "seen" not in response.cookies


@contextmanager
def asked():
    """How many statements each server was asked meanwhile."""
    counts = {}
    primary, standby = (CaptureQueriesContext(connections[name]) for name in (DEFAULT_DB_ALIAS, replica.REPLICA))
    with primary, standby:
        yield counts
    counts |= {"primary": primary.captured_queries, "replica": standby.captured_queries}


def of_replica(visitor, address, query=None):
    """The replica's answer. The primary writes a little by itself, so that a replica can be behind for a moment."""
    for _ in range(50):
        response = visitor.get(address, query)
        if hasattr(response.wsgi_request, "answered_by_replica"):
            return response
        time.sleep(0.1)
    raise AssertionError(f"the primary answers {address}")


@contextmanager
def standing_still(servers):
    """The replica receives what the primary writes, and does not replay it."""
    servers.standby.execute("SELECT pg_wal_replay_pause()")
    try:
        yield
    finally:
        servers.standby.execute("SELECT pg_wal_replay_resume()")


@pytest.mark.parametrize(("name", "arguments"), LISTS, ids=[name for name, _ in LISTS])
def test_pages_that_only_read_are_answered_by_the_replica(visitor, caplog, name, arguments):
    with asked() as counts:
        response = of_replica(visitor, reverse(name, args=arguments))

    assert response.status_code == 200
    assert len(counts["replica"]) > 1
    assert "seen" not in response.cookies
    assert caplog.records == []


def test_a_due_list_and_whatever_explains_it_are_answered_by_the_replica(visitor, site, caplog):
    kept, nip = site["list"], site["employee"].nip
    addresses = [
        kept.get_absolute_url(),
        reverse("due_lists:verdict", args=[kept.verdicts.get(employee=site["employee"]).pk]),
        reverse("calendar:person", args=[nip]),
        reverse("units:detail", args=[site["employee"].unit_id]),
        reverse("regulations:topic", args=["kp"]),
        reverse("regulations:table", args=["gaji-pns"]),
        reverse("regulations:value", args=["kp.bulan_periode"]),
        f"{reverse('directory:search')}?q=Pegawai",
    ]

    for address in addresses:
        assert of_replica(visitor, address).status_code in (200, 302)

    assert caplog.records == []


def test_the_primary_is_asked_only_who_it_is(visitor):
    of_replica(visitor, reverse("directory:list"))  # now it is known how far the primary was lately

    with asked() as counts:
        of_replica(visitor, reverse("directory:list"))

    tables = [re.search(r'FROM "(\w+)"', query["sql"])[1] for query in counts["primary"][-4:]]
    assert tables == ["accounts_session", "accounts_user", "auth_permission", "auth_permission"]


def test_a_page_of_a_past_day_speaks_of_that_day_on_the_replica_too(visitor, site):
    before = of_replica(visitor, reverse("directory:list"), {"per": "2005-01-01"})
    now = of_replica(visitor, reverse("directory:list"))

    assert ("Pegawai Pertama" in before.content.decode(), "Pegawai Pertama" in now.content.decode()) == (False, True)


def test_reading_a_file_on_the_replica_is_noted_on_the_primary(visitor, site):
    with asked() as counts:
        of_replica(visitor, reverse("dossier:detail", args=[site["employee"].nip]))

    assert "INSERT INTO audit_readentry" in counts["primary"][-1]["sql"]
    assert ReadEntry.objects.of(site["employee"]).exists()


def test_what_a_file_was_known_to_say_is_put_together_on_the_primary(visitor, site, caplog):
    today = timezone.localdate().isoformat()

    response = visitor.get(reverse("dossier:detail", args=[site["employee"].nip]), {"menurut": today})

    assert response.status_code == 200
    assert "Pegawai Pertama" in response.content.decode()
    assert caplog.records == []


def test_whoever_has_written_finds_it_at_once(visitor, servers, site):
    visitor.get(reverse("directory:list"))  # now it is known how far the primary was lately
    with standing_still(servers):
        visitor.post(reverse("due_lists:run", args=["pensiun"]), {"day": "01-12-2026"})
        response = visitor.get(reverse("due_lists:list", args=["pensiun"]))

        assert not hasattr(response.wsgi_request, "answered_by_replica")
        made = DueList.objects.get(subject="retirement")
        assert reverse("due_lists:detail", args=["pensiun", made.pk]) in response.content.decode()


def test_what_the_replica_does_not_find_the_primary_is_asked(visitor, servers, site):
    visitor.get(reverse("directory:list"))  # as above
    with standing_still(servers):
        late = factories.make_employee(name="Pegawai Susulan")
        response = visitor.get(reverse("dossier:detail", args=[late.nip]))

    assert response.status_code == 200
    assert "Pegawai Susulan" in response.content.decode()


def test_a_replica_that_lags_is_left_out_and_the_log_says_so(visitor, servers, monkeypatch, caplog):
    monkeypatch.setattr(settings, "REPLICA_LAG", 0.2)
    with standing_still(servers):
        late = factories.make_employee(name="Pegawai Terlambat")
        found = []

        def told():
            response = visitor.get(reverse("directory:list"))
            found.append("Pegawai Terlambat" in response.content.decode())
            return caplog.messages

        eventually(told, seconds=10)

    assert caplog.messages == ["the replica lags by more than 0.2 seconds; the primary answers"]
    assert found[-1]
    servers.catch_up()
    of_replica(visitor, reverse("directory:list"))
    assert caplog.messages[1:] == ["the replica answers again"]
    assert Employee.objects.filter(pk=late.pk).exists()


def test_a_page_that_writes_after_all_is_answered_by_the_primary_and_told(visitor, site, caplog, monkeypatch):
    monkeypatch.setattr("simpeg.audit.reading.writing", _nothing)

    response = visitor.get(reverse("dossier:detail", args=[site["employee"].nip]))

    assert response.status_code == 200
    assert not hasattr(response.wsgi_request, "answered_by_replica")
    assert caplog.messages == ["a page that only reads tried to write; the primary answers it"]


def test_a_transaction_that_is_open_stays_with_its_server(servers, visitor):
    with as_of(date(2026, 1, 1)), replica.reading() as elsewhere:
        assert not elsewhere
    with replica.reading() as elsewhere, as_of(date(2026, 1, 1)), connection.cursor() as cursor:
        cursor.execute("SELECT pg_is_in_recovery()")
        assert (elsewhere, cursor.fetchone()[0]) == (True, True)


@pytest.mark.parametrize("position", ["", "0/0", "FFFFFFFF/FFFFFFFF", "Z/1", "1/1'; --", "1" * 5000])
def test_a_made_up_position_only_decides_who_answers(visitor, position):
    visitor.cookies["seen"] = position

    assert visitor.get(reverse("directory:list")).status_code == 200


def test_with_the_replica_away_every_page_still_answers(visitor, servers, caplog):
    caplog.set_level(logging.WARNING, logger="simpeg.core.replica")
    visitor.get(reverse("directory:list"))
    servers.stop(servers.standby)
    try:
        statuses = [visitor.get(reverse(name, args=arguments)).status_code for name, arguments in LISTS]
    finally:
        servers.start(servers.standby)

    assert statuses == [200] * len(LISTS)
    assert [message.partition(" (")[0] for message in caplog.messages] == ["the replica is away"]  # said once


def test_an_address_in_the_environment_is_all_it_takes(servers, site):
    servers.catch_up()
    environment = {
        "DATABASE_URL": servers.primary.addresses["database_url"],
        "DATABASE_REPLICA_URL": servers.standby.addresses["database_url"],
        "REDIS_URL": settings.REDIS_URL,
        "SECRET_KEY": "tidak-rahasia" * 5,
    }

    told = subprocess.run(
        [sys.executable, "manage.py", "shell", "-v", "0", "-c", ASKED_BY_HAND],
        cwd=settings.BASE_DIR,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=True,
    )

    assert told.stdout.split() == ["True", "on", str(Employee.objects.count()), "False", "off"]


def test_pages_marked_so_answer_reading_requests_only():
    marked = [route for route in all_routes() if getattr(route.view, "reads_only", False)]

    assert {route.name for route in marked} >= {name for name, _ in LISTS}


@contextmanager
def _nothing():
    yield

"""The embedded servers under real kill -9: whatever dies, nothing is lost and nothing blocks the next start."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack, suppress
from pathlib import Path
from uuid import uuid4

import psutil
import psycopg
import pytest

from simpeg import embedded
from simpeg.embedded.places import CHECKOUT, find_places
from simpeg.embedded.servers import Postgres, Valkey
from simpeg.testing.waiting import eventually

CLIENT = """
import sys
from simpeg import embedded
embedded.LINGER_SECONDS = 0.2
try:
    embedded.ensure(data_dir=sys.argv[1])
except embedded.EmbeddedError as failed:
    sys.exit(str(failed))
print("ready", flush=True)
if sys.stdin.read() == "leave":
    embedded.leave()
"""


class Site:
    """One data folder, the clients that a test starts on it, and a look at what runs there."""

    def __init__(self):
        self.folder = Path(tempfile.gettempdir()) / f"simpeg-test-{uuid4().hex[:8]}"
        self.clients = []

    @property
    def postgres(self):
        return Postgres(find_places(self.folder))

    @property
    def valkey(self):
        return Valkey(find_places(self.folder))

    def begin_client(self):
        command = [sys.executable, "-c", CLIENT, self.folder]
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
        client = subprocess.Popen(command, cwd=CHECKOUT, text=True, **pipes)
        self.clients.append(client)
        return client

    def client(self):
        client = self.begin_client()
        assert client.stdout.readline() == "ready\n", client.stderr.read()
        return client

    def refusal(self):
        """What a client says that cannot start."""
        client = self.begin_client()
        _, complaint = client.communicate()
        assert client.returncode == 1
        return complaint

    def execute(self, statement):
        with psycopg.connect(self.postgres.addresses["database_url"]) as connection:
            return connection.execute(statement)

    def processes(self):
        """Keepers and servers of this folder, and what works inside it."""
        found = {}
        for process in psutil.process_iter(["cwd", "cmdline", "name"]):
            with suppress(psutil.NoSuchProcess):
                inside = str(process.info["cwd"]).startswith(f"{self.folder}/")
                named = any(str(self.folder) in word for word in process.info["cmdline"] or ())
                client = process.pid in [client.pid for client in self.clients]
                if (inside or named) and not client and process.status() != psutil.STATUS_ZOMBIE:
                    found[process.pid] = process.info["name"]
        keepers = [self.keeper(name) for name in ("postgres", "valkey")]
        return found | {pid: "keeper" for pid in keepers if pid}

    def keeper(self, name):
        lock = find_places(self.folder).sockets / f"{name}.keeper"
        if not lock.exists() or not embedded._is_held(lock):
            return None
        return int(lock.read_text())

    def server(self, name):
        """The pid of a keeper's only child."""
        (server,) = psutil.Process(self.keeper(name)).children()
        return server.pid

    def is_up(self):
        return not self.postgres.problem() and not self.valkey.problem()

    def is_quiet(self):
        return not self.processes()

    def close(self):
        for client in self.clients:
            with client:
                client.kill()
        self.clients.clear()
        eventually(self.is_quiet)


def kill(*pids):
    for pid in pids:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


@pytest.fixture(scope="module")
def lived_in():
    """A folder with a table of 1,000 committed rows, which the tests of this module use one after the other."""
    site = Site()
    site.client()
    site.execute("CREATE TABLE kept AS SELECT generate_series(1, 1000) AS number")
    site.close()
    yield site
    shutil.rmtree(site.folder)


@pytest.fixture
def site(lived_in):
    yield lived_in
    lived_in.close()


@pytest.fixture
def fresh():
    site = Site()
    yield site
    site.close()
    shutil.rmtree(site.folder, ignore_errors=True)


def rows(site):
    return site.execute("SELECT count(*) FROM kept").fetchone()[0]


def test_twelve_first_starts_at_once_share_one_server(fresh):
    clients = [fresh.begin_client() for _ in range(12)]

    assert [client.stdout.readline() for client in clients] == ["ready\n"] * 12

    log = fresh.postgres.log_file.read_text()
    assert log.count("ready to accept connections") == 1


def test_the_application_role_is_no_superuser_and_may_create_the_test_database(site):
    site.client()

    role = site.execute("SELECT rolsuper, rolcreatedb FROM pg_roles WHERE rolname = current_user").fetchone()

    assert role == (False, True)


def test_servers_end_after_their_last_client_and_keep_the_data(site):
    client = site.client()
    client.communicate("done")

    eventually(site.is_quiet)
    site.client()

    assert rows(site) == 1000


def test_leaving_stops_the_servers_before_it_returns(site):
    client = site.client()

    client.communicate("leave")

    assert site.processes() == {}


def test_leaving_spares_servers_that_somebody_else_uses(site):
    leaving, _staying = site.client(), site.client()
    server = site.server("postgres")

    leaving.communicate("leave")
    time.sleep(0.8)

    assert site.is_up()
    assert site.server("postgres") == server


def test_a_killed_client_takes_the_servers_with_it(site):
    client = site.client()

    kill(client.pid)

    eventually(site.is_quiet)


def test_one_of_two_clients_killed_leaves_the_servers_up(site):
    killed, _staying = site.client(), site.client()
    server = site.server("postgres")

    kill(killed.pid)
    time.sleep(0.8)

    assert site.is_up()
    assert site.server("postgres") == server


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a process of its parent's end")
def test_servers_do_not_outlive_a_killed_keeper(site):
    site.client()

    kill(site.keeper("postgres"), site.keeper("valkey"))

    eventually(site.is_quiet)
    site.client()
    assert rows(site) == 1000


def test_a_killed_postgres_is_started_again(site):
    site.client()
    killed = site.server("postgres")

    kill(killed)

    eventually(lambda: site.postgres.problem() == "" and site.server("postgres") != killed)
    assert rows(site) == 1000


def test_a_client_that_comes_while_postgres_is_down_waits(site):
    site.client()
    kill(site.server("postgres"))

    site.client()

    assert rows(site) == 1000


def test_postgres_recovers_from_a_killed_process_of_its_own(site):
    site.client()
    (checkpointer,) = [
        child.pid
        for child in psutil.Process(site.server("postgres")).children()
        if "checkpointer" in child.cmdline()[0]
    ]

    kill(checkpointer)
    eventually(lambda: not psutil.pid_exists(checkpointer))

    eventually(site.is_up)
    assert rows(site) == 1000


def test_a_killed_valkey_is_started_again(site):
    site.client()
    killed = site.server("valkey")

    kill(killed)

    eventually(lambda: site.valkey.problem() == "" and site.server("valkey") != killed)


def test_everything_killed_at_once_starts_again_with_what_was_committed(site):
    client = site.client()
    site.execute("CREATE TABLE IF NOT EXISTS last_words AS SELECT generate_series(1, 100000) AS number")

    kill(client.pid, *site.processes())
    site.client()

    assert site.execute("SELECT count(*) FROM last_words").fetchone() == (100000,)
    assert "automatic recovery" in site.postgres.log_file.read_text()


def test_a_start_killed_while_the_cluster_is_made_leaves_nothing_in_the_way(fresh):
    client = fresh.begin_client()
    eventually(lambda: list(fresh.folder.glob("postgres-unfinished-*")))

    kill(client.pid, *fresh.processes())
    assert not (fresh.folder / "postgres").exists()
    fresh.client()

    assert list(fresh.folder.glob("postgres-unfinished-*")) == []
    assert fresh.execute("SELECT 1").fetchone() == (1,)


def test_lock_files_that_name_a_living_stranger_do_not_block_the_start(site):
    account = find_places(site.folder).account
    # PostgreSQL takes only processes of its own account for its own.
    with psutil.Popen(["sleep", "60"], user=account.pw_uid if account else None) as stranger:
        sockets = find_places(site.folder).sockets
        content = f"{stranger.pid}\n{site.folder}/postgres\n1\n5432\n{sockets}\n\n  1 1\nready\n"
        (site.folder / "postgres" / "postmaster.pid").write_text(content)
        (sockets / ".s.PGSQL.5432.lock").write_text(content)

        site.client()
        stranger.kill()

    assert rows(site) == 1000


def test_data_of_another_postgres_release_is_refused_in_a_sentence(site):
    release = site.folder / "postgres" / "PG_VERSION"
    written = release.read_text()
    release.write_text("17\n")

    try:
        complaint = site.refusal()
    finally:
        release.write_text(written)

    assert "dibuat oleh PostgreSQL 17, sedangkan SIMPEG ini memakai PostgreSQL 18" in complaint


def test_a_server_that_cannot_start_is_reported_with_its_last_words(site):
    configuration = site.folder / "postgres" / "postgresql.conf"
    written = configuration.read_text()
    configuration.write_text("no_such_option = 1\n")

    try:
        complaint = site.refusal()
    finally:
        configuration.write_text(written)

    assert "Server postgres tidak dapat dijalankan" in complaint
    assert "no_such_option" in complaint


def test_a_removed_data_folder_ends_its_servers_and_can_be_filled_anew(fresh):
    fresh.client()
    servers = [fresh.server("postgres"), fresh.server("valkey")]

    while fresh.folder.exists():  # a server may put one more file into a folder that is being removed
        shutil.rmtree(fresh.folder, ignore_errors=True)
    eventually(lambda: not any(map(psutil.pid_exists, servers)))
    fresh.client()

    assert fresh.execute("SELECT 1").fetchone() == (1,)


def test_a_folder_too_deep_for_a_socket_keeps_its_sockets_in_tmp():
    with ExitStack() as cleanup:
        site = Site()
        cleanup.callback(shutil.rmtree, site.folder, ignore_errors=True)
        site.folder = site.folder / ("jauh" * 25)
        cleanup.callback(site.close)
        site.client()
        sockets = find_places(site.folder).sockets
        cleanup.callback(shutil.rmtree, sockets, ignore_errors=True)

        assert sockets.parent == Path("/tmp")
        assert site.is_up()


def test_the_secret_key_is_made_once_and_only_its_owner_reads_it(tmp_path):
    first = embedded.secret_key(tmp_path)

    assert embedded.secret_key(tmp_path) == first
    assert len(first) >= 50
    assert (tmp_path / "secret-key").stat().st_mode & 0o777 == 0o600

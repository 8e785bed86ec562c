"""A real PostgreSQL and a real Redis-compatible server from pip wheels, for whoever has not set up servers.

    a process (manage.py, pytest, gunicorn, celery)    holds NAME.clients shared, for its whole life
      starts, if the server does not answer:
    a keeper per server                                holds NAME.keeper, owns the server, ends it after the last client

There is no port and no password: unix sockets in a folder that only the servers' account and root can open.
`settings.py` calls `ensure`; every command thereby starts the servers or joins them.
"""

import fcntl
import json
import os
import secrets
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from simpeg.embedded.places import QUIET_ENVIRONMENT, EmbeddedError, find_places
from simpeg.embedded.servers import Postgres, Valkey

__all__ = ["EmbeddedError", "Services", "ensure", "join", "leave", "look_after", "part", "secret_key"]

SERVERS = {"postgres": Postgres, "valkey": Valkey}
START_SECONDS = 120
LINGER_SECONDS = 3  # servers outlive their last client a little, so that one command after another finds them running
KEEPER = Path(__file__).with_name("keeper.py")

# What this process has joined: the server, and the file descriptor whose shared lock says that we use it.
_joined = {}


@dataclass(frozen=True)
class Services:
    """Addresses of the embedded servers; None for one that was not asked for."""

    data_dir: Path
    database_url: str | None = None
    redis_url: str | None = None


def ensure(wanted=frozenset(SERVERS), data_dir=None) -> Services:
    """The wanted servers answer, and will go on running for as long as this process lives."""
    if sys.platform == "win32":
        raise EmbeddedError("Server bawaan memerlukan Linux atau macOS. Isi DATABASE_URL dan REDIS_URL.")
    places = find_places(data_dir)
    places.create()
    addresses = {}
    for name in wanted:
        server = SERVERS[name](places)
        join(server)
        addresses |= server.addresses
    return Services(places.data, **addresses)


def join(server):
    """This server answers, and will go on running for as long as this process lives."""
    if server.folder not in _joined:
        _joined[server.folder] = (server, _lock(server.lock_file("clients"), fcntl.LOCK_SH))
    _bring_up(server)


def look_after():
    """Start again whatever this process uses and finds down; for a process that watches over others."""
    for server, _ in _joined.values():
        _bring_up(server)


def leave():
    """Let go of the servers, and stop at once those that nobody else uses."""
    for server, _ in list(_joined.values()):
        part(server)


def part(server):
    """Let go of one server, and stop it at once unless somebody else uses it."""
    server, clients = _joined.pop(server.folder)
    if _try_to_lock_alone(clients):
        _stop_keeper(server)
    os.close(clients)


def secret_key(folder) -> str:
    """The key kept in this folder, made on the first call; only its owner can read the file."""
    path = Path(folder) / "secret-key"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile("w", dir=path.parent, prefix="secret-key-") as new:  # made with mode 0600
            new.write(secrets.token_urlsafe(50))
            new.flush()
            with suppress(FileExistsError):  # another process was first: its key counts
                os.link(new.name, path)
    return path.read_text()


def _bring_up(server):
    if not server.problem():
        return
    with _locked(server.lock_file("start")):  # of many that arrive at once, one starts the server
        deadline = time.monotonic() + START_SECONDS
        started = False
        while problem := server.problem():
            if time.monotonic() > deadline:
                raise EmbeddedError(f"Server {server.name} tidak menjawab ({problem}). Periksa {server.log_file}.")
            if _is_held(server.lock_file("keeper")):
                time.sleep(0.05)  # its keeper lives: the server is on its way up, or about to be started again
            elif started:
                last = "\n".join(server.log_file.read_text(errors="replace").splitlines()[-5:])
                raise EmbeddedError(f"Server {server.name} tidak dapat dijalankan. Catatan terakhirnya:\n{last}")
            else:
                _start_keeper(server)
                started = True


def _start_keeper(server):
    account = server.places.account
    job = {
        "name": server.name,
        "command": [str(word) for word in server.prepare()],
        "environment": QUIET_ENVIRONMENT,
        "account": [account.pw_uid, account.pw_gid] if account else None,
        "log": str(server.log_file),
        "clients_lock": str(server.lock_file("clients")),
        "keeper_lock": str(server.lock_file("keeper")),
        "stop_signals": server.stop_signals,
        "linger": LINGER_SECONDS,
    }
    with (server.places.log / "keeper.log").open("ab") as log:
        subprocess.run(
            [sys.executable, "-I", KEEPER],
            input=json.dumps(job).encode(),
            stdout=log,
            stderr=log,
            cwd="/",
            start_new_session=True,
            check=True,
        )


def _stop_keeper(server):
    """Called with the clients' lock held alone, so nobody can join meanwhile; newcomers wait and start afresh."""
    path = server.lock_file("keeper")
    while _is_held(path):
        with suppress(ProcessLookupError):
            os.kill(int(path.read_text()), signal.SIGTERM)
        time.sleep(0.1)


def _lock(path, kind):
    """A bare descriptor, so that it can stay open to the very end of the process."""
    lock = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(lock, kind)
    except BaseException:
        os.close(lock)
        raise
    return lock


@contextmanager
def _locked(path):
    lock = _lock(path, fcntl.LOCK_EX)
    try:
        yield
    finally:
        os.close(lock)


def _is_held(path):
    try:
        os.close(_lock(path, fcntl.LOCK_EX | fcntl.LOCK_NB))
    except BlockingIOError:
        return True
    return False


def _try_to_lock_alone(lock):
    """True when nobody else holds the lock; a keeper that just looks holds it for a moment only."""
    for _ in range(10):
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            time.sleep(0.05)
        else:
            return True
    return False

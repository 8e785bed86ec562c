"""`manage.py up` as people use it: started, hurt, stopped. No demo here: DEBUG is off."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import urllib.request
from contextlib import suppress
from pathlib import Path
from uuid import uuid4

import psutil
import pytest
from django.core.management import CommandError

from simpeg.core.management.commands import up
from simpeg.embedded.places import CHECKOUT
from simpeg.testing.waiting import eventually

READY = "Tekan Ctrl-C untuk berhenti."
BYE = "SIMPEG berhenti."


class Site:
    """A whole SIMPEG of its own: folder, port and processes."""

    def __init__(self):
        self.folder = Path(tempfile.gettempdir()) / f"simpeg-up-{uuid4().hex[:8]}"
        self.log = self.folder.with_suffix(".log")
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.address = f"127.0.0.1:{probe.getsockname()[1]}"
        self.environment = {
            "PATH": os.environ["PATH"],
            "SECRET_KEY": "only-for-this-test",
            "ALLOWED_HOSTS": "localhost",
            "HTTPS": "false",
            "SIMPEG_BIND": self.address,
            "SIMPEG_DATA_DIR": str(self.folder),
        }
        self.up = None

    def start(self):
        with self.log.open("w") as output:
            self.up = subprocess.Popen(
                [sys.executable, "manage.py", "up"],
                cwd=CHECKOUT,
                env=self.environment,
                stdout=output,
                stderr=subprocess.STDOUT,
            )
        eventually(lambda: READY in self.log.read_text() or self.up.poll() is not None)
        assert READY in self.log.read_text(), self.log.read_text()

    @property
    def is_running(self):
        return self.up is not None and self.up.poll() is None

    def answers(self):
        request = urllib.request.Request(f"http://{self.address}/sehat/", headers={"Host": "localhost"})
        with suppress(OSError), urllib.request.urlopen(request, timeout=5) as response:
            return response.status == 200

    def children(self):
        """The pid of each of the three processes that `up` keeps running."""
        found = {}
        for child in psutil.Process(self.up.pid).children():
            with suppress(psutil.ZombieProcess):
                words = child.cmdline()
                found |= {name: child.pid for name in ("gunicorn", "worker", "beat") if name in words}
        return found

    def processes(self):
        """Everything that runs for this SIMPEG: processes in its environment, and servers in its folder."""
        found = []
        for process in psutil.process_iter(["cmdline"]):
            with suppress(psutil.Error):
                words = " ".join(process.info["cmdline"] or ())
                ours = process.environ().get("SIMPEG_DATA_DIR") == str(self.folder)
                if (ours or str(self.folder) in words) and process.status() != psutil.STATUS_ZOMBIE:
                    found.append(words)
        return found


@pytest.fixture(scope="module")
def site():
    site = Site()
    yield site
    if site.is_running:
        site.up.terminate()
        site.up.wait()
    eventually(lambda: not site.processes())
    shutil.rmtree(site.folder)
    site.log.unlink()


@pytest.fixture
def running(site):
    if not site.is_running:
        site.start()
    return site


def test_a_killed_web_worker_or_schedule_is_started_again(running):
    killed = running.children()

    for pid in killed.values():
        os.kill(pid, signal.SIGKILL)

    eventually(lambda: running.children().keys() == killed.keys() and running.answers())
    assert not set(killed.values()) & set(running.children().values())


def test_a_killed_start_leaves_nothing_that_blocks_the_next(running):
    running.up.kill()
    running.up.wait()

    running.start()

    assert running.answers()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_stops_everything_and_ends_well(running, number):
    running.up.send_signal(number)

    assert running.up.wait(60) == 0
    assert BYE in running.log.read_text()
    assert running.processes() == []


def test_an_address_in_use_is_told_in_a_sentence(monkeypatch):
    monkeypatch.setattr(up, "ADDRESS_SECONDS", 0)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        address = f"127.0.0.1:{taken.getsockname()[1]}"

        with pytest.raises(CommandError, match=f"Alamat {address} sudah dipakai program lain"):
            up.free_address(address)


@pytest.mark.parametrize("address", ["127.0.0.1:pintu", "8.8.8.8:8000", "127.0.0.1:99999", "unix:/tmp/simpeg.sock"])
def test_an_address_that_cannot_be_used_is_told_in_a_sentence(address):
    with pytest.raises(CommandError, match=f"SIMPEG_BIND={address} bukan alamat"):
        up.free_address(address)

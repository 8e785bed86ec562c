"""Everything that SIMPEG runs, under one process: what `make run` starts."""

import errno
import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress

from django.apps import apps
from django.conf import settings
from django.core.management import BaseCommand, CommandError, call_command
from django.db import OperationalError, connections
from django.urls import reverse
from django.utils.module_loading import import_string
from gunicorn.util import parse_address

from simpeg import embedded
from simpeg.embedded.keeper import die_with_parent

ADDRESS_SECONDS = 5  # a killed start may need a moment to let go of its address
FIRST_ANSWER_SECONDS = 60
LONGEST_PAUSE_SECONDS = 30
STEADY_SECONDS = 60
EMBEDDED_EVERY_SECONDS = 2


class Child:
    """A process that has to run: started again when it ends, after a pause that grows while it keeps ending."""

    def __init__(self, name, command, *, patience):
        self.name = name
        self.command = [sys.executable, *command]
        self.patience = patience
        self.process = None
        self.failures = 0
        self.started_at = self.start_again_at = 0

    @property
    def ended(self):
        return self.process is not None and self.process.poll() is not None

    def start(self):
        # A process group of its own: Ctrl-C reaches only us, and we stop the children in order.
        self.process = subprocess.Popen(
            self.command, cwd=settings.BASE_DIR, process_group=0, preexec_fn=die_with_parent(signal.SIGTERM)
        )
        self.started_at = time.monotonic()

    def note_end(self):
        """Clear away what the process left running, and decide when to start it again."""
        self.kill_group()
        steady = time.monotonic() - self.started_at > STEADY_SECONDS
        self.failures = 0 if steady else self.failures + 1
        pause = min(2**self.failures, LONGEST_PAUSE_SECONDS)
        self.start_again_at = time.monotonic() + pause
        self.process = None
        return pause

    def stop(self):
        if self.process is None:
            return
        self.process.terminate()
        try:
            self.process.wait(self.patience)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.kill_group()

    def kill_group(self):
        with suppress(ProcessLookupError):  # nothing was left
            os.killpg(self.process.pid, signal.SIGKILL)


class Command(BaseCommand):
    help = "Jalankan SIMPEG: basis data, web, pekerja, dan penjadwal. Ctrl-C menghentikan semuanya."

    def add_arguments(self, parser):
        parser.add_argument("--until-parent-ends", action="store_true", help="berhenti juga bila proses induk berakhir")

    def handle(self, *, until_parent_ends, **_):
        if not settings.DEBUG and not settings.ALLOWED_HOSTS:
            raise CommandError("ALLOWED_HOSTS belum diisi. Isi di lingkungan; untuk mencoba, jalankan `make run`.")
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, lambda *_: sys.exit(0))
        self.parent = os.getppid() if until_parent_ends else None
        host, self.port = free_address(settings.SIMPEG_BIND)
        self.host = "127.0.0.1" if host == "0.0.0.0" else host  # where a browser on this machine finds us
        self.web, self.worker, self.beat = children(settings.SIMPEG_BIND)
        try:
            self.prepare()
            self.open_the_doors()
            self.watch()
        finally:
            for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
                signal.signal(number, signal.SIG_IGN)  # stopping is under way; impatience must not cut it short
            self.say("Menghentikan SIMPEG ...")
            for child in (self.web, self.beat, self.worker):
                child.stop()
            connections.close_all()
            embedded.leave()
            self.say("SIMPEG berhenti.")

    def say(self, text):
        self.stdout.write(text)
        self.stdout.flush()

    def prepare(self):
        self.say("Menyiapkan basis data ...")
        try:
            call_command("migrate", verbosity=0, interactive=False)
        except OperationalError as refused:
            raise CommandError(f"Basis data tidak dapat dihubungi. Periksa DATABASE_URL. ({refused})") from refused
        if not settings.DEBUG:  # while DEBUG is on, static files are served from where they lie
            call_command("collectstatic", verbosity=0, interactive=False)
        if settings.DEBUG and not apps.get_model("employees", "Employee").objects.exists():
            self.say("Memuat kabupaten contoh ...")
            call_command("load_demo")
        connections.close_all()

    def open_the_doors(self):
        """Web alone until it answers: all at once would triple the time to the first page."""
        self.web.start()
        deadline = time.monotonic() + FIRST_ANSWER_SECONDS
        while not self.web_answers():
            if self.web.ended or time.monotonic() > deadline:
                raise CommandError("Web tidak dapat dijalankan. Sebabnya ada pada pesan di atas.")
            time.sleep(0.05)
        self.worker.start()
        self.beat.start()
        host = f"[{self.host}]" if ":" in self.host else self.host
        self.say(f"\nSIMPEG siap di http://{host}:{self.port}/\nData disimpan di {settings.DATA_DIR}")
        if settings.DEBUG:
            self.say("\nAkun contoh, hanya ada selama DEBUG menyala:")
            for role, username, password in import_string("simpeg.demo.accounts.logins")():
                self.say(f"  {username:<20} {password:<24} {role}")
        self.say("\nTekan Ctrl-C untuk berhenti.")

    def watch(self):
        look_at = 0
        while self.parent is None or os.getppid() == self.parent:
            time.sleep(0.3)
            now = time.monotonic()
            for child in (self.web, self.worker, self.beat):
                if child.ended:
                    code = child.process.returncode
                    pause = child.note_end()
                    self.say(f"{child.name} berakhir (kode {code}); dijalankan lagi dalam {pause} detik.")
                elif child.process is None and now >= child.start_again_at:
                    child.start()
            if now >= look_at:
                try:
                    embedded.look_after()
                except embedded.EmbeddedError as failed:
                    self.say(str(failed))
                look_at = time.monotonic() + EMBEDDED_EVERY_SECONDS

    def web_answers(self):
        host = next((name for name in settings.ALLOWED_HOSTS if name[0] not in "*."), "localhost")
        connection = http.client.HTTPConnection(self.host, self.port, timeout=5)
        try:
            connection.request("GET", reverse("health"), headers={"Host": host})
            return connection.getresponse().status < 500  # a redirect to https is an answer, too
        except OSError:
            return False
        finally:
            connection.close()


def children(bind):
    celery = ["-W", "ignore:You're running the worker", "-m", "celery", "--quiet", "-A", "simpeg"]
    web = ["-m", "gunicorn", "simpeg.wsgi", "--bind", bind, "--workers", "2", "--threads", "4"]
    web += ["--log-level", "warning", "--no-control-socket", "--graceful-timeout", "10"]
    web += ["--forwarded-allow-ips", ""]  # whom to believe about https is for simpeg.web.requests to say
    worker = [*celery, "worker", "-c", "2", "-l", "WARNING", "--without-gossip", "--without-mingle"]
    beat = [*celery, "beat", "-l", "WARNING", "--pidfile=", "--schedule", settings.DATA_DIR / "beat-schedule"]
    return Child("Web", web, patience=15), Child("Pekerja", worker, patience=30), Child("Penjadwal", beat, patience=5)


def free_address(bind):
    """The host and port of `bind`, once nobody listens there; a sentence when that cannot be."""
    deadline = time.monotonic() + ADDRESS_SECONDS
    try:
        host, port = parse_address(bind)
        while is_taken(host, port):
            if time.monotonic() > deadline:
                raise CommandError(
                    f"Alamat {bind} sudah dipakai program lain. Hentikan program itu, "
                    "atau pilih alamat lain, misalnya: SIMPEG_BIND=127.0.0.1:8001 make run"
                )
            time.sleep(0.2)
    except (OSError, RuntimeError, ValueError, OverflowError) as wrong:
        raise CommandError(f"SIMPEG_BIND={bind} bukan alamat yang dapat dipakai di sini: {wrong}") from wrong
    return host or "0.0.0.0", port


def is_taken(host, port):
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as refused:
            if refused.errno != errno.EADDRINUSE:
                raise
            return True
    return False

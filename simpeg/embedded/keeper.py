"""Keeps one server running for as long as somebody holds the clients' lock.

A program of its own, outside the application: it imports nothing of ours and is told on standard input what to run.
It takes the keeper's lock, goes to the background and owns the server as its child. Clients hold a shared lock, which
the kernel drops even when they are killed; once the keeper can take that lock alone, nobody is left. Should the keeper
itself be killed, the kernel sends the server its first stop signal.
"""

import ctypes
import fcntl
import json
import logging
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

PR_SET_PDEATHSIG = 1
LOOK_EVERY_SECONDS = 0.25
STOP_SECONDS = 30
FAILURES_A_MINUTE = 4
LARGEST_LOG = 10_000_000

logger = logging.getLogger("keeper")


def die_with_parent(signal_number):
    """For `preexec_fn`: have the kernel send the child this signal when we end, however we end (on Linux).

    It runs after the change of account, which would have cleared the death signal again.
    """
    libc = ctypes.CDLL(None)
    parent = os.getpid()

    def tie():
        libc.prctl(PR_SET_PDEATHSIG, signal_number)
        if os.getppid() != parent:
            os._exit(1)

    return tie if sys.platform == "linux" else None


class Keeper:
    def __init__(self, job):
        self.job = job
        self.name = job["name"]
        self.stopping = False
        self.failures = []

    def run(self, own_lock):
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, self.request_stop)
        clients = open(self.job["clients_lock"], "a")  # noqa: SIM115 (held to the end)
        self.start()
        alone_since = None
        while not self.stopping:
            time.sleep(LOOK_EVERY_SECONDS)
            if self.server.poll() is not None and not self.restart():
                return 1
            if os.fstat(own_lock.fileno()).st_nlink == 0:
                logger.info("the data folder was removed")
                break
            try:
                fcntl.flock(clients, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                alone_since = None
                continue
            alone_since = alone_since or time.monotonic()
            if time.monotonic() - alone_since >= self.job["linger"]:
                break  # The lock stays ours: a newcomer waits until the server is down, then starts afresh.
            fcntl.flock(clients, fcntl.LOCK_UN)
        self.stop()
        return 0

    def request_stop(self, *_):
        self.stopping = True

    def start(self):
        log = Path(self.job["log"])
        if log.exists() and log.stat().st_size > LARGEST_LOG:
            log.replace(log.with_suffix(".log.1"))
        user, group = self.job["account"] or (None, None)
        with log.open("ab") as output:
            self.server = subprocess.Popen(
                self.job["command"],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                cwd="/",
                env=self.job["environment"],
                user=user,
                group=group,
                extra_groups=None if user is None else [],
                process_group=0,
                preexec_fn=die_with_parent(self.job["stop_signals"][0]),
            )
        logger.info("started %s, pid %s", self.name, self.server.pid)

    def restart(self):
        """Start the server again after a pause that grows; after too many failures in a minute, give up."""
        now = time.monotonic()
        self.failures = [moment for moment in self.failures if now - moment < 60] + [now]
        logger.warning("%s ended with %s", self.name, self.server.returncode)
        if len(self.failures) > FAILURES_A_MINUTE:
            logger.error("%s keeps ending; giving up", self.name)
            return False
        time.sleep(0.1 * 2 ** len(self.failures))
        self.start()
        return True

    def stop(self):
        for number in self.job["stop_signals"]:
            if self.server.poll() is None:
                self.server.send_signal(number)
                try:
                    self.server.wait(STOP_SECONDS)
                except subprocess.TimeoutExpired:
                    logger.warning("%s does not react to signal %s", self.name, number)
        logger.info("%s stopped with %s", self.name, self.server.returncode)


def main():
    job = json.load(sys.stdin)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s keeper[%(process)d] %(message)s")
    own_lock = open(job["keeper_lock"], "a")  # noqa: SIM115 (held to the end)
    try:
        fcntl.flock(own_lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return 1
    if os.fork():
        os._exit(0)  # The starter goes on; the lock lives in the child.
    os.setsid()
    own_lock.truncate(0)
    own_lock.write(str(os.getpid()))
    own_lock.flush()
    return Keeper(job).run(own_lock)


if __name__ == "__main__":
    sys.exit(main())

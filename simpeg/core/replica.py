"""A replica of the database answers what only reads (DATABASE_REPLICA_URL; why in this way: docs/nation.md).

    with reading(seen):     # everything inside asks the replica, where there is one and it is near enough
        with writing():     # within it: the primary again

One connection takes the other's place under the name "default", in this thread. Querysets, raw cursors and days that
are fixed for a transaction (`as_of`) thereby always ask one and the same server. Without a replica nothing happens.
"""

import logging
import time
from contextlib import contextmanager
from threading import Lock

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, InterfaceError, InternalError, OperationalError, connection, connections

log = logging.getLogger(__name__)
REPLICA = "replica"
REST_SECONDS = 10  # a replica that is away is not asked again at once: each attempt may cost a connection's time-out
WROTE = "25006"
# Gone (08, 57P, no state), full (53300), or a query that stood in the way of what came from the primary (40).
NOT_OURS = (WROTE, "08", "57P", "53300", "40")


class Nearness:
    """What this process knows of the replica: how far the primary was lately, and whether the replica kept up."""

    def __init__(self):
        self.lock = Lock()
        self.position, self.asked_at = None, 0.0
        self.rests_until = 0.0
        self.behind_since, self.told = None, False

    def recent_position(self):
        """Where the primary was at most REPLICA_LAG seconds ago: whoever replayed so far is no older than that."""
        if self.position is None or time.monotonic() - self.asked_at > settings.REPLICA_LAG:
            now = time.monotonic()
            position = position_of_primary()
            with self.lock:
                self.position, self.asked_at = position, now
        return self.position

    def found(self, near):
        now = time.monotonic()
        with self.lock:
            if near:
                if self.told:
                    log.warning("the replica answers again")
                self.behind_since, self.told = None, False
            elif self.behind_since is None:
                self.behind_since = now
            elif now - self.behind_since > settings.REPLICA_LAG and not self.told:
                log.warning("the replica lags by more than %s seconds; the primary answers", settings.REPLICA_LAG)
                self.told = True

    def lost(self, error):
        connections[REPLICA].close()
        with self.lock:
            self.rests_until = time.monotonic() + REST_SECONDS
            if not self.told:
                log.warning("the replica is away (%s); the primary answers", str(error).strip().partition("\n")[0])
            self.told = True


nearness = Nearness()


def is_configured():
    return REPLICA in connections.settings


def position_of_primary():
    """How far the primary has written: a replica that replayed so far knows everything that anybody can have seen."""
    with writing(), connection.cursor() as cursor:
        # The place of insertion, not of the flush: what was committed with synchronous_commit = off can be seen, too.
        cursor.execute("SELECT pg_current_wal_insert_lsn()::text")
        return cursor.fetchone()[0]


@contextmanager
def reading(seen=""):
    """Within the block every query asks the replica, if it has replayed `seen` and is not too old; yields whether.

    In a transaction that is open already everything stays where it is.
    """
    primary = connections[DEFAULT_DB_ALIAS]
    if primary.alias == REPLICA:
        yield True
    elif not is_configured() or primary.in_atomic_block or not _is_near(seen):
        yield False
    else:
        replica = connections[REPLICA]
        replica.stands_for = primary
        with _as_default(replica):
            yield True


@contextmanager
def writing():
    """Within `reading`: the primary, for what has to be written, such as who read whose file."""
    replica = connections[DEFAULT_DB_ALIAS]
    if replica.alias == REPLICA:
        with _as_default(replica.stands_for):
            yield
    else:
        yield


def failed(error):
    """Whether the replica could not answer what the primary can; says so in the log."""
    if not isinstance(error, OperationalError | InterfaceError | InternalError):
        return False
    state = getattr(error.__cause__, "sqlstate", None)
    if state is not None and not state.startswith(NOT_OURS):
        return False
    if state == WROTE:
        log.error("a page that only reads tried to write; the primary answers it")
    elif state is None or not state.startswith("40"):
        nearness.lost(error)
    return True


def _is_near(seen):
    if time.monotonic() < nearness.rests_until:
        return False
    positions = [position for position in (nearness.recent_position(), seen) if position]
    try:
        with connections[REPLICA].cursor() as cursor:
            cursor.execute("SELECT pg_is_in_recovery() AND pg_last_wal_replay_lsn() >= ALL (%s::pg_lsn[])", [positions])
            near = cursor.fetchone()[0]
    except (OperationalError, InterfaceError) as error:
        nearness.lost(error)
        return False
    nearness.found(near)
    return bool(near)


@contextmanager
def _as_default(other):
    usual = connections[DEFAULT_DB_ALIAS]
    connections[DEFAULT_DB_ALIAS] = other
    try:
        yield
    finally:
        connections[DEFAULT_DB_ALIAS] = usual

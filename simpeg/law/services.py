"""Verbs of the law on file: propose a change, see what would hold, put it in force, refuse it, take it back."""

import hashlib
import json
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, OperationalError, connection, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

from simpeg.audit.change import change as signed
from simpeg.core.dates import in_words
from simpeg.law.catalogue import keys
from simpeg.law.engine import Law
from simpeg.law.files import within
from simpeg.law.loader import pieces_of, write_pieces
from simpeg.law.models import LawChange
from simpeg.law.models.change import TABLE
from simpeg.law.table_checks import table_refusals
from simpeg.law.tables import TABLES

FIRST_DAY, LAST_DAY = date(1945, 8, 17), date(2100, 12, 31)
FOUR_EYES = "peraturan.empat_mata"
PATIENCE = "5s"  # how long a decision waits for a preview that is being counted

MOVES = {LawChange.Status.PROPOSED: {LawChange.Status.IN_FORCE, LawChange.Status.REFUSED, LawChange.Status.WITHDRAWN}}


class ChangeRefused(Exception):
    """The change cannot be made; the message is a sentence for people."""


@dataclass(frozen=True)
class Wish:
    """What somebody wants to hold from a day on (until the next known value, or until `until`)."""

    subject: str
    since: date
    basis: str
    reason: str
    value: object = None
    kind: str = LawChange.Kind.SET
    until: date | None = None


def propose(wish, *, by):
    """A proposal that waits for its decision, proven to fit into the tables. Nothing of the law has changed."""
    if not is_known(wish.subject):
        raise ChangeRefused("Nilai atau tabel ini tidak dikenal.")
    present = present_pieces(wish.subject)
    span = span_of(wish, present)
    proposed = LawChange(
        subject=wish.subject, kind=wish.kind, value=wish.value, in_force=DateRange(*span), basis=wish.basis,
        reason=wish.reason, replaces=fingerprint(present), proposed_by=by,
    )  # fmt: skip
    _check(proposed, present)
    try:
        with signed(by=by, reason=f"Usul perubahan peraturan: {wish.reason}"):
            proposed.save()
    except IntegrityError as clash:
        raise ChangeRefused(
            "Masih ada usul perubahan atas nilai ini yang belum diputuskan. Putuskan atau tarik usul itu lebih dahulu."
        ) from clash
    try:
        with as_if(proposed):
            pass
    except IntegrityError as clash:
        withdraw(proposed, by=by, reason="Tidak sesuai dengan nilai lain")
        raise ChangeRefused("Nilai ini bertentangan dengan nilai lain yang berlaku pada hari itu.") from clash
    return proposed


@contextmanager
def as_if(change):
    """Within the block the law on file is as if `change` were in force; afterwards it is as it was, without a trace."""
    with transaction.atomic():
        pieces = pieces_of(change.subject, [*_applied(change.subject), change])
        write_pieces(change.subject, pieces)
        yield
        transaction.set_rollback(True)


def put_in_force(change, *, by, reason=""):
    """The change holds from its day on; what it replaces ends the day before. Lists that were kept stay as judged."""
    if change.proposed_by_id == by.pk and four_eyes(timezone.localdate()):
        raise ChangeRefused("Usul sendiri tidak dapat diberlakukan sendiri: mintalah orang lain yang berwenang.")
    with _decision(change, LawChange.Status.IN_FORCE, by=by, reason=reason or change.reason):
        applied = _applied(change.subject, but=change)
        if fingerprint(pieces_of(change.subject, applied)) != change.replaces:
            raise ChangeRefused(
                "Nilai yang hendak diganti sudah berubah sejak usul ini dibuat. Tarik usul ini, lalu usulkan lagi."
            )
        write_pieces(change.subject, pieces_of(change.subject, [*applied, change]))


def refuse(change, *, by, reason):
    with _decision(change, LawChange.Status.REFUSED, by=by, reason=reason):
        pass


def withdraw(change, *, by, reason=""):
    with _decision(change, LawChange.Status.WITHDRAWN, by=by, reason=reason):
        pass


def four_eyes(day):
    """Whether somebody else than the proposer has to put a change in force."""
    return bool(Law.on(day).values.get(FOUR_EYES, True))


def present_pieces(subject):
    """What holds of a key or table by the files and by what the agency put in force."""
    return pieces_of(subject, _applied(subject))


def span_of(wish, present):
    """First day and the day after the last (None: open): a value holds until the next one that is known."""
    if wish.until:
        return wish.since, wish.until
    if wish.subject.startswith(TABLE):
        later = [piece.start for piece in present if piece.change and piece.start > wish.since]
    else:
        later = [piece.start for piece in present if piece.start > wish.since]
    return wish.since, min(later, default=None)


def is_known(subject):
    return (
        subject.removeprefix(TABLE) in TABLES
        if subject.startswith(TABLE)
        else subject in keys() and keys()[subject].may_change
    )


def refusals_of(subject, value):
    """Why this cannot be the value of a key or the rows of a table, as sentences."""
    if subject.startswith(TABLE):
        return table_refusals(TABLES[subject.removeprefix(TABLE)], value)
    return keys()[subject].refusals(value)


def fingerprint(pieces):
    """The same for the same law, however it is ordered."""
    said = sorted(
        json.dumps([str(p.start), str(p.end), p.what, p.basis, p.change], sort_keys=True, default=str) for p in pieces
    )
    return hashlib.sha256("\n".join(said).encode()).hexdigest()


def _said(what):
    """One text for equal JSON; whether a row is verified is not part of what it says."""
    known = {name: entry for name, entry in what.items() if name != "unverified"} if isinstance(what, dict) else what
    return json.dumps(known, sort_keys=True)


def _applied(subject, but=None):
    applied = LawChange.objects.applied().filter(subject=subject)
    return list(applied.exclude(pk=but.pk) if but else applied)


def _check(change, present):
    since, until = change.in_force.lower, change.in_force.upper
    if not FIRST_DAY <= since <= LAST_DAY or (until and not since < until <= LAST_DAY):
        raise ChangeRefused(
            f"Masa berlaku harus di antara {in_words(FIRST_DAY)} dan {in_words(LAST_DAY)},"
            " dan berakhir setelah dimulai."
        )
    if change.kind == LawChange.Kind.SET and (refusals := refusals_of(change.subject, change.value)):
        raise ChangeRefused(" ".join(refusals))
    if change.kind == LawChange.Kind.SET:
        rows = change.value if change.table else [change.value]
        held = {(_said(piece.what), piece.basis, piece.end) for piece in within(present, since, until)}
        if held == {(_said(row), change.basis, until) for row in rows}:
            raise ChangeRefused("Isi dan dasar hukumnya sama dengan yang berlaku pada masa itu.")
    if change.kind == LawChange.Kind.FOLLOW and not any(piece.change and piece.part(since, until) for piece in present):
        raise ChangeRefused("Pada masa itu nilai ini sudah mengikuti berkas peraturan.")


@contextmanager
def _decision(change, to, *, by, reason):
    """Take a proposal to its end. Of two who press at once, one is told."""
    if to not in MOVES.get(change.status, ()):
        raise ChangeRefused(f"Usul ini sudah {change.get_status_display().lower()}.")
    label = LawChange.Status(to).label
    try:
        with signed(by=by, reason=f"Perubahan peraturan {label.lower()}: {reason}"[:500]):
            with connection.cursor() as cursor:
                cursor.execute("SELECT set_config('lock_timeout', %s, true)", [PATIENCE])
            moved = (
                LawChange.objects.open()
                .filter(pk=change.pk)
                .update(status=to, decided_by=by, decided_at=timezone.now(), decision=reason[:500])
            )
            if not moved:
                raise ChangeRefused("Usul ini baru saja diputuskan orang lain. Muat ulang halaman ini.")
            yield
    except OperationalError as waited:
        if "lock timeout" not in str(waited):
            raise
        raise ChangeRefused("Dampaknya sedang dihitung. Coba lagi sebentar lagi.") from waited
    change.refresh_from_db()

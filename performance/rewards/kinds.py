"""Verbs on the kinds of reward: give another one, mend what was typed wrong, end one and take it up again."""

from django.db import IntegrityError
from django.utils import timezone

from performance.models import RewardKind, RewardRound
from performance.plans.queries import fingerprint
from performance.rewards.rules import RewardRefused, want
from simpeg.audit.change import change

PREPARES = "performance.add_rewardround"
THEIRS = "Jenis penghargaan diatur oleh pengelola kinerja BKPSDM."
STANDS = "Sudah ada putaran penghargaan ini yang diumumkan, sehingga nama dan isinya tetap."


def kind_stands(kind):
    """Whether a round of this kind was announced: what it promises cannot change any more."""
    return kind.rounds.exclude(status=RewardRound.Status.DRAFT).exists()


def unfinished_rounds(kind):
    """Its drafts, and those announced whose winners are not known yet; the newest first."""
    return kind.rounds.exclude(status=RewardRound.Status.PUBLISHED).select_related("kind").order_by("-year")


def seen_of_kind(kind):
    """What a form shows of a kind; whoever corrects says which he saw."""
    return fingerprint([kind.name, kind.sentence, kind.gives, kind.statuses, kind.position_kinds, kind.repeats])


def make_kind(*, by, **values):
    """The regency gives another reward. Raises RewardRefused."""
    want(by, PREPARES, THEIRS)
    name = values["name"].strip()
    said = values | {"name": name, "made_by": by}
    with change(by=by, reason=f"Jenis penghargaan dibuat: {name}"):
        # Of two at the same moment the second finds the kind of the first.
        kind, is_new = RewardKind.objects.get_or_create(name__iexact=name, defaults=said)
    if not is_new:
        raise RewardRefused(_taken(name))
    return kind


def correct_kind(kind, *, seen, by, **values):
    """The kind says what was meant, as long as no round of it was announced. Raises RewardRefused.

    `seen` is `seen_of_kind` when the form was opened: of two who correct, the second is told.
    """
    want(by, PREPARES, THEIRS)
    values |= {"name": values["name"].strip()}
    try:
        with change(by=by, reason=f"Jenis penghargaan diperbaiki: {kind.name}"):
            held = _held(kind)
            if kind_stands(held):
                raise RewardRefused(STANDS)
            if seen != seen_of_kind(held):
                raise RewardRefused("Jenis ini baru saja diubah. Bandingkan isinya yang sekarang, lalu simpan lagi.")
            if RewardKind.objects.filter(name__iexact=values["name"]).exclude(pk=held.pk).exists():
                raise RewardRefused(_taken(values["name"]))
            RewardKind.objects.filter(pk=held.pk).update(**values)
    except IntegrityError as refused:
        if "reward_kind_named_once" not in str(refused):
            raise
        raise RewardRefused(_taken(values["name"])) from refused
    kind.refresh_from_db()
    return kind


def end_kind(kind, *, reason, by):
    """No further round of it begins; what was announced goes on, and whoever won it keeps it. Raises RewardRefused."""
    want(by, PREPARES, THEIRS)
    reason = reason.strip()
    if not reason:
        raise RewardRefused("Tulis mengapa penghargaan ini diakhiri.")
    with change(by=by, reason=f"Jenis penghargaan diakhiri: {kind.name}. {reason}"):
        ended = {"ended_on": timezone.localdate(), "end_reason": reason, "ended_by": by}
        if not RewardKind.objects.living().filter(pk=kind.pk).update(**ended):
            raise RewardRefused("Penghargaan ini sudah diakhiri.")
    kind.refresh_from_db()
    return kind


def resume_kind(kind, *, reason, by):
    """Rounds of it can begin again. Raises RewardRefused."""
    want(by, PREPARES, THEIRS)
    reason = reason.strip()
    if not reason:
        raise RewardRefused("Tulis mengapa penghargaan ini diberikan lagi.")
    with change(by=by, reason=f"Jenis penghargaan diberikan lagi: {kind.name}. {reason}"):
        alive = {"ended_on": None, "end_reason": "", "ended_by": None}
        if not RewardKind.objects.ended().filter(pk=kind.pk).update(**alive):
            raise RewardRefused("Penghargaan ini tidak sedang diakhiri.")
    kind.refresh_from_db()
    return kind


def refuse_ended(kind):
    """Raise RewardRefused where the kind was ended; else it stays alive until the transaction is over."""
    held = _held(kind)
    if held.ended_on:
        raise RewardRefused(f"Penghargaan “{held.name}” sudah diakhiri. Pilih yang lain, atau lanjutkan dahulu.")


def _held(kind):
    return RewardKind.objects.select_for_update().get(pk=kind.pk)


def _taken(name):
    return f"Penghargaan “{name}” sudah ada. Pakai yang itu, atau beri nama lain."

"""The steps of a file that somebody brought: each along its table of moves, once, or whoever came second is told.

A run of any kind has `file`, `status` and `changed_at`; what its states are, and who takes it where, it says itself.
"""

from django.db import transaction
from django.utils import timezone


class MoveRefused(Exception):
    """The import is no longer where the asker believed it to be; the message is for people."""


def take_step(run, to, moves, **fields):
    """Take a run one step on, along `moves` ({state: {next states}}). Of two who press at once, one is told to reload.

    `fields` are written with the state.
    """
    if to not in moves.get(run.status, ()):
        raise MoveRefused(f"Impor yang {run.get_status_display().lower()} tidak dapat menjadi {to.label.lower()}.")
    fields |= {"status": to, "changed_at": timezone.now()}
    if not type(run).objects.filter(pk=run.pk, status=run.status).update(**fields):
        raise MoveRefused("Impor ini baru saja diubah orang lain. Muat ulang halaman ini.")
    for name, value in fields.items():
        setattr(run, name, value)


def let_go(run):
    """The file of a run goes once the transaction that says so is kept."""
    name, storage = run.file.name, run.file.storage
    type(run).objects.filter(pk=run.pk).update(file="")
    run.file = ""
    if name:
        transaction.on_commit(lambda: storage.delete(name))

"""Old and new side by side: one line a field, what differs marked, and what the file says now where it moved on."""

from dataclasses import dataclass

from employees.models import Proposal
from employees.proposals.scope import fields_of
from employees.proposals.values import as_json, in_reading, kept_values, label_of


@dataclass(frozen=True)
class Line:
    label: str
    old: str
    new: str
    now: str
    differs: bool
    moved: bool


def lines_of(proposal, target, *, whole_nik):
    """The lines of a proposal. `now` and `moved` speak of a file that changed since the proposal was written."""
    waiting = proposal.status != Proposal.Status.APPROVED and proposal.action != Proposal.Action.ADD
    names = [name for name in fields_of(proposal.kind) if name in proposal.old_values or name in proposal.new_values]
    now = kept_values(target, names) if target is not None and waiting else {}
    lines = []
    for name in names:
        old, wished = proposal.old_values.get(name), proposal.new_values.get(name)
        differs = name in proposal.new_values or proposal.action == Proposal.Action.WITHDRAW
        new = None if proposal.action == Proposal.Action.WITHDRAW else wished if name in proposal.new_values else old
        if not differs and old in (None, "", False):
            continue
        said = {key: _said(proposal, name, value, whole_nik) for key, value in (("old", old), ("new", new))}
        moved = name in now and as_json(now[name]) != old
        lines.append(
            Line(
                label=label_of(proposal.kind, name),
                now=_said(proposal, name, now[name], whole_nik) if moved else "",
                differs=differs,
                moved=moved,
                **said,
            )
        )
    return lines


def _said(proposal, name, value, whole_nik):
    return in_reading(proposal.kind, name, value, whole_nik=whole_nik)

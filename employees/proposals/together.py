"""Many equal proposals answered at once: forty telephone numbers are one decision, looked at as one list."""

from django.db import transaction

from employees.models import Proposal
from employees.proposals import services
from employees.records.services import RecordRefused

MOST = 50  # what one can really look through before pressing


class NotEqual(Exception):
    """These cannot be answered as one; the message says what to choose instead."""


def equal_cases(user, ids):
    """The chosen proposals that wait for this user, if all ask for the same: kind, action, fields and step."""
    if not ids:
        raise NotEqual("Belum ada usulan yang dipilih. Centang usulan yang hendak dijawab bersama.")
    if len(ids) > MOST:
        raise NotEqual(f"Paling banyak {MOST} usulan sekaligus.")
    found = list(Proposal.objects.waiting_for(user).filter(pk__in=ids).select_related("employee").order_by("pk"))
    if not found:
        raise NotEqual("Usulan yang dipilih tidak lagi menunggu Anda.")
    if len({(each.kind, each.action, each.status, tuple(sorted(each.new_values))) for each in found}) > 1:
        raise NotEqual("Pilih usulan yang sama: jenis data, isian, dan tahapnya. Saring daftarnya dahulu.")
    return found


def answer_together(proposals, *, by, seen):
    """Each is passed on or approved for itself: (how many were, [(proposal, why not)]). `seen` is {id: what was seen}.

    What went wrong with one leaves the others alone.
    """
    done, refused = 0, []
    for proposal in proposals:
        verb = services.check if proposal.status == Proposal.Status.SUBMITTED else services.approve
        try:
            with transaction.atomic():
                verb(proposal, by=by, reason="Dijawab bersama usulan yang sama", seen=seen.get(proposal.pk, ""))
        except (services.ProposalRefused, RecordRefused) as refusal:
            refused.append((proposal, str(refusal)))
        else:
            done += 1
    return done, refused

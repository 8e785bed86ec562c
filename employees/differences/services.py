"""Verbs on differences: decide who is right, answer a question, say what was sent to BKN."""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import Count, Q
from django.utils import timezone

from employees.differences.application import NotApplied, apply_theirs, must_be_recorded_by_hand
from employees.differences.roads import road_of
from employees.models import Difference
from employees.permissions import is_own
from simpeg.accounts.models import User
from simpeg.audit.change import change
from simpeg.law.engine import Law
from simpeg.notices.services import notify

Decision = Difference.Decision
OWN_FILE = "Selisih pada berkas Anda sendiri diputuskan petugas lain."
SETTLED = "Selisih ini sudah selesai; tidak ada lagi yang perlu diputuskan."
MOVED = "Selisih ini baru saja diputuskan orang lain. Muat ulang halaman ini."
NOBODY = "Tidak ada akun pengelola perangkat daerah atau pegawai yang dapat ditanya. Hubungi unitnya secara langsung."
TOPIC = "data kepegawaian yang perlu dijawab"
FRESH = {
    "answer": "",
    "answered_by": None,
    "answered_at": None,
    "sent_on": None,
    "sent_number": "",
    "sent_by": None,
    "road": "",
}


class DecisionRefused(Exception):
    """The decision cannot be taken; the message says why and what now."""


@dataclass(frozen=True)
class Result:
    """What became of one difference of a decision about several."""

    difference: Difference
    done: bool
    sentence: str


def most_at_once(day):
    return Law.on(day)["selisih.paling_banyak_sekaligus"]


def decide_all(keys, decision, *, by, reason, states=None):
    """Decide each of these differences (primary keys) by itself; the ones that cannot be are told, the others stand.

    `states` is `{pk: state}` as the decider saw it: who was overtaken by somebody else is told.
    """
    results = []
    for pk in sorted(set(keys)):
        difference = Difference.objects.filter(pk=pk).first()
        if difference is None:
            continue
        try:
            sentence = decide(difference, decision, by=by, reason=reason, seen=(states or {}).get(pk))
            results.append(Result(difference, True, sentence))
        except DecisionRefused as refusal:
            results.append(Result(difference, False, str(refusal)))
    return results


@transaction.atomic
def decide(difference, decision, *, by, reason, seen=None):
    """Say who is right, or ask; "SIASN benar" stands in our records at once where it can. Returns what happened."""
    current = (
        Difference.objects.select_for_update(of=("self",)).select_related("employee__state__unit").get(pk=difference.pk)
    )
    if current.settled_at:
        raise DecisionRefused(SETTLED)
    if seen and seen != current.state:
        raise DecisionRefused(MOVED)
    if current.employee and is_own(by, current.employee):
        raise DecisionRefused(OWN_FILE)
    fields = FRESH | {"decision": decision, "reason": reason, "decided_by": by, "decided_at": timezone.now()}
    if decision == Decision.OURS:
        fields["road"] = road_of(current).code
    with change(by=by, reason=f"Selisih SIASN, {Decision(decision).label}: {reason}"):
        if decision == Decision.THEIRS and not must_be_recorded_by_hand(current):
            try:
                with transaction.atomic():
                    apply_theirs(current, by=by, reason=f"Disamakan dengan SIASN: {reason}")
            except NotApplied as refusal:
                raise DecisionRefused(str(refusal)) from refusal
            fields |= {"settled_as": Difference.Settled.CORRECTED, "settled_at": timezone.now()}
        Difference.objects.filter(pk=current.pk).update(**fields)
    if decision == Decision.ASK:
        return _ask(current, by, reason)
    if decision == Decision.OURS:
        return "Masuk daftar kirim ke BKN."
    return "Data SIMPEG sudah diperbaiki." if "settled_at" in fields else "Catat perbaikannya pada berkas pegawai."


@transaction.atomic
def answer(difference, text, *, by):
    """The answer of the office or of the person stands beside the question; the officer who asked is told."""
    current = Difference.objects.select_for_update().get(pk=difference.pk)
    if current.state not in ("tanya", "dijawab"):
        raise DecisionRefused("Pertanyaan ini sudah tidak menunggu jawaban. Terima kasih.")
    with change(by=by, reason="Menjawab pertanyaan selisih SIASN"):
        Difference.objects.filter(pk=current.pk).update(answer=text, answered_by=by, answered_at=timezone.now())
    if current.decided_by_id:
        notify(
            [User.objects.get(pk=current.decided_by_id)],
            text=f"Jawaban tentang {current.column or current.get_kind_display().lower()} {current.subject}: {text}",
            href=current.get_absolute_url(),
            topic="jawaban atas selisih SIASN",
        )


def mark_sent(keys, *, on, number, by):
    """These differences, decided "SIMPEG benar", were handed to BKN on that day. Returns how many it were."""
    with change(by=by, reason=f"Dikirim ke BKN {on:%d-%m-%Y}, {number}".strip(", ")):
        return (
            Difference.objects.in_state("kirim").filter(pk__in=keys).update(sent_on=on, sent_number=number, sent_by=by)
        )


def by_road(differences):
    """`{road: {"waiting", "sent"}}` of what was decided in our favour."""
    counted = (
        differences.open()
        .filter(decision=Decision.OURS)
        .order_by("road")
        .values("road")
        .annotate(waiting=Count("pk", filter=Q(sent_on=None)), sent=Count("pk", filter=Q(sent_on__isnull=False)))
    )
    return {row["road"]: {"waiting": row["waiting"], "sent": row["sent"]} for row in counted}


def _ask(difference, by, note):
    """Tell whoever can know: the officers of the person's office, and the person himself."""
    person = difference.employee
    asked = list(User.objects.filter(is_active=True, nip=person.nip)) if person else []
    unit = getattr(getattr(person, "state", None), "unit", None)
    if unit:
        officers = User.objects.filter(is_active=True, mandates__unit_id__in=unit.path).distinct()
        asked += [user for user in officers if user.has_perm("employees.export_list")]
    asked = list({user.pk: user for user in asked if user.pk != by.pk}.values())
    if not asked:
        raise DecisionRefused(NOBODY)
    what = difference.column or difference.get_kind_display().lower()
    notify(
        asked,
        text=f"BKPSDM menanyakan {what} {difference.subject}, yang berbeda dengan SIASN: {note}",
        href="/selisih/tanya/",
        topic=TOPIC,
    )
    return f"Ditanyakan kepada {len(asked)} akun."

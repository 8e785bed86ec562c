"""Verbs that move a plan. Each goes through one door, `move_to`: it happens once, or whoever came second is told."""

from django.utils import timezone

from employees.models import Employee
from performance.models import Expectation, PerformancePlan, PlanStep, PlanVersion
from performance.plans import rules
from performance.plans.contents import facts_of
from performance.plans.queries import results_of, role_of, seen_of
from performance.plans.writing import ATTACHMENTS, ChangedMeanwhile, PlanRefused, fill, locked
from performance.review.queries import account_of, regents
from simpeg.audit.change import change
from simpeg.core.dates import in_words
from simpeg.notices.services import notify

__all__ = [
    "ChangedMeanwhile",
    "PlanIncomplete",
    "PlanRefused",
    "agree",
    "give_back",
    "move_to",
    "reopen",
    "submit",
    "take_back",
]

TOPIC = "SKP"
MEANWHILE = "SKP ini baru saja berubah. Tidak ada yang disimpan; lihat isinya yang sekarang, lalu putuskan lagi."
LACKING = "SKP belum lengkap."


class PlanIncomplete(PlanRefused):
    """The plan cannot be sent or agreed yet; `lacks` are the sentences that say why."""

    def __init__(self, lacks):
        super().__init__(" ".join([LACKING, *(lack.words for lack in lacks)]))
        self.lacks = lacks


def submit(plan, *, seen, by):
    """The plan lies with its appraiser. Raises PlanRefused, with everything that it lacks."""
    return move_to(plan, rules.SUBMITTED, seen=seen, by=by)


def take_back(plan, *, seen, by):
    """The plan lies with the employee again because he sent it too early; its appraiser hears it."""
    return move_to(plan, rules.DRAFT, start=rules.SUBMITTED, seen=seen, by=by)


def give_back(plan, words, *, seen, by):
    """The plan lies with the employee again, with what has to be mended."""
    return move_to(plan, rules.RETURNED, words=words, seen=seen, by=by)


def agree(plan, *, seen, by):
    """The version in writing is the plan from now on, and stays as it is."""
    return move_to(plan, rules.AGREED, seen=seen, by=by)


def reopen(plan, reason, *, seen, by):
    """A new version is written; until it is agreed the present one stays in force."""
    return move_to(plan, rules.DRAFT, start=rules.AGREED, words=reason, seen=seen, by=by)


def move_to(plan, to, *, seen, by, words="", start=None):
    """The one door: only along MOVES, by whom the move belongs to, and as long as the plan says what was seen.

    Where two moves lead to the same state, `start` says which of them is meant.
    """
    meant = rules.MOVES.get((start or plan.status, to))
    with change(by=by, reason=f"SKP {meant.done if meant else PerformancePlan.Status(to).label.lower()}"):
        found = locked(plan)
        version = found.versions.get(number=found.version)
        move, role = rules.MOVES.get((found.status, to)), role_of(found, by)
        if role is None:
            raise PlanRefused("Langkah ini hanya diambil pegawai itu sendiri atau pejabat penilainya.")
        elsewhere = start is not None and found.status != start
        if move is None or elsewhere or seen != seen_of(found, version):
            raise ChangedMeanwhile(MEANWHILE)
        if role not in move.actors:
            other = "pegawai itu sendiri" if role == rules.APPRAISER else "pejabat penilai"
            raise PlanRefused(f"Langkah ini diambil {other}.")
        _refuse_where_it_stands(found, move)
        words = words.strip() if move.asks_words else ""
        if move.asks_words and not words:
            raise PlanRefused(move.asks_words, "words")
        if move.whole and (lacks := rules.shortcomings(found, results_of(version), rules.law_of(found))):
            raise PlanIncomplete(lacks)
        fields = {"status": to, "moved_at": timezone.now(), **_following(found, version, move, words, by)}
        PerformancePlan.objects.filter(pk=found.pk).update(**fields)
        PlanStep.objects.create(
            plan=found, version=version.number, from_status=found.status, to_status=to, words=words, by=by
        )
        _tell(found, move, role, words)
    plan.refresh_from_db()
    return plan


def _refuse_where_it_stands(plan, move):
    """Raise PlanRefused where nobody could decide on the plan, or the year that it is about is over."""
    if move.to == rules.SUBMITTED and plan.appraiser_id is None and not plan.regent_appraises:
        raise PlanRefused("Belum ada pejabat penilai untuk SKP ini. Minta pengelola kinerja BKPSDM menetapkannya.")
    if move.anew and timezone.localdate() > plan.ends_on:
        raise PlanRefused(f"SKP ini berakhir {in_words(plan.ends_on)}. Yang sudah berlalu tidak diubah lagi.")
    if move.anew and plan.appraisals.closing().exists():
        raise PlanRefused("Predikat tahunan SKP ini sudah ditetapkan, sehingga isinya tidak diubah lagi.")


def _following(plan, version, move, words, by):
    """What else the move writes: the agreement, or the next version."""
    if move.to == rules.AGREED:
        PlanVersion.objects.filter(pk=version.pk, agreed_at=None).update(agreed_at=timezone.now(), agreed_by=by)
        return {"agreed_version": version.number}
    if move.anew:
        _begin_version(plan, version, words)
        return {"version": version.number + 1}
    return {}


def _begin_version(plan, before, reason):
    """The next version says at first what the agreed one says."""
    attachments = {name: getattr(before, name) for name in ATTACHMENTS}
    after = PlanVersion.objects.create(plan=plan, number=before.number + 1, reason=reason, **attachments)
    fill(after, ((result.line, facts_of(result)) for result in results_of(before)))
    Expectation.objects.bulk_create(
        Expectation(version=after, behaviour=each.behaviour, words=each.words) for each in before.expectations.all()
    )


def _tell(plan, move, role, words):
    """The other side."""
    href, year = plan.get_absolute_url(), plan.cycle.year
    said = f" {words}" if words else ""
    if role == rules.EMPLOYEE:
        text = f"SKP {year} {plan.employee.full_name} {move.done}.{said}"
        if move.to == rules.SUBMITTED:
            text += " Periksa, lalu sepakati atau kembalikan."
        elif move.start == rules.SUBMITTED:
            text += " Tidak ada yang perlu Anda putuskan sampai diajukan lagi."
        notify(appraisers_of(plan), text=text, href=href, topic=TOPIC)
    else:
        text = f"SKP {year} Anda {move.done} oleh pejabat penilai.{said}"
        notify(account_of([plan.employee.nip]).values(), text=text, href=href, topic=TOPIC)


def appraisers_of(plan):
    """The accounts of whoever rates this plan."""
    if plan.regent_appraises:
        return regents()
    nips = Employee.objects.filter(pk=plan.appraiser_id).values_list("nip", flat=True)
    return account_of(list(nips)).values()

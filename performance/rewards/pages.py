"""The pages of recognition that only read."""

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from employees.models import Employee
from employees.purposes.words import purposes_for
from performance.models import Candidate, RewardKind, RewardRound
from performance.rewards import forms, queries
from performance.rewards.candidates import ORDER as RANKS
from performance.rewards.candidates import numbers_of, ranked, rows_of
from performance.rewards.filters import OverlookedFilter
from performance.rewards.overlooked import (
    EVERYBODY,
    ORDER,
    award_in_words,
    may_look,
    overlooked,
    ratings_in_words,
    seen_by,
    span_of,
    with_grounds,
)
from performance.rewards.rules import WORDS, Code, score_of, sentence_of
from simpeg.audit.reading import note_read
from simpeg.law.engine import Law
from simpeg.reports.forms import ExportForm
from simpeg.web.access import any_permission_required
from simpeg.web.chips import chips, without
from simpeg.web.paging import count_hits, keyset_page
from simpeg.web.replica import reads_only

Status = RewardRound.Status
ROUNDS_SHOWN, WINNERS_SHOWN, CANDIDATES_SHOWN = 60, 200, 50
TABS = {"memenuhi": "Memenuhi semua syarat", "belum-diketahui": "Datanya belum lengkap"}


def may_name(user):
    """Whoever has a file may name a colleague; the officer may take up what the system proposes."""
    return bool(user.nip) or user.has_perm("performance.add_rewardround")


@require_safe
@reads_only
def index(request):
    """Every round with its days; what is given; what one may do oneself."""
    user, today = request.user, timezone.localdate()
    rounds = RewardRound.objects.visible_to(user).select_related("kind")
    rounds = list(rounds.order_by("-year", "-nominations_until", "pk")[:ROUNDS_SHOWN])
    announced = RewardRound.objects.filter(kind=OuterRef("pk")).exclude(status=Status.DRAFT)
    kinds = list(RewardKind.objects.visible_to(user).annotate(stands=Exists(announced)))
    context = {
        "open": [each for each in rounds if each.takes_names_on(today)],
        "others": [each for each in rounds if not each.takes_names_on(today)],
        "kinds": [each for each in kinds if not each.ended_on],
        "ended": [each for each in kinds if each.ended_on],
        "today": today,
        "may_name": may_name(user),
        "may_look": may_look(user),
        "prepares": user.has_perm("performance.add_rewardround"),
    }
    return render(request, "performance/rewards/index.html", context)


def round_or_404(request, pk, **fields):
    rounds = RewardRound.objects.visible_to(request.user).select_related("kind")
    return get_object_or_404(rounds, pk=pk, **fields)


@require_safe
@reads_only
def detail(request, pk):
    """A round: its days and criteria, what this user wrote in it, and who won."""
    user, today, found = request.user, timezone.localdate(), round_or_404(request, pk)
    judges = RewardRound.objects.judged_by(user).filter(pk=pk).exists()
    published = found.status == Status.PUBLISHED
    context = {
        "round": found,
        "criteria": [(each, sentence_of(each)) for each in found.criteria.all()],
        "takes_names": found.takes_names_on(today),
        "is_over": today > found.nominations_until,
        "may_name": may_name(user),
        "own": list(queries.nominations_by(user, found)),
        "published": published,
        "winners": list(queries.winners().filter(candidate__round=found)) if published else [],
        "judges": judges,
        "proposes": judges and _reads_results(user),
        "prepares": user.has_perm("performance.add_rewardround"),
        "settles": judges and user.has_perm("performance.settle_reward"),
    }
    return render(request, "performance/rewards/round.html", context)


def _reads_results(user):
    return any(user.has_perm(permission) for permission in EVERYBODY)


@require_safe
@any_permission_required(*EVERYBODY)
def proposals(request, pk):
    """Everybody who meets the facts that a round asks, with each of them: the system proposes, people name."""
    found = get_object_or_404(RewardRound.objects.judged_by(request.user).select_related("kind"), pk=pk)
    criteria, law = list(found.criteria.exclude(code=Code.JUDGED)), Law.on(timezone.localdate())
    chosen = request.GET.get("hasil") if request.GET.get("hasil") in TABS else "memenuhi"
    people = queries.proposals(found, criteria, law, complete=chosen == "memenuhi")
    page = keyset_page(people.select_related("employee", "grade", "unit"), ORDER, request.GET.get("halaman"))
    note_read(by=request.user, employees=[row.pk for row in page], what=f"Membuka usul sistem {found}")
    context = {
        "round": found,
        "rows": [(row, queries.findings_of(row, found, criteria)) for row in page],
        "page": page,
        "hits": count_hits(people),
        "tabs": TABS,
        "chosen": chosen,
        "words": WORDS,
        "may_name": may_name(request.user) and found.takes_names_on(law.day),
    }
    return render(request, "performance/rewards/proposals.html", context)


@require_safe
def candidates(request, pk):
    """The candidates of a round for its committee, in an order that the page explains."""
    found = get_object_or_404(RewardRound.objects.judged_by(request.user).select_related("kind"), pk=pk)
    criteria = list(found.criteria.all())
    page = keyset_page(ranked(found, criteria, request.user), RANKS, request.GET.get("halaman"), CANDIDATES_SHOWN)
    read = [each.employee_id for each in page]
    note_read(by=request.user, employees=read, what=f"Membuka daftar calon {found}")
    context = {
        "round": found,
        "rows": rows_of(page, found, criteria),
        "page": page,
        **numbers_of(found, request.user),
        "is_over": timezone.localdate() > found.nominations_until,
        "published": found.status == Status.PUBLISHED,
        "settles": request.user.has_perm("performance.settle_reward"),
        "full": sum(each.weight for each in criteria),
    }
    return render(request, "performance/rewards/candidates.html", context)


def candidate_or_404(request, pk):
    found = Candidate.objects.visible_to(request.user)
    return get_object_or_404(found.select_related("round__kind", "employee", "unit", "decision__decided_by"), pk=pk)


@require_safe
def candidate(request, pk):
    return candidate_page(request, candidate_or_404(request, pk))


def candidate_page(request, found, *, vote_form=None, decision_form=None, status=200):
    """One candidate: what the files say, who named him and why, what the committee says, what was decided."""
    user, round_ = request.user, found.round
    criteria = list(round_.criteria.all())
    votes = list(found.votes.select_related("by").prefetch_related("judgements__criterion"))
    own = next((each for each in votes if each.by_id == user.pk), None)
    decision = getattr(found, "decision", None)
    findings = decision.findings if decision else queries.findings_now(round_, found.employee, found)
    runs = decision is None and round_.status == Status.ANNOUNCED and timezone.localdate() > round_.nominations_until
    if runs and user.has_perm("performance.decide_reward") and vote_form is None:
        vote_form = forms.VoteForm(initial=forms.VoteForm.initial_of(own), criteria=criteria)
    if runs and user.has_perm("performance.settle_reward") and decision_form is None:
        decision_form = forms.DecisionForm(prefix="keputusan")
    note_read(by=user, employees=[found.employee_id], what=f"Membuka calon {round_}")
    needed = Law.on(timezone.localdate())["kinerja.penghargaan_suara"]
    context = {
        "candidate": found,
        "round": round_,
        "findings": findings,
        "score": score_of(findings),
        "full": sum(each.weight for each in criteria),
        "words": WORDS,
        "nominations": list(found.nominations.select_related("by")),
        "votes": votes,
        "in_favour": sum(each.in_favour for each in votes),
        "own": own,
        "needed": needed,
        "enough": len(votes) >= needed,
        "decision": decision,
        "vote_form": vote_form if runs else None,
        "decision_form": decision_form if runs else None,
        "is_over": timezone.localdate() > round_.nominations_until,
    }
    return render(request, "performance/rewards/candidate.html", context, status=status)


@require_safe
@reads_only
def choose_round(request):
    """In which open round somebody is named; straight to it where there is one only."""
    if not may_name(request.user):
        raise PermissionDenied
    today = timezone.localdate()
    rounds = RewardRound.objects.visible_to(request.user).filter(
        status=Status.ANNOUNCED, nominations_from__lte=today, nominations_until__gte=today
    )
    rounds = list(rounds.select_related("kind").order_by("nominations_until", "pk"))
    nip = typed_nip(request)
    query = f"?{urlencode({'nip': nip})}" if nip else ""
    if len(rounds) == 1:
        return redirect(reverse("rewards:nominate", args=[rounds[0].pk]) + query)
    return render(request, "performance/rewards/choose_round.html", {"rounds": rounds, "query": query})


def typed_nip(request):
    """The NIP in the address, as far as it is one."""
    nip = request.GET.get("nip", "")
    return nip if len(nip) == 18 and nip.isascii() and nip.isdigit() else ""


@require_safe
@reads_only
def winners(request):
    """Who got which reward and why, for everybody who works here."""
    return render(request, "performance/rewards/winners.html", _winners_of_a_year(request))


@require_safe
@login_not_required
@reads_only
def public(request):
    """The same for the public: name, unit, reward, year and its sentence, and nothing else of anybody."""
    return render(request, "performance/rewards/public.html", _winners_of_a_year(request))


def _winners_of_a_year(request):
    """The winners of the year in the address; of the newest one where it names none that somebody won."""
    years, asked = queries.years_with_winners(), request.GET.get("tahun", "")
    year = next((each for each in years if str(each) == asked), years[0] if years else None)
    found = queries.winners().filter(candidate__round__year=year)
    page = keyset_page(found, queries.WINNERS, request.GET.get("halaman"), size=WINNERS_SHOWN)
    return {
        "groups": _by_round(page),
        "page": page,
        "years": years,
        "year": year,
        "astray": bool(asked and years) and str(year) != asked,
    }


def _by_round(decisions):
    """[(round, its winners)], in the order of the decisions."""
    groups = {}
    for each in decisions:
        groups.setdefault(each.candidate.round, []).append(each)
    return list(groups.items())


@require_safe
def overlooked_list(request):
    return overlooked_page(request)


def overlooked_page(request, *, export_form=None, status=200):
    """Who performed well for years and got nothing, as far as this user may see predikat; each with the grounds."""
    if not may_look(request.user):
        raise PermissionDenied
    law = Law.on(timezone.localdate())
    asked = overlooked_filter(request, law)
    people = asked.qs
    page = keyset_page(people, ORDER, request.GET.get("halaman"), shown=with_grounds(people.all(), law))
    hits = count_hits(people)
    years, since = span_of(law)
    note_read(by=request.user, employees=[row.pk for row in page], what="Membuka daftar belum dihargai")
    context = {
        "filter": asked,
        "chips": chips(request, asked.form),
        "clear": without(request, list(asked.filters)),
        "hits": hits,
        "page": page,
        "rows": [(row, ratings_in_words(row), award_in_words(row)) for row in page],
        "years": years,
        "since": since,
        "hours": law["kinerja.prestasi_jp"],
        "least": law["kinerja.prestasi_predikat"],
        "may_name": may_name(request.user),
        "may_export": request.user.has_perm("employees.export_list"),
        "export_form": export_form or export_form_of(request, hits),
    }
    return render(request, "performance/rewards/overlooked.html", context, status=status)


def overlooked_filter(request, law):
    return OverlookedFilter(request.GET, queryset=overlooked(seen_by(request.user, law.day), law), user=request.user)


def export_form_of(request, hits, data=None):
    return ExportForm(data, rows=hits.number, purposes=purposes_for(request))


def named_in_address(request):
    """The person whom the address names, or 404 where nobody has that NIP."""
    nip = typed_nip(request)
    found = Employee.objects.filter(nip=nip).first() if nip else None
    if nip and found is None:
        raise Http404("Tidak ada pegawai dengan NIP ini.")
    return found

from datetime import date

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from employees import tasks
from employees.due_cases import rules, services
from employees.due_cases.filters import CaseFilter
from employees.due_cases.forms import StepForm, WindowForm
from employees.due_cases.queries import board_of, days_of
from employees.due_lists.lists import BY_SLUG, LISTS
from employees.models import DueCase, DueList, DueSubject, DueVerdict
from simpeg.audit.reading import note_read
from simpeg.core.dates import in_words
from simpeg.jobs import services as jobs
from simpeg.law.models import PromotionPeriod
from simpeg.web.paging import Hits, count_hits, keyset_page
from simpeg.web.replica import reads_only

DAYS = 60
NAMES = 12
Status = DueCase.Status


@require_safe
@permission_required("employees.view_duelist", raise_exception=True)
@reads_only
def index(request):
    """Every right and day that has cases, newest first; of one right where one is chosen."""
    chosen = BY_SLUG.get(request.GET.get("hak"))
    days = days_of(request.user)
    if chosen:
        days = days.filter(subject=chosen.subject)
    rows = [row | {"kind": LISTS[row["subject"]], "width": _share(row["decreed"], row["all"])} for row in days[:DAYS]]
    context = {"rows": rows, "most": DAYS, "chosen": chosen, "kinds": LISTS.values()}
    return render(request, "employees/due_cases/index.html", context)


@require_safe
@permission_required("employees.view_duelist", raise_exception=True)
@reads_only
def board(request, slug, day):
    """The cases of one right and day: how many where, what holds up whom, and each of them."""
    kind, day = _kind(slug), _day(day)
    cases = DueCase.objects.visible_to(request.user).filter(subject=kind.subject, day=day)
    shown = CaseFilter(request.GET, queryset=cases, user=request.user)
    filtered = any(request.GET.get(name) for name in shown.filters)
    whole = board_of(cases, kind.subject, timezone.localdate())
    page = keyset_page(shown.qs.select_related("employee", "unit", "verdict__grade", "verdict__target"),
                       ["employee__nip", "pk"], request.GET.get("halaman"))  # fmt: skip
    status = shown.form.cleaned_data.get("status") if shown.form.is_valid() else ""
    handles = request.user.has_perm("employees.handle_duecase")
    context = {
        "kind": kind,
        "day": day,
        "board": whole,
        "states": [
            {"status": state, "label": Status(state).label, "number": number, "since": since,
             "x": x, "width": _share(number, whole.total)}
            for (state, number, since), x in zip(whole.states, _starts(whole), strict=True)
        ],
        "window": _window(kind, day),
        "filter": shown,
        "filtered": filtered,
        "status": status,
        "hits": count_hits(shown.qs) if filtered else Hits(whole.total, True),
        "page": page,
        "rows": [(case, kind.change(_row(case))) for case in page],
        "moves": [move for (start, _), move in rules.MOVES[kind.subject].items() if handles and start == status],
    }  # fmt: skip
    return render(request, "employees/due_cases/board.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(["employees.view_duelist", "employees.handle_duecase"], raise_exception=True)
def together(request, slug, day):
    """One step for the chosen cases, or for all that the filter lets through: looked at first, then done by a job."""
    kind, day = _kind(slug), _day(day)
    handled = DueCase.objects.handled_by(request.user).filter(subject=kind.subject, day=day)
    cases = CaseFilter(request.GET, queryset=handled, user=request.user).qs
    move = rules.MOVES[kind.subject].get((request.GET.get("status"), request.GET.get("langkah")))
    if move is None:
        raise Http404
    chosen = [int(text) for text in request.GET.getlist("pilih") if text.isascii() and text.isdigit()]
    if chosen:
        cases = cases.filter(pk__in=[number for number in chosen if number < 2**63])
    cases = cases.filter(status=move.start).order_by("employee__nip", "pk")
    form = StepForm(request.POST if request.method == "POST" else None, move=move, subject=kind.subject, together=True)
    if request.method == "POST" and form.is_valid():
        ids = list(cases.values_list("pk", flat=True))
        values = {name: value.isoformat() if isinstance(value, date) else value
                  for name, value in form.cleaned_data.items()}  # fmt: skip
        title = f"{move.verb}: {kind.words.name} {in_words(day)}, {len(ids)} usul"
        params = {"cases": ids, "start": str(move.start), "to": str(move.to), "values": values}
        return redirect(jobs.submit_once(tasks.move_cases, by=request.user, title=title, **params))
    context = {
        "kind": kind,
        "day": day,
        "move": move,
        "form": form,
        "number": cases.count(),
        "some": cases.select_related("employee")[:NAMES],
        "back": _board(kind, day),
    }
    return render(request, "employees/due_cases/together.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(["employees.view_duelist", "employees.handle_duecase"], raise_exception=True)
def window(request, day):
    """When promotions of a period are proposed: BKN's letters move it."""
    period = get_object_or_404(PromotionPeriod, day=_day(day))
    kind = LISTS[DueSubject.PROMOTION]
    initial = {"opens_on": period.opens_on, "closes_on": period.closes_on}
    form = WindowForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid():
        try:
            services.set_window(period, by=request.user, **form.cleaned_data)
        except services.CaseRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Masa usul tersimpan.")
            return redirect(_board(kind, period.day))
    context = {"form": form, "period": period, "kind": kind, "back": _board(kind, period.day)}
    return render(request, "employees/due_cases/window.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def detail(request, pk):
    """One case: what it rests on, its documents, its way, and what can be done now."""
    cases = DueCase.objects.visible_to(request.user).select_related(
        "employee", "unit", "verdict__list", "verdict__grade", "verdict__target"
    )
    case = get_object_or_404(cases, pk=pk)
    handles = DueCase.objects.handled_by(request.user).filter(pk=pk).exists()
    forms = [StepForm(move=move, subject=case.subject) for move in rules.moves_from(case)] if handles else []
    if request.method == "POST":
        posted = rules.MOVES[case.subject].get((case.status, request.POST.get("to")))
        if not handles or posted is None:
            messages.error(request, str(services.MovedMeanwhile()))
            return redirect(case)
        bound = StepForm(request.POST, move=posted, subject=case.subject)
        if bound.is_valid() and _taken(request, case, bound):
            return redirect(case)
        case.refresh_from_db()
        forms = [bound if form.move == posted else form for form in forms]
        return _page(request, case, forms, bound, status=422)
    note_read(by=request.user, employees=[case.employee_id], what="Membuka usul hak")
    return _page(request, case, forms)


@require_POST
@permission_required(["employees.view_duelist", "employees.handle_duecase"], raise_exception=True)
def open_one(request, pk):
    """The case of one MS row."""
    verdict = get_object_or_404(DueVerdict.objects.visible_to(request.user).select_related("list", "employee"), pk=pk)
    try:
        case = services.open_case(verdict, by=request.user)
    except services.CaseRefused as refusal:
        messages.error(request, str(refusal))
        return redirect("due_lists:verdict", pk)
    messages.success(request, f"Usul #{case.pk} dibuka.")
    return redirect(case)


@require_POST
@permission_required(["employees.view_duelist", "employees.handle_duecase"], raise_exception=True)
def open_all(request, pk):
    """The cases of all MS rows of a list, by a job."""
    kept = get_object_or_404(DueList.objects.visible_to(request.user), pk=pk)
    title = f"Buka usul {LISTS[kept.subject].words.name} {in_words(kept.day)}"
    return redirect(jobs.submit_once(tasks.open_cases, by=request.user, title=title, list=kept.pk))


def _taken(request, case, form):
    """Whether the step was taken; else the form says why not."""
    values = dict(form.cleaned_data)
    seen = request.POST.get("seen", "")
    try:
        if form.move.to == Status.DECREED:
            services.decree(case, by=request.user, seen=seen, **values)
        else:
            services.move(case, form.move.to, by=request.user, seen=seen, **values)
    except services.CaseRefused as refusal:
        form.add_error(None, str(refusal))
        return False
    messages.success(request, f"Usul #{case.pk} {form.move.done}.")
    return True


def _page(request, case, forms, bound=None, *, status=200):
    kind = LISTS[case.subject]
    requirements = list(case.requirements.select_related("document"))
    context = {
        "case": case,
        "kind": kind,
        "change": kind.change(_row(case)),
        "forms": forms,
        "bound": bound,
        "way": _way(case),
        "requirements": requirements,
        "missing": sum(requirement.document is None for requirement in requirements),
        "steps": case.steps.select_related("by"),
        "own": case.employee.nip == request.user.nip,
        "board": _board(kind, case.day) if request.user.has_perm("employees.view_duelist") else None,
        "window": _window(kind, case.day),
    }
    return render(request, "employees/due_cases/detail.html", context, status=status)


def _row(case):
    """What was judged, as far as it says what the right changes."""
    return case.verdict.facts | {"kind": case.kind}


def _way(case):
    """The stations of the way, each (label, state): done, now, later."""
    way = list(rules.WAY[case.subject])
    here = Status.SENT if case.status == Status.RETURNED else case.status
    reached = way.index(here) if here in way else -1
    return [
        {"label": Status(state).label,
         "state": "selesai" if place < reached or state == Status.DECREED == case.status
         else "sekarang" if place == reached else "nanti"}
        for place, state in enumerate(way)
    ]  # fmt: skip


def _window(kind, day):
    return PromotionPeriod.objects.filter(day=day).first() if kind.subject == DueSubject.PROMOTION else None


def _board(kind, day):
    return reverse("due_cases:board", args=[kind.slug, day.isoformat()])


def _kind(slug):
    if slug not in BY_SLUG:
        raise Http404
    return BY_SLUG[slug]


def _day(text):
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Http404 from None


def _share(number, total):
    return round(100 * number / total, 2) if total else 0


def _starts(board):
    start = 0.0
    for _, number, _ in board.states:
        yield round(start, 2)
        start += _share(number, board.total)

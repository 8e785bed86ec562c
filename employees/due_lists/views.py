from django.contrib.auth.decorators import permission_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from employees import tasks
from employees.due_lists.filters import VerdictFilter
from employees.due_lists.forms import RunForm
from employees.due_lists.lists import BY_SLUG, LISTS, judged_on
from employees.due_lists.queries import SHOWN, lines, verdicts_of
from employees.due_lists.sentences import OPEN, as_row, findings
from employees.due_lists.services import count_verdicts, root_units
from employees.models import DueCase, DueList, DueSubject, DueVerdict, Verdict
from employees.permissions import sees_sanctions
from employees.purposes.words import purposes_for
from simpeg.audit.purpose import reading_for
from simpeg.audit.reading import note_read
from simpeg.core.dates import in_words
from simpeg.jobs import services as jobs
from simpeg.law.models import PromotionPeriod
from simpeg.reports.forms import ExportForm
from simpeg.web.paging import Hits, estimate, keyset_page
from simpeg.web.replica import reads_only

NEWEST = 60
CASES = 5


@require_safe
@permission_required("employees.view_duelist", raise_exception=True)
@reads_only
def list_index(request, slug):
    """The lists of a subject that were run, newest day first, and the form that runs another."""
    kind = _kind(slug)
    form = RunForm(kind=kind, user=request.user) if request.user.has_perm("employees.add_duelist") else None
    return _index(request, kind, form)


@require_POST
@permission_required("employees.add_duelist", raise_exception=True)
def run(request, slug):
    """Start the job; pressing twice starts it once."""
    kind = _kind(slug)
    form = RunForm(request.POST, kind=kind, user=request.user)
    if not form.is_valid():
        return _index(request, kind, form, status=422)
    day, unit = form.cleaned_data["day"], form.cleaned_data["unit"]
    params = {"subject": kind.subject.value, "day": day.isoformat(), "unit": unit.pk if unit else None}
    whose = unit.name if unit else "semua perangkat daerah"
    title = f"Daftar {kind.words.name} {in_words(day)}, {whose}"
    return redirect(jobs.submit_once(tasks.run_due_list, by=request.user, title=title, **params))


@require_safe
@permission_required("employees.view_duelist", raise_exception=True)
@reads_only
def detail(request, slug, pk):
    return _detail(request, _kept(request, slug, pk))


@require_POST
@permission_required(["employees.view_duelist", "employees.export_list"], raise_exception=True)
def export(request, slug, pk):
    """Hand the filtered list to a job that writes it as Excel."""
    kept = _kept(request, slug, pk)
    kind = LISTS[kept.subject]
    verdict_filter = _filter(request, kept)
    form = _export_form(request, verdict_filter.qs.count(), request.POST)
    if not form.is_valid():
        return _detail(request, kept, export_form=form, status=422)
    params = {
        "list": kept.pk,
        "filters": {name: value for name, value in request.GET.items() if value and name in verdict_filter.filters},
        "reason": form.cleaned_data["reason"],
    }
    title = f"{kind.words.download} {in_words(kept.day)} (Excel)"
    with reading_for(form.cleaned_data.get("purpose", "")):
        return redirect(jobs.submit_once(tasks.export_due_list, by=request.user, title=title, **params))


@require_safe
@reads_only
def verdict(request, pk):
    """One person's answer: every rule, the article, the facts it saw, and what the file would say today."""
    found = get_object_or_404(
        DueVerdict.objects.visible_to(request.user).select_related("list", "employee", "unit", "grade", "target"),
        pk=pk,
    )
    kind = LISTS[found.list.subject]
    note_read(by=request.user, employees=[found.employee_id], what=f"Membuka penjelasan {kind.words.name}")
    row = as_row(found)
    context = {
        "kind": kind,
        "several": len(kind.kinds) > 1,
        "verdict": found,
        "change": kind.change(row),
        "findings": list(findings(kind, row, with_sanctions=sees_sanctions(request.user, found))),
        "now": _judged_now(found, request.user),
        "cases": DueCase.objects.visible_to(request.user)
        .filter(employee=found.employee, subject=kind.subject)
        .order_by("-day", "-pk")[:CASES],
        "may_open": found.verdict == Verdict.MEETS
        and request.user.has_perm("employees.handle_duecase")
        and request.user.nip != found.nip,
        "may_issue": _has_letters(found.list)
        and found.verdict == Verdict.MEETS
        and request.user.has_perm("employees.add_letter"),
        "others": DueVerdict.objects.filter(list=found.list, employee=found.employee).exclude(pk=found.pk),
    }
    return render(request, "employees/due_lists/verdict.html", context)


def _has_letters(kept):
    return kept.subject == DueSubject.INCREMENT


def _kind(slug):
    if slug not in BY_SLUG:
        raise Http404
    return BY_SLUG[slug]


def _kept(request, slug, pk):
    lists = DueList.objects.visible_to(request.user).select_related("requested_by")
    return get_object_or_404(lists, subject=_kind(slug).subject, pk=pk)


def _index(request, kind, form, *, status=200):
    lists = DueList.objects.visible_to(request.user).filter(subject=kind.subject)
    lists = lists.select_related("requested_by").order_by("-day", "-pk")
    rows = [(kept, _totals(kept.counts)) for kept in lists[:NEWEST]]
    context = {"kind": kind, "rows": rows, "form": form, "newest": NEWEST}
    return render(request, "employees/due_lists/list_index.html", context, status=status)


def _detail(request, kept, *, export_form=None, status=200):
    kind = LISTS[kept.subject]
    verdict_filter = _filter(request, kept)
    shown = kept.verdicts.values(*SHOWN)
    page = keyset_page(verdict_filter.qs, ["nip", "kind"], request.GET.get("halaman"), shown=shown)
    unfiltered = not any(request.GET.get(name) for name in verdict_filter.filters)
    sees_all = request.user.has_perm("employees.view_all_units")
    counts, about = kept.counts, None
    if not (unfiltered and sees_all):
        # Counting what is found among millions would cost more than the page.
        about = estimate(verdict_filter.qs.order_by().values("pk"))
        counts = count_verdicts(verdict_filter.qs, kind) if about is None else {}
    totals = _totals(counts)
    hits = about or Hits(totals["all"], True)
    context = {
        "kind": kind,
        "several": len(kind.kinds) > 1,
        "kept": kept,
        "units": root_units(kept),
        "filter": verdict_filter,
        "chips": list(_chips(request, verdict_filter)),
        "page": page,
        "rows": list(_lines(request.user, kind, kept, page)),
        "handles": request.user.has_perm("employees.handle_duecase"),
        "has_met": any(found.get("MS") for found in kept.counts.get("verdicts", {}).values()),
        "window": _window(request.user, kept),
        "hits": hits,
        "totals": totals,
        "table": _table(counts, kind),
        "obstacles": _obstacles(counts, request, kind),
        "export_form": export_form or _export_form(request, hits.number),
        "may_issue": _has_letters(kept) and request.user.has_perm("employees.add_letter"),
        "may_export": request.user.has_perm("employees.export_list"),
    }
    return render(request, "employees/due_lists/detail.html", context, status=status)


def _export_form(request, rows, data=None):
    return ExportForm(data, rows=rows, purposes=purposes_for(request))


def _filter(request, kept):
    verdicts = verdicts_of(kept, request.user)
    return VerdictFilter(request.GET, kind=LISTS[kept.subject], queryset=verdicts, user=request.user)


def _window(user, kept):
    """When promotions of this day are proposed, for whoever proposes them."""
    if kept.subject != DueSubject.PROMOTION or not user.has_perm("employees.handle_duecase"):
        return None
    return PromotionPeriod.objects.filter(day=kept.day).first()


def _lines(user, kind, kept, found):
    """The rows of the list, each with what stands in the way, and with the newest case of this right."""
    cases = DueCase.objects.standing().filter(subject=kind.subject, employee__in=[row["employee"] for row in found])
    newest = {case.employee_id: case for case in cases.order_by("day", "pk")}
    for line in lines(kind, kept, found):
        row = as_row(line)
        said = findings(kind, row, with_sanctions=sees_sanctions(user, line), states=OPEN)
        yield {"verdict": line, "change": kind.change(row), "open": list(said), "case": newest.get(line.employee)}


def _totals(counts):
    """`{"MS": n, "TMS": n, "BTL": n, "all": n}` and where each begins on a bar of 100."""
    totals = {code: sum(kind.get(code, 0) for kind in counts.get("verdicts", {}).values()) for code in Verdict.values}
    everybody = sum(totals.values())
    bars, start = [], 0.0
    for code in Verdict.values:
        width = 100 * totals[code] / everybody if everybody else 0
        bars.append({"code": code, "label": Verdict(code).label, "x": round(start, 2), "width": round(width, 2),
                     "count": totals[code]})  # fmt: skip
        start += width
    return totals | {"all": everybody, "bars": bars}


def _table(counts, kind):
    """Rows of the table beside the picture: kind, then MS, TMS, BTL and their sum."""
    rows = []
    for name in kind.kinds:
        numbers = [counts.get("verdicts", {}).get(name, {}).get(code, 0) for code in Verdict.values]
        if any(numbers):
            rows.append({"kind": name, "label": name.label, "numbers": list(zip(Verdict.values, numbers, strict=True)),
                         "all": sum(numbers)})  # fmt: skip
    return rows


def _obstacles(counts, request, kind):
    """What stands in the way of how many, most first; each leads to its rows."""
    rows = [
        {"code": rule.code, "label": rule.label, "failed": failed, "unknown": unknown, "sum": failed + unknown,
         "href": _query(request, rule=rule.code)}
        for rule in kind.rules.rules
        for failed, unknown in [counts.get("rules", {}).get(rule.code, (0, 0))]
        if failed or unknown
    ]  # fmt: skip
    most = max((row["sum"] for row in rows), default=1)
    for row in rows:
        row["width"] = round(100 * row["failed"] / most, 2)
        row["unknown_width"] = round(100 * row["unknown"] / most, 2)
    return sorted(rows, key=lambda row: -row["sum"])


def _chips(request, verdict_filter):
    for name, bound in verdict_filter.form.fields.items():
        value = request.GET.get(name)
        if value:
            shown = dict(getattr(bound.widget, "choices", ())).get(value) or value
            if name == "rule":
                shown = value
            elif name in ("unit", "grade"):
                shown = verdict_filter.form.cleaned_data.get(name) if verdict_filter.form.is_valid() else value
            yield {"label": bound.label, "value": shown, "href": _query(request, **{name: None})}


def _query(request, **changes):
    query = request.GET.copy()
    query.pop("halaman", None)
    for name, value in changes.items():
        query.pop(name, None)
        if value:
            query[name] = value
    return f"{request.path.removesuffix('unduh/')}?{query.urlencode()}"


def _judged_now(verdict, user):
    """The same question asked of today's file and law; None where this person is no longer on the list."""
    kind = LISTS[verdict.list.subject]
    with judged_on(verdict.list.subject, verdict.list.day, nip=verdict.nip) as rows:
        found = list(rows)
    # Which medal it is moves on with what one owns; there it is the person's only row.
    same = found if kind.subject == DueSubject.MEDAL else [row for row in found if row["kind"] == verdict.kind]
    now = next(iter(same), None)
    if now is None:
        return None
    masks = ("kind", "verdict", "asked", "failed", "unknown")
    said = findings(kind, now, with_sanctions=sees_sanctions(user, verdict))
    return {
        "verdict": now["verdict"],
        "label": Verdict(now["verdict"]).label,
        "differs": any(now[name] != getattr(verdict, name) for name in masks),
        "findings": [finding for finding in said if finding["state"] != "met"],
    }

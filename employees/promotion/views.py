from django.contrib.auth.decorators import permission_required
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from employees import tasks
from employees.models import PromotionKind, PromotionList, PromotionVerdict, Verdict
from employees.permissions import sees_sanctions
from employees.promotion.filters import VerdictFilter
from employees.promotion.forms import RunForm
from employees.promotion.queries import promotions_on
from employees.promotion.rules import PROMOTION
from employees.promotion.sentences import as_row, findings
from employees.promotion.services import count_verdicts, root_units
from employees.purposes.words import purposes_for
from simpeg.audit.purpose import reading_for
from simpeg.audit.reading import note_read
from simpeg.core.dates import in_words
from simpeg.jobs import services as jobs
from simpeg.reports.forms import ExportForm
from simpeg.web.paging import keyset_page

NEWEST = 60


@require_safe
@permission_required("employees.view_promotionlist", raise_exception=True)
def list_index(request):
    """The lists that were run, newest period first, and the form that runs another."""
    lists = PromotionList.objects.visible_to(request.user).select_related("requested_by").order_by("-day", "-pk")
    form = RunForm(user=request.user) if request.user.has_perm("employees.add_promotionlist") else None
    rows = [(kept, _totals(kept.counts)) for kept in lists[:NEWEST]]
    return render(request, "employees/promotion/list_index.html", {"rows": rows, "form": form, "newest": NEWEST})


@require_POST
@permission_required("employees.add_promotionlist", raise_exception=True)
def run(request):
    """Start the job; pressing twice starts it once."""
    form = RunForm(request.POST, user=request.user)
    if not form.is_valid():
        return render(request, "employees/promotion/list_index.html", {"form": form, "rows": []}, status=422)
    day, unit = form.cleaned_data["period"], form.cleaned_data["unit"]
    params = {"day": day, "unit": unit.pk if unit else None}
    whose = unit.name if unit else "semua perangkat daerah"
    title = f"Daftar kenaikan pangkat {in_words(day)}, {whose}"
    return redirect(jobs.submit_once(tasks.run_promotion_list, by=request.user, title=title, **params))


@require_safe
@permission_required("employees.view_promotionlist", raise_exception=True)
def detail(request, pk):
    kept = get_object_or_404(PromotionList.objects.visible_to(request.user).select_related("requested_by"), pk=pk)
    return _detail(request, kept)


@require_POST
@permission_required(["employees.view_promotionlist", "employees.export_list"], raise_exception=True)
def export(request, pk):
    """Hand the filtered list to a job that writes it as Excel."""
    kept = get_object_or_404(PromotionList.objects.visible_to(request.user), pk=pk)
    verdict_filter = _filter(request, kept)
    form = _export_form(request, verdict_filter.qs.count(), request.POST)
    if not form.is_valid():
        return _detail(request, kept, export_form=form, status=422)
    params = {
        "list": kept.pk,
        "filters": {name: value for name, value in request.GET.items() if value and name in verdict_filter.filters},
        "reason": form.cleaned_data["reason"],
    }
    title = f"Usul nominatif kenaikan pangkat {in_words(kept.day)} (Excel)"
    with reading_for(form.cleaned_data.get("purpose", "")):
        return redirect(jobs.submit_once(tasks.export_promotion_list, by=request.user, title=title, **params))


@require_safe
def verdict(request, pk):
    """One person's answer: every rule, the article, the facts it saw, and what the file would say today."""
    found = get_object_or_404(
        PromotionVerdict.objects.visible_to(request.user).select_related("list", "employee", "unit", "grade", "target"),
        pk=pk,
    )
    note_read(by=request.user, employees=[found.employee_id], what="Membuka penjelasan kenaikan pangkat")
    context = {
        "verdict": found,
        "findings": list(findings(as_row(found), with_sanctions=sees_sanctions(request.user, found))),
        "rules": found.list.law["rules"],
        "now": _judged_now(found, request.user),
        "others": PromotionVerdict.objects.filter(list=found.list, employee=found.employee).exclude(pk=found.pk),
    }
    return render(request, "employees/promotion/verdict.html", context)


def _detail(request, kept, *, export_form=None, status=200):
    verdict_filter = _filter(request, kept)
    page = keyset_page(verdict_filter.qs.select_related("employee", "unit", "grade", "target"), ["nip", "kind"],
                       request.GET.get("halaman"))  # fmt: skip
    unfiltered = not any(request.GET.get(name) for name in verdict_filter.filters)
    sees_all = request.user.has_perm("employees.view_all_units")
    counts = kept.counts if unfiltered and sees_all else count_verdicts(verdict_filter.qs)
    totals = _totals(counts)
    rows = [(row, [f for f in _shown(request.user, row, kept) if f["state"] != "met"]) for row in page]
    context = {
        "kept": kept,
        "units": root_units(kept),
        "filter": verdict_filter,
        "chips": list(_chips(request, verdict_filter)),
        "page": page,
        "rows": rows,
        "totals": totals,
        "table": _table(counts),
        "obstacles": _obstacles(counts, request),
        "export_form": export_form or _export_form(request, totals["all"]),
        "may_export": request.user.has_perm("employees.export_list"),
    }
    return render(request, "employees/promotion/detail.html", context, status=status)


def _export_form(request, rows, data=None):
    return ExportForm(data, rows=rows, purposes=purposes_for(request))


def _filter(request, kept):
    return VerdictFilter(request.GET, queryset=kept.verdicts.visible_to(request.user), user=request.user)


def _shown(user, verdict, kept):
    verdict.list = kept
    return findings(as_row(verdict), with_sanctions=sees_sanctions(user, verdict))


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


def _table(counts):
    """Rows of the table beside the picture: kind, then MS, TMS, BTL and their sum."""
    rows = []
    for kind in PromotionKind:
        numbers = [counts.get("verdicts", {}).get(kind, {}).get(code, 0) for code in Verdict.values]
        if any(numbers):
            rows.append({"kind": kind, "label": kind.label, "numbers": list(zip(Verdict.values, numbers, strict=True)),
                         "all": sum(numbers)})  # fmt: skip
    return rows


def _obstacles(counts, request):
    """What stands in the way of how many, most first; each leads to its rows."""
    rows = [
        {"code": rule.code, "label": rule.label, "failed": failed, "unknown": unknown, "sum": failed + unknown,
         "href": _query(request, rule=rule.code)}
        for rule in PROMOTION.rules
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
    with promotions_on(verdict.list.day, nip=verdict.nip) as rows:
        now = next((row for row in rows if row["kind"] == verdict.kind), None)
    if now is None:
        return None
    masks = ("verdict", "asked", "failed", "unknown")
    differs = any(now[name] != getattr(verdict, name) for name in masks)
    said = findings(now, with_sanctions=sees_sanctions(user, verdict))
    return {
        "verdict": now["verdict"],
        "label": Verdict(now["verdict"]).label,
        "differs": differs,
        "findings": [finding for finding in said if finding["state"] != "met"],
    }

from django.contrib.auth.decorators import permission_required
from django.http import QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from employees import tasks
from employees.asof.reading import between
from employees.comparison.forms import ComparisonForm
from employees.comparison.queries import FLOW_OF, KINDS, NOBODYS, area_of, changes, compare, everything
from employees.comparison.reports import side, what_befell
from employees.models import Employee
from employees.purposes.words import purposes_for
from simpeg.audit.purpose import reading_for
from simpeg.core.dates import in_words
from simpeg.jobs import services as jobs
from simpeg.reports.forms import ExportForm
from simpeg.web.access import any_permission_required
from simpeg.web.paging import keyset_page
from simpeg.web.replica import reads_only

may_list = any_permission_required("employees.view_all_units", "employees.view_own_units")
COLUMNS = ("dulu", "masuk", "pindah-masuk", "pindah-keluar", "keluar", "kini", "pindah", "naik", "jabatan", "status")


@require_safe
@may_list
@reads_only
def page(request):
    return _page(request)


@require_safe
@may_list
@reads_only
def people(request):
    """The people behind one number of the comparison."""
    form = ComparisonForm(request.GET, user=request.user)
    kind = request.GET.get("apa", "")
    if not form.is_valid() or kind not in KINDS:
        return _page(request, status=422)
    area, days = _area(request, form), _days(form)
    with between(*days):
        rows = changes(request.user, area, kind)
        found = keyset_page(rows, ["sort_name", "employee"], request.GET.get("halaman"))
        number = rows.count()
    ids = everything(request.user).ids
    shown = list(found)
    context = {
        "area": area,
        "days": days,
        "kind": kind,
        "words": KINDS[kind][0],
        "number": number,
        "page": found,
        "rows": list(zip(shown, _rows(request, shown, ids), strict=True)),
        "back": f"{reverse('comparison:page')}?{_query(days, area.query)}",
    }
    return render(request, "employees/comparison/people.html", context)


@require_POST
@may_list
@permission_required("employees.export_list", raise_exception=True)
def export(request):
    """Hand what changed to a job that writes it as Excel."""
    form = ComparisonForm(request.GET, user=request.user)
    if not form.is_valid():
        return _page(request, status=422)
    area, days = _area(request, form), _days(form)
    with between(*days):
        number = changes(request.user, area).count()
    asked = ExportForm(request.POST, rows=number, purposes=purposes_for(request))
    if not asked.is_valid():
        return _page(request, export_form=asked, status=422)
    params = {
        "dari": days[0].isoformat(),
        "sampai": days[1].isoformat(),
        "area": area.query,
        "reason": asked.cleaned_data["reason"],
    }
    title = f"Perbandingan {in_words(days[0])} dan {in_words(days[1])} (Excel)"
    with reading_for(asked.cleaned_data.get("purpose", "")):
        return redirect(jobs.submit_once(tasks.export_comparison, by=request.user, title=title, **params))


def _page(request, *, export_form=None, status=200):
    form = ComparisonForm(request.GET, user=request.user)
    context = {"form": form}
    if form.is_valid():
        area, days = _area(request, form), _days(form)
        with between(*days):
            found = compare(request.user, area)
        number = found.flow.changed
        context |= {
            "comparison": found,
            "days": days,
            "columns": COLUMNS,
            "sum": _sum(found.flow, area, days),
            "whole": _numbers(found.flow, area, days),
            "parts": _parts(found, days),
            "changed": number,
            "export_form": export_form or ExportForm(rows=number, purposes=purposes_for(request)),
            "export_address": f"{reverse('comparison:export')}?{_query(days, area.query)}",
            "may_export": request.user.has_perm("employees.export_list"),
        }
    else:
        status = 422
    return render(request, "employees/comparison/page.html", context, status=status)


def _area(request, form):
    unit = form.cleaned_data["unit"]
    nobodys = unit == NOBODYS
    if nobodys and not request.user.has_perm("employees.view_all_units"):
        return everything(request.user)
    return area_of(request.user, None if nobodys else unit, alone=request.GET.get("sendiri") == "1", nobodys=nobodys)


def _days(form):
    return form.cleaned_data["dari"], form.cleaned_data["sampai"]


def _query(days, area):
    query = QueryDict(area, mutable=True)
    query["dari"], query["sampai"] = (day.isoformat() for day in days)
    return query.urlencode()


def _numbers(flow, area, days):
    """The numbers of a row: kind, words, how many, and the list behind it."""
    base = f"{reverse('comparison:people')}?{_query(days, area.query)}"
    return [
        {"kind": kind, "words": KINDS[kind][0], "number": getattr(flow, FLOW_OF[kind]), "href": f"{base}&apa={kind}"}
        for kind in COLUMNS
    ]


def _sum(flow, area, days):
    """The terms of the sum; nobody moves into or out of everything."""
    terms = _numbers(flow, area, days)[:6]
    return [term for term in terms if term["number"] or not term["kind"].startswith("pindah")]


def _parts(found, days):
    """Rows of the table, each with its bars: what left to the left, what came to the right, on one scale."""
    most = max((max(flow.came + flow.into, flow.gone + flow.away) for _, flow in found.parts), default=0) or 1
    return [
        {
            "area": area,
            "href": f"{reverse('comparison:page')}?{_query(days, area.query)}" if area.kind == "tree" else "",
            "numbers": _numbers(flow, area, days),
            "left": round(100 - 98 * (flow.gone + flow.away) / most, 1),
            "left_width": round(98 * (flow.gone + flow.away) / most, 1),
            "right_width": round(98 * (flow.came + flow.into) / most, 1),
        }
        for area, flow in found.parts
    ]


def _rows(request, found, ids):
    """Each change in words; a link to the file for those whom this user may open today."""
    visible = Employee.objects.visible_to(request.user).filter(pk__in=[change.employee_id for change in found])
    opens = set(visible.values_list("pk", flat=True))
    return [
        {
            "then": side(change, "before", ids),
            "now": side(change, "after", ids),
            "words": what_befell(change),
            "opens": change.employee_id in opens,
        }
        for change in found
    ]

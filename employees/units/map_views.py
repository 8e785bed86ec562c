"""Pages that read: bezetting, vacancies, findings, the chart."""

from django.contrib.auth.decorators import permission_required
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from employees import tasks
from employees.asof.pages import speaks_of_a_day
from employees.models import Unit
from employees.purposes.words import purposes_for
from employees.units import chart, findings, headcount, queries, vacancies
from employees.units.filters import FindingFilter, VacancyFilter
from employees.units.mending import way_to_mend
from employees.units.views import above, may_list, unit_or_404
from simpeg.audit.purpose import reading_for
from simpeg.core.dates import in_words
from simpeg.core.sql import as_of
from simpeg.jobs import services as jobs
from simpeg.law.engine import Law
from simpeg.reports.forms import ExportForm
from simpeg.web.chips import chips
from simpeg.web.paging import keyset_page

BRANCHES_SHOWN = 100

may_export = permission_required("employees.export_list", raise_exception=True)


@require_safe
@may_list
@speaks_of_a_day
def headcount_start(request):
    """The bezetting of where this user's tree begins; a choice where it begins in several places."""
    law = Law.on(_day(request))
    top = list(queries.root_units(request.user))
    if len(top) == 1:
        return redirect("units:headcount", top[0].pk)
    with as_of(law.day):
        tallies = headcount.tallies_of(top, request.user)
    rows = [(unit, tallies.get(unit.pk, headcount.Tally())) for unit in top]
    return render(request, "employees/units/headcount_start.html", {"rows": _drawn(rows), "day": law.day})


@require_safe
@may_list
@speaks_of_a_day
def headcount_detail(request, pk):
    return _headcount(request, unit_or_404(request, pk))


@require_POST
@may_list
@may_export
def headcount_export(request, pk):
    unit = unit_or_404(request, pk)
    with as_of(timezone.localdate()):
        people = sum((tally.holders for tally in headcount.tallies_below(unit, request.user).values()), 0)
    form = ExportForm(request.POST, rows=people, purposes=purposes_for(request))
    if not form.is_valid():
        return _headcount(request, unit, form=form, status=422)
    title = f"Bezetting {unit.name} (Excel)"[:200]
    params = {"unit": unit.pk, "reason": form.cleaned_data["reason"]}
    with reading_for(form.cleaned_data.get("purpose", "")):
        return redirect(jobs.submit_once(tasks.export_headcount, by=request.user, title=title, **params))


@require_safe
@may_list
@speaks_of_a_day
def vacancy_list(request):
    return _vacancies(request)


@require_POST
@may_list
@may_export
def vacancy_export(request):
    law = Law.on(timezone.localdate())
    with as_of(law.day):
        asked = _vacancy_filter(request, law)
        form = ExportForm(request.POST, rows=asked.qs.count(), purposes=purposes_for(request))
    if not form.is_valid():
        return _vacancies(request, form=form, status=422)
    filters = {name: value for name, value in request.GET.items() if value and name in asked.filters}
    params = {"filters": filters, "reason": form.cleaned_data["reason"]}
    title = f"Lowongan jabatan per {in_words(law.day)} (Excel)"
    with reading_for(form.cleaned_data.get("purpose", "")):
        return redirect(jobs.submit_once(tasks.export_vacancies, by=request.user, title=title, **params))


@require_safe
@may_list
@speaks_of_a_day
def finding_list(request):
    law = Law.on(_day(request))
    with as_of(law.day):
        rows = findings.findings(request.user)
        asked = FindingFilter(request.GET, queryset=rows, user=request.user)
        of_unit = rows.filter(unit__path__contains=[int(unit)]) if (unit := _unit_of(asked)) else rows
        counts = findings.counts(of_unit)
        page = keyset_page(asked.qs, findings.ORDER, request.GET.get("halaman"))
        context = {
            "day": law.day,
            "filter": asked,
            "chips": chips(request, asked.form),
            "clear": request.path,
            "counts": [(kind, label, number, _with(request, kind=kind)) for kind, label, number in counts],
            "chosen": asked.data.get("kind"),
            "all": sum(number for _, _, number in counts),
            "page": page,
            "rows": [(row, findings.sentence(row), way_to_mend(row, request.user)) for row in page],
        }
    return render(request, "employees/units/findings.html", context)


@require_safe
@may_list
@speaks_of_a_day
def chart_page(request, pk):
    unit, law, user = unit_or_404(request, pk), Law.on(_day(request)), request.user
    with as_of(law.day):
        top = chart.tree(unit, user, law)
    return render(request, "employees/units/chart.html", {"unit": unit, "top": top, "above": above(user, unit)})


@require_safe
@may_list
@speaks_of_a_day
def chart_level(request, pk):
    """One level of the chart, for whoever opens it in place; without script it is the chart of that unit."""
    unit = unit_or_404(request, pk)
    if not request.htmx:
        return redirect("units:chart", pk)
    law = Law.on(_day(request))
    with as_of(law.day):
        below = chart.level(unit, request.user, law)
    return render(request, "employees/units/_boxes.html", {"boxes": below})


@require_safe
@may_list
@speaks_of_a_day
def chart_sheet(request, pk):
    """The chart of one unit as it goes on paper: A4 landscape, two levels."""
    unit, law = unit_or_404(request, pk), Law.on(_day(request))
    with as_of(law.day):
        top = chart.sheet(unit, request.user, law)
    context = {"unit": unit, "top": top, "above": above(request.user, unit), "day": law.day}
    return render(request, "employees/units/chart_sheet.html", context)


def _headcount(request, unit, *, form=None, status=200):
    user, law = request.user, Law.on(_day(request))
    with as_of(law.day):
        tallies = headcount.tallies_below(unit, user)
        below = Unit.objects.visible_to(user).filter(pk__in=[pk for pk in tallies if pk])
        page = keyset_page(below, ["name", "id"], request.GET.get("halaman"), BRANCHES_SHOWN)
        posts = headcount.posts_of(unit, user, law)
    total = sum(tallies.values(), headcount.Tally())
    rows = [(child, tallies[child.pk]) for child in page]
    if None in tallies and rows and not page.previous:
        rows.insert(0, (None, tallies[None]))
    context = {
        "unit": unit,
        "above": above(user, unit),
        "day": law.day,
        "total": total,
        "rows": _drawn(rows),
        "page": page,
        "posts": posts,
        "form": form,
        "export_form": form or ExportForm(rows=total.holders, purposes=purposes_for(request)),
        "may_export": user.has_perm("employees.export_list"),
        "may_change": user.has_perm("employees.change_position"),
    }
    return render(request, "employees/units/headcount.html", context, status=status)


def _day(request):
    """The day the page speaks of; today after a form that was refused."""
    return getattr(request, "day", None) or timezone.localdate()


def _drawn(rows):
    """Each row with its bar: how wide the need and the holders are, of 100 for the largest."""
    most = max([1, *(max(tally.need, tally.holders) for _, tally in rows)])
    return [
        {"unit": unit, "tally": tally, "need": round(100 * tally.need / most, 2),
         "held": round(100 * tally.holders / most, 2)}
        for unit, tally in rows
    ]  # fmt: skip


def _vacancy_filter(request, law):
    rows = vacancies.vacancies(request.user, law)
    return VacancyFilter(request.GET, queryset=rows, user=request.user, law=law)


def _vacancies(request, *, form=None, status=200):
    law = Law.on(_day(request))
    with as_of(law.day):
        asked = _vacancy_filter(request, law)
        rows = vacancies.vacancies(request.user, law)
        of_unit = rows.filter(unit__path__contains=[int(unit)]) if (unit := _unit_of(asked)) else rows
        lines, years = vacancies.overview(of_unit, law)
        page = keyset_page(asked.qs, vacancies.ORDER, request.GET.get("halaman"))
    context = {
        "day": law.day,
        "filter": asked,
        "chips": chips(request, asked.form),
        "clear": request.path,
        "years": years,
        "lines": [_linked(request, line) for line in lines],
        "total": _total(lines, years),
        "page": page,
        "form": form,
        "export_form": form or ExportForm(rows=0, purposes=purposes_for(request)),
        "may_export": request.user.has_perm("employees.export_list"),
    }
    return render(request, "employees/units/vacancies.html", context, status=status)


def _linked(request, line):
    """A line of the overview, each number with the address of its list."""
    own = {"kind": line.kind, "echelon": line.echelon, "when": None, "year": None}
    cells = [(line.now, _with(request, **own | {"when": vacancies.NOW})),
             (line.past, _with(request, **own | {"when": vacancies.PAST}))]  # fmt: skip
    cells += [(number, _with(request, **own | {"year": year})) for year, number in line.by_year]
    return {"label": line.label, "cells": cells, "all": line.all, "href": _with(request, **own)}


def _total(lines, years):
    columns = [sum(line.now for line in lines), sum(line.past for line in lines)]
    columns += [sum(dict(line.by_year)[year] for line in lines) for year in years]
    return {"cells": columns, "all": sum(columns)}


def _unit_of(asked):
    """The unit that is filtered by, where the filter knows it."""
    return asked.form.cleaned_data.get("unit") if asked.form.is_valid() else None


def _with(request, **changes):
    query = request.GET.copy()
    for name, value in ({"halaman": None} | changes).items():
        query.pop(name, None)
        if value:
            query[name] = value
    path = request.path.removesuffix("unduh/")
    return f"{path}?{query.urlencode()}" if query else path

"""The index of units and of the regency, and the list of everybody's."""

from dataclasses import dataclass
from decimal import Decimal

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_POST, require_safe

from employees.models import Employee, Unit
from employees.purposes.words import purposes_for
from simpeg.audit.purpose import reading_for
from simpeg.audit.reading import note_read
from simpeg.jobs import services as jobs
from simpeg.reports.forms import ExportForm
from simpeg.web.access import any_permission_required
from simpeg.web.chips import chips, without
from simpeg.web.paging import count_hits, keyset_page
from simpeg.web.replica import reads_only
from training import tasks
from training.models import IndexMeasurement, IndexScore, IndexStep, UnitIndex
from training.models.professionalism import SEES_ALL, SEES_OWN_UNITS, sees_every_index
from training.professionalism import services
from training.professionalism.filters import IndexFilter
from training.professionalism.forms import SettleForm, YearForm
from training.professionalism.picture import columns_of, means_of, shares_of
from training.professionalism.queries import (
    ORDER,
    first_year,
    indexes_below,
    offices_of,
    present_year,
    trend_of,
    units_read_by,
    values_of,
)
from training.professionalism.sentences import most_of, words_of

READS = any_permission_required(SEES_ALL, SEES_OWN_UNITS)
MEASURES = permission_required("training.measure_index", raise_exception=True)
SETTLES = permission_required("training.settle_index", raise_exception=True)


@dataclass(frozen=True)
class StepLine:
    """What a step would do for a unit: for how many, for how many it is the best, and to the mean."""

    code: str
    label: str
    can: int
    best: int
    raises: Decimal


@require_safe
@READS
@reads_only
def index(request):
    """The regency, for whoever reads all; else the offices one works for."""
    if sees_every_index(request.user):
        return _overview(request, None)
    units = list(Unit.objects.offices(request.user).order_by("name", "pk")[:2])
    if len(units) == 1:
        return redirect(f"{reverse('ip_asn:unit', args=[units[0].pk])}{_year_asked(request)}")
    measurement, years = _measurement(request)
    context = {
        "measurement": measurement,
        "years": years,
        "units": offices_of(measurement, request.user) if measurement else [],
    }
    return render(request, "training/professionalism/offices.html", context)


@require_safe
@READS
@reads_only
def unit(request, pk):
    """A unit with everything below it."""
    return _overview(request, get_object_or_404(units_read_by(request.user).select_related("parent", "opd"), pk=pk))


def _overview(request, unit, *, settle_form=None, status=200):
    user = request.user
    measurement, years = _measurement(request)
    context = {
        "unit": unit,
        "measurement": measurement,
        "years": years,
        "may_measure": unit is None and user.has_perm("training.measure_index"),
        "may_settle": unit is None and user.has_perm("training.settle_index"),
        "year_form": YearForm(years=_measurable(), initial={"year": present_year()}),
        "settle_form": settle_form or SettleForm(),
    }
    row = measurement and UnitIndex.objects.visible_to(user).filter(measurement=measurement, unit=unit).first()
    if row:
        below = indexes_below(measurement, unit, user)
        trend = trend_of(unit, user)
        context |= {
            "row": row,
            "means": means_of(row, most_of(values_of(measurement))),
            "shares": shares_of(row.categories),
            "steps": _steps(row),
            "below": below,
            "trend": trend[::-1],
            "columns": columns_of([((each.measurement.year, False), each.total) for each in trend]),
            "counted": _counted(measurement),
            "status": _status(measurement),
        }
    return render(request, "training/professionalism/overview.html", context, status=status)


def _counted(measurement):
    """The words for those whose index makes the mean."""
    return [Employee.Status(code).label for code in values_of(measurement)["ip.status_dirata"]]


def _status(measurement):
    """What the list is filtered by to hold those who make the mean; nothing where they are of several kinds."""
    counted = values_of(measurement)["ip.status_dirata"]
    return counted[0] if len(counted) == 1 else None


def _steps(row):
    """The steps that somebody in the unit can take, whichever raises the mean most first."""
    lines = [
        StepLine(code.value, code.label, said["can"], said["best"], Decimal(str(said["gain"])) / row.people)
        for code in IndexStep
        for said in [row.steps[code.value]]
        if said["can"] and row.people
    ]
    return sorted(lines, key=lambda line: -line.raises)


def _measurement(request):
    """(the measurement that the address names, else the newest one; the years that were measured)."""
    kept = {each.year: each for each in IndexMeasurement.objects.visible_to(request.user).order_by("-year")}
    asked = request.GET.get("tahun", "")
    year = int(asked) if asked.isascii() and asked.isdigit() and len(asked) == 4 else None
    if asked and year not in kept:
        raise Http404("IP ASN tahun itu belum diukur.")
    return kept.get(year) if asked else next(iter(kept.values()), None), list(kept)


def _year_asked(request):
    """The year of the address, for another address."""
    asked = request.GET.get("tahun")
    return f"?{urlencode({'tahun': asked})}" if asked else ""


def _measurable():
    return list(range(present_year(), first_year() - 1, -1))


@require_safe
@READS
@reads_only
def score_list(request):
    return _list(request)


@require_POST
@READS
@permission_required("employees.export_list", raise_exception=True)
def export(request):
    """Hand the filtered list to a job that writes it as Excel."""
    measurement, _ = _measurement(request)
    if measurement is None:
        raise Http404("IP ASN belum pernah diukur.")
    asked = _filter(request, measurement)
    form = _export_form(request, count_hits(asked.qs), request.POST)
    if not asked.is_valid() or not form.is_valid():
        return _list(request, export_form=form, status=422)
    params = {
        "measurement": measurement.pk,
        "filters": {name: value for name, value in request.GET.items() if value and name in asked.filters},
        "reason": form.cleaned_data["reason"],
    }
    title = f"IP ASN {measurement.year} (Excel)"
    with reading_for(form.cleaned_data.get("purpose", "")):
        return redirect(jobs.submit_once(tasks.export_index, by=request.user, title=title, **params))


def _list(request, *, export_form=None, status=200):
    """Everybody whom the user sees, whom a single step raises most first."""
    measurement, years = _measurement(request)
    if measurement is None:
        return render(request, "training/professionalism/list.html", {"measurement": None}, status=status)
    asked = _filter(request, measurement)
    shown = IndexScore.objects.select_related("employee__state", "unit")
    page = keyset_page(asked.qs, ORDER, request.GET.get("halaman"), shown=shown)
    note_read(by=request.user, employees=[score.employee_id for score in page], what=f"Membuka daftar {measurement}")
    hits, values = count_hits(asked.qs), values_of(measurement)
    context = {
        "measurement": measurement,
        "years": years,
        "filter": asked,
        "chips": chips(request, asked.form),
        "clear": without(request, list(asked.filters)),
        "hits": hits,
        "page": page,
        "rows": [(score, words_of(score, score.step, measurement.year, values)) for score in page],
        "may_export": request.user.has_perm("employees.export_list"),
        "export_form": export_form or _export_form(request, hits),
    }
    return render(request, "training/professionalism/list.html", context, status=status)


def _filter(request, measurement):
    return IndexFilter(request.GET, queryset=measurement.scores.visible_to(request.user), user=request.user)


def _export_form(request, hits, data=None):
    return ExportForm(data, rows=hits.number, purposes=purposes_for(request))


@require_POST
@MEASURES
def measure(request):
    """Start the job; pressing twice starts it once."""
    form = YearForm(request.POST, years=_measurable())
    if not form.is_valid():
        messages.error(request, "Pilih salah satu tahun yang ditawarkan, lalu ukur.")
        return redirect("ip_asn:index")
    year = form.cleaned_data["year"]
    title = f"Pengukuran IP ASN {year}"
    return redirect(jobs.submit_once(tasks.measure_index, by=request.user, title=title, year=year))


@require_POST
@SETTLES
def settle(request, year):
    return _decide(request, year, services.settle, f"IP ASN {year} ditetapkan. Nilainya tidak berubah lagi.")


@require_POST
@SETTLES
def reopen(request, year):
    return _decide(request, year, services.reopen, f"IP ASN {year} dibuka kembali dan dapat diukur lagi.")


def _decide(request, year, verb, said):
    if not sees_every_index(request.user):
        raise PermissionDenied
    measurement = get_object_or_404(IndexMeasurement.objects.visible_to(request.user), year=year)
    form = SettleForm(request.POST)
    if form.is_valid():
        try:
            verb(measurement, by=request.user, reason=form.cleaned_data["reason"])
        except services.MeasurementRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, said)
            return redirect(measurement)
    request.GET = request.GET.copy()
    request.GET["tahun"] = str(year)
    return _overview(request, None, settle_form=form, status=422)

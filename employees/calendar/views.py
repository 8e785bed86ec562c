from django.contrib.auth.decorators import permission_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from employees import tasks
from employees.calendar import queries
from employees.calendar.filters import RightFilter, UnitScope, WarningFilter
from employees.calendar.foresight import foreseen_of, looking_ahead
from employees.calendar.forms import CalendarExportForm
from employees.calendar.picture import columns
from employees.calendar.reports import ORDERS, feed
from employees.calendar.sentences import State, absent, is_late, note_of, tasks_of, title_of
from employees.dossier.queries import files_of
from employees.models import DueSubject
from employees.permissions import is_own, sees_private_data, sees_sanctions
from employees.purposes.words import purposes_for
from simpeg.audit.purpose import reading_for
from simpeg.audit.reading import note_read
from simpeg.jobs import services as jobs
from simpeg.web.chips import chips
from simpeg.web.paging import keyset_page
from simpeg.web.replica import reads_only

UNITS_SHOWN = 60
reads_lists = permission_required("employees.view_duelist", raise_exception=True)


@require_safe
@reads_lists
@reads_only
def index(request):
    """The months ahead: how many of what, what it costs, and in which unit."""
    run, user = queries.newest_run(), request.user
    context = {
        "run": run,
        "subjects": list(DueSubject),
        "short": queries.SHORT,
        "may_run": user.has_perm("employees.add_duelist"),
    }
    if run is None:
        return render(request, "employees/calendar/index.html", context)
    rights = run.rights.visible_to(user)
    scope = UnitScope(request.GET, queryset=rights, user=user)
    unit = scope.chosen_unit
    whole = unit is None and user.has_perm("employees.view_all_units")
    lines = queries.lines(run, run.counts if whole else queries.month_counts(scope.qs, run))
    units, above = queries.by_unit(scope.qs, user, unit, UNITS_SHOWN)
    context |= {
        "scope": scope,
        "unit": unit,
        "above": above,
        "lines": lines,
        "totals": _totals(lines),
        "picture": columns(lines),
        "budget": queries.budget(run, lines),
        "units": units,
        "units_shown": UNITS_SHOWN,
    }
    return render(request, "employees/calendar/index.html", context)


@require_POST
@permission_required("employees.add_duelist", raise_exception=True)
def run(request):
    """Start the look ahead over everybody; pressing twice starts it once."""
    return redirect(jobs.submit_once(tasks.run_calendar, by=request.user, title="Kalender hak"))


@require_safe
@reads_lists
@reads_only
def people(request):
    """Whom a month brings what: the people behind the numbers."""
    return _people(request, "semua")


@require_safe
@reads_lists
@reads_only
def warnings(request):
    """Who will miss a right for a reason he can mend, and until when mending it helps."""
    return _people(request, "peringatan")


@require_POST
@permission_required(["employees.view_duelist", "employees.export_list"], raise_exception=True)
def export(request, which):
    """Hand the filtered list to a job that writes it as Excel or iCalendar."""
    found = _filter(request, which, queries.newest_run())
    form = _export_form(request, found.qs.count() if found else 0, request.POST)
    if found is None or not form.is_valid():
        return _people(request, which, export_form=form, status=422)
    params = {
        "which": which,
        "format": form.cleaned_data["format"],
        "filters": {name: value for name, value in request.GET.items() if value and name in found.filters},
        "reason": form.cleaned_data["reason"],
    }
    title = "Peringatan dini hak pegawai" if which == "peringatan" else "Kalender hak pegawai"
    words = dict(CalendarExportForm.FORMATS)[form.cleaned_data["format"]].partition(" ")[0]
    with reading_for(form.cleaned_data.get("purpose", "")):
        return redirect(jobs.submit_once(tasks.export_calendar, by=request.user, title=f"{title} ({words})", **params))


@require_safe
def own(request):
    """The calendar of the person who is logged in."""
    if not files_of(request.user).filter(nip=request.user.nip or "").exists():
        raise Http404("Akun Anda belum terhubung dengan berkas pegawai; NIP akun dan NIP berkas harus sama.")
    return redirect("calendar:person", request.user.nip)


@require_safe
@reads_only
def person(request, nip):
    """Everything that the months ahead bring one person, computed now; and why what does not come does not."""
    employee = readable(request, nip, "Membuka kalender hak pegawai")
    day = timezone.localdate()
    with looking_ahead(day) as (law, horizon):
        rights = foreseen_of(employee, law, horizon)
    context = {
        "employee": employee,
        "state": employee.state,
        "is_own": is_own(request.user, employee),
        "day": day,
        "until": horizon.until,
        "lines": [_line(right, day, sees_private_data(request.user, employee)) for right in rights],
        "absent": absent(employee, rights, day, with_sanctions=sees_sanctions(request.user, employee)),
    }
    return render(request, "employees/calendar/person.html", context)


@require_safe
def person_feed(request, nip):
    """One person's calendar as iCalendar, for the calendar he keeps his appointments in."""
    employee = readable(request, nip, "Unduh kalender hak pegawai")
    with looking_ahead(timezone.localdate()) as (law, horizon):
        rights = foreseen_of(employee, law, horizon)
    for right in rights:
        right.employee = employee
    written = feed(rights, f"Kalender hak {employee.name}", timezone.now(), named=not is_own(request.user, employee))
    response = HttpResponse(written, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="kalender-hak-{employee.nip}.ics"'
    return response


def readable(request, nip, what=None):
    """The file of a person whose rights this user may read; others are not there. `what` is noted of others."""
    files = files_of(request.user)
    if not request.user.has_perm("employees.view_duelist"):
        files = files.filter(nip=request.user.nip or "")
    employee = get_object_or_404(files, nip=nip)
    if what and not is_own(request.user, employee):
        note_read(by=request.user, employees=[employee.pk], what=what)
    return employee


def _people(request, which, *, export_form=None, status=200):
    run = queries.newest_run()
    context = {"run": run, "which": which, "may_run": request.user.has_perm("employees.add_duelist")}
    template = f"employees/calendar/{'warnings' if which == 'peringatan' else 'people'}.html"
    if run is None:
        return render(request, template, context, status=status)
    found, day = _filter(request, which, run), timezone.localdate()
    related = found.qs.select_related("employee__state", "unit", "grade", "target")
    page = keyset_page(related, ORDERS[which], request.GET.get("halaman"))
    total = found.qs.count()
    context |= {
        "filter": found,
        "chips": chips(request, found.form),
        "page": page,
        "lines": [_line(right, day, sees_private_data(request.user, right)) for right in page],
        "total": total,
        "late": found.qs.filter(last_day__lt=day).count() if which == "peringatan" else 0,
        "may_export": request.user.has_perm("employees.export_list"),
        "export_form": export_form or _export_form(request, total),
    }
    return render(request, template, context, status=status)


def _filter(request, which, run):
    if run is None:
        return None
    rights = run.rights.visible_to(request.user)
    if which == "peringatan":
        return WarningFilter(request.GET, run=run, queryset=rights.filter(state=State.MENDABLE), user=request.user)
    return RightFilter(request.GET, run=run, queryset=rights, user=request.user)


def _export_form(request, rows, data=None):
    return CalendarExportForm(data, rows=rows, purposes=purposes_for(request))


def _line(right, day, sees_pay):
    return {
        "right": right,
        "title": title_of(right),
        "note": note_of(right),
        "tasks": tasks_of(right),
        "late": is_late(right, day),
        "overdue": right.on < day,
        "days_left": (right.last_day - day).days if right.last_day else None,
        "monthly": right.monthly if sees_pay else None,
    }


def _totals(lines):
    cells = {subject: sum(line.cells[subject].number for line in lines) for subject in DueSubject}
    return {"cells": cells, "all": sum(cells.values()), "at_risk": sum(line.at_risk for line in lines),
            "monthly": sum(line.monthly for line in lines)}  # fmt: skip

from contextlib import nullcontext

from django.contrib.auth.decorators import permission_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from employees.asof.histories import until
from employees.asof.pages import ask, ask_what_was_known, refuse
from employees.asof.reading import known_at, state_on
from employees.asof.since import changed_since
from employees.calendar.sentences import warnings_of
from employees.documents.queries import scans_of
from employees.dossier.beside import panels_of
from employees.dossier.personal import personal_rows
from employees.dossier.queries import (
    file_of,
    files_of,
    head_of_unit,
    history_of,
    latest_cases,
    latest_letters,
    latest_verdicts,
    present_duties,
)
from employees.dossier.sections import sections
from employees.dossier.timeline import KINDS as EVENTS
from employees.dossier.timeline import kinds_of, timeline
from employees.dossier.trail import readers_of, trail_of
from employees.models import Employee
from employees.permissions import is_own, may_add_document, may_record, sees_private_data, sees_sanctions
from employees.quality.findings import findings_of
from employees.records.kinds import KINDS, PERSONAL
from simpeg.audit.describe import describe
from simpeg.audit.reading import note_read
from simpeg.law.engine import Law
from simpeg.web.paging import keyset_page
from simpeg.web.replica import reads_only

READERS_SHOWN = 30


@require_safe
@reads_only
def detail(request, nip):
    """The whole file on one page: head, timeline, tables. Opening somebody else's leaves a note of it.

    `?per=` asks what was true on a day, `?menurut=` what was known at a moment; who may ask is a question of today.
    """
    user = request.user
    ask(request)
    ask_what_was_known(request)
    employee = get_object_or_404(files_of(user), nip=nip)
    if not is_own(user, employee):
        note_read(by=user, employees=[employee.pk], what="Membuka berkas pegawai")
    if not request.known:
        with state_on(request.per) if request.per else nullcontext():
            found = file_of(employee) if request.per else employee
            return refuse(request, _file(request, employee, found))
    since = changed_since(employee, request.known, with_sanctions=sees_sanctions(user, employee))
    with known_at(employee, request.known, request.per) as on_file:
        found = file_of(employee) if on_file else None
        return refuse(request, _file(request, employee, found, since=since))


def _file(request, employee, found, *, since=None):
    """The page of `found`, the file as it was asked for; None where there was none, `employee` being today's."""
    user, day = request.user, request.day
    if found is None:
        context = {"employee": employee, "since": since}
        return render(request, "employees/dossier/no_file.html", context)
    now = not (request.per or request.known)
    employee = found
    private = sees_private_data(user, employee)
    history = history_of(employee, with_sanctions=sees_sanctions(user, employee), with_family=private)
    if request.per:
        history = until(history, employee, day)
    if not private:
        _hide_pay(history)
    events = timeline(employee, history)
    if request.per:
        events = [event for event in events if event.only_year or event.day <= day]
    tables = sections(history, day=day)
    kind = request.GET.get("riwayat", "")
    law = Law.on(day)
    active = Employee.objects.filter(pk=employee.pk).active(law).exists()
    scans = scans_of(employee, user) if now else None
    personal = personal_rows(user, employee)
    context = {
        "employee": employee,
        "state": employee.state,
        "active": active,
        "is_own": is_own(user, employee),
        "head": None if request.known else head_of_unit(employee),
        "findings": findings_of(employee, law) if now else [],
        "education": history.education[0] if history.education else None,
        "acting": present_duties(employee.state, history, day=day),
        "verdicts": latest_verdicts(employee, user) if now else [],
        "warnings": warnings_of(employee, user) if now else [],
        "reads_rights": now and (is_own(user, employee) or user.has_perm("employees.view_duelist")),
        "letters": latest_letters(employee, user) if now else [],
        "may_issue": now and user.has_perm("employees.add_letter") and not is_own(user, employee),
        "cases": latest_cases(employee, user) if now else [],
        "now": now,
        "beside": panels_of(user, employee) if now else [],
        "since": since,
        "kinds": kinds_of(events),
        "kind": kind if kind in EVENTS else "",
        "events": [event for event in events if event.kind == kind] if kind in EVENTS else events,
        "sections": [table for table in tables if table.rows],
        "absent": [table for table in tables if not table.rows],
        "scans": scans,
        "scans_missing": _without_scan(tables, scans) if now else 0,
        "may_add_scan": now and may_add_document(user, employee),
        "personal": personal,
        "some_masked": any(masked for _, _, masked in personal),
        "recordable": _recordable(user, employee) if now else {},
        "may_correct": now and may_record(user, employee, PERSONAL),
    }
    return render(request, "employees/dossier/detail.html", context)


def _hide_pay(history):
    """Pay is told to the person and to those who answer for it; others see that there is something."""
    for step in history.steps:
        step.pay_hidden, step.base_salary = bool(step.base_salary), None


def _without_scan(tables, scans):
    """How many rows have no scan that the reader may see."""
    return sum(record.pk not in scans.get(table.anchor, {}) for table in tables for record in table.records)


@require_safe
def own(request):
    """The file of the person who is logged in."""
    if not files_of(request.user).filter(nip=request.user.nip or "").exists():
        raise Http404("Akun Anda belum terhubung dengan berkas pegawai; NIP akun dan NIP berkas harus sama.")
    return redirect("dossier:detail", request.user.nip)


@require_safe
@permission_required("audit.view_entry", raise_exception=True)
def trail(request, nip):
    """Who changed this file, and who read it."""
    employee = get_object_or_404(files_of(request.user), nip=nip)
    page = keyset_page(trail_of(employee), ["-id"], request.GET.get("halaman"))
    context = {
        "employee": employee,
        "page": page,
        "lines": describe(page, reader=request.user, own=is_own(request.user, employee)),
        "readers": readers_of(employee)[:READERS_SHOWN] if request.user.has_perm("audit.view_readentry") else None,
        "readers_shown": READERS_SHOWN,
    }
    return render(request, "employees/dossier/trail.html", context)


def _recordable(user, employee):
    """{kind: the actions this user may take on it} of what he may write in this file."""
    allowed = {
        key: {action for action in ("add", "change", "delete") if may_record(user, employee, key, action)}
        for key in KINDS
    }
    return {key: actions for key, actions in allowed.items() if actions}

from django.contrib.auth.decorators import permission_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from employees.dossier.gaps import gaps
from employees.dossier.queries import files_of, head_of_unit, history_of, latest_verdicts, present_duties
from employees.dossier.sections import sections
from employees.dossier.timeline import KINDS as EVENTS
from employees.dossier.timeline import kinds_of, timeline
from employees.dossier.trail import readers_of, trail_of
from employees.models import Employee
from employees.permissions import is_own, may_record, sees_nik, sees_private_data, sees_sanctions
from employees.records.kinds import KINDS, PERSONAL
from simpeg.audit.describe import describe
from simpeg.audit.reading import note_read
from simpeg.law.engine import Law
from simpeg.web.paging import keyset_page

READERS_SHOWN = 30


@require_safe
def detail(request, nip):
    """The whole file on one page: head, timeline, tables. Opening somebody else's leaves a note of it."""
    user, day = request.user, timezone.localdate()
    employee = get_object_or_404(files_of(user), nip=nip)
    if not is_own(user, employee):
        note_read(by=user, employees=[employee.pk], what="Membuka berkas pegawai")
    private = sees_private_data(user, employee)
    history = history_of(employee, with_sanctions=sees_sanctions(user, employee), with_family=private)
    events = timeline(employee, history)
    tables = sections(history, day=day)
    kind = request.GET.get("riwayat", "")
    active = Employee.objects.filter(pk=employee.pk).active(Law.on(day)).exists()
    context = {
        "employee": employee,
        "state": employee.state,
        "active": active,
        "is_own": is_own(user, employee),
        "head": head_of_unit(employee),
        "gaps": gaps(employee, history, day=day) if active else [],
        "education": history.education[0] if history.education else None,
        "acting": present_duties(employee.state, history, day=day),
        "verdicts": latest_verdicts(employee, user),
        "kinds": kinds_of(events),
        "kind": kind if kind in EVENTS else "",
        "events": [event for event in events if event.kind == kind] if kind in EVENTS else events,
        "sections": [table for table in tables if table.rows],
        "absent": [table for table in tables if not table.rows],
        "sees_nik": sees_nik(user),
        "sees_private": private,
        "recordable": _recordable(user, employee),
        "may_correct": may_record(user, employee, PERSONAL),
    }
    return render(request, "employees/dossier/detail.html", context)


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
        "lines": describe(page),
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

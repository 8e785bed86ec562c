from django.contrib.auth.decorators import permission_required
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from employees.calendar.sentences import warnings_of
from employees.directory.queries import BY_NAME, SHOWN, active, rows_of, states
from employees.dossier.queries import files_of, head_of_unit, history_of, latest_verdicts, present_duties
from employees.models import Employee
from employees.quality.findings import findings_of
from performance.cycle.queries import summary
from performance.review.queries import waiting_for
from simpeg.audit.describe import describe
from simpeg.audit.models import Entry
from simpeg.home import picture, queries
from simpeg.law.engine import Law
from simpeg.web.navigation import READS_RESULTS, links, may
from simpeg.web.navigation import Entry as Link
from simpeg.web.replica import reads_only

CHANGES_SHOWN = 8
PEOPLE_SHOWN = 15

# Where background work begins, for whoever has not asked for any yet.
STARTS = [
    Link("Impor buku kerja SIASN", "imports:start", "import", may("employees.import_workbook")),
    Link(
        "Jalankan daftar kenaikan pangkat",
        "due_lists:list",
        "promotion",
        may("employees.add_duelist"),
        ("kenaikan-pangkat",),
    ),
]


@require_safe
@reads_only
def index(request):
    """What waits for this user; each part is there for whoever holds the permission that it is about."""
    user, day = request.user, timezone.localdate()
    law = Law.on(day)
    sees_all = user.has_perm("employees.view_all_units")
    sees_own = user.has_perm("employees.view_own_units") and not sees_all
    context = {"day": day, "jobs": queries.own_jobs(user), "starts": links(STARTS, user, request.path)}
    context["appraisals"] = waiting_for(user, law)
    if READS_RESULTS(user):
        context["year"] = summary(user, day)
    context["signs"] = user.has_perm("performance.appraise_for_regent")
    context["proposals"] = queries.proposals(user, day)
    if user.has_perm("employees.view_duelist"):
        context |= {"dues": queries.latest_dues(user), "period": queries.next_period(day)}
    if sees_all:
        context |= _glance(queries.composition(user, law))
    if sees_own:
        people = states(user).filter(active(law)).order_by(*BY_NAME).values(*SHOWN)
        shown = rows_of(people[:PEOPLE_SHOWN])
        context |= {"units": queries.own_units(user, law), "page": shown, "people_shown": PEOPLE_SHOWN}
    if sees_all or sees_own:
        context["quality"] = queries.quality(user, law)
    if user.has_perm("audit.view_entry"):
        context["lines"] = describe(Entry.objects.order_by("-id")[:CHANGES_SHOWN], reader=request.user)
    if not (sees_all or sees_own):
        context |= _own_file(user, law)
    return render(request, "home/index.html", context)


@require_safe
@permission_required("auth.view_group", raise_exception=True)
def roles(request):
    """Every role: what it is for, what it grants, and how many hold it."""
    return render(request, "home/roles.html", {"rows": queries.roles()})


def _glance(composition):
    rows, contracts = picture.matrix(composition.by_grade)
    return {
        "composition": composition,
        "columns": picture.columns(composition.by_grade),
        "grade_rows": rows,
        "contracts": contracts,
        "picture": picture.FRAME,
    }


def _own_file(user, law):
    """The person's own state, what the latest lists said, and what the file lacks."""
    employee = files_of(user).filter(nip=user.nip or "").first()
    if employee is None:
        return {"no_file": True}
    history = history_of(employee, with_sanctions=True)
    active = Employee.objects.filter(pk=employee.pk).active(law).exists()
    return {
        "employee": employee,
        "state": employee.state,
        "active": active,
        "head": head_of_unit(employee),
        "education": history.education[0] if history.education else None,
        "acting": present_duties(employee.state, history, day=law.day),
        "verdicts": latest_verdicts(employee, user),
        "warnings": warnings_of(employee, user),
        "reads_rights": True,
        "findings": findings_of(employee, law),
    }

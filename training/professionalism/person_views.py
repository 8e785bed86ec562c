"""One person's index: what it is made of today, what would raise it, and how it went."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from employees.models import Employee
from employees.permissions import is_own, sees_sanctions
from simpeg.audit.reading import note_read
from simpeg.web.replica import reads_only
from training.professionalism.picture import columns_of
from training.professionalism.queries import (
    counted_courses,
    index_of,
    law_of,
    people_read_by,
    present_year,
    scores_of,
    units_read_by,
)
from training.professionalism.sentences import bases_of, missing_of, most_of, parts_of, steps_of


@require_safe
def own(request):
    """The index of the person who is logged in."""
    if not people_read_by(request.user).filter(nip=request.user.nip or "").exists():
        raise Http404("Akun Anda belum terhubung dengan berkas pegawai; NIP akun dan NIP berkas harus sama.")
    return redirect("ip_asn:person", request.user.nip)


@require_safe
@reads_only
def person(request, nip):
    """The index of this year as the file says now, beside what was measured each year."""
    user, year = request.user, present_year()
    people = people_read_by(user).select_related("state__unit", "state__grade")
    employee = get_object_or_404(people, nip=nip)
    if not is_own(user, employee):
        note_read(by=user, employees=[employee.pk], what="Membuka Indeks Profesionalitas ASN")
    law = law_of(year)
    values = law.values
    found = index_of(employee, year)
    scores = scores_of(employee, user)
    history = [((score.measurement.year, False), score.total) for score in scores if score.measurement.year != year]
    context = {
        "employee": employee,
        "state": employee.state,
        "is_own": is_own(user, employee),
        "year": year,
        "day": timezone.localdate(),
        "index": found,
        "scores": scores[::-1],
        "columns": columns_of([*history, ((year, True), found.total)] if found else history),
        "reads_units": units_read_by(user).exists(),
        "opens_file": Employee.objects.visible_to(user).filter(pk=employee.pk).exists(),
    }
    if found:
        context |= {
            "parts": parts_of(found, year, values, with_sanctions=sees_sanctions(user, employee)),
            "steps": steps_of(found, year, values),
            "missing": missing_of(found, year, values),
            "most": sum(most_of(values).values()),
            "bases": bases_of(law),
            "courses": counted_courses(employee, year, values),
        }
    return render(request, "training/professionalism/person.html", context)

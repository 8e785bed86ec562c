from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from employees import tasks
from employees.own_data.queries import readings_of, with_readers
from employees.own_data.reports import own_file
from simpeg.jobs import services as jobs
from simpeg.web.paging import keyset_page


@require_safe
def readers(request):
    """Who saw my data, when, and what for; newest first."""
    employee = _own(request)
    page = keyset_page(readings_of(employee), ["-id"], request.GET.get("halaman"))
    context = {"employee": employee, "page": page, "readings": with_readers(page)}
    return render(request, "employees/own_data/readers.html", context)


@require_POST
def download(request):
    """Everything that is kept about me, written by a job that only I see."""
    employee = _own(request)
    title = f"Salinan data saya per {timezone.localdate():%d-%m-%Y}"
    return redirect(jobs.submit_once(tasks.export_own_data, by=request.user, title=title, employee=employee.pk))


def _own(request):
    employee = own_file(request.user)
    if employee is None:
        raise Http404("Akun Anda belum terhubung dengan berkas pegawai; NIP akun dan NIP berkas harus sama.")
    return employee

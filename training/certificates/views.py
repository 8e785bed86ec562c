"""The end of a session on the screen, the certificates, and the page on which anybody checks one."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from employees.permissions import is_own
from simpeg.audit.reading import note_read
from simpeg.web.files import seal
from simpeg.web.replica import reads_only
from training.catalogue.views import found_or_404
from training.certificates import forms, services
from training.certificates.document import written
from training.models import TrainingCertificate
from training.sessions.forms import ReasonForm
from training.sessions.pages import OFFICER, session_or_404
from training.sessions.results import results_of
from training.sessions.services import SessionRefused

READ_OR_WRITE = ["GET", "HEAD", "POST"]


@require_http_methods(READ_OR_WRITE)
@OFFICER
def finish(request, pk):
    """Who passes and why, looked at first; then the certificates are issued and the files say it."""
    found = session_or_404(request, pk)
    form = forms.FinishForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            made = services.finish(found, signer=form.cleaned_data["signer"], by=request.user)
        except SessionRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"Sesi selesai. {len(made)} sertifikat terbit dan tercatat pada berkas.")
            return redirect("sessions:participants", found.pk)
    results = results_of(found)
    note_read(by=request.user, employees=[each.enrolment.employee_id for each in results],
              what=f"Membuka kelulusan {found}")  # fmt: skip
    context = {
        "session": found,
        "form": form,
        "results": results,
        "passed": sum(each.passed is True for each in results),
        "unknown": sum(each.passed is None for each in results),
    }
    return render(request, "training/certificates/finish.html", context, status=422 if form.errors else 200)


def _certificate_or_404(request, pk):
    rows = TrainingCertificate.objects.visible_to(request.user)
    return found_or_404(rows.select_related("enrolment__employee", "enrolment__session__course", "signer"), pk)


@require_safe
def pdf(request, pk):
    """The certificate to print, for its owner and whoever reads his trainings."""
    found = _certificate_or_404(request, pk)
    employee = found.enrolment.employee
    if not is_own(request.user, employee):
        note_read(by=request.user, employees=[employee.pk], what=f"Mengunduh sertifikat {found.number}")
    content = written(found, request.build_absolute_uri(found.get_absolute_url()))
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="sertifikat-{found.year}-{found.serial:04d}.pdf"'
    return seal(response)


@require_http_methods(READ_OR_WRITE)
@OFFICER
def withdraw(request, pk):
    """A certificate is taken back, with the reason."""
    found = _certificate_or_404(request, pk)
    form = ReasonForm(request.POST if request.method == "POST" else None, label="Alasan pencabutan")
    if request.method == "POST" and form.is_valid():
        try:
            services.withdraw(found, by=request.user, reason=form.cleaned_data["reason"])
        except SessionRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"Sertifikat {found.number} dicabut, juga dari berkas pegawai.")
            return redirect("sessions:participants", found.enrolment.session_id)
    context = {
        "form": form,
        "certificate": found,
        "back": reverse("sessions:participants", args=[found.enrolment.session_id]),
    }
    return render(request, "training/certificates/withdraw.html", context, status=422 if form.errors else 200)


@require_safe
@login_not_required
@reads_only
def check(request, key):
    """What the QR code leads to, for anybody: name, course, days, JP, number, and whether it still counts."""
    found = get_object_or_404(TrainingCertificate, key=key)
    return render(request, "training/certificates/check.html", {"certificate": found})

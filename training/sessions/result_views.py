"""A session while it runs and after it: attendance, scores, evaluation."""

from datetime import date, timedelta

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from simpeg.audit.reading import note_read
from simpeg.core.dates import in_words
from simpeg.law.engine import Law
from training.models import Attendance, CourseSession, Enrolment
from training.models.session import reads_all
from training.sessions import attending, result_forms
from training.sessions.pages import OFFICER, session_or_404
from training.sessions.result_queries import evaluation_of
from training.sessions.results import meeting_days
from training.sessions.services import SessionRefused

READ_OR_WRITE = ["GET", "HEAD", "POST"]
DAYS_SHOWN = 62


def _running_or_back(request, pk):
    """(session, its participants, None), or where to go when it does not run."""
    found = session_or_404(request, pk)
    if found.status != CourseSession.Status.RUNNING:
        messages.error(request, "Kehadiran dan nilai dicatat selama sesi berjalan.")
        return found, [], redirect(found)
    rows = found.enrolments.filter(status=Enrolment.Status.SEATED).select_related("employee__state")
    return found, list(rows.order_by("employee__state__sort_name", "pk")), None


@require_http_methods(READ_OR_WRITE)
@OFFICER
def attendance(request, pk):
    """Who was there on a day; by default on the last day of the session that has come."""
    found, rows, back = _running_or_back(request, pk)
    if back:
        return back
    day = _asked_day(request, found)
    written = dict(Attendance.objects.filter(enrolment__in=rows, day=day).values_list("enrolment", "kind"))
    form = result_forms.AttendanceForm(request.POST if request.method == "POST" else None, rows=rows, written=written)
    if request.method == "POST" and form.is_valid():
        try:
            attending.record_attendance(found, day, form.kinds, by=request.user)
        except SessionRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"Kehadiran {in_words(day)} tersimpan.")
            return redirect(f"{request.path}?hari={day.isoformat()}")
    note_read(by=request.user, employees=[row.employee_id for row in rows], what=f"Membuka kehadiran {found}")
    done = meeting_days(found)
    last = min(found.ends_on, timezone.localdate())
    days = [found.starts_on + timedelta(days=number) for number in range((last - found.starts_on).days + 1)]
    context = {
        "session": found,
        "form": form,
        "day": day,
        "days": [(each, done.get(each, 0)) for each in days[-DAYS_SHOWN:]],
        "people": len(rows),
        "is_written": bool(written),
    }
    return render(request, "training/sessions/attendance.html", context, status=422 if form.errors else 200)


def _asked_day(request, session):
    """The day in the address, if it is one; else the last that has come."""
    try:
        return date.fromisoformat(request.GET["hari"])
    except KeyError:
        return max(session.starts_on, min(session.ends_on, timezone.localdate()))
    except ValueError:
        raise Http404("Hari dalam alamat ini tidak dikenal. Pilih harinya pada halaman kehadiran.") from None


@require_http_methods(READ_OR_WRITE)
@OFFICER
def scores(request, pk):
    """The scores of the tests before and after."""
    found, rows, back = _running_or_back(request, pk)
    if back:
        return back
    form = result_forms.ScoresForm(request.POST if request.method == "POST" else None, rows=rows)
    if request.method == "POST" and form.is_valid():
        try:
            attending.record_scores(found, form.scores, by=request.user)
        except SessionRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Nilai tersimpan.")
            return redirect(request.path)
    note_read(by=request.user, employees=[row.employee_id for row in rows], what=f"Membuka nilai {found}")
    context = {"session": found, "form": form}
    return render(request, "training/sessions/scores.html", context, status=422 if form.errors else 200)


@require_http_methods(READ_OR_WRITE)
def evaluate(request, pk):
    """What a participant thought, once, and nobody reads from whom it is."""
    found = session_or_404(request, pk)
    mine = Enrolment.objects.filter(session=found, employee__nip=request.user.nip or "", status__in=attending.DONE)
    if not mine.exists():
        raise Http404("Evaluasi diisi oleh peserta sesudah sesinya selesai.")
    form = result_forms.EvaluationForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            attending.evaluate(found, by=request.user, **form.cleaned_data)
        except SessionRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Terima kasih. Evaluasi Anda tersimpan tanpa nama.")
            return redirect(found)
    context = {
        "session": found,
        "form": form,
        "least": Law.on(timezone.localdate())["pelatihan.evaluasi_paling_sedikit"],
    }
    return render(request, "training/sessions/evaluate.html", context, status=422 if form.errors else 200)


@require_safe
def evaluation(request, pk):
    """What the participants thought, for who keeps or audits the session and for who taught it."""
    found = session_or_404(request, pk)
    teaches = bool(request.user.nip) and found.trainer_id is not None and found.trainer.nip == request.user.nip
    if not reads_all(request.user) and not teaches:
        raise PermissionDenied
    today = timezone.localdate()
    number, asked, means, words = evaluation_of(found, today)
    context = {
        "session": found,
        "number": number,
        "asked": asked,
        "means": means,
        "words": words,
        "least": Law.on(today)["pelatihan.evaluasi_paling_sedikit"],
    }
    return render(request, "training/sessions/evaluation.html", context)

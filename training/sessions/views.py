"""What is written about sessions: each view asks once, and says what happened."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from simpeg.law.engine import Law
from simpeg.web.access import any_permission_required
from training.models import CatalogueCourse, CourseSession
from training.sessions import announced, enrolling, forms, pages, queries, services
from training.sessions.pages import OFFICER, enrolment_or_404, session_or_404
from training.sessions.services import SessionRefused

READ_OR_WRITE = ["GET", "HEAD", "POST"]
DECIDES = any_permission_required("training.keep_courses", "training.nominate")


@require_http_methods(READ_OR_WRITE)
@OFFICER
def new(request):
    """A session of a course, as a draft."""
    asked = request.GET.get("pelatihan", "")
    course = asked if asked.isascii() and asked.isdigit() and len(asked) < 19 else None
    initial = {"course": CatalogueCourse.objects.filter(pk=course).first(), "seats": 30} if course else {"seats": 30}
    form = forms.SessionForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            kept = services.prepare(**form.cleaned_data, by=request.user)
        except SessionRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"Sesi {kept} tersimpan sebagai draf. Periksa, lalu buka pendaftarannya.")
            return redirect(kept)
    return render(request, "training/sessions/form.html", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(READ_OR_WRITE)
@OFFICER
def change(request, pk):
    """A draft with other values; of what was announced only place, trainer, seats and the last day of enrolment."""
    found = session_or_404(request, pk)
    draft = found.status == CourseSession.Status.DRAFT
    kind = forms.SessionForm if draft else forms.AnnouncedForm
    form = kind(request.POST if request.method == "POST" else None, initial=kind.initial_of(found))
    if not draft and not found.is_ahead:
        messages.error(request, f"Sesi ini {found.get_status_display().lower()}, sehingga tidak dapat diubah lagi.")
        return redirect(found)
    if request.method == "POST" and form.is_valid():
        verb = services.prepare if draft else announced.change_announced
        try:
            kept = verb(found, **form.cleaned_data, by=request.user)
        except SessionRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"Sesi {kept} tersimpan.")
            return redirect(kept)
    context = {"form": form, "session": found, "draft": draft}
    return render(request, "training/sessions/form.html", context, status=422 if form.errors else 200)


@require_POST
@OFFICER
def move(request, pk):
    found = session_or_404(request, pk)
    to = request.POST.get("to")
    if to not in CourseSession.Status.values:
        raise Http404
    said = f"Sesi {found}: {CourseSession.Status(to).label.lower()}."
    reason = request.POST.get("reason", "").replace("\0", "")[:300]
    return _done(request, found, lambda: services.move(found, to, by=request.user, reason=reason), said)


def _done(request, back, verb, said):
    try:
        verb()
    except SessionRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, said)
    return redirect(back)


@require_POST
def ask(request, pk):
    """The person himself wants to take part."""
    found = session_or_404(request, pk)
    form = forms.ReasonForm(request.POST, label="Untuk apa Anda memerlukannya", required=False)
    if not form.is_valid():
        return pages.session_page(request, found, form=form, status=422)
    try:
        made = enrolling.ask(found, by=request.user, reason=form.cleaned_data["reason"])
    except SessionRefused as refusal:
        messages.error(request, str(refusal))
        return redirect(found)
    messages.success(request, f"Pendaftaran Anda tersimpan: {made.get_status_display().lower()}.")
    for words in queries.clashes(found, [made.employee_id]).get(made.employee_id, ()):
        messages.warning(request, f"Perhatikan: {words}.")
    return redirect(found)


@require_http_methods(READ_OR_WRITE)
@DECIDES
def nominate(request, pk):
    """Some people are named; those who may be are listed in a fair order."""
    found = session_or_404(request, pk)
    if request.method != "POST":
        return pages.candidates_page(request, found)
    user, law = request.user, Law.on(timezone.localdate())
    form = forms.NominationForm(request.POST, people=lambda ids: _named(found, user, law, ids))
    if form.is_valid():
        try:
            made = enrolling.nominate(found, form.employees, by=user, reason=form.cleaned_data["reason"])
        except SessionRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            seated = sum(row.status == "SEATED" for row in made)
            waits = f", {len(made) - seated} masuk daftar tunggu" if seated < len(made) else ""
            messages.success(request, f"{seated} pegawai mendapat kursi{waits}. Mereka diberi tahu.")
            told = queries.clashes(found, [row.employee_id for row in made])
            for row in made:
                for words in told.get(row.employee_id, ()):
                    messages.warning(request, f"{row.employee.full_name}: {words}.")
            return redirect("sessions:participants", found.pk)
    return pages.candidates_page(request, found, form=form, status=422)


def _named(session, user, law, ids):
    people = queries.candidates(session, user, law).filter(pk__in=ids).select_related("employee")
    found = {state.pk: state.employee for state in people}
    return [found[pk] for pk in dict.fromkeys(ids) if pk in found]


@require_POST
@DECIDES
def approve(request, pk):
    found = enrolment_or_404(request, pk)
    said = f"Permintaan {found.employee.full_name} disetujui."
    return _done(request, "sessions:approvals", lambda: enrolling.approve(found, by=request.user), said)


@require_http_methods(READ_OR_WRITE)
@DECIDES
def refuse(request, pk):
    """A request ends with a reason."""
    found = enrolment_or_404(request, pk)
    form = forms.ReasonForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        said = f"{found.employee.full_name} diberi tahu bahwa permintaannya tidak disetujui."
        verb = lambda: enrolling.refuse(found, by=request.user, reason=form.cleaned_data["reason"])  # noqa: E731
        return _done(request, "sessions:approvals", verb, said)
    context = {"form": form, "enrolment": found, "session": found.session, "what": "Tidak menyetujui"}
    return render(request, "training/sessions/reason.html", context, status=422 if form.errors else 200)


@require_http_methods(READ_OR_WRITE)
def cancel(request, pk):
    """Somebody leaves a session: he himself, or whoever named him."""
    found = enrolment_or_404(request, pk)
    user = request.user
    own = bool(user.nip) and found.employee.nip == user.nip
    if not own and not user.has_perm("training.keep_courses") and not user.has_perm("training.nominate"):
        raise PermissionDenied
    form = forms.ReasonForm(request.POST if request.method == "POST" else None, prefix="keluar" if own else None)
    if request.method == "POST" and form.is_valid():
        back = found.session if own else ("sessions:participants", found.session_id)
        who = "Pendaftaran Anda" if own else f"Pendaftaran {found.employee.full_name}"
        try:
            enrolling.cancel(found, by=user, reason=form.cleaned_data["reason"])
        except SessionRefused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, f"{who} dibatalkan. Kursi yang bebas diberikan kepada daftar tunggu.")
        return redirect(back) if own else redirect(*back)
    context = {"form": form, "enrolment": found, "session": found.session, "what": "Membatalkan", "own": own}
    return render(request, "training/sessions/reason.html", context, status=422 if form.errors else 200)

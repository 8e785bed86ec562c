"""The pages of sessions that only read."""

from django.contrib.auth.decorators import permission_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from employees.models import Employee
from simpeg.audit.reading import note_read
from simpeg.law.engine import Law
from simpeg.web.access import any_permission_required
from simpeg.web.chips import chips, without
from simpeg.web.paging import count_hits, keyset_page
from simpeg.web.replica import reads_only
from training.catalogue.views import found_or_404
from training.models import CourseSession, Enrolment
from training.sessions import forms, queries
from training.sessions.filters import CandidateFilter, SessionFilter
from training.sessions.rules import MOVES, open_to_words

Status = CourseSession.Status
ORDER = ["-starts_on", "-pk"]
WORKS_ON = ("training.keep_courses", "training.view_enrolment", "training.nominate")
REQUESTS_SHOWN, PEOPLE_SHOWN = 200, 1000
FULL = ("course__topic", "unit", "least_grade", "trainer")


def session_or_404(request, pk):
    """The session with its counts, as far as this user may know that it is there."""
    rows = CourseSession.objects.visible_to(request.user).select_related(*FULL)
    return found_or_404(queries.with_counts(rows), pk)


def enrolment_or_404(request, pk):
    rows = Enrolment.objects.visible_to(request.user)
    return found_or_404(rows.select_related("employee", "session__course"), pk)


@require_safe
@reads_only
def index(request):
    """Every session that this user may see, the latest first."""
    sessions = CourseSession.objects.visible_to(request.user)
    asked = SessionFilter(request.GET, queryset=sessions)
    valid = asked.form.is_valid()
    rows = asked.qs if valid else sessions.none()
    page = keyset_page(queries.with_counts(rows.select_related("course__topic")), ORDER, request.GET.get("halaman"))
    context = {
        "filter": asked,
        "chips": chips(request, asked.form),
        "clear": without(request, list(asked.filters)),
        "page": page,
        "hits": count_hits(rows),
        "keeps": request.user.has_perm("training.keep_courses"),
        "nominates": any(request.user.has_perm(each) for each in WORKS_ON),
    }
    return render(request, "training/sessions/index.html", context, status=200 if valid else 422)


@require_safe
def detail(request, pk):
    return session_page(request, session_or_404(request, pk))


def session_page(request, found, *, form=None, reason_form=None, status=200):
    """A session: its days and rules, what one may do oneself, and where one stands in it."""
    user, today = request.user, timezone.localdate()
    mine = Enrolment.objects.filter(session=found, employee__nip=user.nip or "")
    mine = mine.select_related("employee", "certificate")
    own = mine.order_by("-pk").first()
    alive = own is not None and own.status in Enrolment.ALIVE
    takes = found.takes_enrolments_on(today)
    asks = takes and bool(user.nip) and not alive and found.entry in (found.Entry.OPEN, found.Entry.APPROVED)
    keeps = user.has_perm("training.keep_courses")
    names = found.entry != found.Entry.OFFICER and takes and user.has_perm("training.nominate")
    context = {
        "session": found,
        "open_to": open_to_words(found),
        "free": max(0, found.seats - found.taken),
        "takes": takes,
        "own": own,
        "own_place": _place(found, own) if own is not None and own.status == Enrolment.Status.WAITING else None,
        "clashes": queries.clashes(found, [own.employee_id]).get(own.employee_id) if alive else None,
        "asks": asks,
        "ask_form": form or (forms.ReasonForm(label="Untuk apa Anda memerlukannya", required=False) if asks else None),
        "leaves": alive and own.status in ("REQUESTED", "WAITING", "SEATED") and found.is_ahead,
        "leave_form": reason_form or forms.ReasonForm(prefix="keluar"),
        "keeps": keeps,
        "moves": [Status(each) for each in MOVES[found.status] if each != Status.FINISHED] if keeps else [],
        "finishes": keeps and found.status == Status.RUNNING,
        "names": (keeps and found.is_ahead) or names,
        "reads": any(user.has_perm(each) for each in WORKS_ON),
        "teaches": bool(user.nip) and found.trainer_id is not None and found.trainer.nip == user.nip,
        "evaluates": alive and found.status == Status.FINISHED and not own.has_evaluated,
    }
    return render(request, "training/sessions/detail.html", context, status=status)


def _place(session, own):
    """(place, why) of a person in the waiting list."""
    rows = list(queries.waiting_order(session, Law.on(timezone.localdate())))
    number = next(number for number, row in enumerate(rows, start=1) if row.pk == own.pk)
    return number, queries.place_in_words(session, rows[number - 1])


@require_safe
@any_permission_required(*WORKS_ON)
def participants(request, pk):
    """Who takes part, who waits in which order and why, as far as this user reads them."""
    user, found = request.user, session_or_404(request, pk)
    law = Law.on(timezone.localdate())
    rows = Enrolment.objects.visible_to(user).filter(session=found)
    shown = rows.select_related("employee__state__unit", "employee__grade", "asked_by", "certificate")
    seen = list(shown.order_by("employee__state__sort_name", "pk")[:PEOPLE_SHOWN])
    order = {row.pk: (number, row) for number, row in enumerate(queries.waiting_order(found, law), start=1)}
    told = queries.clashes(found, [row.employee_id for row in seen])
    waiting = sorted((row for row in seen if row.pk in order), key=lambda row: order[row.pk][0])
    note_read(by=user, employees=[row.employee_id for row in seen], what=f"Membuka peserta pelatihan {found}")
    keeps = user.has_perm("training.keep_courses")
    context = {
        "session": found,
        "seated": [(row, told.get(row.employee_id)) for row in seen if row.status in ("SEATED", "PASSED", "FAILED")],
        "waiting": [
            (row, order[row.pk][0], queries.place_in_words(found, order[row.pk][1]), told.get(row.employee_id))
            for row in waiting
        ],
        "asked": [(row, told.get(row.employee_id)) for row in seen if row.status == "REQUESTED"],
        "ended": [row for row in seen if row.status in ("REFUSED", "CANCELLED")],
        "keeps": keeps,
        "may_cancel": found.is_ahead and (keeps or user.has_perm("training.nominate")),
        "names": found.is_ahead and (keeps or user.has_perm("training.nominate")),
    }
    return render(request, "training/sessions/participants.html", context)


def candidates_page(request, found, *, form=None, status=200):
    """Whom this user may name for the session: whom the law wants first, then who has learned least."""
    user, law = request.user, Law.on(timezone.localdate())
    people = queries.candidates(found, user, law)
    asked = CandidateFilter(request.GET, queryset=people)
    rows = asked.qs if asked.form.is_valid() else people.none()
    page = keyset_page(
        rows.select_related("employee", "grade", "unit"), queries.CANDIDATE_ORDER, request.GET.get("halaman")
    )
    told = queries.other_sessions(found, [row.pk for row in page])
    for row in page:
        row.needed = row.not_needed == 0
        if away := queries.away_in_words(row):
            told.setdefault(row.pk, []).append(away)
    note_read(by=user, employees=[row.pk for row in page], what=f"Membuka calon peserta {found}")
    context = {
        "session": found,
        "filter": asked,
        "chips": chips(request, asked.form),
        "clear": without(request, list(asked.filters)),
        "hits": count_hits(rows),
        "page": page,
        "rows": [(row, queries.place_in_words(found, row), told.get(row.pk)) for row in page],
        "form": form,
        "picked": set(form.data.getlist("people")) if form is not None else set(),
        "free": max(0, found.seats - found.taken),
        "open_to": open_to_words(found),
    }
    return render(request, "training/sessions/candidates.html", context, status=status)


@require_safe
@any_permission_required("training.keep_courses", "training.nominate")
def approvals(request):
    """The requests that this user decides, the oldest first."""
    user = request.user
    rows = list(
        queries.waiting_for_approval(user)
        .select_related("employee__state__unit", "session__course")
        .order_by("asked_at", "pk")[:REQUESTS_SHOWN]
    )
    note_read(by=user, employees=[row.employee_id for row in rows], what="Membuka permintaan pelatihan")
    by_session = {}
    for row in rows:
        by_session.setdefault(row.session, []).append(row.employee_id)
    told = {(session.pk, pk): words for session, ids in by_session.items()
            for pk, words in queries.clashes(session, ids).items()}  # fmt: skip
    context = {"rows": [(row, told.get((row.session_id, row.employee_id))) for row in rows]}
    return render(request, "training/sessions/approvals.html", context)


@require_safe
@reads_only
def own(request):
    """One's own trainings: what is asked, planned and done."""
    if not request.user.nip or not Employee.objects.filter(nip=request.user.nip).exists():
        raise PermissionDenied("Akun ini tidak terhubung dengan berkas pegawai.")
    rows = Enrolment.objects.filter(employee__nip=request.user.nip)
    rows = rows.select_related("session__course", "certificate").order_by("-session__starts_on", "-pk")[:PEOPLE_SHOWN]
    return render(request, "training/sessions/own.html", {"rows": rows})


OFFICER = permission_required("training.keep_courses", raise_exception=True)

"""Verbs while a session runs: who was there on a day, what the tests said, what participants thought."""

from django.utils import timezone

from simpeg.audit.change import change
from simpeg.core.dates import in_words
from training.models import Attendance, CourseSession, Enrolment, Evaluation
from training.sessions.services import SessionRefused, held, keeps

Status = CourseSession.Status
DONE = (Enrolment.Status.PASSED, Enrolment.Status.FAILED)
MARKS = ("content", "teaching", "usefulness", "organisation")


def record_attendance(session, day, kinds, *, by):
    """On this day these participants were there, excused or not; `kinds` is {enrolment's id: kind}."""
    today = timezone.localdate()
    if not session.starts_on <= day <= session.ends_on:
        raise SessionRefused(f"{in_words(day)} bukan hari sesi ini ({session.days}).")
    if day > today:
        raise SessionRefused(f"{in_words(day)} belum tiba; kehadirannya dicatat pada hari itu atau sesudahnya.")
    with change(by=by, reason=f"Kehadiran {session} {in_words(day)}"):
        now = _running(session, by)
        _refuse_strangers(now, kinds)
        Attendance.objects.bulk_create(
            [Attendance(enrolment_id=pk, day=day, kind=kind) for pk, kind in kinds.items()],
            update_conflicts=True,
            unique_fields=["enrolment", "day"],
            update_fields=["kind"],
        )


def record_scores(session, scores, *, by):
    """The tests before and after say this; `scores` is {enrolment's id: (before, after)}, None where there is none."""
    with change(by=by, reason=f"Nilai {session}"):
        now = _running(session, by)
        _refuse_strangers(now, scores)
        rows = list(now.enrolments.filter(pk__in=scores))
        for row in rows:
            row.pre_score, row.post_score = scores[row.pk]
        Enrolment.objects.bulk_update(rows, ["pre_score", "post_score"])


def evaluate(session, *, by, **values):
    """The participant has said what he thought, once; what he said cannot be led back to him. Raises SessionRefused."""
    with change(by=by, reason=f"Evaluasi {session} diisi"):
        mine = Enrolment.objects.filter(session=session, employee__nip=by.nip or "", status__in=DONE)
        if not mine.filter(has_evaluated=False).update(has_evaluated=True):
            raise SessionRefused("Evaluasi diisi sekali oleh peserta, sesudah sesinya selesai.")
        Evaluation.objects.create(session=session, **{name: values[name] for name in (*MARKS, "words")})


def refuse_participant(session, by):
    """Whoever takes part himself leaves the papers of the session to another officer."""
    if by.nip and session.enrolments.alive().filter(employee__nip=by.nip).exists():
        raise SessionRefused("Anda sendiri peserta sesi ini, sehingga pengelola lain yang mengerjakannya.")


def _running(session, by):
    keeps(by)
    now = held(session)
    if now.status != Status.RUNNING:
        raise SessionRefused(
            f"Sesi ini {now.get_status_display().lower()}; kehadiran dan nilai dicatat selama berjalan."
        )
    refuse_participant(now, by)
    return now


def _refuse_strangers(session, ids):
    known = set(session.enrolments.filter(status=Enrolment.Status.SEATED).values_list("pk", flat=True))
    if not ids or not set(ids) <= known:
        raise SessionRefused("Peserta sesi ini berubah sejak halaman dibuka. Muat ulang halaman ini.")

"""Verbs of sessions: prepare, change, and move from one state to the next."""

from django.urls import reverse
from django.utils import timezone

from simpeg.audit.change import change
from simpeg.core.dates import in_words
from simpeg.notices.services import notify_each
from training.models import CourseSession, Enrolment
from training.recipients import accounts_of
from training.sessions.rules import ENDS, MOVES

Status = CourseSession.Status
TOPIC = "pelatihan"
PREPARED = ("course", "starts_on", "ends_on", "place", "link", "trainer_name", "trainer", "seats", "enrol_from",
            "enrol_until", "entry", "statuses", "position_kinds", "least_grade", "unit")  # fmt: skip
LONGEST = 732  # days; a session of more than two years is a typing error


class SessionRefused(Exception):
    """It cannot be done so; the message is for people."""


def want(by, permission, sentence):
    if not by.has_perm(permission):
        raise SessionRefused(sentence)


def keeps(by):
    want(by, "training.keep_courses", "Sesi pelatihan dikelola oleh pengelola pengembangan kompetensi BKPSDM.")


def held(session):
    """The session's row, held until the transaction ends: whoever takes or frees a seat does so alone."""
    rows = CourseSession.objects.select_for_update(of=("self",)).select_related("course", "unit", "least_grade")
    return rows.get(pk=session.pk)


def prepare(session=None, *, by, **values):
    """The session stands as a draft with these values; hours, price and what it takes to pass are the course's now."""
    keeps(by)
    course = values["course"]
    _refuse_days(values)
    if not course.is_offered:
        raise SessionRefused(f"{course} tidak lagi ditawarkan. Tawarkan dahulu pada katalog.")
    kept = {name: values[name] for name in PREPARED}
    kept |= {name: getattr(course, name) for name in ("learning_hours", "price", "least_attendance", "least_score")}
    with change(by=by, reason=f"Sesi pelatihan disiapkan: {course}"):
        if session is None:
            return CourseSession.objects.create(**kept, made_by=by)
        if held(session).status != Status.DRAFT:
            raise SessionRefused("Sesi ini sudah diumumkan, sehingga syarat dan harinya tetap.")
        CourseSession.objects.filter(pk=session.pk).update(**kept)
    session.refresh_from_db()
    return session


def move(session, to, *, by, reason=""):
    """Take the session one step on. Of two officers who press at once, one is told to reload. Raises SessionRefused."""
    keeps(by)
    to, today, reason = Status(to), timezone.localdate(), " ".join(reason.split())
    if to == Status.FINISHED:
        raise SessionRefused("Sesi diselesaikan pada halaman “Selesaikan”, bersama kelulusan dan sertifikatnya.")
    with change(by=by, reason=f"Sesi pelatihan {session}: {to.label}{f', {reason}' if reason else ''}"):
        now = held(session)
        if to not in MOVES[now.status]:
            raise SessionRefused(
                f"Sesi ini {now.get_status_display().lower()}, sehingga tidak dapat menjadi {to.label.lower()}. "
                "Muat ulang halaman ini."
            )
        if to == Status.OPEN and now.starts_on < today:
            raise SessionRefused(f"Sesi ini mulai {in_words(now.starts_on)}, hari yang sudah lewat. Ubah dahulu.")
        if to == Status.RUNNING and now.starts_on > today:
            raise SessionRefused(f"Sesi ini baru mulai {in_words(now.starts_on)}.")
        if to == Status.CANCELLED and not reason:
            raise SessionRefused("Tulis mengapa sesi ini dibatalkan; peserta membacanya.")
        CourseSession.objects.filter(pk=now.pk).update(
            status=to, cancel_reason=reason if to == Status.CANCELLED else ""
        )
        if to == Status.CANCELLED:
            _end(now, ENDS, f"Sesi dibatalkan: {reason}"[:300], by)
        elif to == Status.RUNNING:
            left = {Enrolment.Status.REQUESTED, Enrolment.Status.WAITING}
            _end(now, left, "Sesi sudah dimulai dan kursinya terisi", by)
    session.refresh_from_db()
    return session


def _end(session, statuses, why, by):
    """These enrolments end, and everybody concerned is told why."""
    rows = session.enrolments.filter(status__in=statuses)
    tell(rows, f"{session}: pendaftaran Anda berakhir. {why}.")
    rows.update(status=Enrolment.Status.CANCELLED, decision=why, decided_by=by, decided_at=timezone.now())


def tell(enrolments, text):
    """Tell whoever stands behind these enrolments, with the way to the session."""
    rows = list(enrolments.select_related("employee").order_by("pk"))
    accounts = accounts_of([row.employee.nip for row in rows])
    words = [
        (accounts[row.employee.nip], text, reverse("sessions:detail", args=[row.session_id]))
        for row in rows
        if row.employee.nip in accounts
    ]
    notify_each(words, topic=TOPIC)


def _refuse_days(values):
    starts, ends = values["starts_on"], values["ends_on"]
    if ends < starts:
        raise SessionRefused("Hari selesai tidak boleh sebelum hari mulai.")
    if (ends - starts).days > LONGEST or not 2000 <= starts.year <= 2100:
        raise SessionRefused("Sesi paling lama dua tahun. Periksa tahunnya.")
    if not values["enrol_from"] <= values["enrol_until"] <= starts:
        raise SessionRefused("Pendaftaran ditutup paling lambat pada hari mulai, dan tidak sebelum dibuka.")
    if not (values["place"] or values["link"]):
        raise SessionRefused("Isi tempat atau tautannya.")

"""How people come into a session and leave it: ask, nominate, approve, refuse, cancel, and move up.

Every verb holds the session's row first, so that of two who want the last seat one gets it and the other waits.
"""

from django.urls import reverse
from django.utils import timezone

from employees.directory.queries import active
from employees.models import Employee, EmployeeState
from simpeg.audit.change import change
from simpeg.core.dates import in_words
from simpeg.law.engine import Law
from simpeg.notices.services import notify_each
from training.models import CourseSession, Enrolment
from training.recipients import accounts_of, approvers_of
from training.sessions.queries import is_open_to, waiting_order
from training.sessions.rules import ENDS, open_to, open_to_words
from training.sessions.services import TOPIC, SessionRefused, held

Status = Enrolment.Status
Entry = CourseSession.Entry
AT_MOST = 500  # people named at once
WHO_ELSE = {
    Entry.NOMINATED: "Peserta sesi ini dicalonkan oleh atasan atau perangkat daerahnya. Mintalah kepada atasan Anda.",
    Entry.OFFICER: "Peserta sesi ini ditetapkan oleh pengelola pelatihan BKPSDM. Hubungi BKPSDM.",
}


def ask(session, *, by, reason=""):
    """The person himself has a seat, waits, or has asked his head; as the session wants it. Raises SessionRefused."""
    employee = Employee.objects.filter(nip=by.nip or "").first()
    if employee is None:
        raise SessionRefused("Akun Anda tidak terhubung dengan berkas pegawai, sehingga tidak dapat mendaftar.")
    with change(by=by, reason=f"Mendaftar pelatihan {session}"):
        now = held(session)
        _refuse_closed(now)
        if now.entry in WHO_ELSE:
            raise SessionRefused(WHO_ELSE[now.entry])
        if not is_open_to(now, employee, Law.on(timezone.localdate())):
            raise SessionRefused(f"Sesi ini tidak terbuka bagi Anda. Terbuka bagi: {open_to_words(now)}.")
        _refuse_twice(now, [employee])
        status = Status.REQUESTED if now.entry == Entry.APPROVED else _next_status(now, 1)
        made = _enrol(now, employee, status, Enrolment.Origin.OWN, by, reason)
        made.save()
        if status == Status.REQUESTED:
            words = f"{employee.full_name} meminta persetujuan Anda untuk mengikuti {now}."
            notify_each([(user, words, reverse("sessions:approvals")) for user in approvers_of(employee)], topic=TOPIC)
    return made


def nominate(session, employees, *, by, reason=""):
    """These people have seats, or wait, in the order in which they are named; each is told. Raises SessionRefused.

    All of them or none. Heads and OPD officers name their own people, those who keep the courses anybody.
    """
    employees, reason, officer = list(employees), " ".join(reason.split()), by.has_perm("training.keep_courses")
    if not officer and not by.has_perm("training.nominate"):
        raise SessionRefused("Peserta dicalonkan oleh atasan, perangkat daerah, atau pengelola pelatihan BKPSDM.")
    if not employees:
        raise SessionRefused("Pilih paling sedikit satu pegawai.")
    if len(employees) > AT_MOST:
        raise SessionRefused(f"Paling banyak {AT_MOST} pegawai sekaligus. Bagi menjadi beberapa kali.")
    ids = [employee.pk for employee in employees]
    if not officer and Employee.objects.visible_to(by).filter(pk__in=ids).exclude(nip=by.nip or "").count() != len(ids):
        raise SessionRefused("Anda mencalonkan pegawai dalam wilayah kewenangan Anda, bukan diri sendiri.")
    with change(by=by, reason=f"Pencalonan peserta {session}{f': {reason}' if reason else ''}"):
        now = held(session)
        if officer:
            _refuse_begun(now)
        else:
            _refuse_closed(now)
            if now.entry == Entry.OFFICER:
                raise SessionRefused("Peserta sesi ini ditetapkan oleh pengelola pelatihan BKPSDM. Hubungi BKPSDM.")
        people = EmployeeState.objects.filter(active(Law.on(timezone.localdate())), open_to(now), pk__in=ids)
        fitting = set(people.values_list("pk", flat=True))
        for employee in employees:
            if employee.pk not in fitting:
                raise SessionRefused(
                    f"Sesi ini tidak terbuka bagi {employee.full_name}. Terbuka bagi: {open_to_words(now)}."
                )
        _refuse_twice(now, employees)
        origin = Enrolment.Origin.OFFICER if officer else Enrolment.Origin.NOMINATED
        free = now.seats - _taken(now)
        rows = [
            _enrol(now, employee, Status.SEATED if place < free else Status.WAITING, origin, by, reason)
            for place, employee in enumerate(employees)
        ]
        made = Enrolment.objects.bulk_create(rows)
        _tell_named(now, made)
    return made


def approve(enrolment, *, by):
    """The request has its seat, or waits for one; the person is told. Raises SessionRefused."""
    with change(by=by, reason="Permintaan pelatihan disetujui"):
        now, row = _decided(enrolment, by)
        row.status = _next_status(now, 1)
        row.seated_at = timezone.now() if row.status == Status.SEATED else None
        row.decided_by, row.decided_at = by, timezone.now()
        row.save(update_fields=["status", "seated_at", "decided_by", "decided_at"])
        seat = "Anda mendapat kursi" if row.status == Status.SEATED else "Anda masuk daftar tunggu"
        _tell_one(row, f"Atasan menyetujui Anda mengikuti {now}. {seat}.")
    return row


def refuse(enrolment, *, by, reason):
    """The request ends with the reason that the person reads. Raises SessionRefused."""
    reason = _reason(reason, "Tulis mengapa permintaan ini tidak disetujui; pegawai membacanya.")
    with change(by=by, reason=f"Permintaan pelatihan tidak disetujui: {reason}"):
        now, row = _decided(enrolment, by)
        _end(row, Status.REFUSED, reason, by)
        _tell_one(row, f"Permintaan Anda mengikuti {now} tidak disetujui: {reason}")
    return row


def cancel(enrolment, *, by, reason):
    """The person is out of the session; his seat goes to whoever is next in the waiting list, who is told."""
    reason = _reason(reason, "Tulis mengapa pendaftaran ini dibatalkan.")
    own = bool(by.nip) and by.nip == enrolment.employee.nip
    if not own and not by.has_perm("training.keep_courses") and not by.has_perm("training.nominate"):
        raise SessionRefused("Pendaftaran dibatalkan oleh orangnya sendiri, atasannya, atau pengelola pelatihan.")
    with change(by=by, reason=f"Pendaftaran pelatihan dibatalkan: {reason}"):
        now = held(enrolment.session)
        row = Enrolment.objects.visible_to(by).select_related("employee", "session").get(pk=enrolment.pk)
        if row.status not in ENDS:
            raise SessionRefused(f"Pendaftaran ini sudah {row.get_status_display().lower()}. Muat ulang halaman ini.")
        _refuse_begun(now)
        had_seat = row.status == Status.SEATED
        _end(row, Status.CANCELLED, reason, by)
        if not own:
            _tell_one(row, f"Pendaftaran Anda pada {now} dibatalkan: {reason}")
        if had_seat:
            fill_seats(now)
    return row


def fill_seats(session):
    """Free seats are given to the waiting list in its order, and whoever moved up is told.

    Called with the session's row held, inside the change that freed the seats.
    """
    free = session.seats - _taken(session)
    if free <= 0 or not session.is_ahead:
        return []
    moved = list(waiting_order(session, Law.on(timezone.localdate())).select_related("employee")[:free])
    Enrolment.objects.filter(pk__in=[row.pk for row in moved]).update(status=Status.SEATED, seated_at=timezone.now())
    for row in moved:
        row.status = Status.SEATED
        _tell_one(
            row, f"Ada kursi untuk Anda: {session}, mulai {in_words(session.starts_on)}. Anda tidak lagi menunggu."
        )
    return moved


def _enrol(session, employee, status, origin, by, reason):
    now = timezone.now()
    return Enrolment(
        session=session, employee=employee, origin=origin, status=status, asked_at=now, asked_by=by,
        reason=" ".join(reason.split())[:300], seated_at=now if status == Status.SEATED else None,
    )  # fmt: skip


def _taken(session):
    return session.enrolments.filter(status=Status.SEATED).count()


def _next_status(session, wanted):
    """A seat while there is one; who asks when people wait already stands behind them."""
    waiting = session.enrolments.filter(status=Status.WAITING).exists()
    return Status.SEATED if not waiting and _taken(session) + wanted <= session.seats else Status.WAITING


def _decided(enrolment, by):
    """(session held, request) that this user may decide now."""
    if not by.has_perm("training.keep_courses") and not by.has_perm("training.nominate"):
        raise SessionRefused("Permintaan diputuskan oleh atasan, perangkat daerah, atau pengelola pelatihan BKPSDM.")
    now = held(enrolment.session)
    row = Enrolment.objects.visible_to(by).select_related("employee", "session").get(pk=enrolment.pk)
    if by.nip and by.nip == row.employee.nip:
        raise SessionRefused("Permintaan Anda sendiri diputuskan oleh atasan Anda.")
    if row.status != Status.REQUESTED:
        raise SessionRefused(f"Permintaan ini sudah diputuskan: {row.get_status_display().lower()}.")
    _refuse_begun(now)
    return now, row


def _end(row, status, reason, by):
    row.status, row.decision, row.decided_by, row.decided_at = status, reason, by, timezone.now()
    row.save(update_fields=["status", "decision", "decided_by", "decided_at"])


def _reason(reason, sentence):
    reason = " ".join(reason.split())
    if not reason:
        raise SessionRefused(sentence)
    return reason[:300]


def _refuse_closed(session):
    if not session.takes_enrolments_on(timezone.localdate()):
        days = f"{in_words(session.enrol_from)} s.d. {in_words(session.enrol_until)}"
        raise SessionRefused(f"Pendaftaran sesi ini tidak sedang terbuka ({session.get_status_display()}, {days}).")


def _refuse_begun(session):
    if not session.is_ahead:
        raise SessionRefused(f"Sesi ini {session.get_status_display().lower()}; pesertanya tidak berubah lagi.")


def _refuse_twice(session, employees):
    there = session.enrolments.alive().filter(employee__in=employees).select_related("employee").first()
    if there:
        raise SessionRefused(
            f"{there.employee.full_name} sudah terdaftar pada sesi ini: {there.get_status_display().lower()}."
        )


def _tell_one(row, text):
    account = accounts_of([row.employee.nip]).get(row.employee.nip)
    if account:
        notify_each([(account, text, reverse("sessions:detail", args=[row.session_id]))], topic=TOPIC)


def _tell_named(session, rows):
    accounts, days = accounts_of([row.employee.nip for row in rows]), in_words(session.starts_on)
    words = []
    for row in rows:
        if user := accounts.get(row.employee.nip):
            seat = "Anda mendapat kursi" if row.status == Status.SEATED else "Anda masuk daftar tunggu"
            text = f"Anda dicalonkan mengikuti {session}, mulai {days}. {seat}."
            words.append((user, text, reverse("sessions:detail", args=[session.pk])))
    notify_each(words, topic=TOPIC)

"""Verbs of the calendar: look ahead over everybody and keep it, and tell people what they can still mend."""

from django.db import connection
from django.urls import reverse

from employees.calendar.foresight import COLUMNS, foreseen, judged_once, looking_ahead
from employees.calendar.queries import month_counts, newest_run
from employees.calendar.reasons import mark_of, reasons_of
from employees.due_lists.lists import LISTS
from employees.models import CalendarRun, ForeseenRight, RightWarning
from simpeg.accounts.models import User
from simpeg.audit.change import change
from simpeg.core.dates import in_words
from simpeg.notices.services import notify_each

LOCK = 7353  # two looks ahead at once would each throw away the other's
CHUNK = 500


def run_calendar(*, day, by, tell=lambda done, total, step: None):
    """Every right that comes until the horizon is kept, in place of what the last look ahead kept.

    Readers see the old calendar until the new one is whole. Raises `LawGap` where the law does not reach back to `day`.
    """
    with looking_ahead(day) as (law, horizon), change(by=by, reason=f"Kalender hak {in_words(day)}"):
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        run = CalendarRun.objects.create(
            day=day, until=horizon.until, requested_by=by, law=law.snapshot("kalender") | law.snapshot("slks")
        )
        tell(0, 3, "Menilai semua pegawai menurut keempat daftar")
        with judged_once(law) as judged:
            tell(1, 3, "Melihat ke depan")
            for subject in LISTS:
                _store(run, *foreseen(subject, law, horizon, judged))
        tell(2, 3, "Menghitung per bulan")
        ForeseenRight.objects.filter(run__lt=run).delete()
        run.counts = month_counts(run.rights.all(), run)
        run.save(update_fields=["counts"])
    return run


def warn(*, day, by):
    """Everybody with an account knows what the newest look ahead says he can still mend: each right and reason once.

    What can no longer be mended in time is not told. Returns how many words were said.
    """
    run, told, after = newest_run(), 0, 0
    while run is not None:
        rights = ForeseenRight.objects.filter(
            run=run, state=ForeseenRight.State.MENDABLE, last_day__gte=day, pk__gt=after
        )
        accounts = User.objects.filter(is_active=True, nip__isnull=False).values("nip")
        chunk = list(rights.filter(nip__in=accounts).select_related("target").order_by("pk")[:CHUNK])
        if not chunk:
            break
        told, after = told + _warn_some(chunk, day, by), chunk[-1].pk
    return told


def _warn_some(rights, day, by):
    users = {user.nip: user for user in User.objects.filter(nip__in=[right.nip for right in rights], is_active=True)}
    with change(by=by, reason=f"Peringatan hak {in_words(day)}"), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        people = {right.employee_id for right in rights}
        known = set(RightWarning.objects.filter(employee__in=people).values_list("employee_id", "kind", "mark", "code"))
        new, words = [], []
        for right in rights:
            mark = mark_of(right)
            fresh = [r for r in reasons_of(right) if (right.employee_id, right.kind, mark, r.code) not in known]
            if not fresh:
                continue
            new += [
                RightWarning(employee_id=right.employee_id, subject=right.subject, kind=right.kind, mark=mark,
                             code=remedy.code, told_on=day)
                for remedy in fresh
            ]  # fmt: skip
            names = " dan ".join(remedy.name for remedy in fresh)
            text = (
                f"{right.get_subject_display()} Anda {in_words(right.on)} masih tertahan: {names}."
                f" Masih menolong sampai {in_words(right.last_day)}."
            )
            words.append((users[right.nip], text, reverse("calendar:person", args=[right.nip])))
        RightWarning.objects.bulk_create(new)
        notify_each(words, topic="hak kepegawaian Anda")
    return len(words)


def _store(run, sql, params):
    """INSERT ... SELECT: rights never travel through Python."""
    names = ", ".join(f'"{name}"' for name in COLUMNS)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {ForeseenRight._meta.db_table} (run_id, {names}) SELECT %s, {names} FROM ({sql}) f",
            [run.pk, *params],
        )

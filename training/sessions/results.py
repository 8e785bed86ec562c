"""What it takes to pass, and what the papers of a session say of each participant: passed, not passed, or not known."""

from dataclasses import dataclass

from training.models import Attendance, Enrolment


@dataclass(frozen=True)
class Result:
    """One participant: the days he was there, of how many, his scores, and whether that is enough (None: not known)."""

    enrolment: Enrolment
    present: int
    held: int
    missing: int
    passed: bool | None
    why: str

    @property
    def percent(self):
        return self.present * 100 // self.held if self.held else None


def results_of(session):
    """A Result of everybody who has a seat, by name. Two queries, however many they are.

    The days that count are those on which somebody's attendance was written: a session may rest on a Sunday. Of whom
    one of these days is not written, or a score that it takes, nothing is said.
    """
    rows = session.enrolments.filter(status__in=("SEATED", "PASSED", "FAILED")).select_related("employee__state")
    rows = list(rows.order_by("employee__state__sort_name", "pk"))
    written = {}
    for enrolment, day, kind in Attendance.objects.filter(enrolment__in=rows).values_list("enrolment", "day", "kind"):
        written.setdefault(enrolment, {})[day] = kind
    held = set().union(*(days.keys() for days in written.values())) if written else set()
    return [_result(session, row, written.get(row.pk, {}), len(held)) for row in rows]


def _result(session, row, days, held):
    present = sum(kind == Attendance.Kind.PRESENT for kind in days.values())
    missing = held - len(days)
    enough = present * 100 >= session.least_attendance * held
    passed, why = True, "Memenuhi syarat lulus"
    if not held or missing:
        passed, why = None, f"Kehadiran {missing} hari belum dicatat" if held else "Kehadiran belum dicatat"
    elif session.least_score is not None and row.post_score is None:
        passed, why = None, "Nilai akhir belum dicatat"
    elif not enough:
        passed, why = False, f"Hadir {present} dari {held} hari, kurang dari {session.least_attendance}%"
    elif session.least_score is not None and row.post_score < session.least_score:
        passed, why = False, f"Nilai akhir di bawah {session.least_score}"
    return Result(row, present, held, missing, passed, why)


def meeting_days(session):
    """{day of the session: how many participants it is written for}."""
    days = {}
    for day in Attendance.objects.filter(enrolment__session=session).values_list("day", flat=True):
        days[day] = days.get(day, 0) + 1
    return days

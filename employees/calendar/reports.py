"""The rights ahead as files: Excel for whoever plans, iCalendar for whoever wants them beside his appointments."""

import tempfile
from datetime import timedelta

from icalendar import Alarm, Calendar, Event

from employees.calendar.filters import RightFilter, WarningFilter
from employees.calendar.queries import newest_run
from employees.calendar.sentences import State, note_of, tasks_of, title_of
from employees.models import ForeseenRight
from employees.permissions import sees_private_data
from simpeg.core.dates import in_words
from simpeg.jobs.services import keep_file
from simpeg.reports.tables import keep_table
from simpeg.reports.workbook import Column

CHUNK = 500
LISTS = {"semua": RightFilter, "peringatan": WarningFilter}
ORDERS = {"semua": ["on", "nip", "pk"], "peringatan": ["last_day", "nip", "pk"]}
REMINDED = timedelta(days=30)

COLUMNS = [
    Column("No", 6, "number"),
    Column("NIP", 21),
    Column("Nama", 34),
    Column("Golongan", 10),
    Column("Unit kerja", 40),
    Column("Hak", 48),
    Column("Tanggal", 13, "date"),
    Column("Keadaan", 22),
    Column("Tambahan gaji sebulan", 14, "rupiah"),
    Column("Yang perlu diurus", 60),
    Column("Masih menolong sampai", 14, "date"),
]


def chosen(which, filters, user):
    """(run, the rights of the newest look ahead that a user may see and has filtered), in the order of the page."""
    run = newest_run()
    if run is None:
        return None, ForeseenRight.objects.none()
    rights = run.rights.visible_to(user)
    if which == "peringatan":
        rights = rights.filter(state=State.MENDABLE)
    found = LISTS[which](filters, run=run, queryset=rights, user=user).qs
    return run, found.order_by(*ORDERS[which])


def export_table(job, run, rights, which):
    """Write these rights as the job's Excel file."""
    name = "Peringatan dini hak pegawai" if which == "peringatan" else "Kalender hak pegawai"
    keep_table(
        job,
        title=name,
        notes=[f"Dilihat ke depan per {in_words(run.day)} sampai {in_words(run.until)}, menurut data hari itu."],
        columns=COLUMNS,
        rows=_rows(rights, job.requested_by),
        total=rights.count(),
        name=f"{name.lower().replace(' ', '-')}-{run.day:%Y-%m-%d}.xlsx",
    )


def export_feed(job, run, rights):
    """Write these rights as the job's iCalendar file."""
    written = feed(_related(rights).iterator(chunk_size=CHUNK), "Kalender hak pegawai", run.created_at, named=True)
    with tempfile.TemporaryFile() as handle:
        handle.write(written)
        handle.seek(0)
        keep_file(job, handle, f"kalender-hak-pegawai-{run.day:%Y-%m-%d}.ics")
    job.result = {"rows": rights.count()}


def feed(rights, name, made_at, *, named=False):
    """These rights as iCalendar: all-day entries that say what comes, and by when something has to be done.

    Neither pay nor why a day is as it is: such files lie on telephones and at foreign services.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//BKPSDM Kabupaten Mamuju//SIMPEG//ID")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", name)
    for right in rights:
        who = f"{right.employee.full_name}: " if named else ""
        title = title_of(right)
        if right.state == State.MENDABLE:
            names = ", ".join(task["remedy"].name for task in tasks_of(right))
            calendar.add_component(_entry(right, f"{who}batas mengurus {names}", right.last_day, made_at,
                                          f"Untuk {title}, {in_words(right.on)}.", "batas"))  # fmt: skip
        elif right.counted:
            note = note_of(right)
            calendar.add_component(_entry(right, f"{who}{title}", right.on, made_at,
                                          f"Perkiraan{', ' + note if note else ''}.", "hak"))  # fmt: skip
    return calendar.to_ical()


def _entry(right, summary, day, made_at, description, what):
    entry = Event()
    entry.add("uid", f"{what}-{right.employee_id}-{right.kind}-{right.on:%Y%m%d}@simpeg")
    entry.add("dtstamp", made_at)
    entry.add("dtstart", day)
    entry.add("dtend", day + timedelta(days=1))
    entry.add("summary", summary)
    entry.add("description", description)
    entry.add("transp", "TRANSPARENT")
    reminder = Alarm()
    reminder.add("action", "DISPLAY")
    reminder.add("description", summary)
    reminder.add("trigger", -REMINDED)
    entry.add_component(reminder)
    return entry


def _related(rights):
    return rights.select_related("employee", "unit", "grade", "target")


def _rows(rights, user):
    for number, right in enumerate(_related(rights).iterator(chunk_size=CHUNK), start=1):
        tasks = tasks_of(right)
        yield [
            number,
            right.nip,
            right.employee.full_name,
            right.grade.code,
            right.unit.name if right.unit else "",
            title_of(right),
            right.on,
            right.get_state_display(),
            right.monthly if sees_private_data(user, right) else None,
            "; ".join(f"{task['remedy'].name}: {task['detail']}" for task in tasks) or note_of(right),
            right.last_day,
        ]

"""Work that runs behind the screen: an id comes in, one service is called, the job tells its own story."""

import logging
import tempfile
from datetime import date
from functools import partial

import redis
from celery import shared_task
from celery.exceptions import SoftTimeLimitExceeded
from django.urls import reverse
from django.utils import timezone
from kombu.exceptions import OperationalError as BrokerDown

from employees import state
from employees.asof.reading import between
from employees.calendar import reports as calendar_reports
from employees.calendar import services as calendar
from employees.comparison import queries as comparison
from employees.comparison import reports as comparison_reports
from employees.differences import reports as difference_reports
from employees.differences import runs as comparisons
from employees.directory import reports as directory_reports
from employees.documents import services as documents
from employees.due_cases import services as due_cases
from employees.due_cases.together import move_all
from employees.due_lists import reports as due_list_reports
from employees.due_lists.lists import LISTS
from employees.due_lists.services import run_list
from employees.imports import services as imports
from employees.imports.rejected import write_rejected
from employees.letters.tasks import archive_letters, issue_letters, issue_roster, tend_letters  # noqa: F401 -- known
from employees.models import ComparisonRun, Document, DueCase, DueList, ImportRun, Unit
from employees.own_data import reports as own_data
from employees.quality import reports as quality_reports
from employees.quality.services import run_quality_check
from employees.records import services as records
from employees.regulations import reports as regulation_reports
from employees.regulations import services as regulations
from employees.standing.services import follow_due_standings
from employees.units import reports as unit_reports
from simpeg.accounts.services import system_user
from simpeg.audit.reading import note_read
from simpeg.jobs.services import JobRefused, keep_file, kept_together, progress, work
from simpeg.law.engine import LawGap
from simpeg.law.models import LawChange
from simpeg.law.services import ChangeRefused
from simpeg.scans.scan import ScanRefused

log = logging.getLogger(__name__)


@work("employees.run_due_list")
def run_due_list(job):
    """Judge a day and keep the list; a job that is taken up again does not make a second one."""
    if job.result:
        return
    progress(job, 0, 2, "Menilai semua pegawai menurut peraturan pada tanggal itu")
    unit = Unit.objects.get(pk=job.params["unit"]) if job.params.get("unit") else None
    day = date.fromisoformat(job.params["day"])
    try:
        with kept_together(job):
            kept = run_list(job.params["subject"], day=day, by=job.requested_by, unit=unit)
            job.result = {"list": kept.pk, "verdicts": kept.counts["verdicts"]}
            job.result_url = kept.get_absolute_url()
    except LawGap as gap:
        raise JobRefused(str(gap)) from gap
    progress(job, 2, 2, "Daftar tersimpan")


@work("employees.export_due_list")
def export_due_list(job):
    """The nominatif of a list as Excel: the rows that the asker may see and had filtered."""
    kept = DueList.objects.get(pk=job.params["list"])
    verdicts = due_list_reports.chosen(kept, job.params["filters"], job.requested_by)
    due_list_reports.export(job, kept, verdicts)


@work("employees.export_people")
def export_people(job):
    """The list of people as Excel: those whom the asker may see and had filtered, in the order of the page."""
    directory_reports.export(job)


@work("employees.open_cases")
def open_cases(job):
    """A case for every MS row of a list that the asker may handle and that has none."""
    kept = DueList.objects.get(pk=job.params["list"])
    verdicts = kept.verdicts.visible_to(job.requested_by)
    try:
        opened, refused = due_cases.open_cases(kept, verdicts, by=job.requested_by, tell=partial(progress, job))
    except (due_cases.CaseRefused, LawGap) as refusal:
        raise JobRefused(str(refusal)) from refusal
    job.result = {"said": f"{opened} usul dibuka.", "refused": [f"{v.employee.full_name}: {why}" for v, why in refused]}
    slug = LISTS[kept.subject].slug
    days = DueCase.objects.filter(verdict__list=kept).order_by("day").values_list("day", flat=True).distinct()
    job.result_url = (
        reverse("due_cases:board", args=[slug, days[0].isoformat()]) if len(days) == 1 else reverse("due_cases:index")
    )


@work("employees.move_cases")
def move_cases(job):
    """One step for many cases, each for itself; those that have moved already are left alone."""
    ids, to, values = job.params["cases"], job.params["to"], dict(job.params["values"])
    for name in ("approval_on", "decree_on"):
        if values.get(name):
            values[name] = date.fromisoformat(values[name])
    handled = DueCase.objects.handled_by(job.requested_by).filter(pk__in=ids)
    given = handled.filter(steps__to_status=to, steps__at__gte=job.created_at).distinct().count()
    cases = handled.filter(status=job.params["start"]).order_by("employee__nip", "pk")
    cases = list(cases.select_related("employee", "verdict__list", "verdict__grade", "verdict__target"))
    outcome = move_all(cases, to, values, by=job.requested_by, tell=partial(progress, job), given=given)
    job.result = {
        "said": f"{outcome.done + given} usul dikerjakan.",
        "refused": [f"{name}: {why}" for name, why in outcome.refused],
    }
    some = DueCase.objects.filter(pk__in=ids[:1]).first()
    if some:
        job.result_url = reverse("due_cases:board", args=[LISTS[some.subject].slug, some.day.isoformat()])


@work("employees.count_law_change")
def count_law_change(job):
    """Judge every list before and after a proposed change of the law, on its next days."""
    change = LawChange.objects.get(pk=job.params["change"])
    job.result_url = change.get_absolute_url()
    if not change.is_open:
        return
    try:
        changed = regulations.count_consequences(
            change,
            start=date.fromisoformat(job.params["start"]),
            number=job.params["number"],
            since=job.created_at,
            tell=partial(progress, job),
        )
    except (LawGap, ChangeRefused) as refusal:
        raise JobRefused(str(refusal)) from refusal
    job.result = {"changed": changed}


@work("employees.export_law_effects")
def export_law_effects(job):
    """Whom a change of the law would touch, as Excel: the rows that the asker may see and had filtered."""
    regulation_reports.export(job)


@work("employees.export_comparison")
def export_comparison(job):
    """The people whom something befell between two days as Excel, as far as the asker may see them."""
    user = job.requested_by
    area = comparison.area_named(user, job.params["area"])
    days = date.fromisoformat(job.params["dari"]), date.fromisoformat(job.params["sampai"])
    what = f"Unduh perbandingan {days[0]:%d-%m-%Y} dan {days[1]:%d-%m-%Y}. {job.params['reason']}".strip()
    with between(*days):
        rows = comparison.changes(user, area)
        note_read(by=user, employees=rows.values_list("employee_id", flat=True), what=what)
        comparison_reports.export(job, area, rows, days)


@work("employees.export_headcount")
def export_headcount(job):
    """The bezetting of a unit and everything below it, as Excel."""
    unit_reports.export_headcount(job)


@work("employees.export_vacancies")
def export_vacancies(job):
    """The vacancies that the asker may see and had filtered, as Excel."""
    unit_reports.export_vacancies(job)


@work("employees.export_own_data")
def export_own_data(job):
    """All that is kept about a person, for himself alone: asked again who he is when it is written."""
    employee = own_data.own_file(job.requested_by)
    if employee is None or employee.pk != job.params["employee"]:
        raise JobRefused("Akun Anda tidak lagi terhubung dengan berkas ini. Hubungi administrator sistem.")
    own_data.export(job, employee)


@work("employees.check_import")
def check_import(job):
    """Read the workbook that somebody brought, and keep the preview of what it would change."""
    run = _import_of(job)
    if run.status == ImportRun.Status.CHECKING:
        _refusable(imports.compare, run, job)


@work("employees.store_import")
def store_import(job):
    """Store the workbook that somebody confirmed, if it would still do what the preview said."""
    run = _import_of(job)
    if run.status == ImportRun.Status.STORING:
        _refusable(imports.store, run, job)


@work("employees.export_rejected")
def export_rejected(job):
    """The refused rows of an import as a workbook to mend and send again."""
    run = _import_of(job)
    if not run.file:
        raise JobRefused("Buku kerjanya sudah dihapus. Unggah sekali lagi untuk mendapatkan baris yang ditolak.")
    with tempfile.TemporaryFile() as handle:
        job.result = {"rows": write_rejected(handle, run, tell=partial(progress, job))}
        handle.seek(0)
        keep_file(job, handle, f"ditolak-{run.file_name}")


@shared_task(name="employees.follow_standings")
def follow_standings():
    follow_due_standings(by=system_user())


@work("employees.check_quality")
def check_quality(job):
    """Count the quality of everybody's data today, because somebody asked; once, however often it is taken up."""
    if job.result:
        return
    try:
        with kept_together(job):
            run = run_quality_check(day=timezone.localdate(), by=job.requested_by, tell=partial(progress, job))
            job.result = {"run": run.pk, "index": str(run.index)}
            job.result_url = reverse("quality:desk")
    except LawGap as gap:
        raise JobRefused(str(gap)) from gap
    progress(job, 4, 4, "Hasil tersimpan")


@work("employees.export_quality")
def export_quality(job):
    """The breaches that the asker may see and had filtered, as Excel."""
    day = timezone.localdate()
    items = quality_reports.chosen(job.params["filters"], job.requested_by, day)
    note_read(
        by=job.requested_by,
        employees=items.order_by().values_list("employee_id", flat=True).distinct(),
        what=f"Unduh pelanggaran kualitas data. {job.params.get('reason', '')}".strip(),
    )
    quality_reports.export(job, items, day)


@shared_task(name="employees.check_quality_nightly")
def check_quality_nightly():
    """Every night; nobody asked, so the system signs."""
    run_quality_check(day=timezone.localdate(), by=system_user())


@shared_task(name="employees.check_state_nightly")
def check_state_nightly():
    """Every night: does the state of everybody still agree with the histories?"""
    state.tell_of_disagreements()


@work("employees.run_calendar")
def run_calendar(job):
    """Look ahead over everybody, because somebody asked; once, however often it is taken up."""
    if job.result:
        return
    try:
        with kept_together(job):
            run = calendar.run_calendar(day=timezone.localdate(), by=job.requested_by, tell=partial(progress, job))
            job.result = {"run": run.pk}
            job.result_url = reverse("calendar:index")
    except LawGap as gap:
        raise JobRefused(str(gap)) from gap
    progress(job, 3, 3, "Kalender tersimpan")


@work("employees.export_calendar")
def export_calendar(job):
    """The rights ahead that the asker may see and had filtered, as Excel or as iCalendar."""
    which, day = job.params["which"], timezone.localdate()
    run, rights = calendar_reports.chosen(which, job.params["filters"], job.requested_by)
    if run is None:
        raise JobRefused("Kalender hak belum pernah dihitung. Hitung dahulu, lalu ulangi unduhan.")
    note_read(
        by=job.requested_by,
        employees=rights.order_by().values_list("employee_id", flat=True).distinct(),
        what=f"Unduh kalender hak {day:%d-%m-%Y}. {job.params.get('reason', '')}".strip(),
    )
    if job.params["format"] == "ics":
        calendar_reports.export_feed(job, run, rights)
    else:
        calendar_reports.export_table(job, run, rights, which)


@shared_task(name="employees.look_ahead_nightly")
def look_ahead_nightly():
    """Every night; nobody asked, so the system signs."""
    by, day = system_user(), timezone.localdate()
    calendar.run_calendar(day=day, by=by)
    calendar.warn(day=day, by=by)


@work("employees.compare_export")
def compare_export(job):
    """Lay the export that somebody brought beside the records, and bring the ledger of differences up to date."""
    run = ComparisonRun.objects.select_related("job", "requested_by").get(pk=job.params["run"])
    job.result_url = run.get_absolute_url()
    if run.status != ComparisonRun.Status.READING:
        return
    if not run.file:
        raise JobRefused("File SIASN ini sudah dihapus. Unggah sekali lagi untuk membandingkannya.")
    try:
        comparisons.compare(run, tell=partial(progress, job))
    except comparisons.NotAWorkbook as refusal:
        raise JobRefused(str(refusal)) from refusal


@work("employees.export_differences")
def export_differences(job):
    """What has to be sent to BKN as Excel: the rows that the asker may see and had filtered."""
    differences = difference_reports.to_send(job.requested_by, job.params["filters"])
    people = differences.exclude(employee=None).order_by().values_list("employee_id", flat=True).distinct()
    note_read(
        by=job.requested_by, employees=people, what=f"Unduh daftar kirim ke BKN. {job.params.get('reason', '')}".strip()
    )
    difference_reports.export(job, differences)


@shared_task(name="employees.purge_comparisons")
def purge_comparisons():
    comparisons.purge()


@shared_task(name="employees.purge_imports")
def purge_imports():
    imports.purge()


@shared_task(name="employees.draw_document", soft_time_limit=60, time_limit=75)
def draw_document(document_id):
    """The pages of a PDF as pictures; what cannot be drawn in a minute is offered for download alone."""
    document = Document.objects.filter(pk=document_id).first()
    if document is None:
        return
    try:
        documents.draw_pages(document)
    except (ScanRefused, SoftTimeLimitExceeded, FileNotFoundError):
        documents.give_up_drawing(document)


@shared_task(name="employees.tend_documents")
def tend_documents():
    """Delete files that no document has, and draw what was not drawn."""
    documents.purge_strays()
    for document in documents.undrawn()[:100]:
        ask_to_draw(document)


def ask_to_draw(document):
    """Wake a worker for the pages of a PDF; with the broker down, the hourly round does it."""
    try:
        draw_document.delay(document_id=document.pk)
    except (BrokerDown, redis.RedisError, OSError):
        log.warning("broker down; document %s waits for the hourly round", document.pk)


def _import_of(job):
    run = ImportRun.objects.select_related("job").get(pk=job.params["run"])
    job.result_url = run.get_absolute_url()
    return run


def _refusable(verb, run, job):
    try:
        verb(run, tell=partial(progress, job))
    except (imports.NotAWorkbook, imports.ImportClash) as refusal:
        raise JobRefused(str(refusal)) from refusal


@shared_task(name="employees.bring_grades_forward")
def bring_grades_forward():
    records.bring_grades_forward()

"""Verbs on an export that somebody brought: keep it, lay it beside our records, let it go."""

from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from django.db import connection, transaction
from django.utils import timezone

from employees.differences.comparison import PEOPLE, find_differences
from employees.differences.ledger import bring_up_to_date, count_by_sheet, count_people, keep_lines
from employees.imports.examination import examined_book
from employees.models import ComparisonLine, ComparisonRun
from simpeg.audit.change import change
from simpeg.imports.delimited import is_zip, open_text
from simpeg.imports.package import NotAWorkbook
from simpeg.imports.workbook import open_workbook
from simpeg.law.engine import Law

__all__ = ["NotAWorkbook", "compare", "keep_export", "open_source", "purge"]

Status = ComparisonRun.Status
COMPARISON_LOCK = (7346, -2)  # beside that of the imports
GUESSED = (
    "File ini tidak ditandai sebagai UTF-8; hurufnya dibaca menurut kebiasaan Windows. "
    "Periksa nama yang memuat huruf bertanda."
)
OTHER_AGENCY = "Sebagian besar pegawai dalam file ini tidak ada di SIMPEG. Pastikan file ini ekspor instansi sendiri."


@contextmanager
def open_source(source):
    """A workbook of SIASN's sheets, or its plain data utama, in an open file: what it is, its content says."""
    with open_workbook(source) if is_zip(source) else open_text(source, PEOPLE) as book:
        yield book


def keep_export(upload, *, scope, by):
    """Keep the uploaded file under a name of our own; its comparison is asked for by the caller."""
    name = Path(upload.name).name[-200:]
    return ComparisonRun.objects.create(file=upload, file_name=name, size=upload.size, scope=scope, requested_by=by)


def compare(run, *, tell):
    """Compare the kept file with our records and bring the ledger of differences up to date, or leave both alone.

    The run becomes DONE in the transaction that writes, so a second worker or a second message does nothing.
    """
    now = timezone.now()
    try:
        with transaction.atomic(), run.file.open("rb") as file, open_source(file) as book:
            tell(0, 1, "Menunggu giliran membandingkan")
            _one_at_a_time()
            if not ComparisonRun.objects.select_for_update().filter(pk=run.pk, status=Status.READING).exists():
                return
            with examined_book(book, strange_units=True, tell=tell) as examination:
                _refuse_headers(examination)
                find_differences(examination, everybody=run.scope == run.Scope.EVERYBODY, day=timezone.localdate(now))
                with change(by=run.requested_by, reason=f"Perbandingan dengan SIASN: {run.file_name}"):
                    outcome = bring_up_to_date(examination, run, now)
                keep_lines(examination, run)
                if getattr(book, "is_guessed", False):
                    _warn(run, GUESSED)
                outcome["people"] = count_people(examination)
                counts = count_by_sheet(examination)
                if PEOPLE in counts and 2 * counts[PEOPLE]["theirs"] > max(counts[PEOPLE]["rows"], 1):
                    _warn(run, OTHER_AGENCY)
            ComparisonRun.objects.filter(pk=run.pk).update(
                status=Status.DONE, counts=counts, outcome=outcome, changed_at=timezone.now()
            )
    except NotAWorkbook as refusal:
        ComparisonRun.objects.filter(pk=run.pk, status=Status.READING).update(
            status=Status.REFUSED, message=str(refusal), changed_at=timezone.now()
        )
        raise


def purge(now=None):
    """Let go of the files some hours after their last step; what they showed stays. Returns how many."""
    now = now or timezone.now()
    kept = timedelta(hours=Law.on(timezone.localdate(now))["selisih.file_disimpan_jam"])
    old = ComparisonRun.objects.exclude(file="").filter(changed_at__lt=now - kept).select_related("job")
    gone = 0
    for run in old:
        if not run.is_being_worked_on:
            run.file.delete(save=False)
            ComparisonRun.objects.filter(pk=run.pk).update(file="")
            gone += 1
    return gone


def _one_at_a_time():
    """Two exports are compared one after the other, so that the later one finds what the earlier one wrote."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", COMPARISON_LOCK)


def _refuse_headers(examination):
    """A file whose sheets all lack what must be there compares nothing: say so rather than "no difference"."""
    if examination.staged:
        return
    sentences = [issue["message"] for issue in examination.issues() if issue["level"] == "ERROR"]
    raise NotAWorkbook(" ".join(sentences[:3]) or "File ini tidak memuat satu pun lembar yang dapat dibandingkan.")


def _warn(run, message):
    ComparisonLine.objects.create(run=run, level="WARNING", sheet=PEOPLE, row=1, message=message)

"""The nominatif of a due list as Excel: the rows that the asker may see and had filtered, in the list's own columns."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils import timezone

from employees.due_lists.filters import VerdictFilter
from employees.due_lists.lists import LISTS
from employees.due_lists.queries import verdicts_of
from employees.due_lists.sentences import as_row, failures
from employees.increments import reports as increments
from employees.medals import reports as medals
from employees.models import DueSubject
from employees.permissions import sees_sanctions
from employees.promotion import reports as promotion
from employees.retirement import reports as retirement
from simpeg.core.dates import in_words
from simpeg.reports.long_tables import keep_long_table
from simpeg.reports.workbook import Column


@dataclass(frozen=True)
class Nominative:
    """What is printed of a list: its columns, and (kept, user) -> (verdict, reasons) -> the cells of a row."""

    name: str
    columns: list[Column]
    cells: Callable


NOMINATIVES = {
    DueSubject.PROMOTION: Nominative("usul-nominatif-kp", promotion.COLUMNS, promotion.cells),
    DueSubject.INCREMENT: Nominative("nominatif-kgb", increments.COLUMNS, increments.cells),
    DueSubject.RETIREMENT: Nominative("nominatif-pensiun", retirement.COLUMNS, retirement.cells),
    DueSubject.MEDAL: Nominative("nominatif-satyalancana", medals.COLUMNS, medals.cells),
}


def chosen(kept, filters, user):
    """The verdicts of a list that a user may see and has filtered, in the order of the page."""
    verdicts = verdicts_of(kept, user)
    return VerdictFilter(filters, kind=LISTS[kept.subject], queryset=verdicts, user=user).qs.order_by("nip", "kind")


def export(job, kept, verdicts):
    """Write the nominatif of these verdicts as the job's file; everybody in it is noted as read."""
    kind, nominative, user = LISTS[kept.subject], NOMINATIVES[kept.subject], job.requested_by
    words, cells = kind.words.download, nominative.cells(kept, user)
    keep_long_table(
        job,
        found=verdicts,
        person="employee_id",
        what=f"Unduh {words[0].lower()}{words[1:]} {kept.day:%d-%m-%Y}. {job.params.get('reason', '')}".strip(),
        title=f"{words} {in_words(kept.day)}",
        notes=[
            f"Per {in_words(timezone.localdate())}; dinilai {timezone.localtime(kept.created_at):%d-%m-%Y %H.%M} WITA",
        ],
        columns=[Column("No", 6, "number"), *nominative.columns],
        rows=lambda ids: _rows(kept, kind, kept.verdicts.filter(pk__in=ids), cells, user),
        name=f"{nominative.name}-{kept.day:%Y-%m-%d}.xlsx",
    )


def _rows(kept, kind, verdicts, cells, user):
    related = verdicts.select_related("employee", "unit", "grade").only(
        "nip", "kind", "verdict", "earliest", "asked", "failed", "unknown", "facts", "grade", "target_id", "list_id",
        "employee__name", "employee__front_title", "employee__back_title", "employee__birth_place",
        "employee__birth_date", "unit__name",
    )  # fmt: skip
    for verdict in related:
        verdict.list = kept
        said = failures(kind, as_row(verdict), with_sanctions=sees_sanctions(user, verdict))
        yield verdict.pk, cells(verdict, "; ".join(f"{f['code']}: {f['detail']}" for f in said))

"""Whom a change of the law would touch, as Excel."""

from employees.models import LawEffect, LawPreview
from employees.regulations.changes import effect_words
from employees.regulations.filters import EffectFilter
from employees.regulations.queries import subject_words
from simpeg.audit.reading import note_read
from simpeg.core.dates import in_words
from simpeg.law.models import LawChange
from simpeg.reports.tables import keep_table
from simpeg.reports.workbook import Column

COLUMNS = [
    Column("NIP", 21),
    Column("Nama", 34),
    Column("Unit kerja", 34),
    Column("Daftar", 24),
    Column("Per tanggal", 13, "date"),
    Column("Jenis", 20),
    Column("Hasil sebelum", 10),
    Column("Hasil sesudah", 10),
    Column("Paling cepat sebelum", 13, "date"),
    Column("Paling cepat sesudah", 13, "date"),
    Column("Semula, sebelum", 16),
    Column("Semula, sesudah", 16),
    Column("Menjadi, sebelum", 16),
    Column("Menjadi, sesudah", 16),
    Column("Penghalang yang hilang", 24),
    Column("Penghalang yang muncul", 24),
]
CHUNK = 500


def export(job):
    """Write the rows that the asker may see and had filtered as the job's file; every person in it is noted."""
    change = LawChange.objects.get(pk=job.params["change"])
    user = job.requested_by
    rows = LawEffect.objects.filter(preview__change=change).visible_to(user)
    previews = LawPreview.objects.filter(change=change)
    found = EffectFilter(job.params["filters"], queryset=rows, user=user, previews=previews).qs.order_by("nip", "id")
    people = found.order_by().values_list("employee_id", flat=True).distinct()
    what = f"Unduh dampak perubahan {subject_words(change)}. {job.params.get('reason', '')}".strip()
    note_read(by=user, employees=people, what=what)
    keep_table(
        job,
        title=f"Dampak perubahan {subject_words(change)}",
        notes=[f"Berlaku mulai {in_words(change.in_force.lower)}; {change.basis}", change.get_status_display()],
        columns=COLUMNS,
        rows=_rows(found),
        total=found.count(),
        name=f"dampak-peraturan-{change.pk}.xlsx",
    )


def _rows(found):
    for row in found.select_related("preview", "employee", "unit").iterator(chunk_size=CHUNK):
        said = effect_words(row)
        yield [
            row.nip,
            row.employee.full_name,
            row.unit.name if row.unit else "",
            said["list"],
            row.preview.day,
            row.get_kind_display(),
            row.verdict_before or "–",
            row.verdict_after or "–",
            row.earliest_before,
            row.earliest_after,
            row.from_before,
            row.from_after,
            row.to_before,
            row.to_after,
            ", ".join(said["gone"]),
            ", ".join(said["come"]),
        ]

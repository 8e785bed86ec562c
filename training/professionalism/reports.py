"""The list of indexes as Excel: whom the asker may see and had filtered, with what each index is made of."""

from functools import partial

from django.utils import timezone

from employees.permissions import sees_sanctions
from simpeg.core.dates import in_words
from simpeg.reports.long_tables import keep_long_table
from simpeg.reports.workbook import Column
from training.models import IndexScore
from training.professionalism.filters import IndexFilter
from training.professionalism.queries import ORDER, values_of
from training.professionalism.sentences import parts_of, words_of

COLUMNS = [
    Column("No", 6, "number"),
    Column("NIP", 21),
    Column("Nama", 34),
    Column("Status", 9),
    Column("Jabatan", 40),
    Column("Unit kerja", 40),
    Column("Perangkat daerah", 40),
    Column("Kualifikasi", 11, "number"),
    Column("Kompetensi", 11, "number"),
    Column("Kinerja", 9, "number"),
    Column("Disiplin", 9, "number"),
    Column("Indeks", 9, "number"),
    Column("Kategori", 15),
    Column("Terdiri atas", 90),
    Column("Langkah terbaik", 46),
    Column("Tambahan", 10, "number"),
]


def chosen(measurement, filters, user):
    """The scores of a year that a user may see and has filtered."""
    return IndexFilter(filters, queryset=measurement.scores.visible_to(user), user=user)


def export(job, measurement):
    """Write the list as the job's file; everybody in it is noted as read."""
    user, params = job.requested_by, job.params
    state = "ditetapkan" if measurement.settled_at else "diukur"
    at = timezone.localtime(measurement.settled_at or measurement.measured_at)
    keep_long_table(
        job,
        found=chosen(measurement, params["filters"], user).qs.order_by(*ORDER),
        person="employee_id",
        what=f"Unduh IP ASN {measurement.year}. {params['reason']}".strip(),
        title=f"Indeks Profesionalitas ASN {measurement.year}",
        notes=[f"Per {in_words(timezone.localdate())}; {state} {at:%d-%m-%Y %H.%M} WITA"],
        columns=COLUMNS,
        rows=partial(_rows, measurement, user),
        name=f"ip-asn-{measurement.year}.xlsx",
    )


def _rows(measurement, user, ids):
    year, values = measurement.year, values_of(measurement)
    scores = IndexScore.objects.filter(pk__in=ids).select_related("employee__state", "unit__opd")
    for score in scores:
        unit = score.unit
        parts = parts_of(score, year, values, with_sanctions=sees_sanctions(user, score))
        pieces = "; ".join(f"{piece.label}: {piece.found}" for part in parts for piece in part.pieces)
        yield (
            score.pk,
            [
                score.nip,
                score.employee.full_name,
                score.get_status_display(),
                score.employee.state.position_title or "Tanpa jabatan",
                unit.name if unit else "Tanpa unit",
                unit.opd.name if unit and unit.opd else "",
                *map(float, (score.qualification, score.competence, score.performance, score.discipline, score.total)),
                score.get_category_display(),
                pieces,
                words_of(score, score.step, year, values),
                float(score.gain),
            ],
        )

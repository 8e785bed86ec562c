"""Verbs of the index: a year is measured, settled, and opened again."""

from django.db import connection
from django.utils import timezone

from simpeg.audit.change import change
from simpeg.core.sql import as_of
from training.models import IndexMeasurement, IndexScore, Professionalism
from training.professionalism.queries import TOPIC, law_of, whole_population


class MeasurementRefused(Exception):
    """It cannot be done now; the message is a sentence for people."""


def measure(*, year, by, reason):
    """Everybody's index of the year is what the files say now, and so are the means of all units.

    Of a year measured before only what differs is written. Refused for a year that is settled or still to come.
    """
    law = law_of(year)
    if year > timezone.localdate().year:
        raise MeasurementRefused(f"Tahun {year} belum berjalan. Ukur tahun ini atau tahun sebelumnya.")
    said = {"law": law.snapshot(TOPIC), "measured_at": timezone.now(), "measured_by": by}
    with change(by=by, reason=reason):
        measurement, is_new = IndexMeasurement.objects.get_or_create(year=year, defaults=said)
        measurement = IndexMeasurement.objects.select_for_update().get(pk=measurement.pk)
        if measurement.settled_at:
            raise MeasurementRefused(
                f"IP ASN {year} sudah ditetapkan, sehingga tidak diukur lagi. Buka kembali dahulu bila ada yang keliru."
            )
        if not is_new:
            for name, value in said.items():
                setattr(measurement, name, value)
            measurement.save(update_fields=list(said))
        with as_of(law.day), whole_population(), connection.cursor() as cursor:
            cursor.execute(*_keep(measurement))
            cursor.execute(*_drop(measurement))
            cursor.execute("SELECT ip_sum_up(%s)", [measurement.pk])
    return measurement


def measure_present_year(*, day, by):
    """The year of `day` is measured as the files say now, unless it is settled already."""
    if not IndexMeasurement.objects.filter(year=day.year).exclude(settled_at=None).exists():
        measure(year=day.year, by=by, reason="Pengukuran IP ASN setiap malam")


def settle(measurement, *, by, reason):
    """The year stands as it was measured; nobody measures it anew. Two who press at once settle it once."""
    with change(by=by, reason=reason):
        done = IndexMeasurement.objects.filter(pk=measurement.pk, settled_at=None).update(
            settled_at=timezone.now(), settled_by=by
        )
    if not done:
        raise MeasurementRefused(f"IP ASN {measurement.year} sudah ditetapkan. Muat ulang halaman ini.")


def reopen(measurement, *, by, reason):
    """A settled year may be measured anew; what it was stays until then."""
    with change(by=by, reason=reason):
        done = (
            IndexMeasurement.objects.filter(pk=measurement.pk)
            .exclude(settled_at=None)
            .update(settled_at=None, settled_by=None)
        )
    if not done:
        raise MeasurementRefused(f"IP ASN {measurement.year} tidak sedang ditetapkan. Muat ulang halaman ini.")


def _keep(measurement):
    """The statement that keeps every index that differs from what was kept."""
    names = [field.column for field in Professionalism._meta.concrete_fields]
    own = ", ".join(name for name in names if name != "employee_id")
    drawn = ", ".join(f"EXCLUDED.{name}" for name in names if name != "employee_id")
    kept = ", ".join(f"k.{name}" for name in names if name != "employee_id")
    table, view = IndexScore._meta.db_table, Professionalism._meta.db_table
    return (
        f"INSERT INTO {table} AS k (measurement_id, {', '.join(names)}) SELECT %s, {', '.join(names)} FROM {view} "
        f"ON CONFLICT (measurement_id, employee_id) DO UPDATE SET ({own}) = ({drawn}) "
        f"WHERE ({kept}) IS DISTINCT FROM ({drawn})",
        [measurement.pk],
    )


def _drop(measurement):
    """The statement that takes out who is no longer measured."""
    table, view = IndexScore._meta.db_table, Professionalism._meta.db_table
    return (
        f"DELETE FROM {table} k WHERE k.measurement_id = %s "
        f"AND NOT EXISTS (SELECT FROM {view} v WHERE v.employee_id = k.employee_id)",
        [measurement.pk],
    )

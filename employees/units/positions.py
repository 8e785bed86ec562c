"""Verbs of the position map: a post is added, corrected, ended, and its need worked out from its tasks."""

from decimal import ROUND_HALF_UP, Decimal

from django.utils import timezone

from employees.models import Position, PositionKind, PositionTask
from employees.records.services import RecordRefused
from employees.units.checks import store, unchanged
from simpeg.audit.change import change
from simpeg.core.dates import in_words
from simpeg.law.engine import Law

FIELDS = (
    *("title", "kind", "echelon", "tier", "job_class", "need", "least_education", "fields_of_study"),
    *("valid_from", "decree", "decree_on", "decree_by"),
)
MOST_NEEDED = 100_000
MOST_TASKS = 60


def add_position(unit, values, *, by, reason):
    """The unit's map has this post from its day on. Raises RecordRefused."""
    with change(by=by, reason=f"Peta jabatan: {_title(values)} ditambahkan. {reason}"):
        return _stored(Position(unit=unit), values)


def correct_position(position, values, *, by, reason, seen):
    """The post with these values; the old ones stay readable in the trail. Raises RecordRefused."""
    with change(by=by, reason=f"Peta jabatan: {position.title} diperbaiki. {reason}"):
        now = unchanged(position, seen)
        if now.tasks.exists() and "need" in values:
            values = {**values, "need": now.need}  # what its tasks say is not typed over
        return _stored(now, values)


def end_position(position, on, *, by, reason, seen):
    """The post is on the map until the day before `on`; its row stays. Raises RecordRefused."""
    with change(by=by, reason=f"Peta jabatan: {position.title} berakhir. {reason}"):
        now = unchanged(position, seen)
        if now.valid_until:
            raise RecordRefused({"": [f"Jabatan ini sudah berakhir {in_words(now.valid_until)}."]})
        now.valid_until = on
        return store(now)


def set_tasks(position, tasks, *, by, reason, seen):
    """The post has exactly these tasks (name, volume, minutes) and the need they make. Raises RecordRefused."""
    with change(by=by, reason=f"Beban kerja {position.title}. {reason}"):
        now = unchanged(position, seen)
        if len(tasks) > MOST_TASKS:
            raise RecordRefused({"": [f"Paling banyak {MOST_TASKS} uraian tugas untuk satu jabatan."]})
        now.tasks.all().delete()
        for name, volume, minutes in tasks:
            store(PositionTask(position=now, name=name, volume=volume, minutes=minutes))
        if tasks:
            now.need = computed_need(tasks, Law.on(timezone.localdate()))
            store(now, _impossible(now))
        return now


def computed_need(tasks, law):
    """PermenPANRB 1/2020: the yearly working time over the effective hours of one person, rounded half up."""
    minutes = sum((Decimal(volume) * Decimal(norm) for _, volume, norm in tasks), Decimal(0))
    return int((minutes / (60 * law["abk.jam_kerja_setahun"])).quantize(Decimal(1), ROUND_HALF_UP))


def _title(values):
    """The title as the trail can hold it, before anybody has looked whether it is one."""
    return str(values.get("title", "")).replace("\x00", "")[:255]


def _stored(position, values):
    for name in FIELDS:
        if name in values:
            setattr(position, name, values[name])
    return store(position, _impossible(position))


def _impossible(position):
    unit = position.unit
    if position.echelon and position.kind != PositionKind.STRUCTURAL:
        yield "echelon", "Hanya jabatan struktural yang bereselon. Kosongkan eselon, atau ubah jenis jabatan."
    if not position.echelon and position.kind == PositionKind.STRUCTURAL:
        yield "echelon", "Pilih eselon jabatan struktural ini."
    if position.tier and position.kind != PositionKind.FUNCTIONAL:
        yield "tier", "Hanya jabatan fungsional yang berjenjang. Kosongkan jenjang, atau ubah jenis jabatan."
    if position.need > MOST_NEEDED:
        yield "need", f"Kebutuhan {position.need} tidak masuk akal. Paling banyak {MOST_NEEDED}."
    if position.job_class is not None and not 1 <= position.job_class <= 17:
        yield "job_class", "Kelas jabatan ialah 1 sampai 17."
    if unit.opened_on and position.valid_from and position.valid_from < unit.opened_on:
        yield "valid_from", f"Unit ini baru dibentuk {in_words(unit.opened_on)}."
    if unit.closed_on and (position.valid_from is None or position.valid_from >= unit.closed_on):
        yield "valid_from", f"Unit ini ditutup {in_words(unit.closed_on)}. Pilih tanggal sebelumnya."

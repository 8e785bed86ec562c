"""Verbs of a single unit: it is opened, closed when nobody is left in it, and spelled right.

A new name is a new unit: that, and whatever moves people, is a reorganisation (employees.units.reorganisation).
"""

import uuid
from difflib import SequenceMatcher

from django.utils import timezone

from employees.models import Employee, Position, Unit
from employees.records.services import RecordRefused
from employees.units.checks import store, unchanged
from simpeg.audit.change import change
from simpeg.core.dates import in_words
from simpeg.law.engine import Law

NEW_FIELDS = ("name", "kind", "head_echelon", "region_code", "siasn_id", "opened_on", "basis")
CORRECTED = ("name", "kind", "head_echelon", "region_code", "siasn_id", "opened_on", "basis")


def provisional_id():
    """An unor id of ours, until SIASN has given the unit its own."""
    return f"BARU-{uuid.uuid4()}"


def open_unit(parent, values, *, by, reason):
    """A new unit under `parent` from its day on. Raises RecordRefused."""
    with change(by=by, reason=f"Unit dibentuk. {reason}"):
        parent = Unit.objects.select_for_update(of=("self",)).get(pk=parent.pk)
        unit = Unit(parent=parent)
        for name in NEW_FIELDS:
            if name in values:
                setattr(unit, name, values[name])
        unit.siasn_id = unit.siasn_id or provisional_id()
        store(unit, [*_impossible(unit), *_namesake(unit), *_under(parent, unit.opened_on)])
        unit.refresh_from_db()  # the database fills path and opd
        return unit


def correct_unit(unit, values, *, by, reason, seen):
    """The unit spelled right; the old spelling stays in the trail. Raises RecordRefused."""
    with change(by=by, reason=f"Unit diperbaiki: {unit.name}. {reason}"):
        now = unchanged(unit, seen)
        former = now.name
        for name in CORRECTED:
            if name in values:
                setattr(now, name, values[name])
        now.siasn_id = now.siasn_id or unit.siasn_id
        renamed = [*_renamed(former, now.name), *_namesake(now)] if now.name != former else []
        return store(now, [*renamed, *_impossible(now)])


def close_unit(unit, on, *, by, reason, seen, basis=""):
    """The unit exists until the day before `on`, and its posts end with it. Raises RecordRefused."""
    with change(by=by, reason=f"Unit ditutup: {unit.name}. {reason}"):
        now = unchanged(unit, seen)
        if now.closed_on:
            raise RecordRefused({"": [f"Unit ini sudah ditutup {in_words(now.closed_on)}."]})
        refuse_people(now)
        now.closed_on, now.closing_basis = on, basis
        store(now, _still_open(now))
        posts = Position.objects.filter(unit=now, valid_until=None)
        if posts.filter(valid_from__gte=on).exists():
            raise RecordRefused({"on": ["Ada jabatan unit ini yang mulai berlaku pada atau sesudah hari itu."]})
        posts.update(valid_until=on)
        return now


def refuse_people(unit):
    """Raise RecordRefused while somebody serves in the unit: he would have no place."""
    people = serving_in(unit)
    number = people.count()
    if number:
        names = ", ".join(person.full_name for person in people.order_by("state__sort_name")[:5])
        more = f" dan {number - 5} orang lagi" if number > 5 else ""
        raise RecordRefused(
            {"": [f"Masih ada {number} pegawai di unit ini: {names}{more}. Beri mereka tempat lebih dahulu."]}
        )


def serving_in(unit):
    """Those who keep their place when a unit changes: in active service, or suspended from it for a time."""
    law = Law.on(timezone.localdate())
    people = Employee.objects.filter(state__unit=unit)
    return people.active(law) | people.filter(state__standing__in=law["kedudukan.ditangguhkan"])


def _renamed(former, name):
    """A typing error resembles what it should have been; another name is another unit."""
    least = Law.on(timezone.localdate())["unit.kemiripan_salah_ketik"]
    if SequenceMatcher(None, former.casefold(), name.casefold()).ratio() < least:
        yield (
            "name",
            f"Nama ini terlalu jauh dari “{former}” untuk salah ketik. Nama baru ialah unit baru: susun reorganisasi, "
            "agar riwayat jabatan pegawainya tetap menyebut nama pada masanya.",
        )


def _impossible(unit):
    if unit.opened_on and unit.opened_on > timezone.localdate():
        yield "opened_on", "Tanggal pembentukan belum tiba. Catat unit ini pada harinya, atau susun reorganisasi."
    if not unit.kind and unit.parent_id:
        yield "kind", "Pilih jenis unit; hanya induk teratas yang tanpa jenis."
    if unit.siasn_id and Unit.objects.filter(siasn_id=unit.siasn_id).exclude(pk=unit.pk).exists():
        yield "siasn_id", "Unor ID ini sudah dipakai unit lain."


def _namesake(unit):
    namesakes = Unit.objects.filter(parent=unit.parent, name__iexact=unit.name, closed_on=None).exclude(pk=unit.pk)
    if not unit.closed_on and namesakes.exists():
        yield "name", "Unit atasan yang sama sudah punya unit bernama demikian."


def _under(parent, day):
    if parent.closed_on:
        yield "", f"Unit atasan ditutup {in_words(parent.closed_on)}, sehingga tidak dapat menampung unit baru."
    if day and parent.opened_on and day < parent.opened_on:
        yield "opened_on", f"Unit atasan baru dibentuk {in_words(parent.opened_on)}."


def _still_open(unit):
    below = list(Unit.objects.filter(parent=unit, closed_on=None).order_by("name").values_list("name", flat=True)[:6])
    if below:
        yield (
            "",
            f"Unit di bawahnya masih terbuka: {', '.join(below[:5])}{' …' if len(below) > 5 else ''}. Tutup dahulu.",
        )
    if unit.closed_on > timezone.localdate():
        yield "closed_on", "Tanggal penutupan belum tiba. Tutup pada harinya, atau susun reorganisasi."

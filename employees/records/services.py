"""Verbs of the file: add, correct, end and withdraw a fact, each signed, each in one transaction.

Officers who write in one person's file at the same moment wait for each other on the employee's row; whoever comes
second with an older version of a record is told so, and nothing of his is stored over the first one's work.
"""

import hashlib
import json
from datetime import date

from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from employees.identity import identity_warnings
from employees.models import Appointment, Employee, GradeRecord
from employees.quality.services import recheck
from employees.records.kinds import KINDS, PERSONAL, PERSONAL_FIELDS, kind_of
from employees.records.rules import concerns, refusals
from simpeg.accounts.services import system_user
from simpeg.audit.change import change
from simpeg.audit.models import Entry
from simpeg.core.dates import in_words

# What the data utama says of the grade, by the field of the record it comes from.
GRADE_FACTS = {
    "grade": "grade",
    "grade_since": "since",
    "service_years": "service_years",
    "service_months": "service_months",
}
EARLIEST, LATEST = date(1900, 1, 1), date(2100, 12, 31)  # what a date on a decree can be; beyond lies a typing error


class RecordRefused(Exception):
    """The record cannot stand like this: `errors` are {field, or "" for the whole: [sentences]}."""

    def __init__(self, errors):
        self.errors = errors
        super().__init__(" ".join(sentence for sentences in errors.values() for sentence in sentences))


class ChangedMeanwhile(RecordRefused):
    """Somebody else changed or withdrew the record since it was read; nothing was stored."""

    def __init__(self, sentence):
        super().__init__({"": [sentence]})


def version_of(instance):
    """What the row says, as a short fingerprint: equal as long as nobody changed it."""
    fields = [field for field in instance._meta.concrete_fields if not field.generated]
    said = json.dumps({field.attname: getattr(instance, field.attname) for field in fields}, cls=DjangoJSONEncoder)
    return hashlib.sha256(said.encode()).hexdigest()[:32]


def add_record(employee, kind_key, values, *, by, reason):
    """The new record of this kind in the file. Raises RecordRefused."""
    kind = KINDS[kind_key]
    with _signed(by, reason, f"{kind.title} ditambahkan"):
        employee = _locked(employee)
        record = _filled(kind.model(employee=employee), kind, values)
        _store(record, employee)
        _follow(employee, record)
        recheck([employee.pk])
    return record


def correct_record(record, values, *, by, reason, seen):
    """The record with these values; the old ones stay readable in the trail. Raises RecordRefused."""
    kind = kind_of(record)
    with _signed(by, reason, f"{kind.title} diperbaiki"):
        employee = _locked(record.employee)
        record = _unchanged(record, seen)
        stood = _stood_on(employee, record)
        _filled(record, kind, values)
        _store(record, employee)
        _follow(employee, record, stood=stood)
        recheck([employee.pk])
    return record


def end_record(record, on, *, by, reason, seen):
    """The record with its last day. Raises RecordRefused where this kind of fact does not end by itself."""
    kind = kind_of(record)
    if not kind.may_end(record):
        raise RecordRefused({"": [f"Catatan {kind.singular} ini tidak dapat diakhiri, atau sudah berakhir."]})
    return correct_record(record, {kind.ends: on}, by=by, reason=reason, seen=seen)


def withdraw_record(record, *, by, reason, seen):
    """The record is gone from the file, and stays whole in the trail with who withdrew it and why."""
    kind = kind_of(record)
    with _signed(by, reason, f"{kind.title} dicabut"):
        employee = _locked(record.employee)
        record = _unchanged(record, seen)
        if isinstance(record, GradeRecord) and not _grades(employee).exclude(pk=record.pk).exists():
            raise RecordRefused({"": ["Ini satu-satunya riwayat golongan pegawai; perbaiki, jangan dicabut."]})
        stood = _stood_on(employee, record)
        type(record).objects.filter(pk=record.pk).delete()  # the instance keeps its number, for whoever looks at it
        _follow(employee, record, stood=stood)
        recheck([employee.pk])


def correct_employee(employee, values, *, by, reason, seen):
    """The employee's own row (data utama) with these values. Raises RecordRefused."""
    with _signed(by, reason, "Data utama diperbaiki"):
        _locked(employee)
        employee = _unchanged(employee, seen)
        for name in PERSONAL_FIELDS:
            if name in values:
                setattr(employee, name, values[name])
        _check(employee, _impossible_person(employee))
        _save(employee)
        recheck([employee.pk])
    return employee


def add_employee(values, *, by, reason):
    """A new file, with the grade that it begins with as the first record of its history. Raises RecordRefused."""
    with _signed(by, reason, "Pegawai ditambahkan"):
        employee = Employee(**{name: value for name, value in values.items() if name in PERSONAL_FIELDS})
        employee.first_grade = employee.first_grade or employee.grade
        _check(employee, _impossible_person(employee))
        _save(employee)
        GradeRecord.objects.create(
            employee=employee,
            grade=employee.grade,
            since=employee.grade_since,
            service_years=employee.service_years or 0,
            service_months=employee.service_months or 0,
            decree=employee.cpns_decree if employee.grade_since == employee.cpns_since else "",
            decree_on=employee.cpns_decree_on if employee.grade_since == employee.cpns_since else None,
        )
        recheck([employee.pk])
    return employee


def doubts(employee, kind_key, values, record=None):
    """[(field, sentence)] worth a second look before these values are stored. Raises RecordRefused, stores nothing."""
    if kind_key == PERSONAL:
        person = Employee.objects.get(pk=employee.pk) if employee else Employee()
        for name, value in values.items():
            setattr(person, name, value)
        _check(person, _impossible_person(person))
        return list(identity_warnings(person))
    kind = KINDS[kind_key]
    tried = kind.model._default_manager.get(pk=record.pk) if record else kind.model()
    tried.employee = employee
    _filled(tried, kind, values)
    _check(tried, lambda: refusals(tried, employee))
    return list(concerns(tried, employee))


def bring_grades_forward():
    """Grades entered before their day reach the data utama when the day has come. Returns how many people's."""
    due = GradeRecord.objects.filter(awaits_its_day=True, since__lte=timezone.localdate())
    if not due.exists():
        return 0
    newest = due.filter(employee=OuterRef("pk")).order_by("-since")
    with change(by=system_user(), reason="Golongan berlaku menurut TMT-nya"):
        moved = Employee.objects.filter(Exists(newest.filter(since__gte=OuterRef("grade_since")))).update(
            **{target: newest.values(source)[:1] for target, source in GRADE_FACTS.items()}
        )
        due.update(awaits_its_day=False)
    return moved


def last_change(instance):
    """(who, when) of the newest change of a row in words, for whoever comes second."""
    entry = Entry.objects.of(instance).first()
    if entry is None:
        return "pengguna lain", ""
    actor = get_user_model().objects.filter(pk=entry.actor).first() if entry.actor else None
    return str(actor or "pengguna lain"), f"{timezone.localtime(entry.at):%H.%M}"


def _signed(by, reason, what):
    return change(by=by, reason=f"{what}: {reason.strip()}" if reason.strip() else what)


def _locked(employee):
    """The employee's row, held until the transaction ends: one writer in a file at a time."""
    return Employee.objects.select_for_update(of=("self",)).get(pk=employee.pk)


def _unchanged(instance, seen):
    """The row as it stands now, if it still is what its reader saw."""
    who, when = last_change(instance)
    try:
        now = type(instance)._default_manager.select_for_update(of=("self",)).get(pk=instance.pk)
    except type(instance).DoesNotExist:
        raise ChangedMeanwhile(
            f"Catatan ini baru saja dicabut oleh {who}, pukul {when}. Tidak ada yang disimpan; buka berkasnya lagi."
        ) from None
    if version_of(now) != seen:
        raise ChangedMeanwhile(
            f"Catatan ini baru saja diubah oleh {who}, pukul {when}. Isian Anda belum disimpan: bandingkan dengan "
            "data sekarang di bawah ini, lalu simpan lagi bila masih perlu."
        )
    return now


def _filled(record, kind, values):
    for name in kind.fields:
        if name in values:
            setattr(record, name, values[name])
    return record


def _store(record, employee):
    record.employee = employee
    if isinstance(record, GradeRecord) and record.since:
        record.awaits_its_day = record.since > timezone.localdate()
    _check(record, lambda: refusals(record, employee))
    _save(record)


def _check(instance, further):
    """First what the model itself asks (kinds, lengths, constraints), then what the file makes impossible."""
    errors = {}
    generated = {field.name for field in instance._meta.concrete_fields if field.generated}
    try:
        instance.full_clean(exclude=generated, validate_unique=False, validate_constraints=False)
    except ValidationError as refused:
        errors = {_place(name): list(sentences) for name, sentences in refused.message_dict.items()}
    for field in instance._meta.concrete_fields:
        value = None if field.generated else getattr(instance, field.attname)
        if isinstance(value, date) and not EARLIEST <= value <= LATEST:
            errors.setdefault(field.name, []).append(f"Tanggal {value:%d-%m-%Y} tidak masuk akal. Periksa tahunnya.")
    if not errors:
        for name, sentence in further():
            errors.setdefault(name, []).append(sentence)
    if not errors:
        try:
            instance.validate_unique(exclude=generated)
            instance.validate_constraints(exclude=generated)
        except ValidationError as refused:
            errors = {_place(name): list(sentences) for name, sentences in refused.message_dict.items()}
    if errors:
        raise RecordRefused(errors)


def _place(name):
    return "" if name == "__all__" else name


def _save(instance):
    try:
        with transaction.atomic():
            instance.save()
    except IntegrityError as refused:
        raise RecordRefused(
            {"": ["Basis data menolak catatan ini karena bertentangan dengan catatan lain. Muat ulang, lalu periksa."]}
        ) from refused


def _impossible_person(person):
    """Orders of dates that no life has."""

    def found():
        if person.birth_date >= person.cpns_since:
            yield "birth_date", f"Tanggal lahir tidak sebelum TMT CPNS, {in_words(person.cpns_since)}."
        if person.pns_since and person.pns_since < person.cpns_since:
            yield "pns_since", f"TMT PNS sebelum TMT CPNS, {in_words(person.cpns_since)}."
        if person.status == Employee.Status.PNS and not person.pns_since and person._state.adding:
            yield "pns_since", "Isi TMT PNS; tanpa itu statusnya masih CPNS."
        if person.grade_since < person.cpns_since:
            yield "grade_since", f"TMT golongan sebelum TMT CPNS, {in_words(person.cpns_since)}."
        expected = "PPPK" if person.status.startswith("PPPK") else "PNS"
        for name in ("grade", "first_grade"):
            held = getattr(person, name)
            if held and held.kind != expected:
                yield name, f"Golongan {held.code} bukan golongan {expected}."
        twin = Employee.objects.filter(nip=person.nip).exclude(pk=person.pk).first()
        if twin:
            yield "nip", f"NIP ini sudah dipakai {twin.full_name}."

    return found


def _grades(employee):
    return GradeRecord.objects.filter(employee=employee, since__lte=timezone.localdate())


def _stood_on(employee, record):
    """Whether the data utama says what this record says: then it follows where the record goes."""
    if isinstance(record, GradeRecord):
        return record.since == employee.grade_since
    return isinstance(record, Appointment) and record == _present_position(employee)


def _follow(employee, record, *, stood=False):
    """The data utama keeps pace with the record that was touched, if that is, or was, what it stood on.

    Where an import brought a history that says otherwise, other records leave the disagreement to be seen and decided.
    """
    if isinstance(record, GradeRecord):
        newest = _grades(employee).select_related("grade").order_by("-since").first()
        if newest and (stood or (newest == record and newest.since >= employee.grade_since)):
            for target, source in GRADE_FACTS.items():
                setattr(employee, target, getattr(newest, source))
            employee.save(update_fields=list(GRADE_FACTS))
    elif isinstance(record, Appointment):
        present = _present_position(employee)
        if present and present.unit_id and (stood or present == record):
            employee.unit_id = present.unit_id
            employee.save(update_fields=["unit"])


def _present_position(employee):
    definitive = Appointment.objects.filter(employee=employee, assignment=Appointment.Assignment.DEFINITIVE)
    return definitive.order_by("-since").first()

"""Taking over what SIASN says, by the services through which officers write: or saying why it cannot be."""

from django.core.exceptions import ValidationError

from employees.differences.comparison import FROM_HISTORIES, KEPT_WORDS, PEOPLE
from employees.models import Difference, Employee
from employees.permissions import may_record
from employees.records.kinds import KINDS, PERSONAL
from employees.records.services import (
    RecordRefused,
    add_record,
    correct_employee,
    correct_record,
    version_of,
    withdraw_record,
)

KIND_OF_SHEET = {
    "DATA UTAMA": PERSONAL,
    "RW GOLONGAN": "golongan",
    "RW JABATAN": "jabatan",
    "RW PENDIDIKAN": "pendidikan",
    "RW SKP": "kinerja",
    "RW ANGKA KREDIT": "angka-kredit",
    "RW HUKDIS": "hukuman-disiplin",
    "RW DIKLAT": "pelatihan",
    "RW UJIAN": "ujian",
    "RW CLTN": "cltn",
    "RW PENGHARGAAN": "penghargaan",
    "RW KGB": "kgb",
}
CHANGED_SINCE = (
    "Data di SIMPEG sudah berubah sejak dibandingkan, sehingga tidak ditimpa. "
    "Periksa berkasnya; unggahan SIASN berikutnya memperbarui selisih ini."
)
STRANGE_UNIT = "Unit kerja menurut SIASN tidak ada di SIMPEG. Tambahkan unitnya dahulu, lalu putuskan lagi."
FORBIDDEN = "Peran Anda tidak boleh mengubah data ini. Minta petugas yang mengelola data tersebut memutuskannya."
# Given out by SIASN itself; no form of ours asks for it.
GIVEN_BY_SIASN = "pns_id"


class NotApplied(Exception):
    """Our record cannot take the value; the message says why and what now."""


def must_be_recorded_by_hand(difference):
    """Whole people and units, and words of data utama that rest on a history, are entered where they belong."""
    if difference.employee_id is None or (difference.sheet == PEOPLE and difference.kind != Difference.Kind.FIELD):
        return True
    return difference.sheet == PEOPLE and difference.column in FROM_HISTORIES


def history_of(difference):
    """The kind of history (as in addresses) in which this difference is mended; empty for units."""
    if difference.sheet == PEOPLE and difference.column in FROM_HISTORIES:
        return FROM_HISTORIES[difference.column][0]
    return KIND_OF_SHEET.get(difference.sheet, "")


def apply_theirs(difference, *, by, reason):
    """Our records say what SIASN says; the old values stay in the trail. Raises NotApplied, and then nothing is."""
    kind_key = KIND_OF_SHEET[difference.sheet]
    person = difference.employee
    action = {"THEIRS": "add", "OURS": "delete"}.get(difference.kind, "change")
    if not may_record(by, person, kind_key, action):
        raise NotApplied(FORBIDDEN)
    try:
        if difference.sheet == PEOPLE:
            _take_personal(difference, by, reason)
        elif difference.kind == Difference.Kind.ONLY_THEIRS:
            values = _values(KINDS[kind_key].model, difference.values["new"])
            add_record(person, kind_key, values, by=by, reason=reason)
        else:
            _take_record(difference, KINDS[kind_key].model, by, reason)
    except RecordRefused as refusal:
        raise NotApplied(f"Ditolak: {refusal}") from refusal


def _take_personal(difference, by, reason):
    person = Employee.objects.select_for_update(of=("self",)).get(pk=difference.employee_id)
    if difference.column in KEPT_WORDS:
        if (person.siasn.get(difference.column) or "") != difference.ours:
            raise NotApplied(CHANGED_SINCE)
        person.siasn[difference.column] = difference.theirs or None
        person.save(update_fields=["siasn"])
        return
    _check_unchanged(person, difference)
    values = _values(Employee, difference.values["new"])
    if GIVEN_BY_SIASN in values:
        person.pns_id = values[GIVEN_BY_SIASN]
        person.save(update_fields=[GIVEN_BY_SIASN])
    else:
        correct_employee(person, values, by=by, reason=reason, seen=version_of(person))


def _take_record(difference, model, by, reason):
    record = model.objects.select_related("employee").filter(pk=difference.record_id).first()
    if record is None or record.employee_id != difference.employee_id:
        raise NotApplied(CHANGED_SINCE)
    _check_unchanged(record, difference)
    seen = version_of(record)
    if difference.kind == Difference.Kind.ONLY_OURS:
        withdraw_record(record, by=by, reason=reason, seen=seen)
    else:
        correct_record(record, _values(model, difference.values["new"]), by=by, reason=reason, seen=seen)


def _check_unchanged(instance, difference):
    """What the record says is still what it said when it was compared."""
    fields = _fields(type(instance))
    for target, was in difference.values["old"].items():
        if getattr(instance, target) != _typed(fields[target], was):
            raise NotApplied(CHANGED_SINCE)


def _values(model, raw):
    """`{field name: value}` as the services take it, from what the comparison kept."""
    fields, values = _fields(model), {}
    for target, value in raw.items():
        field = fields[target]
        typed = _typed(field, value)
        if field.is_relation and typed is not None:
            typed = field.related_model._default_manager.filter(pk=typed).first()
            if typed is None:
                raise NotApplied(STRANGE_UNIT)
        values[field.name] = typed
    return values


def _fields(model):
    return {field.attname: field for field in model._meta.concrete_fields}


def _typed(field, value):
    try:
        typed = (field.target_field if field.is_relation else field).to_python(value)
    except ValidationError as error:
        raise NotApplied(" ".join(error.messages)) from error
    return "" if typed is None and not field.null and field.get_internal_type() in ("CharField", "TextField") else typed

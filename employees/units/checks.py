"""What a unit or a post must be before it is stored; whatever is wrong is said in sentences, field by field."""

from datetime import date, datetime

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import IntegrityError, transaction

from employees.records.services import ChangedMeanwhile, RecordRefused, last_change, version_of

EARLIEST, LATEST = date(1900, 1, 1), date(2100, 12, 31)  # beyond lies a typing error


def unchanged(instance, seen):
    """The row as it stands now, held until the transaction ends, if it still is what its reader saw."""
    now = type(instance)._default_manager.select_for_update(of=("self",)).filter(pk=instance.pk).first()
    if now is None:
        raise ChangedMeanwhile("Data ini baru saja dihapus orang lain. Tidak ada yang disimpan; muat ulang halamannya.")
    if version_of(now) != seen:
        who, when = last_change(instance)
        raise ChangedMeanwhile(
            f"Data ini baru saja diubah oleh {who}, pukul {when}. Isian Anda belum disimpan: muat ulang halaman ini, "
            "lihat keadaannya sekarang, lalu simpan lagi bila masih perlu."
        )
    return now


def store(instance, further=()):
    """Store the row. Raises RecordRefused with what the model, these further (field, sentence) or the database say."""
    generated = {field.name for field in instance._meta.concrete_fields if field.generated}
    errors = {}
    try:
        instance.full_clean(exclude=generated, validate_unique=False, validate_constraints=False)
    except ValidationError as refused:
        errors = _sentences(refused)
    for field in instance._meta.concrete_fields:
        value = None if field.generated else getattr(instance, field.attname)
        if isinstance(value, str) and "\x00" in value:
            errors.setdefault(field.name, []).append("Ada huruf yang tidak dapat disimpan. Ketik ulang isian ini.")
        is_a_day = isinstance(value, date) and not isinstance(value, datetime)
        if is_a_day and not EARLIEST <= value <= LATEST:
            errors.setdefault(field.name, []).append(f"Tanggal {value:%d-%m-%Y} tidak masuk akal. Periksa tahunnya.")
    if not errors:
        for name, sentence in further:
            errors.setdefault(name, []).append(sentence)
    if not errors:
        try:
            instance.validate_constraints(exclude=generated)
        except ValidationError as refused:
            errors = _sentences(refused)
    if errors:
        raise RecordRefused(errors)
    try:
        with transaction.atomic():
            instance.save()
    except IntegrityError as refused:
        raise RecordRefused(
            {"": ["Basis data menolak data ini karena bertentangan dengan data lain. Muat ulang, lalu periksa."]}
        ) from refused
    return instance


def _sentences(refused):
    return {
        "" if name == NON_FIELD_ERRORS else name: list(sentences) for name, sentences in refused.message_dict.items()
    }

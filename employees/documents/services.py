"""Verbs on documents: keep a scan, hang it on another record, take it off, draw its pages."""

from datetime import timedelta

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django.utils import timezone

from employees.documents.files import all_or_nothing, note_written, page_name, purge_strays
from employees.documents.queries import record_of
from employees.models import Document
from employees.quality.services import recheck
from employees.records.kinds import KINDS
from simpeg.audit.change import change
from simpeg.scans.pages import draw
from simpeg.scans.scan import ScanRefused, examine

__all__ = [
    "DocumentRefused",
    "all_or_nothing",
    "draw_pages",
    "keep_document",
    "move_document",
    "purge_strays",
    "take_off",
]

DRAWN_WITHIN = timedelta(days=2)
LONGEST_TITLE = Document._meta.get_field("title").max_length
LONGEST_REASON = Document._meta.get_field("taken_off_reason").max_length


class DocumentRefused(Exception):
    """The document was not kept; the message says what, why and what now."""


def keep_document(employee, upload, *, kind, record_id, title, by, reason):
    """The upload is kept as proof of this record of the employee, looked at by content and signed in the trail.

    The same scan on the same record is refused, not kept twice. When the transaction fails, its file goes too, at once
    if the caller opened it with `all_or_nothing`, else within the hour.
    """
    title = _line(title, LONGEST_TITLE, "Judul")
    _refuse_unknown_record(employee, kind, record_id)
    try:
        scan = examine(upload)
    except ScanRefused as refusal:
        raise DocumentRefused(str(refusal)) from refusal
    _refuse_second(employee, kind, record_id, scan.digest)
    document = Document(
        employee=employee,
        kind=kind,
        record_id=record_id,
        title=title,
        media_type=scan.media_type,
        size=scan.size,
        digest=scan.digest,
        pages=scan.pages,
        uploaded_by=by,
    )
    try:
        with all_or_nothing(), change(by=by, reason=reason):
            document.file.save("", ContentFile(scan.content), save=False)
            note_written(document.file.name)
            document.save()
            recheck([employee.pk])
    except IntegrityError as error:  # somebody kept the same scan at the same moment
        _refuse_second(employee, kind, record_id, scan.digest)
        raise DocumentRefused("Dokumen ini tidak dapat disimpan. Muat ulang halaman ini, lalu unggah lagi.") from error
    return document


@transaction.atomic
def move_document(document, *, kind, record_id, by, reason):
    """The document proves another record of the same person from now on, for example one made from his proposal."""
    _refuse_unknown_record(document.employee, kind, record_id)
    standing = Document.objects.select_for_update().filter(pk=document.pk, taken_off_at__isnull=True).first()
    if standing is None:
        raise DocumentRefused("Dokumen ini sudah diturunkan, sehingga tidak dapat dipindahkan.")
    if (standing.kind, standing.record_id) == (kind, record_id):
        return standing
    _refuse_second(document.employee, kind, record_id, standing.digest)
    with change(by=by, reason=reason):
        standing.kind, standing.record_id = kind, record_id
        standing.save(update_fields=["kind", "record_id"])
        recheck([document.employee_id])
    return standing


def take_off(document, *, by, reason):
    """The document no longer stands beside the record; auditors and those who keep documents still see it, and why."""
    reason = _line(reason, LONGEST_REASON, "Alasan")
    with change(by=by, reason=f"Dokumen diturunkan: {reason}"):
        taken = Document.objects.filter(pk=document.pk, taken_off_at__isnull=True).update(
            taken_off_at=timezone.now(), taken_off_by=by, taken_off_reason=reason
        )
        recheck([document.employee_id])
    if not taken:
        raise DocumentRefused("Dokumen ini sudah diturunkan orang lain. Muat ulang halaman ini.")


def draw_pages(document):
    """The first pages of a PDF stand as pictures beside it; again is no harm, and does nothing."""
    if document.is_picture or document.pages_drawn is not None:
        return
    with document.file.open("rb") as handle:
        pictures = draw(handle.read())
    for number, picture in enumerate(pictures, start=1):
        name = page_name(document, number)
        if default_storage.exists(name):
            default_storage.delete(name)
        default_storage.save(name, ContentFile(picture))
    Document.objects.filter(pk=document.pk).update(pages_drawn=len(pictures))


def undrawn(now=None):
    """PDFs whose pages were not drawn yet, since the broker was away or the worker died; none older than two days."""
    since = (now or timezone.now()) - DRAWN_WITHIN
    return Document.objects.filter(
        media_type="application/pdf", pages_drawn__isnull=True, uploaded_at__gt=since
    ).order_by("pk")


def give_up_drawing(document):
    """Its pages cannot be drawn: it is offered for download alone, and not tried for ever."""
    Document.objects.filter(pk=document.pk, pages_drawn__isnull=True).update(pages_drawn=0)


def _refuse_unknown_record(employee, kind, record_id):
    known = kind in Document.Kind.values
    if known and kind in KINDS:
        known = record_of(employee, kind, record_id) is not None
    elif kind == Document.Kind.PERSONAL:
        known = record_id is None
    elif kind == Document.Kind.PROPOSAL:
        known = record_id is not None  # the proposal's own services know whose it is
    if not known:
        raise DocumentRefused("Catatan yang hendak dibuktikan tidak ditemukan. Muat ulang berkas pegawai ini.")


def _refuse_second(employee, kind, record_id, digest):
    same = Document.objects.standing().filter(employee=employee, kind=kind, record_id=record_id, digest=digest).first()
    if same:
        raise DocumentRefused(
            f"Pindaian yang sama sudah ada pada catatan ini dengan judul “{same.title}”. Tidak disimpan dua kali."
        )


def _line(text, longest, what):
    """One line of text that can be stored; control characters are taken for spaces."""
    words = "".join(letter if letter.isprintable() else " " for letter in str(text or ""))
    words = " ".join(words.split())
    if not words:
        raise DocumentRefused(f"{what} belum diisi. Isi, lalu kirim lagi.")
    if len(words) > longest:
        raise DocumentRefused(f"{what} terlalu panjang: paling banyak {longest} huruf.")
    return words

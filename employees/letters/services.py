"""Verbs of letters: draft, issue, withdraw; keep a template, a signer."""

from dataclasses import dataclass

import pypdfium2 as pdfium
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.utils import timezone

from employees.documents.files import all_or_nothing
from employees.due_cases.services import CaseRefused, grant
from employees.letters import numbers
from employees.letters.defaults import default_template
from employees.letters.files import digest_of, purge_strays, read, write
from employees.letters.kinds import KINDS
from employees.letters.refusal import AlreadyTold, LetterRefused, NotGranted
from employees.letters.values import head_of, signature_of
from employees.models import Letter, LetterTemplate, Signer
from simpeg.audit.change import change
from simpeg.law.engine import Law
from simpeg.letters.fill import examine_template, fill
from simpeg.letters.package import LARGEST
from simpeg.letters.refusal import TemplateRefused
from simpeg.letters.typeset import pictures, typeset

__all__ = ["Said", "draft", "issue", "keep_template", "keep_signer", "preview", "purge_strays", "withdraw"]

LONGEST_REASON = Letter._meta.get_field("withdrawn_reason").max_length


@dataclass(frozen=True)
class Said:
    """What a letter is about, before it has a number: all of it but head and signature."""

    kind: str
    day: object
    signer: Signer
    values: dict
    basis: list
    about: str
    employee: object = None
    unit: object = None
    effective: object = None
    row: object = None  # of a due list: what the letter grants goes into the file with it


def template_for(kind, day):
    """(version or None, bytes) of the template that letters of this day are made with."""
    version = LetterTemplate.objects.in_force(kind, day)
    return version, read(version, "file") if version else default_template(kind)


def draft(said, number, template, law):
    """(values, docx) of a letter with this number."""
    values = (
        head_of(law, number=number, day=said.day, about=said.about)
        | said.values
        | {"dasar_hukum": [each["words"] for each in said.basis]}
        | signature_of(said.signer)
    )
    wanted = {field.name for field in KINDS[said.kind].fields}
    values = {name: value for name, value in values.items() if name in wanted}
    return values, fill(template, values)


def preview(said, number):
    """The pages of the letter as PNG, as they would be; nothing is given or kept."""
    _, template = template_for(said.kind, said.day)
    return pictures(draft(said, number, template, Law.on(said.day))[1])


def issue(said, *, by, reason, number="", once=None, batch=None, made_with=None, met=None):
    """The letter is issued: numbered, written as Word and PDF, and kept as it is. Its number is given to nobody else.

    What it grants is in the file in the same transaction (`met`: see due_cases.services.grant).

    `number` is typed by hand, or else counted. With a `batch` the number is its own, and `made_with` the template.
    `once` names a request: sent ten times, it gives the same one letter.
    """
    if once and (before := Letter.objects.filter(once=once, issued_by=by).first()):
        return before
    law = Law.on(said.day)
    version, template = made_with or template_for(said.kind, said.day)
    try:
        with all_or_nothing(), change(by=by, reason=reason):
            if batch is None:
                number = numbers.typed(said.kind, said.day, number) if number else numbers.take(said.kind, said.day)
            values, docx = draft(said, number, template, law)
            letter = Letter(
                kind=said.kind,
                employee=said.employee,
                unit=said.unit,
                number=number,
                day=said.day,
                year=said.day.year,
                about=said.about,
                effective=said.effective,
                template=version,
                template_digest=digest_of(template),
                signer=said.signer,
                signed_by=signature_of(said.signer),
                legal_basis=said.basis,
                fields=values,
                docx_digest=digest_of(docx),
                batch=batch,
                once=once,
                issued_by=by,
            )
            _write_files(letter, docx)
            letter.save()
            if said.row is not None:
                grant(said.row, number=number, day=said.day, signed_by=said.signer.title, by=by, met=met)
    except CaseRefused as refusal:
        raise NotGranted(f"{said.employee.full_name}: {refusal}") from refusal
    except IntegrityError as error:
        if once and (before := Letter.objects.filter(once=once, issued_by=by).first()):
            return before
        raise _clash(error, number) from error
    return letter


def withdraw(letter, *, by, reason):
    """The letter no longer stands; it stays readable with the reason, and its number stays used."""
    reason = " ".join(reason.split())
    if not reason or len(reason) > LONGEST_REASON:
        raise LetterRefused(f"Alasan 1 sampai {LONGEST_REASON} huruf. Tulis mengapa surat ini dibatalkan.")
    with change(by=by, reason=f"Surat dibatalkan: {reason}"):
        withdrawn = Letter.objects.filter(pk=letter.pk, withdrawn_at__isnull=True).update(
            withdrawn_at=timezone.now(), withdrawn_by=by, withdrawn_reason=reason
        )
    if not withdrawn:
        raise LetterRefused("Surat ini sudah dibatalkan orang lain. Muat ulang halaman ini.")


def keep_template(upload, *, kind, since, note, by):
    """(the version kept, what its PDF does not show). It was tried with example values before; older ones stay."""
    upload.seek(0)
    content = upload.read(LARGEST + 1)
    try:
        _, lost = examine_template(content, KINDS[kind].fields)
    except TemplateRefused as refusal:
        raise LetterRefused(str(refusal)) from refusal
    with all_or_nothing(), change(by=by, reason=f"Templat surat baru: {note}"):
        numbers.numbering_of(kind, since)  # versions are counted in turn
        last = LetterTemplate.objects.filter(kind=kind).order_by("-version").values_list("version", flat=True).first()
        version = LetterTemplate(
            kind=kind,
            version=(last or 0) + 1,
            since=since,
            note=note,
            digest=digest_of(content),
            size=len(content),
            uploaded_by=by,
        )
        write(version, "file", content)
        version.save()
    return version, lost


def keep_signer(signer, *, by, reason):
    """The signer is kept as he stands; letters that he signed keep what stood then."""
    try:
        signer.full_clean()
    except ValidationError as error:
        raise LetterRefused(" ".join(error.messages)) from error
    with change(by=by, reason=reason):
        signer.save()
    return signer


def _write_files(letter, docx):
    title = f"{letter.about}, nomor {letter.number}"
    pdf = typeset(docx, title=title, at=timezone.now().replace(microsecond=0))
    letter.pdf_digest, letter.pages = digest_of(pdf), pages_of(pdf)
    write(letter, "docx", docx)
    write(letter, "pdf", pdf)


def pages_of(pdf):
    book = pdfium.PdfDocument(pdf)
    try:
        return len(book)
    finally:
        book.close()


def _clash(error, number):
    constraint = getattr(getattr(error.__cause__, "diag", None), "constraint_name", "")
    if constraint == "one_standing_letter_a_day":
        return AlreadyTold("Pegawai ini sudah punya surat seperti ini untuk TMT itu. Batalkan dulu surat lamanya.")
    if constraint == "letter_number_once_a_year":
        return LetterRefused(f"Nomor {number} baru saja dipakai surat lain. Ulangi; nomor berikutnya akan dipakai.")
    if constraint == "one_letter_a_person_in_a_batch":
        return AlreadyTold("Surat pegawai ini dalam kumpulan ini sudah terbit.")
    raise error

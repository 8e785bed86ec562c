"""A certificate in print: one sheet across with the QR code that leads to its public page, set as PDF/A."""

import io

import segno
from django.utils import timezone
from docx.shared import Cm, Pt

from employees.letters.draft import Draft
from employees.letters.values import in_groups
from simpeg.core.dates import in_words
from simpeg.law.engine import Law
from simpeg.letters.fill import NOT_IN_TEXT
from simpeg.letters.typeset import typeset

QR_WIDE = 3.4  # centimetres; read from an arm's length


def written(certificate, address):
    """The PDF of a certificate; `address` is where anybody checks it. The same values give the same sheet."""
    issued_on = timezone.localtime(certificate.issued_at).date()
    kop = Law.on(issued_on)["surat.kop"][0]
    signer = certificate.signer
    draft = Draft(size=12, across=True)
    _line(draft, kop["pemerintah"].upper(), size=13)
    _line(draft, kop["instansi"].upper(), size=12.5, bold=True)
    _line(draft, kop["alamat"], size=9.5, after=34)
    _line(draft, "SERTIFIKAT", size=34, bold=True)
    _line(draft, f"Nomor {certificate.number}", after=26)
    _line(draft, "diberikan kepada")
    _line(draft, certificate.name, size=24, bold=True, before=8, after=10)
    _line(draft, "yang telah mengikuti dan lulus")
    _line(draft, certificate.course_name, size=18, bold=True, before=8, after=8)
    held = f"diselenggarakan oleh {certificate.provider}, {certificate.days}"
    _line(draft, f"{held}, sebanyak {certificate.learning_hours} JP.", before=4, after=34)
    table = draft.table([draft.width - 11, 11])
    code, signed = draft.row(table, "", "").cells
    code.paragraphs[0].add_run().add_picture(_qr(address), width=Cm(QR_WIDE))
    code.add_paragraph().add_run("Periksa keabsahannya dengan memindai kode ini.").font.size = Pt(9)
    signed.paragraphs[0].add_run(f"{kop['kota']}, {in_words(issued_on)}")
    for words in (signer.on_behalf, f"{signer.title},"):
        if words:
            signed.add_paragraph().add_run(_clean(words))
    signed.add_paragraph().paragraph_format.space_before = Pt(34)
    run = signed.add_paragraph().add_run(_clean(signer.name))
    run.bold, run.underline = True, True
    for words in (signer.rank, f"NIP {in_groups(signer.nip)}"):
        signed.add_paragraph().add_run(_clean(words))
    return typeset(
        draft.content(), title=f"Sertifikat {certificate.number}", at=certificate.issued_at.replace(microsecond=0)
    )


def _line(draft, words, **look):
    draft.text(_clean(words), side="center", **look)


def _clean(words):
    return NOT_IN_TEXT.sub(" ", words)


def _qr(address):
    picture = io.BytesIO()
    segno.make(address, error="m", micro=False).save(picture, kind="png", scale=8, border=2)
    picture.seek(0)
    return picture

"""Small documents for tests: made with python-docx, changed where an enemy would."""

import io
import zipfile

import pypdfium2 as pdfium
from docx import Document

from simpeg.letters.fields import Field, Rows

FIELDS = (
    Field("nama", "Nama pegawai", "Siti Rahma"),
    Field("nomor", "Nomor surat", "800/1"),
    Rows("pegawai", "Pegawai dalam daftar", "baris", (Field("nama", "Nama", "Andi"), Field("nip", "NIP", "1985"))),
    Rows("tembusan", "Tembusan", "pihak", examples=("Bupati Mamuju", "Inspektur")),
)


def make_docx(*paragraphs, header="", footer="", build=None):
    """The bytes of a document with these paragraphs; `build` gets the document for the rest."""
    document = Document()
    for text in paragraphs:
        document.add_paragraph(text)
    section = document.sections[0]
    if header:
        section.header.paragraphs[0].text = header
    if footer:
        section.footer.paragraphs[0].text = footer
    if build:
        build(document)
    handle = io.BytesIO()
    document.save(handle)
    return handle.getvalue()


def changed(content, replace=(), add=()):
    """The same document with parts replaced ({name: function of bytes}) or added ({name: bytes})."""
    handle = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(handle, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            blob = old.read(part)
            new.writestr(part.filename, dict(replace)[part.filename](blob) if part.filename in dict(replace) else blob)
        for name, blob in dict(add).items():
            new.writestr(name, blob)
    return handle.getvalue()


def text_of(pdf):
    """The words of each page of a PDF."""
    book = pdfium.PdfDocument(pdf)
    try:
        return [page.get_textpage().get_text_range().replace("\r\n", "\n") for page in book]
    finally:
        book.close()


def words_of(docx):
    """The paragraphs of a document's body and its tables' cells."""
    document = Document(io.BytesIO(docx))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return [paragraph.text for paragraph in document.paragraphs] + cells

"""A template is judged by what is in it, before anything reads it as a document."""

import re

import pytest

from simpeg.letters import package
from simpeg.letters.refusal import TemplateRefused
from simpeg.letters.tests.documents import changed, make_docx

RELS = "word/_rels/document.xml.rels"
EXTERNAL = (
    '<Relationship Id="rX" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" '
    'Target="{target}" TargetMode="External"/></Relationships>'
)


def with_relation(kind, target="https://contoh.invalid/x"):
    return changed(
        make_docx("Isi"),
        {RELS: lambda blob: blob.replace(b"</Relationships>", EXTERNAL.format(kind=kind, target=target).encode())},
    )


def as_kind(kind):
    return changed(
        make_docx("Isi"),
        {"[Content_Types].xml": lambda blob: re.sub(rb"[^\"]*document\.main\+xml", kind.encode(), blob)},
    )


def doctype(blob, encoding="utf-8"):
    text = blob.decode().split("?>", 1)[1]
    return f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE x [<!ENTITY a "b">]>{text}'.encode(encoding)


REFUSED = {
    "nothing": (b"", "kosong"),
    "words": (b"Surat", "bukan Dokumen Word"),
    "old Word": (package.OLE + b"\0" * 600, "Word lama"),
    "too large": (b"PK\x03\x04" + b"\0" * package.LARGEST, "5 MB"),
    "cut off": (make_docx("Isi")[:4000], "rusak"),
    "a macro": (changed(make_docx("Isi"), add={"word/vbaProject.bin": b"x"}), "makro"),
    "a docm": (as_kind("application/vnd.ms-word.document.macroEnabled.main+xml"), "makro"),
    "a dotx": (as_kind("application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"), "bukan"),
    "a workbook in it": (changed(make_docx("Isi"), add={"word/embeddings/a.xlsx": b"x"}), "tertanam"),
    "a bomb": (changed(make_docx("Isi"), add={"word/big.xml": b" " * 30_000_000}), "mengembang"),
    "many parts": (changed(make_docx("Isi"), add={f"a{n}": b"x" for n in range(400)}), "terlalu banyak"),
    "the same part twice": (changed(make_docx("Isi"), add={"WORD/document.xml": b"<a/>"}), "kembar"),
    "a DTD": (changed(make_docx("Isi"), {"word/document.xml": doctype}), "DTD"),
    "a DTD in UTF-16": (changed(make_docx("Isi"), {"word/styles.xml": lambda b: doctype(b, "utf-16")}), "DTD"),
    "broken XML": (changed(make_docx("Isi"), {"word/document.xml": lambda b: b[:-30]}), "tidak dapat dibaca"),
    "deep XML": (changed(make_docx("Isi"), add={"word/deep.xml": b"<a>" * 500 + b"</a>" * 500}), "terlalu rumit"),
    "a picture from outside": (with_relation("image"), "gambar dari luar"),
    "a template from outside": (with_relation("attachedTemplate"), "templat lain"),
    "a piece of another document": (with_relation("aFChunk"), "potongan dokumen"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_no_sound_document_is_refused_in_a_sentence(case):
    content, words = REFUSED[case]

    with pytest.raises(TemplateRefused, match=words):
        package.examine(content)


def test_a_plain_document_is_taken():
    package.examine(make_docx("Isi", header="Kop"))


def test_a_link_that_a_reader_may_click_is_taken():
    package.examine(with_relation("hyperlink", "mailto:bkpsdm@mamujukab.go.id"))

"""The zip inside a .docx, looked at as if an enemy had packed it, before anything reads it as a document."""

import io
import zipfile
import zlib
from posixpath import basename
from xml.parsers import expat

from simpeg.letters.refusal import TemplateRefused

LARGEST = 5 * 1024 * 1024
MOST_UNPACKED = 40 * 1024 * 1024
MOST_RATIO = 150  # XML of Word shrinks ten to forty times; bombs a thousand
RATIO_FREE = 1024 * 1024
MOST_PARTS = 300
MOST_ELEMENTS = 300_000
DEEPEST = 120
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
SAVE_AGAIN = "Buka di Word atau LibreOffice, simpan sebagai Dokumen Word (.docx), lalu unggah lagi."
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# What a document may refer to outside itself: an address that a reader may choose to open, and nothing else.
OUTSIDE_ALLOWED = {"hyperlink"}
# Relations that bring in other documents or programs.
REFUSED_RELATIONS = {
    "vbaProject": "makro",
    "attachedTemplate": "templat lain yang dilampirkan",
    "oleObject": "objek OLE",
    "package": "dokumen tertanam",
    "control": "kontrol ActiveX",
    "aFChunk": "potongan dokumen lain",
    "subDocument": "dokumen bawahan",
    "frame": "bingkai dokumen lain",
}


def examine(content):
    """Nothing, where these bytes are a sound .docx; raises TemplateRefused with a sentence where not."""
    _examine_bytes(content)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _examine_parts(archive)
            _examine_types(archive)
            for name in archive.namelist():
                if name.endswith((".xml", ".rels")):
                    _examine_xml(name, archive.read(name))
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, UnicodeError, RuntimeError) as error:
        raise TemplateRefused(f"File ini rusak atau terpotong. {SAVE_AGAIN}") from error


def _examine_bytes(content):
    if not content:
        raise TemplateRefused("File ini kosong. Pilih file templat, lalu unggah lagi.")
    if len(content) > LARGEST:
        raise TemplateRefused("File ini lebih besar dari 5 MB. Kecilkan gambar di dalamnya, lalu unggah lagi.")
    if content.startswith(OLE):
        raise TemplateRefused(f"File ini berformat Word lama (.doc) atau dilindungi kata sandi. {SAVE_AGAIN}")
    if not content.startswith(b"PK\x03\x04"):
        raise TemplateRefused(f"File ini bukan Dokumen Word (.docx). {SAVE_AGAIN}")


def _examine_parts(archive):
    """What the list of parts claims, before a byte is unpacked; zipfile then holds each part to its claim."""
    parts = archive.infolist()
    names = [part.filename.replace("\\", "/").lstrip("/").lower() for part in parts]
    if len(parts) > MOST_PARTS or len(set(names)) < len(names):
        raise TemplateRefused(f"File ini memuat bagian yang terlalu banyak atau kembar. {SAVE_AGAIN}")
    if any(part.flag_bits & 1 for part in parts):
        raise TemplateRefused(f"File ini dilindungi kata sandi. Hapus kata sandinya. {SAVE_AGAIN}")
    unpacked = sum(part.file_size for part in parts)
    bombs = [p for p in parts if p.file_size > max(RATIO_FREE, MOST_RATIO * p.compress_size)]
    if unpacked > MOST_UNPACKED or bombs:
        raise TemplateRefused("Isi file ini mengembang melampaui batas sehingga tidak dibuka. Kecilkan isinya.")
    if any(basename(name) == "vbaproject.bin" for name in names):
        raise TemplateRefused(f"File ini memuat makro. Templat surat tidak boleh memuat program. {SAVE_AGAIN}")
    if any("/embeddings/" in f"/{name}" or "/activex/" in f"/{name}" for name in names):
        raise TemplateRefused(f"File ini memuat objek tertanam. Hapus objek itu. {SAVE_AGAIN}")


def _examine_types(archive):
    if "[Content_Types].xml" not in archive.namelist() or "word/document.xml" not in archive.namelist():
        raise TemplateRefused(f"File ini bukan Dokumen Word (.docx). {SAVE_AGAIN}")
    kinds = {}

    def start(tag, attrs):
        if tag.rpartition(":")[2] == "Override":
            kinds[attrs.get("PartName", "").lstrip("/")] = attrs.get("ContentType", "")

    _parse("[Content_Types].xml", archive.read("[Content_Types].xml"), start)
    kind = kinds.get("word/document.xml", "")
    if "macroEnabled" in kind:
        raise TemplateRefused(f"File ini Dokumen Word dengan makro (.docm atau .dotm). {SAVE_AGAIN}")
    if kind != MAIN:
        raise TemplateRefused(f"File ini bukan Dokumen Word (.docx). {SAVE_AGAIN}")


def _examine_xml(name, content):
    """No DTD, no endless nesting; relations lead nowhere outside and to no program."""

    def start(tag, attrs):
        if name.endswith(".rels") and tag.rpartition(":")[2] == "Relationship":
            _examine_relation(attrs)

    _parse(name, content, start)


def _examine_relation(attrs):
    kind = attrs.get("Type", "").rpartition("/")[2]
    if kind in REFUSED_RELATIONS:
        raise TemplateRefused(f"File ini memuat {REFUSED_RELATIONS[kind]}. Hapus bagian itu. {SAVE_AGAIN}")
    if attrs.get("TargetMode", "").lower() == "external" and kind not in OUTSIDE_ALLOWED:
        raise TemplateRefused(
            f"File ini mengambil {'gambar' if kind == 'image' else 'isi'} dari luar dokumen. Sisipkan langsung ke "
            "dalam dokumen, bukan sebagai tautan, lalu unggah lagi."
        )


def _parse(name, content, start):
    depth = elements = 0

    def opened(tag, attrs):
        nonlocal depth, elements
        depth, elements = depth + 1, elements + 1
        if depth > DEEPEST or elements > MOST_ELEMENTS:
            raise TemplateRefused(f"Bagian {name} file ini terlalu rumit sehingga tidak dibaca. Sederhanakan isinya.")
        start(tag, attrs)

    def closed(tag):
        nonlocal depth
        depth -= 1

    def doctype(*_):
        raise TemplateRefused(f"File ini memuat definisi XML (DTD) yang tidak diizinkan. {SAVE_AGAIN}")

    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = opened, closed
    parser.StartDoctypeDeclHandler = doctype
    try:
        parser.Parse(content, True)
    except (expat.ExpatError, ValueError) as error:
        raise TemplateRefused(f"File ini rusak: bagian {name} tidak dapat dibaca. {SAVE_AGAIN}") from error

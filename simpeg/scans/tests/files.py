"""Scans as scanners and phones make them, and what attackers make of them."""

import io
import struct
import zipfile
import zlib

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from pypdf import PdfWriter
from pypdf.generic import DictionaryObject, NameObject


def upload(content, name="sk.pdf"):
    return SimpleUploadedFile(name, content)


def make_jpeg(size=(40, 30), *, colour=(200, 30, 30), **options):
    return _saved("JPEG", size, colour, options)


def make_png(size=(40, 30), *, colour=(200, 30, 30), mode="RGB", **options):
    return _saved("PNG", size, colour, options, mode)


def make_pdf(pages=1, change=None):
    """A PDF of empty A4 pages; `change(writer)` does to it what the test is about."""
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(width=595, height=842)
    if change:
        change(writer)
    handle = io.BytesIO()
    writer.write(handle)
    return handle.getvalue()


def make_zip(comment=b""):
    """An archive of one file, the same bytes at any time of day: the names of tests begin with them."""
    handle = io.BytesIO()
    with zipfile.ZipFile(handle, "w") as archive:
        archive.writestr(zipfile.ZipInfo("Jahat.class"), b"\xca\xfe\xba\xbe" + b"0" * 50)
        archive.comment = comment
    return handle.getvalue()


def with_segment(jpeg, marker, body):
    """The JPEG with one segment more, right behind its beginning."""
    return jpeg[:2] + b"\xff" + bytes([marker]) + struct.pack(">H", len(body) + 2) + body + jpeg[2:]


def png_chunk(name, body):
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def with_chunk(png, name, body):
    """The PNG with one chunk more, right behind its header."""
    return png[:33] + png_chunk(name, body) + png[33:]


def object_of(writer, **entries):
    """Hang a dictionary into the catalog of a PDF: `object_of(writer, OpenAction={"S": "JavaScript"})`."""
    for key, value in entries.items():
        writer._root_object[NameObject(f"/{key}")] = as_pdf(value)


def as_pdf(value):
    if isinstance(value, dict):
        return DictionaryObject({NameObject(f"/{key}"): as_pdf(inner) for key, inner in value.items()})
    return NameObject(f"/{value}") if isinstance(value, str) else value


def exif_with_place(orientation):
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = "Kamera Contoh"
    exif.get_ifd(0x8825)[1] = "S"
    return exif.tobytes()


def _saved(kind, size, colour, options, mode="RGB"):
    handle = io.BytesIO()
    Image.new(mode, size, colour).save(handle, kind, **options)
    return handle.getvalue()

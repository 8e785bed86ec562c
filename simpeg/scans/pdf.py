"""PDF: pages and nothing that acts. Kept byte for byte, since an electronic signature may stand over it."""

import io
import re
import zlib

from pypdf import PdfReader
from pypdf.errors import PyPdfError
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, NameObject, StreamObject

from simpeg.scans.refusal import ScanRefused

MOST_OBJECTS = 50_000
MOST_PAGES = 300
LARGEST_UNPACKED = 400 * 1024 * 1024  # twenty pages of uncompressed colour are below it; a bomb is far above
PIXELS_OF_A_PICTURE = 120_000_000
# Keys and values that make a document act, carry files or play; by the words that say so to the person.
ACTS = {
    "/JS": "program (JavaScript)",
    "/JavaScript": "program (JavaScript)",
    "/Launch": "perintah untuk menjalankan program",
    "/EmbeddedFile": "file lain yang disisipkan",
    "/EmbeddedFiles": "file lain yang disisipkan",
    "/EF": "file lain yang disisipkan",
    "/FileAttachment": "file lain yang dilampirkan",
    "/RichMedia": "video atau animasi",
    "/RichMediaContent": "video atau animasi",
    "/Movie": "video atau animasi",
    "/Screen": "video atau animasi",
    "/3D": "video atau animasi",
    "/Rendition": "video atau animasi",
    "/XFA": "formulir XFA",
    "/SubmitForm": "perintah untuk mengirim data",
    "/ImportData": "perintah untuk mengambil data",
    "/GoToE": "rujukan ke file lain",
    "/GoToR": "rujukan ke file lain",
}
# Where a name is a command: as a key of any dictionary, or as the value of one of these.
TELLING = ("/S", "/Subtype", "/Type")
# Long enough not to occur by chance between compressed bytes; found even where the table of objects does not lead.
RAW = re.compile(rb"/(JavaScript|Launch|EmbeddedFiles?|RichMedia\w*|FileAttachment)(?![A-Za-z0-9])")
ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
NAME = re.compile(rb"/[!-~]{0,60}#[0-9A-Fa-f]{2}[!-~]{0,60}")
END = re.compile(rb"%%EOF[\s\0]{0,1024}\Z")
BROKEN = (
    "PDF ini rusak, terpotong, atau tidak dapat dibaca. Cetak ulang ke PDF atau pindai lagi dokumennya, lalu unggah."
)


def examined(content):
    """How many pages this PDF has; refused when it is broken, locked, acts, or is more than a PDF."""
    if not END.search(content[-1100:]):
        raise ScanRefused(
            "PDF ini terpotong, atau ada data lain di belakang isinya. "
            "Cetak ulang ke PDF atau pindai lagi dokumennya, lalu unggah."
        )
    _refuse_raw(content)
    try:
        return _walked(PdfReader(io.BytesIO(content)))
    except (PyPdfError, ValueError, KeyError, TypeError, IndexError, AttributeError, AssertionError, RecursionError,
            OverflowError, MemoryError, zlib.error, NotImplementedError, StopIteration) as error:  # fmt: skip
        # What pypdf says of a broken file depends on where it is broken; all of it means that it cannot be read.
        raise ScanRefused(BROKEN) from error


def _walked(reader):
    if reader.is_encrypted:
        raise ScanRefused(
            "PDF ini dikunci dengan kata sandi atau sandi izin. Simpan ulang tanpa kunci (cetak ke PDF), lalu unggah."
        )
    pages = len(reader.pages)
    if not 0 < pages <= MOST_PAGES:
        raise ScanRefused(f"PDF ini berisi {pages} halaman; yang diterima 1 sampai {MOST_PAGES}. Pecah, lalu unggah.")
    unpacked = 0
    _look_into(reader.trailer)
    for number, generation in _numbers(reader):
        found = reader.get_object(IndirectObject(number, generation, reader))
        _look_into(found)
        if isinstance(found, StreamObject):
            unpacked += _unpacked_size(found, LARGEST_UNPACKED - unpacked)
    return pages


def _numbers(reader):
    """The (number, generation) of every object that the file's tables name."""
    numbers = {(number, generation) for generation, table in reader.xref.items() for number in table}
    numbers |= {(number, 0) for number in reader.xref_objStm}
    if len(numbers) > MOST_OBJECTS:
        raise ScanRefused("PDF ini terlalu rumit untuk sebuah pindaian. Cetak ulang ke PDF, lalu unggah.")
    return sorted(number for number in numbers if number[0] > 0)


def _look_into(found):
    """Refuse a dictionary, at any depth, that acts; what it refers to is looked at by its own number."""
    waiting = [found]
    while waiting:
        value = waiting.pop()
        if isinstance(value, DictionaryObject):
            for key, inner in dict.items(value):
                _refuse(key)
                if key in TELLING and isinstance(inner, NameObject):
                    _refuse(inner)
                waiting.append(inner)
        elif isinstance(value, ArrayObject):
            waiting.extend(list.__iter__(value))


def _refuse(name):
    if name in ACTS:
        raise ScanRefused(
            f"PDF ini memuat {ACTS[name]}, sehingga tidak dapat diterima. "
            "Cetak ulang ke PDF atau pindai dokumennya, lalu unggah."
        )


def _refuse_raw(content):
    found = RAW.search(content)
    if not found:
        # A name may hide its letters as #4A; only names that do are looked at again.
        spelled = b" ".join(_spelled(name) for name in NAME.findall(content))
        found = RAW.search(spelled)
    if found:
        _refuse(next(name for name in ACTS if found[0].startswith(name.encode())))


def _spelled(name):
    return ESCAPED.sub(lambda match: bytes([int(match[1], 16)]), name)


def _unpacked_size(stream, limit):
    """How large a stream is when unpacked; refused as soon as it is more than `limit`."""
    if _value(stream, "/Subtype") == "/Image":
        width, height = _value(stream, "/Width") or 0, _value(stream, "/Height") or 0
        if width < 0 or height < 0 or width * height > PIXELS_OF_A_PICTURE:
            raise ScanRefused("Gambar di dalam PDF ini terlalu besar. Pindai ulang pada 300 dpi, lalu unggah.")
    filters = _value(stream, "/Filter") or []
    filters = [filters] if isinstance(filters, NameObject) else [name.get_object() for name in filters]
    packers = [name for name in filters if name in ("/FlateDecode", "/Fl", "/LZWDecode", "/LZW", "/RunLengthDecode")]
    if len(packers) > 1 or len(filters) > 3:
        raise ScanRefused(BROKEN)
    if not filters or filters[0] not in ("/FlateDecode", "/Fl"):
        return 0
    return _inflated(bytes(stream._data), limit)


def _value(dictionary, key):
    """What stands under a key, wherever it is written; None without one."""
    return dictionary[key].get_object() if key in dictionary else None


def _inflated(packed, limit):
    size, machine = 0, zlib.decompressobj()
    while packed and not machine.eof:
        try:
            size += len(machine.decompress(packed, 1 << 20))
        except zlib.error:
            return size  # a broken stream shows nothing; that is no danger
        if size > limit:
            raise ScanRefused("Isi PDF ini menjadi terlalu besar saat dibuka. Pindai ulang pada 300 dpi, lalu unggah.")
        packed = machine.unconsumed_tail
    return size

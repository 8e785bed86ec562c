"""The zip inside an .xlsx, opened as if an enemy had packed it.

Everything is judged before anything is unpacked: what the bytes are, how large they claim to become, which parts
they carry. While a part is read, its size, the size of each XML token and the depth of its elements are bounded
again, because a claim is only a claim. No part is ever unpacked as a whole, so memory does not grow with the file.
"""

import io
import posixpath
import zipfile
import zlib
from contextlib import contextmanager, nullcontext
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote
from xml.parsers import expat

# 100,000 employees with all their histories take about 120 MB; nothing that people fill in by hand comes near.
MAX_FILE_BYTES = 256 * 1024 * 1024
# The same workbook unpacks to 1.2 GB of XML. Twice that is still read in about two minutes and never held.
MAX_UNPACKED_BYTES = 2560 * 1024 * 1024
# Real sheets shrink ten to thirty times; deflate itself can do a thousand, and only bombs come near.
MAX_RATIO = 100
# Below this size the ratio does not matter: a part that small harms nobody.
RATIO_FREE_BYTES = 10 * 1024 * 1024
# A workbook has some twenty parts; pictures and comments may add a few hundred.
MAX_ENTRIES = 1000
# The list of entries is read at once by zipfile, so it must be small: 1,000 entries take about 100 KB.
MAX_DIRECTORY_BYTES = 1024 * 1024
# The longest honest token is an attribute of a few kilobytes; expat keeps an unfinished one in memory.
MAX_TOKEN_BYTES = 1024 * 1024
# Elements of a workbook lie about ten deep; expat keeps every open one in memory.
MAX_DEPTH = 64
# Styles, the list of sheets and the links are read into memory; old, much copied workbooks reach 15 MB.
MAX_METADATA_BYTES = 32 * 1024 * 1024
CHUNK_BYTES = 64 * 1024

_OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_XML_SUFFIXES = (".xml", ".rels", ".vml")
_SAVE_AGAIN = "Buka di Excel, simpan sebagai Buku Kerja Excel (.xlsx), lalu unggah kembali."


class NotAWorkbook(Exception):
    """The file cannot be taken as a workbook; the message tells the person why, and what to do."""


class _BoundedFile:
    """A file that refuses to hand over more at once than a directory of entries may take."""

    def __init__(self, file):
        self._file = file

    def read(self, size=-1):
        if size > MAX_DIRECTORY_BYTES:
            raise NotAWorkbook("File ini memuat terlalu banyak bagian sehingga tidak dibuka.")
        return self._file.read(size)

    def __getattr__(self, name):
        return getattr(self._file, name)


class Package:
    """The parts of an accepted file, by lower-case name (their names are not case-sensitive)."""

    def __init__(self, archive):
        self._archive = archive
        self.bytes_read = 0
        self._entries = {_part_name(entry): entry for entry in archive.infolist() if not entry.is_dir()}

    def __contains__(self, name):
        return name.lower() in self._entries

    def __iter__(self):
        return iter(self._entries)

    def size(self, name):
        """What a part says that it holds, unpacked."""
        return self._entries[name.lower()].file_size

    def chunks(self, name):
        """The unpacked bytes of one part, piece by piece, never more than its entry declared."""
        entry = self._entries.get(name.lower())
        if entry is None:
            raise NotAWorkbook(f"File ini rusak: bagian {name} tidak ada. {_SAVE_AGAIN}")
        left = entry.file_size
        with _damage_told(), self._archive.open(entry) as part:
            while chunk := part.read(CHUNK_BYTES):
                left -= len(chunk)
                if left < 0:
                    raise NotAWorkbook("Isi file ini lebih besar daripada yang dinyatakannya sehingga tidak dibaca.")
                self.bytes_read += len(chunk)
                yield chunk

    def parse(self, name, *, start=None, end=None, text=None, small=True):
        """Run handlers over the XML of one part, which must be small where they keep what they see."""
        if small and name in self and self.size(name) > MAX_METADATA_BYTES:
            raise NotAWorkbook(f"Bagian {name} file ini terlalu besar sehingga tidak dibaca. {_SAVE_AGAIN}")
        for _ in self.parsing(name, lambda parser: _attach(parser, start, end, text)):
            pass

    def parsing(self, name, attach):
        """Feed one part to expat; yield the parser after each piece, so that a reader can hand on what it has."""
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = _refuse_doctype
        attach(parser)
        fed = 0
        try:
            for chunk in self.chunks(name):
                parser.Parse(chunk, False)
                fed += len(chunk)
                if fed - parser.CurrentByteIndex > MAX_TOKEN_BYTES:
                    raise NotAWorkbook(f"File ini memuat XML yang tidak wajar (bagian {name}) sehingga tidak dibaca.")
                yield parser
            parser.Parse(b"", True)
        except expat.ExpatError as error:
            raise NotAWorkbook(f"File ini rusak: isi bagian {name} tidak dapat dibaca. {_SAVE_AGAIN}") from error
        yield parser

    def relationships(self, source):
        """`{id: (type, target part)}` of one part ("" is the package itself)."""
        folder, base = posixpath.split(source)
        rels = posixpath.join(folder, "_rels", f"{base}.rels")
        found = {}

        def start(tag, attrs):
            if local(tag) == "Relationship":
                target = posixpath.normpath(posixpath.join("/", folder, unquote(attrs.get("Target", ""))))
                found[attrs.get("Id", "")] = (attrs.get("Type", "").rpartition("/")[2], target.lstrip("/"))

        if rels in self:
            self.parse(rels, start=start)
        return found


@contextmanager
def open_package(source):
    """The parts of a file (a path, or an open binary file), or `NotAWorkbook`."""
    with _opened(source) as file:
        size = file.seek(0, io.SEEK_END)
        _check_bytes(file, size)
        with _damage_told():
            archive = zipfile.ZipFile(_BoundedFile(file))
        with archive:
            _check_entries(archive, size)
            package = Package(archive)
            _check_parts(package)
            yield package


def local(tag):
    """A tag or attribute without its namespace prefix."""
    return tag.rpartition(":")[2]


def nesting_guard():
    """Two functions to call at each start and end of an element; too deep a nesting is refused."""
    depth = 0

    def enter():
        nonlocal depth
        depth += 1
        if depth > MAX_DEPTH:
            raise NotAWorkbook("File ini memuat XML yang bersarang terlalu dalam sehingga tidak dibaca.")

    def leave():
        nonlocal depth
        depth -= 1

    return enter, leave


def _attach(parser, start, end, text):
    enter, leave = nesting_guard()

    def on_start(tag, attrs):
        enter()
        if start:
            start(tag, attrs)

    def on_end(tag):
        leave()
        if end:
            end(tag)

    parser.StartElementHandler = on_start
    parser.EndElementHandler = on_end
    parser.CharacterDataHandler = text


def _refuse_doctype(*_):
    raise NotAWorkbook(f"File ini memuat definisi XML (DTD) yang tidak diizinkan. {_SAVE_AGAIN}")


@contextmanager
def _damage_told():
    try:
        yield
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, UnicodeError) as error:
        raise NotAWorkbook(f"File ini rusak atau terpotong. Unduh atau simpan ulang. {_SAVE_AGAIN}") from error


def _part_name(entry):
    return entry.filename.replace("\\", "/").lstrip("/").lower()


def _opened(source):
    if hasattr(source, "read"):
        return nullcontext(source)
    path = Path(source)
    if not path.is_file():
        raise NotAWorkbook(f"File {path.name} tidak ditemukan.")
    return path.open("rb")


def _check_bytes(file, size):
    """Judge a file by its content: the name it was given proves nothing."""
    if size == 0:
        raise NotAWorkbook("File ini kosong. Periksa file asalnya, lalu unggah kembali.")
    if size > MAX_FILE_BYTES:
        raise NotAWorkbook(
            f"File ini {size // 1024**2} MB, lebih besar dari batas {MAX_FILE_BYTES // 1024**2} MB. "
            "Bagi menjadi beberapa buku kerja."
        )
    file.seek(0)
    head = file.read(4096)
    if head.startswith(_OLE_MAGIC):
        _refuse_ole(head, file)
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return
    if head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        raise NotAWorkbook(f"File ini halaman web atau XML, bukan buku kerja Excel. {_SAVE_AGAIN}")
    if head.startswith(b"%PDF"):
        raise NotAWorkbook("File ini dokumen PDF, bukan buku kerja Excel (.xlsx).")
    if b"\x00" not in head:
        raise NotAWorkbook(f"File ini teks biasa (misalnya CSV), bukan buku kerja Excel. {_SAVE_AGAIN}")
    raise NotAWorkbook(f"File ini bukan buku kerja Excel (.xlsx). {_SAVE_AGAIN}")


def _refuse_ole(head, file):
    # Excel keeps an encrypted workbook in the old container, as a stream of this name.
    name, tail = "EncryptedPackage".encode("utf-16-le"), head
    while tail:
        if name in tail:
            raise NotAWorkbook("File ini dilindungi kata sandi. Simpan tanpa kata sandi, lalu unggah kembali.")
        chunk = file.read(1024 * 1024)
        tail = tail[-len(name) :] + chunk if chunk else b""
    raise NotAWorkbook(f"File ini berformat Excel lama (.xls). {_SAVE_AGAIN}")


def _check_entries(archive, file_size):
    """What the central directory says, before a byte is unpacked."""
    entries = archive.infolist()
    if len(entries) > MAX_ENTRIES:
        raise NotAWorkbook(f"File ini memuat {len(entries)} bagian, lebih dari batas {MAX_ENTRIES}.")
    names = [_part_name(entry) for entry in entries]
    if len(set(names)) < len(names):
        raise NotAWorkbook(f"File ini memuat bagian yang sama lebih dari sekali. {_SAVE_AGAIN}")
    if any(entry.flag_bits & 0x1 for entry in entries):
        raise NotAWorkbook("File ini dilindungi kata sandi. Simpan tanpa kata sandi, lalu unggah kembali.")
    if any(entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for entry in entries):
        raise NotAWorkbook(f"File ini dimampatkan dengan cara yang tidak dikenal Excel. {_SAVE_AGAIN}")
    in_file_order = sorted(entries, key=lambda entry: entry.header_offset)
    overlap = any(a.header_offset + a.compress_size > b.header_offset for a, b in pairwise(in_file_order))
    if overlap or sum(entry.compress_size for entry in entries) > file_size:
        raise NotAWorkbook(f"File ini rusak: bagian-bagiannya saling menimpa. {_SAVE_AGAIN}")
    unpacked = sum(entry.file_size for entry in entries)
    swollen = any(
        entry.file_size > RATIO_FREE_BYTES and entry.file_size > MAX_RATIO * entry.compress_size for entry in entries
    )
    if swollen or unpacked > MAX_UNPACKED_BYTES:
        raise NotAWorkbook("Isi file ini mengembang terlalu besar saat dibuka sehingga tidak dibaca.")


def _check_parts(package):
    """No macros, no links to other files, no XML that defines its own entities."""
    names = list(package)
    if "[content_types].xml" not in names or "_rels/.rels" not in names:
        raise NotAWorkbook(f"File ini arsip zip, bukan buku kerja Excel. {_SAVE_AGAIN}")
    for name in names:
        if name.endswith(_XML_SUFFIXES):
            _check_prolog(package, name)
    if any(posixpath.basename(name) == "vbaproject.bin" or "/macrosheets/" in name for name in names):
        _refuse_macros()
    if any("/externallinks/" in name or posixpath.basename(name) == "connections.xml" for name in names):
        _refuse_links()

    def check_link(tag, attrs):
        # A hyperlink in a cell (an e-mail address) is never followed, so it harms nobody.
        if attrs.get("TargetMode", "").lower() == "external" and not attrs.get("Type", "").endswith("/hyperlink"):
            _refuse_links()

    for name in names:
        if name.endswith(".rels"):
            package.parse(name, start=check_link)


def _check_prolog(package, name):
    """A DTD can stand only before the root element: read that far, in whatever encoding, and refuse one."""
    rooted = False

    def attach(parser):
        def start(*_):
            nonlocal rooted
            rooted = True

        parser.StartElementHandler = start

    for parser in package.parsing(name, attach):
        if rooted:
            return
        if parser.CurrentByteIndex > MAX_TOKEN_BYTES:
            raise NotAWorkbook(f"File ini memuat XML yang tidak wajar (bagian {name}) sehingga tidak dibaca.")


def check_content_type(content_type):
    """The declared type of the main part: a plain workbook, or the sentence that says what it is instead."""
    kind = content_type.lower()
    if "binary" in kind:
        raise NotAWorkbook(f"File ini berformat biner (.xlsb). {_SAVE_AGAIN}")
    if "macroenabled" in kind:
        _refuse_macros()
    if "spreadsheetml" not in kind or not kind.endswith(".main+xml"):
        raise NotAWorkbook(f"File ini bukan buku kerja Excel. {_SAVE_AGAIN}")


def _refuse_macros():
    raise NotAWorkbook(
        "File ini memuat makro. Simpan sebagai Buku Kerja Excel tanpa makro (.xlsx), lalu unggah kembali."
    )


def _refuse_links():
    raise NotAWorkbook(
        "File ini memuat tautan ke file atau sumber data lain. "
        "Putuskan tautannya (Data, Edit Tautan), lalu unggah kembali."
    )

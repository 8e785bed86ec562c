"""What a file is that is no scan, and what must not hide in one: archives, scripts, pages."""

import io
import re
import zipfile

from simpeg.scans.refusal import ScanRefused

# How a file begins -> what it is, and how it becomes a scan.
BEGINNINGS = [
    (rb"PK\x03\x04|PK\x05\x06", "dokumen Office atau arsip ZIP. Simpan atau cetak isinya sebagai PDF"),
    (rb"\xd0\xcf\x11\xe0", "dokumen Office lama. Simpan atau cetak isinya sebagai PDF"),
    (
        rb"....ftyp(heic|heix|heim|heis|mif1|msf1|hevc)",
        "foto HEIC. Simpan sebagai JPEG",
    ),
    (rb"....ftypavif", "gambar AVIF. Simpan sebagai JPEG"),
    (rb"....ftyp", "video. Kirim fotonya sebagai JPEG"),
    (rb"RIFF....WEBP", "gambar WebP. Simpan sebagai JPEG"),
    (rb"GIF8", "gambar GIF. Pindai ulang sebagai PDF atau JPEG"),
    (rb"BM", "gambar BMP. Simpan sebagai JPEG"),
    (rb"II\*\x00|MM\x00\*", "gambar TIFF. Simpan sebagai PDF atau JPEG"),
    (rb"\{\\rtf", "dokumen RTF. Simpan atau cetak isinya sebagai PDF"),
    (
        rb"(?i)[\s\xef\xbb\xbf]*(<\?xml[^>]*>\s*)?(<!--.*?-->\s*)?(<!doctype svg[^>]*>\s*)?<svg",
        "gambar SVG, yang dapat memuat program. Pindai sebagai PDF atau JPEG",
    ),
    (rb"(?i)[\s\xef\xbb\xbf]*(<!doctype html|<html|<\?xml|<head|<body|<script)", "halaman web. Cetak sebagai PDF"),
    (
        rb"MZ|\x7fELF|#!|(?i:@echo)|<\?php|\xca\xfe\xba\xbe",
        "program atau naskah program, bukan pindaian. Periksa file yang Anda pilih",
    ),
]
# In the whole of a picture, and in the words that travel beside it; a browser or server might one day run them.
PROGRAM = re.compile(rb"<\?php[\s]|<script[\s>/]", re.IGNORECASE)
PAGE = re.compile(
    rb"<\?php|<\?=|<%|<script|<html|<!doctype|<svg|<iframe|<body|<object|<embed|<img|javascript:", re.IGNORECASE
)


def unknown_kind(content):
    """The refusal of a file that is none of the three kinds, with what it seems to be."""
    head = content[:2000]
    for pattern, words in BEGINNINGS:
        if re.match(pattern, head, re.DOTALL):
            return ScanRefused(f"File ini ternyata {words}, lalu unggah lagi.")
    if b"%PDF-" in content[:100_000]:
        return ScanRefused(
            "Ada data lain di depan isi PDF ini, sehingga tidak dapat diterima. "
            "Cetak ulang ke PDF atau pindai lagi, lalu unggah."
        )
    return ScanRefused(
        "Isi file ini bukan PDF, JPEG, atau PNG, apa pun namanya. Pindai dokumennya sebagai PDF atau JPEG, lalu unggah."
    )


def refuse_hidden_files(content):
    """Refuse what is at the same time an archive, or carries a program that a server or browser would run."""
    if _is_archive(content):
        raise ScanRefused(
            "Di dalam file ini tersembunyi sebuah arsip ZIP. Pindai ulang dokumennya, lalu unggah hasil pindaian itu."
        )
    if PROGRAM.search(content):
        raise ScanRefused(
            "Di dalam file ini tersembunyi sebuah program. Pindai ulang dokumennya, lalu unggah hasil pindaian itu."
        )


def refuse_pages(words):
    """Refuse a picture whose comments or descriptions are a web page or a program."""
    if PAGE.search(words):
        raise ScanRefused(
            "Keterangan di dalam gambar ini memuat program atau halaman web. "
            "Foto atau pindai ulang dokumennya, lalu unggah."
        )


def _is_archive(content):
    """Whether an unpacker would find a directory of files in it, behind whatever else it is."""
    if b"PK\x05\x06" not in content[-(65_535 + 22) :]:
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(content)):
            return True
    except (zipfile.BadZipFile, ValueError, OverflowError, NotImplementedError):
        return False

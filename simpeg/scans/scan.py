"""The door for scans: what comes in is looked at by content, and leaves as a `Scan` that is safe to keep and show."""

import hashlib
import io
import warnings
from dataclasses import dataclass

from PIL import Image

from simpeg.scans import jpeg, pdf, png
from simpeg.scans.foreign import refuse_hidden_files, unknown_kind
from simpeg.scans.refusal import ScanRefused

__all__ = ["LARGEST", "Scan", "ScanRefused", "examine"]

LARGEST = 10 * 1024 * 1024
MOST_PIXELS = 60_000_000  # an A4 at 600 dpi has 35 million
PIXELS_DRAWN = 900_000_000  # over all scans of a progressive JPEG
PICTURES = {
    # How it begins -> (content type, name's ending, Pillow's name, who takes it apart).
    b"\xff\xd8\xff": ("image/jpeg", "jpg", "JPEG", jpeg.picture_only),
    png.SIGNATURE: ("image/png", "png", "PNG", png.picture_only),
}


@dataclass(frozen=True)
class Scan:
    """A sound scan: the bytes to keep, what they are, their SHA-256, and how many pages they show."""

    content: bytes
    media_type: str
    extension: str
    pages: int

    @property
    def size(self):
        return len(self.content)

    @property
    def digest(self):
        return hashlib.sha256(self.content).hexdigest()


def examine(upload):
    """The scan that this uploaded file is; raises ScanRefused with a sentence when it is not a sound one.

    Its name and the type that the browser states are not believed. Pictures leave without comments, place, camera and
    trailers, their image data untouched; a PDF stays as it is, since a signature may stand over it.
    """
    if not upload.size:
        raise ScanRefused("File ini kosong. Pilih file hasil pindaian, lalu unggah lagi.")
    if upload.size > LARGEST:
        raise ScanRefused(
            "File ini lebih besar dari 10 MB. Pindai ulang pada 200 dpi hitam-putih atau kecilkan fotonya, lalu unggah."
        )
    upload.seek(0)
    content = upload.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise ScanRefused("File ini lebih besar dari 10 MB. Kecilkan, lalu unggah lagi.")
    if content.startswith(b"%PDF-"):
        refuse_hidden_files(content)
        return Scan(content, "application/pdf", "pdf", pdf.examined(content))
    for beginning, kind in PICTURES.items():
        if content.startswith(beginning):
            return _picture(content, *kind)
    raise unknown_kind(content)


def _picture(content, media_type, extension, name, picture_only):
    content, (width, height, scans) = picture_only(content)
    if width * height > MOST_PIXELS or width * height * scans > PIXELS_DRAWN:
        raise ScanRefused(
            f"Gambar ini terlalu besar ({width} × {height} titik). Kecilkan atau pindai pada 300 dpi, lalu unggah."
        )
    refuse_hidden_files(content)
    _decode(content, name)
    return Scan(content, media_type, extension, 1)


def _decode(content, name):
    """Decode every line of what will be kept; a picture that cannot be shown is not taken."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of odd colour tables and the like; what matters raises
            with Image.open(io.BytesIO(content), formats=[name]) as picture:
                picture.load()
    except (
        OSError,
        ValueError,
        SyntaxError,
        EOFError,
        MemoryError,
        OverflowError,
        Image.DecompressionBombError,
    ) as error:
        raise ScanRefused("Gambar ini rusak atau terpotong. Foto atau pindai ulang dokumennya, lalu unggah.") from error

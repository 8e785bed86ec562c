"""JPEG, marker by marker: what is picture stays byte for byte, what is not is left out or refused."""

import re
import struct

from simpeg.scans.foreign import refuse_pages
from simpeg.scans.orientation import only_orientation, orientation_of
from simpeg.scans.refusal import ScanRefused

SOI, EOI, SOS, COMMENT = 0xD8, 0xD9, 0xDA, 0xFE
FRAMES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}  # SOF0 to SOF15, without DHT, JPG and DAC
TABLES = {0xC4, 0xCC, 0xDB, 0xDC, 0xDD}  # DHT, DAC, DQT, DNL, DRI
APPLICATIONS = range(0xE0, 0xF0)
# Of the application segments those that colours depend on: JFIF, ICC profile, Adobe's transform.
COLOUR = {0xE0: b"JFIF\0", 0xE2: b"ICC_PROFILE\0", 0xEE: b"Adobe"}
EXIF = b"Exif\0\0"
NEXT_MARKER = re.compile(rb"\xff+[^\x00\xff\xd0-\xd7]", re.DOTALL)
# Each scan of a progressive JPEG runs over the whole picture: thousands of them are a trap, a dozen is usual.
MOST_SCANS = 30
BROKEN = "Gambar JPEG ini rusak atau terpotong. Foto atau pindai ulang dokumennya, lalu unggah."


def picture_only(content):
    """The JPEG without comments, place, camera and trailers, and its (width, height, scans)."""
    kept, width, height, scans, orientation = [b"\xff\xd8"], 0, 0, 0, 1
    position = 2
    while True:
        marker, position = _marker(content, position)
        if marker == EOI:
            break
        if marker not in {*FRAMES, *TABLES, *APPLICATIONS, SOS, COMMENT}:
            raise ScanRefused(BROKEN)
        body, position = _segment(content, position)
        segment = b"\xff" + bytes([marker]) + struct.pack(">H", len(body) + 2) + body
        if marker in APPLICATIONS or marker == COMMENT:
            if marker in COLOUR and body.startswith(COLOUR[marker]):
                kept.append(segment)
                continue
            refuse_pages(body)
            if marker == 0xE1 and body.startswith(EXIF):
                orientation = orientation_of(body[len(EXIF) :])
            continue
        kept.append(segment)
        if marker in FRAMES:
            if width:
                raise ScanRefused(BROKEN)  # two frames in one picture
            height, width = _size(body)
        elif marker == SOS:
            scans += 1
            end = NEXT_MARKER.search(content, position)
            if not end or scans > MOST_SCANS:
                raise ScanRefused(BROKEN)
            kept.append(content[position : end.start()])
            position = end.start()
    if not (width and height and scans):
        raise ScanRefused(BROKEN)
    _refuse_unknown_trailer(content[position:])
    if orientation != 1:
        exif = EXIF + only_orientation(orientation)
        kept.insert(1, b"\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif)
    kept.append(b"\xff\xd9")
    return b"".join(kept), (width, height, scans)


def _marker(content, position):
    """The marker at `position`, before which fill bytes may stand, and where its segment begins."""
    if content[position : position + 1] != b"\xff":
        raise ScanRefused(BROKEN)
    while content[position : position + 1] == b"\xff":
        position += 1
    if position >= len(content):
        raise ScanRefused(BROKEN)
    return content[position], position + 1


def _segment(content, position):
    try:
        (length,) = struct.unpack_from(">H", content, position)
    except struct.error:
        raise ScanRefused(BROKEN) from None
    if length < 2 or position + length > len(content):
        raise ScanRefused(BROKEN)
    return content[position + 2 : position + length], position + length


def _size(body):
    if len(body) < 5:
        raise ScanRefused(BROKEN)
    return struct.unpack_from(">HH", body, 1)


def _refuse_unknown_trailer(trailer):
    """Phones add second pictures (MPO, HDR), videos (motion photo) and Samsung's SEF: left out. Others are refused."""
    known = (
        not trailer.strip(b"\0\r\n\t \xff")
        or trailer.startswith(b"\xff\xd8\xff")
        or trailer[4:8] == b"ftyp"
        or trailer.endswith(b"SEFT")
    )
    if not known:
        raise ScanRefused(
            "Ada data lain yang ditempelkan di belakang gambar ini, sehingga tidak dapat diterima. "
            "Foto atau pindai ulang dokumennya, lalu unggah."
        )

"""PNG, chunk by chunk: what is picture stays byte for byte, what is not is left out or refused."""

import struct
import zlib

from simpeg.scans.foreign import refuse_pages
from simpeg.scans.orientation import only_orientation, orientation_of
from simpeg.scans.refusal import ScanRefused

SIGNATURE = b"\x89PNG\r\n\x1a\n"
CRITICAL = {b"IHDR", b"PLTE", b"IDAT", b"IEND"}
COLOUR = {b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT", b"pHYs", b"bKGD"}
END = b"\x00\x00\x00\x00IEND\xaeB`\x82"
MOST_CHUNKS = 100_000
BROKEN = "Gambar PNG ini rusak atau terpotong. Foto atau pindai ulang dokumennya, lalu unggah."


def picture_only(content):
    """The PNG without texts, times and places, and its (width, height, 1)."""
    kept, size, orientation, position = [SIGNATURE], None, 1, len(SIGNATURE)
    for _ in range(MOST_CHUNKS):
        name, body, chunk, position = _chunk(content, position)
        if (size is None) != (name == b"IHDR"):
            raise ScanRefused(BROKEN)  # the header comes first, and once
        if name == b"IHDR":
            if len(body) != 13:
                raise ScanRefused(BROKEN)
            size = struct.unpack_from(">II", body)
        if name in CRITICAL or name in COLOUR:
            kept.append(chunk)
        elif not name[0] & 0x20:
            raise ScanRefused(BROKEN)  # a critical chunk that PNG does not know
        else:
            refuse_pages(body)
            if name == b"eXIf":
                orientation = orientation_of(body)
        if name == b"IEND":
            break
    else:
        raise ScanRefused(BROKEN)
    _refuse_unknown_trailer(content[position:])
    if orientation != 1:
        kept.insert(2, _packed(b"eXIf", only_orientation(orientation)))
    return b"".join(kept), (*size, 1)


def _chunk(content, position):
    head = content[position : position + 8]
    if len(head) < 8:
        raise ScanRefused(BROKEN)
    length, name = struct.unpack(">I4s", head)
    end = position + 12 + length
    chunk = content[position:end]
    if end > len(content) or not name.isalpha() or zlib.crc32(chunk[4:-4]) != int.from_bytes(chunk[-4:], "big"):
        raise ScanRefused(BROKEN)
    return name, chunk[8:-4], chunk, end


def _packed(name, body):
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def _refuse_unknown_trailer(trailer):
    """Padding, Samsung's SEF, and the rest of a larger picture that a phone's editor cut: left out. Others are not."""
    if trailer.strip(b"\0\r\n\t ") and not trailer.endswith((b"SEFT", END)):
        raise ScanRefused(
            "Ada data lain yang ditempelkan di belakang gambar ini, sehingga tidak dapat diterima. "
            "Foto atau pindai ulang dokumennya, lalu unggah."
        )

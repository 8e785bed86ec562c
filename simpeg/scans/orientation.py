"""Which side of a photo is up: the one thing of its metadata that is kept."""

import struct

ORIENTATION = 0x0112
SHORT = 3


def orientation_of(tiff):
    """The orientation (1 to 8) that a block of Exif states; 1 where it states none that can be read."""
    try:
        order = {b"II*\0": "<", b"MM\0*": ">"}[tiff[:4]]
        (start,) = struct.unpack_from(f"{order}I", tiff, 4)
        (entries,) = struct.unpack_from(f"{order}H", tiff, start)
        for number in range(min(entries, 200)):
            tag, kind, _, value = struct.unpack_from(f"{order}HHIH", tiff, start + 2 + 12 * number)
            if tag == ORIENTATION and kind == SHORT:
                return value if 1 <= value <= 8 else 1
    except (KeyError, struct.error):
        pass
    return 1


def only_orientation(orientation):
    """A block of Exif that states this and nothing else: no place, no camera, no time."""
    entry = struct.pack("<HHIHH", ORIENTATION, SHORT, 1, orientation, 0)
    return b"II*\0" + struct.pack("<IH", 8, 1) + entry + struct.pack("<I", 0)

"""What a docx can hold and the PDF would not show: said to whoever uploads it, never silently lost."""

import io
import re
import warnings
import zipfile

from lxml import etree
from PIL import Image

from simpeg.letters.refusal import TemplateRefused
from simpeg.letters.runs import MC, WP, A, place_of
from simpeg.letters.styles import W

PARTS = re.compile(r"word/(?:document|header[0-9]*|footer[0-9]*)\.xml")
MOST_PIXELS = 20_000_000
HARMLESS_FIELDS = {"HYPERLINK", ""}
# (path of the element, what it is called).
NOT_SHOWN = [
    (f"{W}txbxContent", "kotak teks"),
    ("{http://schemas.openxmlformats.org/officeDocument/2006/math}oMath", "persamaan"),
    ("{http://schemas.openxmlformats.org/drawingml/2006/chart}chart", "grafik"),
    ("{http://schemas.openxmlformats.org/drawingml/2006/diagram}relIds", "SmartArt"),
    (f"{W}object", "objek tertanam"),
    (f"{W}footnoteReference", "catatan kaki"),
    (f"{W}endnoteReference", "catatan akhir"),
    (f"{W}sym", "simbol dari huruf khusus"),
]
SHAPES = [
    "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}wsp",
    "{urn:schemas-microsoft-com:vml}shape",
    "{urn:schemas-microsoft-com:vml}rect",
    "{urn:schemas-microsoft-com:vml}line",
]
WRAPPED = ("wrapSquare", "wrapTight", "wrapThrough")
PARSER = etree.XMLParser(resolve_entities=False, no_network=True)


def what_is_lost(content):
    """Sentences about what the PDF will not show; empty for a template that it shows whole.

    Raises TemplateRefused for what must not stand in a letter at all: unsettled changes, fields that fetch.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        roots = [etree.fromstring(archive.read(n), PARSER) for n in archive.namelist() if PARTS.fullmatch(n)]
        pictures = [archive.read(name) for name in archive.namelist() if name.lower().startswith("word/media/")]
    for root in roots:
        _refuse_changes(root)
        _refuse_fields(root)
    found = [words for tag, words in NOT_SHOWN if any(next(root.iter(tag), None) is not None for root in roots)]
    if any(_has_shape(root) for root in roots):
        found.append("bentuk atau garis gambar")
    lost = [f"PDF tidak menampilkan {words}; ganti dengan teks, tabel, atau garis tepi alinea." for words in found]
    if not all([_is_shown(picture) for picture in pictures]):
        lost.append("PDF hanya menampilkan gambar PNG dan JPEG; ganti gambar lain, misalnya EMF atau WMF.")
    if any(_has_columns(root) for root in roots):
        lost.append("PDF menampilkan kolom koran sebagai satu kolom; pakai tabel tanpa garis.")
    if any(next(root.iter(*(f"{WP}{name}" for name in WRAPPED)), None) is not None for root in roots):
        lost.append("PDF tidak melipat teks di sekeliling gambar mengambang; pakai tabel atau gambar di dalam baris.")
    return lost


def _is_shown(picture):
    """Whether the PDF shows this picture; one that would not fit into memory is refused."""
    if not picture.startswith((b"\x89PNG", b"\xff\xd8\xff")):
        return False
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(picture), formats=["PNG", "JPEG"]) as opened:
                if opened.width * opened.height > MOST_PIXELS:
                    raise TemplateRefused("Gambar di dalam templat ini terlalu besar. Kecilkan, lalu unggah lagi.")
                opened.load()
    except (OSError, ValueError, SyntaxError, EOFError, Image.DecompressionBombError) as error:
        raise TemplateRefused("Gambar di dalam templat ini rusak. Ganti gambarnya, lalu unggah lagi.") from error
    return True


def _refuse_changes(root):
    if next(root.iter(f"{W}ins", f"{W}del", f"{W}moveFrom", f"{W}moveTo"), None) is not None:
        raise TemplateRefused(
            "Templat ini masih memuat perubahan yang dilacak. Terima atau tolak semua perubahan di Word (tab Tinjau), "
            "lalu unggah lagi."
        )


def _refuse_fields(root):
    """Page numbers are fields; all others would ask the reader's Word to fetch or to work."""
    words = [field.get(f"{W}instr", "") for field in root.iter(f"{W}fldSimple")]
    for paragraph in root.iter(f"{W}p"):
        told = ""
        for part in paragraph.iter(f"{W}fldChar", f"{W}instrText"):
            if part.tag == f"{W}instrText":
                told += part.text or ""
            elif told:
                words.append(told)
                told = ""
        words.append(told)
    for each in words:
        name = (each.split() or [""])[0].upper()
        if name not in HARMLESS_FIELDS and not place_of(each):
            raise TemplateRefused(
                f"Templat ini memuat kolom otomatis Word “{name[:30]}”. Yang dapat dipakai hanya nomor halaman (PAGE, "
                "NUMPAGES); ganti yang lain dengan teks atau {{ isian }}."
            )


def _has_shape(root):
    """A drawn shape that is no picture; the spare copies that Word keeps for old readers do not count."""
    for shape in root.iter(*SHAPES):
        spare = any(above.tag == f"{MC}Fallback" for above in shape.iterancestors())
        if not spare and next(shape.iter(f"{A}blip"), None) is None:
            return True
    return False


def _has_columns(root):
    return any((columns.get(f"{W}num") or "1") != "1" for columns in root.iter(f"{W}cols"))

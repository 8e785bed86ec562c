"""The pages of a PDF as pictures. Done in a worker with a time limit: drawing is where a hostile PDF would bite."""

import io

import pypdfium2 as pdfium

from simpeg.scans.refusal import ScanRefused

MOST_PAGES = 10  # a decree has one to three; the rest is read in the PDF itself
WIDTH, HEIGHT = 1240, 2400  # of a picture at most: an A4 at 150 dpi is 1240 wide
QUALITY = 80


def draw(content):
    """The first pages as JPEG, in order; raises ScanRefused for a PDF that cannot be drawn."""
    try:
        book = pdfium.PdfDocument(content)
    except pdfium.PdfiumError as error:
        raise ScanRefused("Halaman PDF ini tidak dapat ditampilkan.") from error
    try:
        return [_drawn(book, number) for number in range(min(len(book), MOST_PAGES))]
    except pdfium.PdfiumError as error:
        raise ScanRefused("Halaman PDF ini tidak dapat ditampilkan.") from error
    finally:
        book.close()


def draw_page(content, number):
    """One page (the first is 1) as JPEG; for PDFs of our own making, which need no worker around them."""
    book = pdfium.PdfDocument(content)
    try:
        return _drawn(book, number - 1)
    finally:
        book.close()


def _drawn(book, number):
    page = book[number]
    try:
        width, height = page.get_size()
        scale = min(WIDTH / max(width, 1), HEIGHT / max(height, 1))
        bitmap = page.render(scale=scale, may_draw_forms=False)
        handle = io.BytesIO()
        bitmap.to_pil().convert("RGB").save(handle, "JPEG", quality=QUALITY, optimize=True)
        bitmap.close()
        return handle.getvalue()
    finally:
        page.close()

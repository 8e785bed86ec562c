"""A document is set as it stands: read back from the PDF, by text and by place."""

import io

import pypdfium2 as pdfium
import pytest
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK, WD_TAB_ALIGNMENT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Cm, Pt
from PIL import Image

from simpeg.letters.tests.documents import make_docx, text_of
from simpeg.letters.typeset import pictures, typeset

MARKUP = '#panic("x") $a_1$ *tebal* _miring_ `kode` @acuan <label> \\ // /* [x] = Judul\n- butir #include "/etc/passwd"'


def field(words):
    run = '<w:r {}><w:fldChar w:fldCharType="{}"/></w:r>'
    return [
        parse_xml(run.format(nsdecls("w"), "begin")),
        parse_xml(f"<w:r {nsdecls('w')}><w:instrText> {words} </w:instrText></w:r>"),
        parse_xml(run.format(nsdecls("w"), "separate")),
        parse_xml(f"<w:r {nsdecls('w')}><w:t>99</w:t></w:r>"),
        parse_xml(run.format(nsdecls("w"), "end")),
    ]


def find(pdf, words, page=0):
    """(left, top) of some words, in points from the left and the top of the page."""
    book = pdfium.PdfDocument(pdf)
    sheet = book[page]
    text = sheet.get_textpage()
    searcher = text.search(words, match_case=True)
    index, count = searcher.get_next()
    left, _, _, top = text.get_charbox(index)
    right = text.get_charbox(index + count - 1)[2]
    high = sheet.get_height()
    for each in (searcher, text, sheet, book):
        each.close()
    return left, high - top, right


def test_text_is_text_and_no_program():
    (page,) = text_of(typeset(make_docx(MARKUP)))

    assert page.replace("\n", " ").strip() == MARKUP.replace("\n", " ")


def test_letters_of_the_world_come_through():
    words = "Andi Maʼruf “kutip” – é ñ ₱ Rp2.873.500,00"

    assert words in text_of(typeset(make_docx(words)))[0]


def test_page_size_and_margins_are_those_of_the_document():
    def build(document):
        section = document.sections[0]
        section.page_width, section.page_height = Cm(21.59), Cm(33.02)
        section.left_margin, section.top_margin = Cm(4), Cm(5)

    pdf = typeset(make_docx("Awal", build=build))

    width, height = pdfium.PdfDocument(pdf)[0].get_size()
    left, top, _ = find(pdf, "Awal")
    assert (round(width), round(height)) == (612, 936)
    assert left == pytest.approx(113.4, abs=1.5)
    assert top == pytest.approx(141.7, abs=6)


def test_a_header_taller_than_its_margin_pushes_the_text_down():
    def build(document):
        for number in range(9):
            document.sections[0].header.add_paragraph(f"Baris kop {number}")

    pdf = typeset(make_docx("Isi surat", build=build))

    assert find(pdf, "Isi surat")[1] > find(pdf, "Baris kop 8")[1] + 10


def test_the_first_page_has_a_header_of_its_own():
    def build(document):
        section = document.sections[0]
        section.different_first_page_header_footer = True
        section.first_page_header.paragraphs[0].text = "KOP SURAT"
        section.header.paragraphs[0].text = "Halaman lanjutan"
        for number in range(80):
            document.add_paragraph(f"Alinea {number}")

    first, second, *_ = text_of(typeset(make_docx(build=build)))

    assert ("KOP SURAT" in first, "Halaman lanjutan" in first) == (True, False)
    assert ("KOP SURAT" in second, "Halaman lanjutan" in second) == (False, True)


def test_pages_are_numbered_anew():
    def build(document):
        footer = document.sections[0].footer.paragraphs[0]
        footer.add_run("Halaman ")
        for part in field("PAGE"):
            footer._p.append(part)
        footer.add_run(" dari ")
        for part in field("NUMPAGES"):
            footer._p.append(part)
        document.add_paragraph("Satu").add_run().add_break(WD_BREAK.PAGE)
        document.add_paragraph("Dua")

    first, second = text_of(typeset(make_docx(build=build)))

    assert "Halaman 1 dari 2" in first
    assert "Halaman 2 dari 2" in second
    assert "99" not in first


def test_sections_may_lie_across():
    def build(document):
        section = document.add_section(WD_SECTION.NEW_PAGE)
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = section.page_height, section.page_width
        document.add_paragraph("Lampiran")

    book = pdfium.PdfDocument(typeset(make_docx("Surat", build=build)))

    assert [page.get_width() > page.get_height() for page in book] == [False, True]


def test_tabs_bring_text_to_their_stops():
    def build(document):
        for words in ("Nomor\t:\t800/1/BKPSDM", "Lampiran\t:\tSatu berkas"):
            paragraph = document.add_paragraph(words)
            paragraph.paragraph_format.tab_stops.add_tab_stop(Cm(2.5))
            paragraph.paragraph_format.tab_stops.add_tab_stop(Cm(3))
        right = document.add_paragraph("Kiri\tKanan")
        right.paragraph_format.tab_stops.add_tab_stop(Cm(15), WD_TAB_ALIGNMENT.RIGHT)

    pdf = typeset(make_docx(build=build))

    start = find(pdf, "Nomor")[0]
    assert find(pdf, "800/1")[0] - start == pytest.approx(85, abs=2)
    assert find(pdf, "Satu berkas")[0] - start == pytest.approx(85, abs=2)
    assert find(pdf, "Kanan")[2] - start == pytest.approx(425, abs=2)


def test_paragraphs_stand_left_right_and_in_the_middle():
    def build(document):
        for side in (WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT):
            document.add_paragraph(f"Sisi {side.name}").alignment = side
        indented = document.add_paragraph("Menjorok")
        indented.paragraph_format.left_indent = Cm(2)

    pdf = typeset(make_docx(build=build))

    left, middle, right = (find(pdf, f"Sisi {name}")[0] for name in ("LEFT", "CENTER", "RIGHT"))
    assert left < middle < right
    assert find(pdf, "Menjorok")[0] - left == pytest.approx(56.7, abs=2)


def test_lists_bear_their_marks():
    def build(document):
        for style, words in (("List Number", "satu"), ("List Number", "dua"), ("List Bullet", "titik")):
            document.add_paragraph(words, style=style)

    (page,) = text_of(typeset(make_docx(build=build)))

    assert page.split() == ["1.", "satu", "2.", "dua", "•", "titik"]


def test_a_long_table_repeats_its_head():
    def build(document):
        table = document.add_table(90, 2)
        table.style = "Table Grid"
        for number, row in enumerate(table.rows):
            row.cells[0].text, row.cells[1].text = (f"{number}", "x") if number else ("Nomor", "Nama")
        properties = table.rows[0]._tr.get_or_add_trPr()
        properties.append(parse_xml(f"<w:tblHeader {nsdecls('w')}/>"))

    pages = text_of(typeset(make_docx(build=build)))

    assert len(pages) > 1
    assert all(page.startswith("Nomor") for page in pages)


def test_cells_that_are_joined_are_one():
    def build(document):
        table = document.add_table(3, 3)
        table.cell(0, 0).merge(table.cell(0, 2)).text = "Lebar"
        table.cell(1, 0).merge(table.cell(2, 0)).text = "Tinggi"
        table.cell(1, 1).text, table.cell(2, 2).text = "b", "Akhir"

    pdf = typeset(make_docx(build=build))

    assert text_of(pdf)[0].split() == ["Lebar", "Tinggi", "b", "Akhir"]
    assert find(pdf, "Akhir")[0] > find(pdf, "b")[0]


def test_pictures_are_shown_at_their_size():
    handle = io.BytesIO()
    Image.new("RGB", (40, 60), "red").save(handle, "PNG")

    def build(document):
        handle.seek(0)
        document.sections[0].header.paragraphs[0].add_run().add_picture(handle, width=Pt(72))

    (page,) = pictures(make_docx("Isi", build=build), points=72)

    shown = Image.open(io.BytesIO(page)).convert("RGB")
    red = [x for x in range(shown.width) if shown.getpixel((x, 80)) == (255, 0, 0)]
    assert len(red) == pytest.approx(72, abs=2)


def test_the_same_document_gives_the_same_pdf():
    content = make_docx("Isi")

    assert typeset(content) == typeset(content)


def test_an_empty_document_is_one_empty_page():
    assert text_of(typeset(make_docx())) == [""]

"""Builds the Word documents of the templates that come with SIMPEG: plain sheets that any word processor edits."""

import io
import zipfile

from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt

F4 = (21.5, 33.0)  # centimetres: the folio of Indonesian offices
SIDES = {"left": WD_ALIGN_PARAGRAPH.LEFT, "center": WD_ALIGN_PARAGRAPH.CENTER, "right": WD_ALIGN_PARAGRAPH.RIGHT,
         "justify": WD_ALIGN_PARAGRAPH.JUSTIFY}  # fmt: skip
LINE = f"""<w:pBdr {nsdecls("w")}>
    <w:bottom w:val="thinThickSmallGap" w:sz="18" w:space="3" w:color="auto"/></w:pBdr>"""
FLUSH = f"""<w:tblCellMar {nsdecls("w")}>
    <w:left w:w="0" w:type="dxa"/><w:right w:w="60" w:type="dxa"/></w:tblCellMar>"""
MADE = (2026, 1, 1, 0, 0, 0)


class Draft:
    """A sheet that grows from the top; `to` names where a paragraph goes (a cell, a header), else the body."""

    def __init__(self, *, size=11, across=False):
        self.document = Document()
        section = self.document.sections[0]
        width, height = F4[::-1] if across else F4
        section.page_width, section.page_height = Cm(width), Cm(height)
        section.left_margin, section.right_margin = Cm(2.5 if not across else 2), Cm(2)
        section.top_margin = section.bottom_margin = Cm(1.8)
        section.header_distance = section.footer_distance = Cm(1.2)
        self.width = width - (4.5 if not across else 4)
        style = self.document.styles["Normal"]
        style.font.name, style.font.size = "Arial", Pt(size)
        style.element.rPr.rFonts.set(qn("w:eastAsia"), "Arial")
        style.paragraph_format.space_after = Pt(0)

    def text(self, words="", *, to=None, side="left", bold=False, under=False, size=None, before=0, after=0, left=0,
             first=0, together=False, lines=1.0):  # fmt: skip
        """A paragraph; its indents in centimetres, its spaces in points."""
        paragraph = (to or self.document).add_paragraph()
        shape = paragraph.paragraph_format
        shape.alignment = SIDES[side]
        shape.space_before, shape.space_after = Pt(before), Pt(after)
        shape.left_indent, shape.first_line_indent = Cm(left), Cm(first)
        shape.keep_with_next, shape.line_spacing = together or None, lines
        run = paragraph.add_run(words)
        run.bold, run.underline = bold or None, under or None
        if size:
            run.font.size = Pt(size)
        return paragraph

    def letterhead(self):
        """The kop on the first page: who writes, where he is, and the line under it."""
        section = self.document.sections[0]
        section.different_first_page_header_footer = True
        head = section.first_page_header
        first = head.paragraphs[0]
        first.alignment = SIDES["center"]
        run = first.add_run("{{ kop_pemerintah|upper }}")
        run.font.size = Pt(13)
        self.text("{{ kop_instansi|upper }}", to=head, side="center", bold=True, size=12.5)
        self.text("{{ kop_alamat }}", to=head, side="center", size=9.5, before=2)
        last = self.text("{{ kop_kontak }}", to=head, side="center", size=9.5, after=8)
        last._p.get_or_add_pPr().append(parse_xml(LINE))

    def table(self, widths, *, borders=False, size=None):
        """An empty table of these columns (centimetres)."""
        table = self.document.add_table(0, len(widths))
        table.autofit = False
        table.alignment = WD_TABLE_ALIGNMENT.LEFT
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Cm(width)
        if borders:
            table.style = "Table Grid"
        else:  # the text begins at the margin
            table._tbl.tblPr.append(parse_xml(FLUSH))
        table.widths, table.size = widths, size
        return table

    def row(self, table, *cells, head=False, sides=(), whole=True):
        """A row of these texts; a head stands again on every page."""
        row = table.add_row()
        for number, (cell, words, width) in enumerate(zip(row.cells, cells, table.widths, strict=True)):
            cell.width = Cm(width)
            paragraph = cell.paragraphs[0]
            paragraph.alignment = SIDES[sides[number]] if sides else None
            paragraph.paragraph_format.line_spacing = 1.0
            run = paragraph.add_run(words)
            run.bold = head or None
            if table.size:
                run.font.size = Pt(table.size)
        properties = row._tr.get_or_add_trPr()
        if whole:
            properties.append(parse_xml(f"<w:cantSplit {nsdecls('w')}/>"))
        if head:
            properties.append(parse_xml(f"<w:tblHeader {nsdecls('w')}/>"))
        return row

    def opening(self, left, right, *, split=9.0, stop=2.1):
        """Beside each other: `Nomor : …` on the left, to whom it goes on the right."""
        table = self.table([split, self.width - split])
        cells = self.row(table, "", "").cells
        for cell, lines in zip(cells, (left, right), strict=True):
            for number, line in enumerate(lines):
                paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
                paragraph.add_run(line)
                shape = paragraph.paragraph_format
                shape.line_spacing = 1.0
                if "\t" in line:
                    shape.left_indent, shape.first_line_indent = Cm(stop + 0.4), Cm(-stop - 0.4)
                    shape.tab_stops.add_tab_stop(Cm(stop))
                    shape.right_indent = Cm(0.5)  # a long line does not touch what stands beside it

    def marker(self, table, words):
        """A row that only says where rows begin to be repeated, or end: `{%tr for … %}`."""
        self.row(table, words, *[""] * (len(table.widths) - 1))

    def facts(self, rows, *, left=0.8, label=5.2):
        """`1. Nama : …` line by line, as a table without borders; `11.` fits into one line of every word processor."""
        table = self.table([left, label, 0.4, self.width - left - label - 0.4])
        for number, name, words in rows:
            self.row(table, number, name, ":" if name else "", words)
        return table

    def signature(self, *, left=8.7):
        """The block under which somebody signs, on the right half of the sheet, never torn apart."""
        self.text("{% if ttd_atas_nama %}{{ ttd_atas_nama }}{% endif %}", left=left, before=14, together=True)
        self.text("{{ ttd_jabatan }},", left=left, after=44, together=True)
        self.text("{{ ttd_nama }}", left=left, bold=True, under=True, together=True)
        self.text("{{ ttd_pangkat }}", left=left, together=True)
        self.text("NIP {{ ttd_nip }}", left=left)

    def copies(self):
        """Tembusan, where there are any."""
        self.text("{%p if tembusan %}")
        self.text("Tembusan:", size=9.5, before=12, together=True)
        self.text("{%p for pihak in tembusan %}")
        line = self.text("", left=0.6, first=-0.6)
        line.add_run("{{ loop.index }}.\t{{ pihak }}{% if loop.last %}.{% else %};{% endif %}").font.size = Pt(9.5)
        self.text("{%p endfor %}")
        self.text("{%p endif %}")

    def content(self):
        """The document's bytes; the same sheet gives the same bytes, on every machine and every day."""
        handle, even = io.BytesIO(), io.BytesIO()
        self.document.core_properties.author = "SIMPEG"
        self.document.save(handle)
        with zipfile.ZipFile(handle) as old, zipfile.ZipFile(even, "w", zipfile.ZIP_DEFLATED) as new:
            for name in old.namelist():
                new.writestr(zipfile.ZipInfo(name, MADE), old.read(name), zipfile.ZIP_DEFLATED)
        return even.getvalue()

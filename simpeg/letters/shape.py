"""A docx as plain data: pages, headers and footers, paragraphs and tables, with every look resolved.

What `letter.typ` sets is this and nothing else: text is data all the way, and never a word of a program.
"""

import hashlib
import io
from functools import lru_cache

from docx import Document
from docx.oxml import parse_xml

from simpeg.letters.numbering import Numbering
from simpeg.letters.paragraphs import Paragraphs
from simpeg.letters.runs import R, Runs
from simpeg.letters.styles import Styles, W, is_on, twips, value_of
from simpeg.letters.tables import Tables

PICTURES = {b"\x89PNG": "png", b"\xff\xd8\xff": "jpg"}
THROUGH = {f"{W}sdt", f"{W}sdtContent", f"{W}customXml", f"{W}ins"}
DEEPEST = 6  # tables within tables


def shape_of(content):
    """(sections, {picture's name: bytes}) of a docx."""
    reader = _Reader(Document(io.BytesIO(content)))
    return reader.sections(), reader.found_pictures


class _Reader:
    def __init__(self, document):
        self.part = document.part
        self.body = document.element.body
        self.styles = _styles(self._related("/styles"))
        numbering = self._related("/numbering")
        self.numbering = Numbering(None if numbering is None else parse_xml(numbering))
        self.found_pictures = {}

    def sections(self):
        """Each with its page and its blocks; one that goes on on the same page is part of the one before."""
        sections, blocks = [], []
        for element, properties in self._parts_of_body():
            if element is not None:
                blocks += self.blocks_of(element, self.part)
            if properties is not None:
                same = value_of(properties, "type") == "continuous" and sections
                if same:
                    sections[-1]["blocks"] += blocks
                else:
                    sections.append({"page": self._page(properties, sections), "blocks": blocks})
                blocks = []
        if blocks or not sections:
            sections.append({"page": self._page(None, sections), "blocks": blocks})
        return sections

    def blocks_of(self, element, part, depth=0):
        """The block that an element is, or the blocks that it wraps."""
        paragraphs = Paragraphs(self.styles, self.numbering, Runs(self.styles, self._pictures(part)))
        if element.tag == f"{W}p":
            return [paragraphs.read(element)]
        if element.tag == f"{W}tbl":
            inner = (lambda cell: self._content(cell, part, depth + 1)) if depth < DEEPEST else (lambda cell: [])
            return [Tables(self.styles, inner).read(element)]
        if element.tag in THROUGH:
            return self._content(element, part, depth)
        return []

    def _content(self, parent, part, depth=0):
        blocks = [block for child in parent for block in self.blocks_of(child, part, depth)]
        _close_up(blocks)
        return blocks

    def _parts_of_body(self):
        for child in self.body:
            if child.tag == f"{W}sectPr":
                yield None, child
            else:
                yield child, child.find(f"{W}pPr/{W}sectPr")

    def _page(self, properties, before):
        """Size, margins, header and footer; a section without a header has the one of the section before."""
        size, margins = (properties.find(f"{W}{n}") if properties is not None else None for n in ("pgSz", "pgMar"))
        measure = {name: twips(margins.get(f"{W}{name}"), 72.0) if margins is not None else 72.0
                   for name in ("top", "bottom", "left", "right")}  # fmt: skip
        page = {
            "w": max(144.0, twips(size.get(f"{W}w"), 595.3)) if size is not None else 595.3,
            "h": max(144.0, twips(size.get(f"{W}h"), 841.9)) if size is not None else 841.9,
            **{name: max(0.0, abs(value)) for name, value in measure.items()},
            "header_at": twips(margins.get(f"{W}header"), 36.0) if margins is not None else 36.0,
            "footer_at": twips(margins.get(f"{W}footer"), 36.0) if margins is not None else 36.0,
        }
        last = before[-1]["page"] if before else {}
        other_first = properties is not None and is_on(properties.find(f"{W}titlePg"))
        for kind in ("header", "footer"):
            page[kind] = self._margin_blocks(properties, kind, "default")
            if page[kind] is None:
                page[kind] = last.get(kind, [])
            page[f"first_{kind}"] = (self._margin_blocks(properties, kind, "first") or []) if other_first else None
        start = value_of(properties, "pgNumType", "start") if properties is not None else None
        if start and start.isascii() and start.isdigit():
            page["number_from"] = min(int(start), 9999)
        return page

    def _margin_blocks(self, properties, kind, which):
        references = properties.iterfind(f"{W}{kind}Reference") if properties is not None else ()
        for reference in references:
            if reference.get(f"{W}type", "default") == which:
                part = self.part.rels[reference.get(f"{R}id")].target_part
                return self._content(parse_xml(part.blob), part)
        return None

    def _pictures(self, part):
        """The name of the picture behind a relation; None for one of another kind than typst and browsers know."""

        def name_of(relation_id):
            relation = part.rels.get(relation_id)
            if relation is None or relation.is_external:
                return None
            blob = relation.target_part.blob
            ending = next((e for beginning, e in PICTURES.items() if blob.startswith(beginning)), None)
            if ending is None:
                return None
            name = f"{hashlib.sha256(blob).hexdigest()}.{ending}"
            self.found_pictures[name] = blob
            return name

        return name_of

    def _related(self, ending):
        part = next((r.target_part for r in self.part.rels.values() if r.reltype.endswith(ending)), None)
        return None if part is None else part.blob


@lru_cache(16)
def _styles(blob):
    """The letters of a batch share their styles."""
    return Styles(None if blob is None else parse_xml(blob))


def _close_up(blocks):
    """Paragraphs of a close list stand without space between them."""
    for above, below in zip(blocks, blocks[1:], strict=False):
        if above.get("close") and below.get("close"):
            above["after"] = below["before"] = 0.0

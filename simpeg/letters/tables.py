"""A table of a docx as data: columns, cells with their spans, borders and margins, header rows."""

from simpeg.letters.paragraphs import border_of, fill_of, is_plain
from simpeg.letters.styles import W, is_on, twips, value_of

SIDES = ("top", "bottom", "left", "right")
SPAN_MOST = 63
OTHER_NAMES = {"left": "start", "right": "end"}


class Tables:
    """Reads tables; `blocks` reads what a cell holds."""

    def __init__(self, styles, blocks):
        self.styles, self.blocks = styles, blocks

    def read(self, table):
        properties = table.find(f"{W}tblPr")
        speakers = [properties] if properties is not None else []
        speakers += self.styles.table_borders(value_of(properties, "tblStyle"))
        found = {"t": "table", "columns": [twips(c.get(f"{W}w")) for c in table.iterfind(f"{W}tblGrid/{W}gridCol")]}
        found["side"] = {"center": "center", "right": "right", "end": "right"}.get(value_of(properties, "jc"), "left")
        indent = value_of(properties, "tblInd", "w") if properties is not None else None
        found["indent"] = twips(indent) if found["side"] == "left" else 0.0
        width = properties.find(f"{W}tblW") if properties is not None else None
        if width is not None and width.get(f"{W}type") == "pct":
            found["part"] = _part(width.get(f"{W}w"))
        margins = {side: _margin(speakers, side) for side in SIDES}
        rows = [row for row in _inside(table, "tr")]
        found["rows"] = [self._row(row, number, len(rows), speakers, margins) for number, row in enumerate(rows)]
        found["header"] = _header_rows(rows)
        _join_down(found["rows"])
        width = max([len(found["columns"]), *(row["width"] for row in found["rows"])], default=0)
        found["columns"] += [0.0] * (width - len(found["columns"]))
        found["columns"] = _whole(found["columns"][:width], found["rows"])
        return found

    def _row(self, row, number, rows, speakers, margins):
        properties = row.find(f"{W}trPr")
        at = _number(value_of(properties, "gridBefore"))
        cells = []
        for cell in _inside(row, "tc"):
            own = cell.find(f"{W}tcPr")
            span = max(1, _number(value_of(own, "gridSpan"), 1))
            merge = own.find(f"{W}vMerge") if own is not None else None
            read = {"x": at, "span": span, "down": 1}
            if merge is not None:
                read["merge"] = merge.get(f"{W}val", "continue")
            if read.get("merge") != "continue":
                read["blocks"] = self.blocks(cell)
                if len(read["blocks"]) == 1 and is_plain(read["blocks"][0]):
                    read["plain"] = True
                read["margins"] = [_cell_margin(own, side, margins[side]) for side in SIDES]
                if place := {"center": "horizon", "bottom": "bottom"}.get(value_of(own, "vAlign")):
                    read["place"] = place
                if fill := fill_of(own.find(f"{W}shd") if own is not None else None):
                    read["fill"] = fill
            read["own"] = own.find(f"{W}tcBorders") if own is not None else None
            cells.append(read)
            at += span
        last = max((c["x"] + c["span"] for c in cells), default=0)
        for cell in cells:
            edges = {"top": number == 0, "bottom": number == rows - 1, "left": cell["x"] == 0,
                     "right": cell["x"] + cell["span"] == last}  # fmt: skip
            cell["lines"] = [_line(cell["own"], speakers, side, edges[side]) for side in SIDES]
            del cell["own"]
        height = properties.find(f"{W}trHeight") if properties is not None else None
        found = {"cells": cells, "width": last, "height": 0.0}
        if height is not None:
            found["height"] = max(0.0, min(800.0, twips(height.get(f"{W}val"))))
        if properties is not None and is_on(properties.find(f"{W}cantSplit")):
            found["whole"] = True
        return found


def _inside(parent, name):
    """Rows of a table or cells of a row, content controls read through."""
    for child in parent:
        if child.tag == f"{W}{name}":
            yield child
        elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}customXml"):
            yield from _inside(child, name)


def _header_rows(rows):
    """How many rows at the top are repeated on every page."""
    number = 0
    for row in rows:
        if not is_on(row.find(f"{W}trPr/{W}tblHeader")):
            break
        number += 1
    return number if number < len(rows) else 0


def _join_down(rows):
    """Cells that go on from the row above become one cell, as tall as they are."""
    open_cells = {}
    for row in rows:
        kept = []
        for cell in row["cells"]:
            above = open_cells.get(cell["x"])
            if cell.get("merge") == "continue" and above is not None and above["span"] == cell["span"]:
                above["down"] += 1
                above["lines"][1] = cell["lines"][1]
                continue
            cell.setdefault("blocks", [])
            cell.setdefault("margins", [0.0, 0.0, 5.4, 5.4])
            open_cells[cell["x"]] = cell if cell.pop("merge", None) == "restart" else None
            kept.append(cell)
        row["cells"] = kept


def _whole(columns, rows):
    """Widths for every column; where the table states none, they share what there is (0 says so)."""
    return columns if all(columns) else [0.0] * len(columns)


def _line(own, speakers, side, at_edge):
    """The border of a cell's side: its own, else the table's edge or inner line."""
    names = (side, OTHER_NAMES.get(side, side))
    if own is not None:
        for name in names:
            if (element := own.find(f"{W}{name}")) is not None:
                return border_of(element)
    inner = "insideH" if side in ("top", "bottom") else "insideV"
    for speaker in speakers:
        borders = speaker.find(f"{W}tblBorders")
        if borders is not None:
            for name in names if at_edge else (inner,):
                if (element := borders.find(f"{W}{name}")) is not None:
                    return border_of(element)
    return None


def _margin(speakers, side):
    for speaker in speakers:
        for name in (side, OTHER_NAMES.get(side, side)):
            value = value_of(speaker.find(f"{W}tblCellMar"), name, "w")
            if value is not None:
                return max(0.0, twips(value))
    return 5.4 if side in ("left", "right") else 0.0


def _cell_margin(own, side, default):
    margins = own.find(f"{W}tcMar") if own is not None else None
    value = value_of(margins, side, "w") or value_of(margins, OTHER_NAMES.get(side, side), "w")
    return max(0.0, twips(value)) if value is not None else default


def _part(value):
    """Fiftieths of a percent, as a part of one; some write `100%`."""
    try:
        text = str(value)
        return max(0.05, min(1.0, float(text.rstrip("%")) / (100 if text.endswith("%") else 5000)))
    except ValueError:
        return 1.0


def _number(value, default=0):
    try:
        return max(0, min(SPAN_MOST, int(value)))
    except (TypeError, ValueError):
        return default

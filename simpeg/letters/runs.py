"""The runs of a paragraph: text with its look, tabs, line and page breaks, pictures, page numbers."""

from simpeg.letters.styles import COLOUR, W, first, is_on, value_of

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
EMU = 12700  # to the point
# What only wraps runs, and is read through.
WRAPPERS = {f"{W}{name}" for name in ("hyperlink", "smartTag", "ins", "sdt", "sdtContent", "customXml", "fldSimple")}
SERIFS = ("times", "bookman", "cambria", "georgia", "garamond", "serif", "palatino", "century", "book antiqua")
SWITCHES = [("b", "bold"), ("i", "italic"), ("strike", "strike"), ("caps", "caps"), ("smallCaps", "small")]
PLACES = {"PAGE": "page", "NUMPAGES": "pages", "SECTIONPAGES": "pages"}


class Runs:
    """Reads the runs of one document's part; `pictures` gives the name of the picture of a relation."""

    def __init__(self, styles, pictures):
        self.styles, self.pictures = styles, pictures

    def of(self, paragraph, properties):
        """The pieces of a paragraph, in order."""
        pieces, field = [], Field()
        self._read(paragraph, properties, pieces, field)
        return pieces

    def look(self, run_properties, paragraph_properties):
        """Font, size, weight and the like of a run; small, so that the whole of it travels with each text."""
        style = value_of(paragraph_properties, "pStyle")
        return dict(self.styles.once(("look", run_properties, style), lambda: self._look(run_properties, style)))

    def _look(self, run_properties, style):
        speakers = self.styles.run(run_properties, style)
        look = {"size": _size(speakers), "font": _font(speakers)}
        for name, key in SWITCHES:
            if is_on(first(speakers, name)):
                look[key] = True
        underline = first(speakers, "u")
        if underline is not None and underline.get(f"{W}val", "single") != "none":
            look["under"] = True
        colour = first(speakers, "color")
        if colour is not None and COLOUR.fullmatch(colour.get(f"{W}val", "")):
            look["colour"] = f"#{colour.get(f'{W}val')}"
        raised = first(speakers, "vertAlign")
        if raised is not None and raised.get(f"{W}val") in ("superscript", "subscript"):
            look["raised"] = raised.get(f"{W}val")[:3]
        if is_on(first(speakers, "vanish")):
            look["hidden"] = True
        return look

    def _read(self, parent, properties, pieces, field):
        for child in parent:
            if child.tag == f"{W}r":
                self._run(child, properties, pieces, field)
            elif child.tag == f"{W}fldSimple" and (place := place_of(child.get(f"{W}instr", ""))):
                inner = child.find(f"{W}r/{W}rPr")
                pieces.append({"t": place, **self.look(inner, properties)})
            elif child.tag in WRAPPERS:
                self._read(child, properties, pieces, field)

    def _run(self, run, properties, pieces, field):
        look = self.look(run.find(f"{W}rPr"), properties)
        if look.pop("hidden", False):
            return
        for child in run:
            name = child.tag.rpartition("}")[2]
            if name == "fldChar":
                field.mark(child.get(f"{W}fldCharType"))
            elif name == "instrText":
                field.words += child.text or ""
            elif field.shows_place:
                if not field.told:
                    pieces.append({"t": field.place, **look})
                    field.told = True
            elif name == "t":
                _add_text(pieces, child.text or "", look)
            elif name in ("tab", "ptab"):
                pieces.append({"t": "tab", **look})
            elif name in ("br", "cr"):
                page = child.get(f"{W}type") in ("page", "column")
                pieces.append({"t": "sheet"} if page else {"t": "line", **look})
            elif name == "noBreakHyphen":
                _add_text(pieces, "\u2011", look)
            elif name in ("drawing", "AlternateContent", "pict"):
                self._pictures(child, pieces)

    def _pictures(self, parent, pieces):
        for holder in parent.iter(f"{WP}inline", f"{WP}anchor"):
            if any(above.tag == f"{MC}Fallback" for above in holder.iterancestors()):
                continue
            blip = next(holder.iter(f"{A}blip"), None)
            extent = holder.find(f"{WP}extent")
            name = self.pictures(blip.get(f"{R}embed")) if blip is not None else None
            if name is None or extent is None:
                continue
            size = {"w": _emu(extent.get("cx")), "h": _emu(extent.get("cy"))}
            pieces.append({"t": "picture", "name": name, **size, **_anchor(holder)})


class Field:
    """A field of Word (its begin, its words, its result) while runs are read."""

    def __init__(self):
        self.words, self.open, self.result, self.told = "", 0, False, False

    def mark(self, kind):
        if kind == "begin":
            self.open += 1
            if self.open == 1:
                self.words, self.result, self.told = "", False, False
        elif kind == "separate":
            self.result = True
        elif kind == "end":
            self.open = max(0, self.open - 1)

    @property
    def place(self):
        return place_of(self.words)

    @property
    def shows_place(self):
        """Inside the result of PAGE or NUMPAGES, which is counted anew."""
        return bool(self.open and self.result and self.place)


def place_of(words):
    """`page` or `pages` for the fields that number pages."""
    return PLACES.get((words.split() or [""])[0].upper())


def _add_text(pieces, text, look):
    """Runs that look alike are one; fewer pieces set faster."""
    text = text.upper() if look.get("caps") else text
    if pieces and pieces[-1]["t"] == "text" and all(pieces[-1].get(k) == v for k, v in look.items()) and len(
        pieces[-1]) == len(look) + 2:  # fmt: skip
        pieces[-1]["s"] += text
    elif text:
        pieces.append({"t": "text", "s": text, **look})


def _size(speakers):
    size = first(speakers, "sz")
    try:
        return max(1.0, min(200.0, float(size.get(f"{W}val")) / 2))
    except (AttributeError, TypeError, ValueError):
        return 10.0


def _font(speakers):
    fonts = first(speakers, "rFonts")
    name = (fonts.get(f"{W}ascii") or fonts.get(f"{W}hAnsi") or "" if fonts is not None else "").lower()
    if any(word in name for word in SERIFS) and "sans" not in name:
        return "serif"
    return "mono" if "courier" in name or "mono" in name or "consolas" in name else "sans"


def _emu(value):
    try:
        return max(0.0, min(2000.0, int(value) / EMU))
    except (TypeError, ValueError):
        return 0.0


def _anchor(holder):
    """Where a floating picture stands: {"x", "y", "from_x", "from_y"}; nothing for one in the line of text."""
    if holder.tag == f"{WP}inline":
        return {}
    found = {"float": True}
    for axis, name in (("x", "positionH"), ("y", "positionV")):
        position = holder.find(f"{WP}{name}")
        found[f"from_{axis}"] = position.get("relativeFrom", "column") if position is not None else "column"
        offset = position.find(f"{WP}posOffset") if position is not None else None
        side = position.find(f"{WP}align") if position is not None else None
        try:
            found[axis] = max(-2000.0, min(2000.0, int(offset.text) / EMU)) if offset is not None else 0.0
        except (TypeError, ValueError):
            found[axis] = 0.0
        if side is not None and side.text in ("left", "center", "right", "top", "bottom"):
            found[f"align_{axis}"] = side.text
    return found

"""A paragraph of a docx as data: how it is set, its mark if it is in a list, its pieces."""

from simpeg.letters.styles import COLOUR, W, first, first_attribute, is_on, twips, value_of

SIDES = {"center": "center", "right": "right", "end": "right", "both": "justify", "distribute": "justify"}
TAB_SIDES = {"right": "right", "end": "right", "center": "center", "decimal": "right"}
DECORATIONS = ("line_top", "line_bottom", "new_page")
LEADERS = {"dot": ".", "hyphen": "-", "underscore": "_", "middleDot": "·"}


class Paragraphs:
    """Reads paragraphs of one part; numbers are counted through the whole document."""

    def __init__(self, styles, numbering, runs):
        self.styles, self.numbering, self.runs = styles, numbering, runs

    def read(self, paragraph):
        properties = paragraph.find(f"{W}pPr")
        number_id, at = self._list(properties)
        level = self.numbering.level(number_id, at) if number_id else None
        setting = self.styles.once(
            ("setting", properties, level),
            lambda: self._setting(
                self.styles.paragraph(properties, level.find(f"{W}pPr") if level is not None else None)
            ),
        )
        found = {"t": "par", **setting, "pieces": self.runs.of(paragraph, properties)}
        mark_look = self.runs.look(properties.find(f"{W}rPr") if properties is not None else None, properties)
        found["size"], found["font"] = mark_look["size"], mark_look["font"]
        if any(name in found for name in DECORATIONS) or any("float" in piece for piece in found["pieces"]):
            found["decorated"] = True
        if level is not None:
            look = dict(mark_look)
            look.pop("hidden", None)
            found["mark"] = {"t": "text", "s": self.numbering.mark(number_id, at), **look}
        return found

    def _list(self, properties):
        chain = [properties] if properties is not None else []
        chain += [style.find(f"{W}pPr") for style in self.styles.chain(value_of(properties, "pStyle"))]
        for speaker in chain:
            numbers = speaker.find(f"{W}numPr") if speaker is not None else None
            if numbers is not None and value_of(numbers, "numId"):
                number_id = value_of(numbers, "numId")
                return (None if number_id == "0" else number_id), value_of(numbers, "ilvl") or "0"
        return None, "0"

    def _setting(self, speakers):
        side = first(speakers, "jc")
        left, hanging = _indent(speakers, "left", "start"), _indent(speakers, "hanging")
        found = {
            "side": SIDES.get(side.get(f"{W}val"), "left") if side is not None else "left",
            "left": left,
            "right": _indent(speakers, "right", "end"),
            "first": -hanging if hanging else _indent(speakers, "firstLine"),
            "before": max(0.0, twips(first_attribute(speakers, "spacing", "before"))),
            "after": max(0.0, twips(first_attribute(speakers, "spacing", "after"))),
            "tabs": _tabs(speakers),
            **_line(speakers),
        }
        if is_on(first(speakers, "contextualSpacing")):
            found["close"] = True
        if is_on(first(speakers, "pageBreakBefore")):
            found["new_page"] = True
        if is_on(first(speakers, "keepNext")):
            found["with_next"] = True
        borders = first(speakers, "pBdr")
        if borders is not None:
            for name in ("top", "bottom", "left", "right"):
                if border := border_of(borders.find(f"{W}{name}")):
                    found[f"line_{name}"] = border
        if fill := fill_of(first(speakers, "shd")):
            found["fill"] = fill
        return found


def is_plain(block):
    """A paragraph of which nothing is seen but its words."""
    return (
        block["t"] == "par"
        and block["side"] == "left"
        and block.get("lines") == 1.0
        and not (block["before"] or block["after"])
        and not any(name in block for name in ("decorated", "fill", "with_next"))
        and not any(piece["t"] == "sheet" for piece in block["pieces"])
    )


def border_of(element):
    """A border as {"w": points, "style": …}; None where there is none."""
    style = element.get(f"{W}val") if element is not None else None
    if style in (None, "nil", "none"):
        return None
    try:
        width = max(0.25, min(12.0, float(element.get(f"{W}sz", "4")) / 8))
    except ValueError:
        width = 0.5
    style = style if style in ("double", "dotted", "dashed", "thinThickSmallGap", "thickThinSmallGap") else "single"
    try:
        gap = max(0.0, min(31.0, float(element.get(f"{W}space", "0"))))
    except ValueError:
        gap = 0.0
    return {"w": width, "style": style, "gap": gap}


def fill_of(shading):
    """The background colour of a shading, if it has one."""
    fill = shading.get(f"{W}fill", "") if shading is not None else ""
    return f"#{fill}" if COLOUR.fullmatch(fill) and fill.upper() != "FFFFFF" else None


def _indent(speakers, *names):
    """The nearest indent of one of these names (left is also called start)."""
    found = next((v for n in names if (v := first_attribute(speakers, "ind", n)) is not None), None)
    return twips(found)


def _line(speakers):
    """{"pitch": points} for a fixed line, {"lines": 1.5} for a multiple of what the letters need."""
    value, rule = first_attribute(speakers, "spacing", "line"), first_attribute(speakers, "spacing", "lineRule")
    if value is None:
        return {"lines": 1.0}
    if rule in ("exact", "atLeast"):
        return {"pitch": max(1.0, twips(value, 12.0)), "least": rule == "atLeast"}
    return {"lines": max(0.5, min(5.0, twips(value, 12.0) / 12))}


def _tabs(speakers):
    """Tab stops in order: what a nearer speaker clears is gone."""
    stops, cleared = {}, set()
    for speaker in speakers:
        for tab in speaker.iterfind(f"{W}tabs/{W}tab"):
            at, kind = twips(tab.get(f"{W}pos")), tab.get(f"{W}val")
            if kind == "clear":
                cleared.add(at)
            elif at not in cleared and at not in stops and kind != "bar":
                stops[at] = {"at": at, "side": TAB_SIDES.get(kind, "left")}
                if leader := LEADERS.get(tab.get(f"{W}leader")):
                    stops[at]["leader"] = leader
    return [stops[at] for at in sorted(stops)]

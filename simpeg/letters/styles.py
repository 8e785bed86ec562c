"""What a paragraph or a run looks like once its own words, its styles and the document's defaults are put together."""

import re

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MOST_KNOWN = 5000
OFF = {"0", "false", "none", "off"}
COLOUR = re.compile(r"[0-9A-Fa-f]{6}")


def twips(value, default=0.0):
    """Twentieths of a point, as points; nonsense is the default."""
    try:
        return max(-2000.0, min(2000.0, float(value) / 20))
    except (TypeError, ValueError):
        return default


def value_of(parent, name, attribute="val"):
    """The attribute of a child element; None where there is neither."""
    child = parent.find(f"{W}{name}") if parent is not None else None
    return None if child is None else child.get(f"{W}{attribute}")


def is_on(element):
    """Whether a switch such as <w:b/> is on; None where it is not there."""
    return None if element is None else element.get(f"{W}val", "1") not in OFF


class Styles:
    """The styles of one document (its styles part, or None)."""

    def __init__(self, root):
        self.root = root if root is not None else etree.Element(f"{W}styles")
        self.by_id = {style.get(f"{W}styleId"): style for style in self.root.iter(f"{W}style")}
        self.default = {
            style.get(f"{W}type"): style.get(f"{W}styleId")
            for style in self.by_id.values()
            if style.get(f"{W}default") in ("1", "true")
        }
        self._chains, self._known = {}, {}

    def once(self, question, answer):
        """The answer to a question about these pieces of XML; what was asked before is not worked out again."""
        key = tuple(part if isinstance(part, str | None) else etree.tostring(part) for part in question)
        if key not in self._known:
            if len(self._known) > MOST_KNOWN:
                self._known.clear()
            self._known[key] = answer()
        return self._known[key]

    def chain(self, style_id, kind="paragraph"):
        """The style and those it is based on, nearest first."""
        style_id = style_id if style_id in self.by_id else self.default.get(kind)
        if style_id not in self._chains:
            found, seen, at = [], set(), style_id
            while at in self.by_id and at not in seen:
                seen.add(at)
                found.append(self.by_id[at])
                at = value_of(self.by_id[at], "basedOn")
            self._chains[style_id] = found
        return self._chains[style_id]

    def defaults(self, name):
        return self.root.find(f"{W}docDefaults/{W}{name}Default/{W}{name}")

    def paragraph(self, properties, numbering=None):
        """Every pPr that speaks for a paragraph, nearest first; a list's level speaks before the styles."""
        found = [properties] if properties is not None else []
        found += [level] if (level := numbering) is not None else []
        found += [style.find(f"{W}pPr") for style in self.chain(value_of(properties, "pStyle"))]
        found.append(self.defaults("pPr"))
        return [each for each in found if each is not None]

    def run(self, run_properties, paragraph_style):
        """Every rPr that speaks for a run, nearest first."""
        found = [run_properties]
        character = value_of(run_properties, "rStyle")
        if character in self.by_id:
            found += [style.find(f"{W}rPr") for style in self.chain(character, "character")]
        found += [style.find(f"{W}rPr") for style in self.chain(paragraph_style)]
        found.append(self.defaults("rPr"))
        return [each for each in found if each is not None]

    def table_borders(self, style_id):
        """The borders and cell margins that a table's style gives."""
        return [
            style.find(f"{W}tblPr") for style in self.chain(style_id, "table") if style.find(f"{W}tblPr") is not None
        ]


def first(speakers, name):
    """The element of this name that the nearest speaker has."""
    for speaker in speakers:
        found = speaker.find(f"{W}{name}")
        if found is not None:
            return found
    return None


def first_attribute(speakers, name, attribute):
    """The attribute that the nearest speaker states; speakers may each state some of an element's attributes."""
    for speaker in speakers:
        found = speaker.find(f"{W}{name}")
        if found is not None and found.get(f"{W}{attribute}") is not None:
            return found.get(f"{W}{attribute}")
    return None

"""The marks of numbered and bulleted lists: which number a paragraph bears, and how far its list is indented."""

import re
from collections import defaultdict

from simpeg.letters.styles import W, value_of

BULLETS = {"\uf0b7": "•", "\uf0a7": "▪", "\uf0d8": "➢", "\uf0fc": "✓", "o": "○", "-": "–"}
MOST_NUMBER = 10_000
ROMAN = [(1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
         (9, "ix"), (5, "v"), (4, "iv"), (1, "i")]  # fmt: skip


class Numbering:
    """Counts through one document, in reading order."""

    def __init__(self, root):
        self.levels, self.starts = {}, {}
        self.counts = defaultdict(dict)
        if root is None:
            return
        abstract = {a.get(f"{W}abstractNumId"): self._levels(a) for a in root.iter(f"{W}abstractNum")}
        for number in root.iter(f"{W}num"):
            found = dict(abstract.get(value_of(number, "abstractNumId"), {}))
            for override in number.iter(f"{W}lvlOverride"):
                at = override.get(f"{W}ilvl")
                if override.find(f"{W}lvl") is not None:
                    found[at] = override.find(f"{W}lvl")
                if start := value_of(override, "startOverride"):
                    self.starts[number.get(f"{W}numId"), at] = start
            self.levels[number.get(f"{W}numId")] = found

    @staticmethod
    def _levels(abstract):
        return {level.get(f"{W}ilvl"): level for level in abstract.iter(f"{W}lvl")}

    def level(self, number_id, at):
        return self.levels.get(number_id, {}).get(at)

    def mark(self, number_id, at):
        """The next mark of this list at this level: `3.`, `b.`, `•`."""
        level = self.level(number_id, at)
        if level is None:
            return ""
        counts = self.counts[number_id]
        for deeper in [key for key in counts if key > at]:
            del counts[deeper]
        counts[at] = counts[at] + 1 if at in counts else self._start(number_id, at, level)
        text = value_of(level, "lvlText") or ""
        if value_of(level, "numFmt") == "bullet":
            return BULLETS.get(text, text[:2] if text and ord(text[0]) < 0xE000 else "•")
        return re.sub(r"%([1-9])", lambda found: self._shown(number_id, str(int(found.group(1)) - 1)), text)[:20]

    def _start(self, number_id, at, level):
        try:
            return int(self.starts.get((number_id, at)) or value_of(level, "start") or 1)
        except ValueError:
            return 1

    def _shown(self, number_id, at):
        level = self.level(number_id, at)
        if level is None:
            return ""
        number = self.counts[number_id].get(at, self._start(number_id, at, level))
        return shown(number, value_of(level, "numFmt"))


def shown(number, form):
    """A number as `decimal`, `lowerLetter`, `upperRoman` and so on show it."""
    if form == "none" or not 0 < number < MOST_NUMBER:
        return "" if form == "none" else str(number)
    if form in ("lowerLetter", "upperLetter"):
        letters = chr(97 + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letters.upper() if form == "upperLetter" else letters
    if form in ("lowerRoman", "upperRoman"):
        return _roman(number).upper() if form == "upperRoman" else _roman(number)
    return f"0{number}" if form == "decimalZero" and number < 10 else str(number)


def _roman(number):
    found = ""
    for value, letters in ROMAN:
        while number >= value:
            found, number = found + letters, number - value
    return found

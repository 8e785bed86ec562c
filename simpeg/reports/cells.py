"""The rows of a sheet as XML, as fast as Python can say them.

openpyxl makes an object of every cell: 25 columns of a million people cost it five minutes of CPU, this 20 seconds. It
still makes everything around the rows (simpeg.reports.frame), so that a table looks the same whatever its length.
"""

import re
from datetime import date, datetime, time

from openpyxl.utils import get_column_letter
from openpyxl.utils.datetime import to_excel

LONGEST = 32_767  # characters in a cell; Excel calls a file with more of them damaged
FIRST_DAY = date(1900, 3, 1)  # Excel takes 1900 for a leap year, so that days before it are not what they say
BEFORE_ALL = date(1899, 12, 30).toordinal()

# What XML gives a meaning, what it refuses, and what Excel would read as an escape of its own.
SPECIAL = re.compile("[&<>\r\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
WORDS = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;", "_": "_x005F_"}


def row_writer(columns, styles):
    """A function (number of the row, its values) -> the row as XML.

    Text is always text: nothing that people typed becomes a formula, whatever it begins with. `styles` gives the
    number of each kind's style in the workbook.
    """
    fixed = [
        (get_column_letter(place), f'" s="{styles[column.kind]}"') for place, column in enumerate(columns, start=1)
    ]

    def write(number, values):
        parts = [f'<row r="{number}">']
        for value, (letter, style) in zip(values, fixed, strict=True):
            if value is None or value == "":
                continue
            kind = value.__class__
            if kind is str:
                parts.append(f'<c r="{letter}{number}{style} t="inlineStr"><is>{_text(value)}</is></c>')
            elif kind is int:
                parts.append(f'<c r="{letter}{number}{style}><v>{value}</v></c>')
            elif kind is date and value >= FIRST_DAY:
                parts.append(f'<c r="{letter}{number}{style}><v>{value.toordinal() - BEFORE_ALL}</v></c>')
            else:
                parts.append(_rare(value, f'<c r="{letter}{number}{style}'))
        parts.append("</row>")
        return "".join(parts)

    return write


def _text(value):
    if len(value) > LONGEST:
        value = value[:LONGEST]
    if SPECIAL.search(value):
        value = SPECIAL.sub(lambda found: WORDS.get(found.group(), " "), value)
    if value[0] in " \t\n" or value[-1] in " \t\n" or "\n" in value:
        return f'<t xml:space="preserve">{value}</t>'
    return f"<t>{value}</t>"


def _rare(value, start):
    """The cell of a value of another kind than the four that make up nearly all tables."""
    if isinstance(value, bool):
        return f'{start} t="b"><v>{value:d}</v></c>'
    if isinstance(value, str):  # a word of a list of choices
        return f'{start} t="inlineStr"><is>{_text(str(value))}</is></c>'
    if isinstance(value, datetime | time):
        return f"{start}><v>{to_excel(value)}</v></c>"
    if isinstance(value, date):
        return f'{start} t="inlineStr"><is><t>{value:%d-%m-%Y}</t></is></c>'
    return f"{start}><v>{value}</v></c>"

"""The table of strings that Excel keeps once per workbook, kept on disk because it grows with the workbook."""

import json
import re
import tempfile
from functools import lru_cache

from simpeg.imports.cells import MAX_TEXT, text_cell
from simpeg.imports.package import NotAWorkbook, local

# Strings are numbered in the order in which a sheet first uses them, so neighbours are asked for together.
_BLOCK_STRINGS = 256
# About 20 MB of blocks stay in memory.
_BLOCKS_KEPT = 512

_INDEX = re.compile(r"\s*[0-9]{1,9}\s*")


class SharedStrings:
    """Look up `strings["17"]`; the table is read on first use and waits in a temporary file."""

    def __init__(self, package, part):
        self._package = package
        self._part = part
        self._blocks = None
        self._block = lru_cache(maxsize=_BLOCKS_KEPT)(self._load)

    def __getitem__(self, text):
        if self._blocks is None:
            self._read()
        if not _INDEX.fullmatch(text) or int(text) >= self._count:
            raise NotAWorkbook("File ini rusak: sebuah sel menunjuk teks yang tidak ada di dalam file.")
        block, place = divmod(int(text), _BLOCK_STRINGS)
        return self._block(block)[place]

    def close(self):
        self._block.cache_clear()
        if self._blocks is not None:
            self._file.close()

    def _load(self, block):
        offset, size = self._blocks[block]
        self._file.seek(offset)
        strings = json.loads(self._file.read(size))
        return [text_cell(text) for text in strings]

    def _read(self):
        self._file = tempfile.TemporaryFile(prefix="simpeg-")  # noqa: SIM115 (closed with the workbook)
        self._blocks = []
        self._count = 0
        if not self._part:
            return
        table = _TableReader(self._write)
        self._package.parse(self._part, start=table.start, end=table.end, text=table.text, small=False)
        self._write(table.waiting)

    def _write(self, strings):
        content = json.dumps(strings).encode()
        self._blocks.append((self._file.tell(), len(content)))
        self._file.write(content)
        self._count += len(strings)


class _TableReader:
    """Collects the text of each `si`, over all its runs, without the phonetic hints."""

    def __init__(self, write):
        self.waiting = []
        self._write = write
        self._pieces = []
        self._length = 0
        self._in_text = False
        self._phonetic = 0

    def start(self, tag, attrs):
        name = local(tag)
        if name == "t":
            self._in_text = not self._phonetic
        elif name == "rPh":
            self._phonetic += 1

    def end(self, tag):
        name = local(tag)
        if name == "t":
            self._in_text = False
        elif name == "rPh":
            self._phonetic -= 1
        elif name == "si":
            self.waiting.append("".join(self._pieces))
            self._pieces.clear()
            self._length = 0
            if len(self.waiting) == _BLOCK_STRINGS:
                self._write(self.waiting)
                self.waiting = []

    def text(self, piece):
        # One piece beyond the limit is enough to know that the text is too long; the rest is let go.
        if self._in_text and self._length <= MAX_TEXT:
            self._pieces.append(piece)
            self._length += len(piece)

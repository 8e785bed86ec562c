"""A docx as a PDF to print: its shape, set by typst with `letter.typ`. Nothing of it is read as a program."""

import json
import re
import threading
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import fontpkg_arimo
import typst

from simpeg.letters.shape import shape_of

PROGRAM = Path(__file__).with_name("letter.typ").read_bytes()
# PDF/A: a letter is kept for ever, and must look the same for ever. Fonts are inside it.
STANDARD = "a-2b"


class TypesettingFailed(Exception):
    """typst could not set the document. The message is for developers."""


def typeset(content, *, title="", at=None):
    """The PDF of a docx; `at` is the moment that it bears as its creation."""
    return _press().set(content, title=title, at=at or datetime(2000, 1, 1, tzinfo=UTC), pdf_standards=STANDARD)


def pictures(content, *, points=110):
    """The pages of a docx as PNG, for a look before anything is kept."""
    found = _press().set(content, title="", at=datetime(2000, 1, 1, tzinfo=UTC), format="png", ppi=points)
    return found if isinstance(found, list) else [found]


@cache
def _press():
    return _Press()


class _Press:
    """typst with our fonts alone, reading files from nowhere but a folder with the pictures of letters."""

    def __init__(self):
        self.lock = threading.Lock()
        self.folder = TemporaryDirectory(prefix="simpeg-letters-")
        fonts = typst.Fonts(include_system_fonts=False, font_paths=[str(fontpkg_arimo.ROOT / "files")])
        self.compiler = typst.Compiler(
            input=PROGRAM, root=self.folder.name, font_paths=fonts, ignore_system_fonts=True,
            package_path=self.folder.name, package_cache_path=self.folder.name,
        )  # fmt: skip

    def set(self, content, *, title, at, **form):
        sections, found = shape_of(content)
        letter = json.dumps({"title": title, "sections": sections}, ensure_ascii=False)
        with self.lock:
            for name, blob in found.items():
                path = Path(self.folder.name) / name
                if not path.exists():
                    path.write_bytes(blob)
            try:
                return self.compiler.compile(input=PROGRAM, sys_inputs={"letter": letter}, timestamp=at, **form)
            except typst.TypstError as error:
                raise TypesettingFailed(re.sub(r"\s+", " ", str(error))[:500]) from error

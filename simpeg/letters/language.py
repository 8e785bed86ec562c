"""What a template may say: named texts, loops over named lists, and choices. Nothing else is a word of it.

The agency edits templates, so they are read as if an enemy had written them: what is not on this page is refused
before it is run, and what is run, runs in jinja's sandbox with no function and no name but the fields.
"""

import re
from functools import lru_cache

from jinja2 import StrictUndefined, nodes
from jinja2.exceptions import TemplateSyntaxError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from simpeg.letters.fields import Rows
from simpeg.letters.refusal import TemplateRefused

FILTERS = ("upper", "lower", "title")
OF_A_LOOP = ("index", "first", "last")
COMPARISONS = {"eq", "ne"}


class Environment(ImmutableSandboxedEnvironment):
    """Jinja with the fields and three filters; everything written into a document is escaped for XML."""

    def __init__(self):
        super().__init__(autoescape=True, undefined=StrictUndefined)
        self.globals.clear()
        self.filters = {name: self.filters[name] for name in FILTERS}
        self.tests = {}
        self.from_string = lru_cache(64)(self.from_string)  # a batch compiles its template once


ENVIRONMENT = Environment()


def examine(sources, fields):
    """Nothing, where every source says only what it may; raises TemplateRefused, naming the place, where not."""
    known = {field.name: field for field in fields}
    for source in sources:
        try:
            tree = ENVIRONMENT.parse(source)
        except TemplateSyntaxError as error:
            raise TemplateRefused(
                f"Templat tidak dapat dibaca pada “{_place(source, error.lineno)}”. Periksa tanda {{{{ … }}}} dan "
                "{% … %}, dan bahwa setiap {% for %} ditutup {% endfor %} dan setiap {% if %} ditutup {% endif %}."
            ) from error
        _Reader(source, known).block(tree.body, {}, looping=False)


class _Reader:
    """Walks over a parsed source; `local` are the names of the loop around."""

    def __init__(self, source, known):
        self.source, self.known = source, known

    def block(self, found, local, *, looping):
        for node in found:
            if isinstance(node, nodes.Output):
                for part in node.nodes:
                    if not isinstance(part, nodes.TemplateData):
                        self.text(part, local)
            elif isinstance(node, nodes.If):
                self.claim(node.test, local)
                for branch in (node.body, node.elif_, node.else_):
                    self.block(branch, local, looping=looping)
            elif isinstance(node, nodes.For) and not looping:
                self.loop(node, local)
            else:
                self.refuse(node, "Perulangan di dalam perulangan" if looping else "Perintah ini")

    def loop(self, node, local):
        plain = not (node.test or node.recursive or node.else_) and isinstance(node.target, nodes.Name)
        if not plain or not isinstance(node.iter, nodes.Name):
            self.refuse(node, "Bentuk perulangan ini")
        rows = self.known.get(node.iter.name)
        if not isinstance(rows, Rows):
            self.unknown(node, node.iter.name, "Daftar")
        if node.target.name in self.known or node.target.name == "loop":
            self.refuse(node, f"Nama “{node.target.name}” untuk isi perulangan")
        self.block(node.body, {node.target.name: rows}, looping=True)

    def text(self, node, local):
        """Something that is written: a text, a text of the loop's row, a constant, each perhaps filtered."""
        if isinstance(node, nodes.Filter):
            if node.name not in FILTERS or node.args or node.kwargs or node.node is None:
                self.refuse(node, f"Penyaring “{node.name}”")
            self.text(node.node, local)
        elif isinstance(node, nodes.Name):
            self.name(node, local)
        elif isinstance(node, nodes.Getattr) and isinstance(node.node, nodes.Name):
            self.part_of_row(node, local)
        elif not (isinstance(node, nodes.Const) and isinstance(node.value, str | int)):
            self.refuse(node, "Ungkapan ini")

    def name(self, node, local):
        if node.name in local:
            if local[node.name].fields:
                raise TemplateRefused(f"“{node.name}” adalah baris; sebut isinya, misalnya "
                                      f"{{{{ {node.name}.{local[node.name].fields[0].name} }}}}.")  # fmt: skip
        elif isinstance(self.known.get(node.name), Rows):
            raise TemplateRefused(f"“{node.name}” adalah daftar; tulis dengan {self.known[node.name].words} … "
                                  "{% endfor %}.")  # fmt: skip
        elif node.name not in self.known:
            self.unknown(node, node.name, "Isian")

    def part_of_row(self, node, local):
        owner = node.node.name
        if owner == "loop" and local and node.attr in OF_A_LOOP:
            return
        if owner not in local:
            self.unknown(node, f"{owner}.{node.attr}", "Isian")
        if node.attr not in {field.name for field in local[owner].fields}:
            self.unknown(node, f"{owner}.{node.attr}", "Isian")

    def claim(self, node, local):
        """Something that is asked: that a text or a list is not empty, or equals another; and, or, not."""
        if isinstance(node, nodes.Not):
            self.claim(node.node, local)
        elif isinstance(node, nodes.And | nodes.Or):
            self.claim(node.left, local)
            self.claim(node.right, local)
        elif isinstance(node, nodes.Compare):
            self.text(node.expr, local)
            for operand in node.ops:
                if operand.op not in COMPARISONS:
                    self.refuse(node, "Perbandingan ini")
                self.text(operand.expr, local)
        elif not (isinstance(node, nodes.Name) and isinstance(self.known.get(node.name), Rows)):
            self.text(node, local)

    def unknown(self, node, name, what):
        raise TemplateRefused(
            f"{what} “{name}” tidak dikenal, pada “{_place(self.source, node.lineno)}”. Pakai nama dari daftar isian "
            "jenis surat ini."
        )

    def refuse(self, node, what):
        raise TemplateRefused(
            f"{what} tidak dapat dipakai dalam templat surat, pada “{_place(self.source, node.lineno)}”. Yang dapat "
            "dipakai: {{ isian }}, {% for … in daftar %}, {% if isian %}, dan penyaring " + ", ".join(FILTERS) + "."
        )


def _place(source, line):
    """The words of the paragraph in which something was met; paragraphs are lines of the source."""
    lines = source.splitlines()
    found = lines[line - 1] if 0 < (line or 0) <= len(lines) else ""
    words = " ".join(re.sub(r"<[^>]*>", " ", found).split())
    return words if len(words) <= 90 else f"{words[:90]}…"

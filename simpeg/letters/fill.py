"""A template and values become a document: docx in, docx out (docxtpl)."""

import io
import re
from functools import lru_cache

from docx.opc.exceptions import OpcError
from docxtpl import DocxTemplate
from jinja2.exceptions import TemplateError
from lxml import etree

from simpeg.letters import language, package
from simpeg.letters.fields import examples_of
from simpeg.letters.lost import what_is_lost
from simpeg.letters.refusal import TemplateRefused
from simpeg.letters.typeset import typeset

# What XML cannot hold, and what docxtpl would take for a paragraph's or a page's end.
NOT_IN_TEXT = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
# Tags of docxtpl that bring in formatted text, or rebuild cells.
OTHER_TAGS = re.compile(r"{[{%]-?(?:r|tc)\s|{{-?(?:p|tr)\s|{%-?\s*(?:hm|vm|colspan|cellbg)\b")
PROPERTIES = ("author", "comments", "identifier", "language", "subject", "title")
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
BROKEN = (OpcError, TemplateError, etree.LxmlError, AttributeError, KeyError, TypeError, ValueError, IndexError)


class _Template(DocxTemplate):
    """docxtpl, that looks at a source it has seen before only once."""

    def patch_xml(self, src_xml):
        return _patched(src_xml)

    def parts(self):
        """The XML of every part that is read as a template."""
        self.render_init()
        yield self.get_xml()
        for kind in (self.HEADER_URI, self.FOOTER_URI):
            for _, part in self.get_headers_footers(kind):
                yield self.get_part_xml(part)
        for part in self.docx.part.package.iter_parts():
            if part.content_type.endswith("wordprocessingml.footnotes+xml"):
                yield part.blob.decode("utf-8")

    def sources(self):
        """Every text that is read as a template, each paragraph on a line of its own."""
        patched = [re.sub(r"<w:p([ >])", r"\n<w:p\1", self.patch_xml(xml)) for xml in self.parts()]
        return patched + [getattr(self.docx.core_properties, name) for name in PROPERTIES]

    def refuse_other_tags(self):
        for xml in self.parts():
            for paragraph in etree.fromstring(xml.encode()).iter(f"{W}p"):
                found = OTHER_TAGS.search("".join(text.text or "" for text in paragraph.iter(f"{W}t")))
                if found:
                    raise TemplateRefused(
                        f"Tanda “{found.group().strip()} …” tidak dapat dipakai dalam templat surat. Yang dapat "
                        "dipakai: {{ isian }}, {%p … %} untuk alinea, dan {%tr … %} untuk baris tabel."
                    )

    def refuse_broken(self, values):
        """docxtpl mends broken XML silently, and what it cannot mend is gone: better not to take it."""
        self.render_init()
        etree.fromstring(self.build_xml(values, language.ENVIRONMENT).encode())


@lru_cache(32)
def _patched(xml):
    return DocxTemplate.patch_xml(None, xml)


def fill(template, values):
    """The document that this template (bytes) and these values make. The template was examined before."""
    document = _Template(io.BytesIO(template))
    document.render(_cleaned(values), jinja_env=language.ENVIRONMENT, autoescape=True)
    handle = io.BytesIO()
    document.save(handle)
    return handle.getvalue()


def examine_template(content, fields):
    """A trial PDF with example values, and what the PDF cannot show; raises TemplateRefused where it is not sound."""
    package.examine(content)
    try:
        template = _Template(io.BytesIO(content))
        template.refuse_other_tags()
        sources = template.sources()
    except BROKEN as error:
        raise TemplateRefused(f"File ini tidak dapat dibaca sebagai dokumen. {package.SAVE_AGAIN}") from error
    language.examine(sources, fields)
    lost = what_is_lost(content)
    values = examples_of(fields)
    try:
        template.refuse_broken(_cleaned(values))
        template.refuse_broken({name: value[:0] for name, value in values.items()})  # every choice the other way
        return typeset(fill(content, values)), lost
    except BROKEN as error:
        raise TemplateRefused(
            "Templat ini tidak dapat diisi dengan nilai contoh. Periksa bahwa {%tr for … %} dan {%tr endfor %} masing-"
            "masing berdiri di baris tabelnya sendiri, {%p … %} di alineanya sendiri, lalu unggah lagi."
        ) from error


def _cleaned(value):
    if isinstance(value, dict):
        return {name: _cleaned(part) for name, part in value.items()}
    if isinstance(value, list):
        return [_cleaned(part) for part in value]
    return NOT_IN_TEXT.sub(" ", value) if isinstance(value, str) else value

"""What no template may hold, whoever wrote it."""

import re
from pathlib import Path

import pytest
from django.conf import settings

TEMPLATES = sorted((settings.BASE_DIR / "templates").rglob("*.html"))
STYLES = [path for path in (settings.BASE_DIR / "static").rglob("*") if path.suffix in (".css", ".js", ".svg")]
RULES = {
    "a script of its own": re.compile(r"<script(?![^>]*\ssrc=)", re.IGNORECASE),
    "a style of its own": re.compile(r"<style|\sstyle\s*=", re.IGNORECASE),
    "an event handler": re.compile(r"\son[a-z]+\s*=", re.IGNORECASE),
    "a javascript link": re.compile(r"javascript:", re.IGNORECASE),
    "something from another host": re.compile(r"(?:src|href|action)=[\"']?(?:https?:)?//", re.IGNORECASE),
    "unescaped text": re.compile(r"\|\s*safe\b|\{%\s*autoescape\s+off"),
    "code for htmx to evaluate": re.compile(r"hx-on|hx-vars|[\"']js:"),
}


def name(path):
    return str(Path(path).relative_to(settings.BASE_DIR))


@pytest.mark.parametrize("template", TEMPLATES, ids=name)
def test_a_template_holds_no_code_and_asks_no_other_host(template):
    text = template.read_text(encoding="utf-8")

    assert [rule for rule, pattern in RULES.items() if pattern.search(text)] == []


@pytest.mark.parametrize("template", TEMPLATES, ids=name)
def test_every_table_has_a_caption_and_scoped_headings(template):
    text = template.read_text(encoding="utf-8")

    assert text.count("<caption") >= text.count("<table")
    assert re.findall(r"<th(?![^>]*\sscope=)[\s>]", text) == []


def test_the_title_of_a_bad_form_says_so_once():
    # base.html says it before the title of every page with a form; a page says it where its form has another name.
    again = re.compile(r"block title %}{% if form\.errors %}Galat")

    assert [name(path) for path in TEMPLATES if again.search(path.read_text(encoding="utf-8"))] == []


@pytest.mark.parametrize("file", STYLES, ids=name)
def test_a_static_file_loads_nothing_from_another_host(file):
    text = file.read_text(encoding="utf-8")

    assert re.findall(r"(?:url\(|@import|sourceMappingURL=)\s*[\"']?(?:https?:)?//", text) == []

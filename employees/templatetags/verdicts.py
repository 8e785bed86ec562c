"""The rows of a due list. Fifty of them are most of a page: they are written in one go."""

from django import template
from django.urls import reverse
from django.utils.html import format_html, format_html_join

from employees.models import DueSubject
from simpeg.core.dates import in_words
from simpeg.law.engine import FAILED
from simpeg.web.templatetags.formats import nip
from simpeg.web.templatetags.shell import icon

register = template.Library()

ROW = """      <tr>
        <th scope="row"><a class="row-link" href="{}">{}</a><span class="sub nip">{}</span></th>
        <td>{}<span class="sub">{}</span></td>{}
        <td data-label="{}"><span class="numeric">{}</span>{}</td>
        <td data-label="Hasil"><span class="verdict verdict-{}">{}</span>{}</td>
        <td>{}</td>
      </tr>
"""
KIND = '\n        <td data-label="Jenis">{}</td>'
SUB = '<span class="sub">{} {}</span>'
CASE = '<span class="sub"><a href="{}">{}</a>{}</span>'
OBSTACLE = '<span class="{}">{}<span><strong>{}</strong> {}<span class="visually-hidden"> ({})</span></span></span>'
NONE = '<span class="met">{}Semua syarat dipenuhi</span>'
FAILS, UNKNOWN = ("not-met", "not-met", "tidak dipenuhi"), ("not-known", "unknown", "belum diketahui")


@register.simple_tag
def verdict_rows(kind, day, lines):
    """A `<tr>` for each line of a list of that day (see `due_lists.views`)."""
    several = len(kind.kinds) > 1
    says_when = kind.subject == DueSubject.RETIREMENT  # there the change is the day itself
    address = reverse("due_lists:verdict", args=[0]).removesuffix("0/")
    return format_html_join(
        "",
        ROW,
        (
            (
                f"{address}{row.pk}/",
                row.full_name,
                nip(row.nip),
                row.facts.get("position_title") or "Tanpa jabatan",
                row.unit,
                format_html(KIND, row.kind_label) if several else "",
                kind.words.change,
                " → ".join(end for end in line["change"] if end) or "–",
                format_html(SUB, kind.words.earliest, in_words(row.earliest)) if row.earliest and not says_when else "",
                row.verdict.lower(),
                row.verdict,
                _case(kind, day, line["case"]) if line["case"] else "",
                _obstacles(line["open"]),
            )
            for line in lines
            for row in [line["verdict"]]
        ),
    )


def _case(kind, day, case):
    other_day = case.day != day and kind.subject == DueSubject.PROMOTION
    return format_html(
        CASE, case.get_absolute_url(), case.get_status_display(), f" ({in_words(case.day)})" if other_day else ""
    )


def _obstacles(found):
    if not found:
        return format_html(NONE, icon("met"))
    return format_html_join(
        "",
        OBSTACLE,
        (
            (css, icon(sign), finding["code"], finding["detail"], words)
            for finding in found
            for css, sign, words in [FAILS if finding["state"] == FAILED else UNKNOWN]
        ),
    )

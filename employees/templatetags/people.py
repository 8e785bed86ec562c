"""The rows of a list of people. Fifty of them are most of a page: they are written in one go."""

from django import template
from django.utils.html import format_html, format_html_join

from employees.templatetags.asof import per
from simpeg.web.templatetags.formats import nip

register = template.Library()

ROW = """      <tr>
        <th scope="row">{}<span class="sub nip">{}</span></th>
        <td data-label="Golongan"><span class="numeric">{}<span class="sub">{}</span></span></td>
        <td data-label="Jabatan">{}</td>
        <td data-label="Unit kerja">{}</td>
        <td data-label="Status"><span>{}{}</span></td>
      </tr>
"""
LINK = '<a class="row-link" href="/pegawai/{}/{}">{}</a>'
SUB = '<span class="sub">{}</span>'


@register.simple_tag(takes_context=True)
def people_rows(context, people):
    """A `<tr>` for each person (directory.queries.Listed)."""
    day = per(context)
    return format_html_join(
        "",
        ROW,
        (
            (
                one.full_name if one.closed_file else format_html(LINK, one.nip, day, one.full_name),
                nip(one.nip),
                one.grade,
                f"{one.grade_since:%d-%m-%Y}",
                one.position,
                one.unit,
                one.status,
                format_html(SUB, one.standing) if one.standing else "",
            )
            for one in people
        ),
    )

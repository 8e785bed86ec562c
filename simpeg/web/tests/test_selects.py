"""What a quick select shows is what Django's own shows."""

import pytest
from django.forms import Select
from django.test.html import parse_html

from simpeg.web.selects import QuickSelect

CHOICES = [("", "Semua"), ("a", "Dinas <A> & B"), (7, "Tujuh"), ("Golongan", [("31", "III/a"), ("32", "III/b")])]


@pytest.mark.parametrize("value", ["", "a", 7, "7", "32", None, "tidak ada"])
def test_a_quick_select_is_the_select_of_django(value):
    quick, usual = (
        kind(choices=CHOICES, attrs={"class": "select"}).render("unit", value, {"id": "id_unit"})
        for kind in (QuickSelect, Select)
    )

    assert parse_html(quick) == parse_html(usual)
    assert "Dinas &lt;A&gt; &amp; B" in quick

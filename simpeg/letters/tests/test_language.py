"""A template names fields and lists; whatever else jinja could do is not a word of it."""

import pytest

from simpeg.letters import language
from simpeg.letters.refusal import TemplateRefused
from simpeg.letters.tests.documents import FIELDS

ATTACKS = [
    "{{ nama.__class__ }}",
    "{{ ''.__class__.__mro__ }}",
    "{{ nama['upper'] }}",
    "{{ nama.upper() }}",
    "{{ range(10) }}",
    "{{ cycler }}",
    "{{ 'a' * 1000000000 }}",
    "{{ 9 ** 9 ** 9 }}",
    "{{ nama ~ nomor }}",
    "{{ nama|safe }}",
    "{{ nama|attr('x') }}",
    "{{ nama|upper|safe }}",
    "{{ nama|format(1) }}",
    "{{ [1, 2] }}",
    "{{ {'a': 1} }}",
    "{{ 1.5 }}",
    "{% set x = 1 %}",
    "{% include 'x' %}",
    "{% import 'x' as y %}",
    "{% extends 'x' %}",
    "{% macro x() %}{% endmacro %}",
    "{% block x %}{% endblock %}",
    "{% filter upper %}x{% endfilter %}",
    "{% with x = 1 %}{% endwith %}",
    "{% autoescape false %}{{ nama }}{% endautoescape %}",
    "{% for b in pegawai %}{% for c in pegawai %}{% endfor %}{% endfor %}",
    "{% for b in pegawai if b %}{% endfor %}",
    "{% for b in pegawai recursive %}{% endfor %}",
    "{% for a, b in pegawai %}{% endfor %}",
    "{% for b in pegawai|reverse %}{% endfor %}",
    "{% for b in [1] %}{% endfor %}",
    "{% for nama in pegawai %}{% endfor %}",
    "{% for b in pegawai %}{{ loop.cycle('a') }}{% endfor %}",
    "{% for b in pegawai %}{{ loop.previtem }}{% endfor %}",
    "{% if nama is defined %}{% endif %}",
    "{% if nama in nomor %}{% endif %}",
    "{% if nama > nomor %}{% endif %}",
    "{% if nama.x %}{% endif %}",
]


@pytest.mark.parametrize("source", ATTACKS)
def test_nothing_but_fields_loops_and_choices_is_run(source):
    with pytest.raises(TemplateRefused):
        language.examine([source], FIELDS)


@pytest.mark.parametrize(
    "source",
    [
        "{{ nama }} {{ nama|upper }} {{ nama|title|lower }}",
        "{% for b in pegawai %}{{ loop.index }} {{ b.nama }} {{ b.nip|upper }}{{ nomor }}{% endfor %}",
        "{% for pihak in tembusan %}{{ pihak }}{% if not loop.last %};{% endif %}{% endfor %}",
        "{% if nama %}a{% elif nomor == 'x' and not tembusan %}b{% else %}c{% endif %}",
        "{# catatan #}Biasa { } %",
    ],
)
def test_what_a_letter_needs_is_taken(source):
    language.examine([source], FIELDS)


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("Halo\nYth. {{ nema }}", "Isian “nema” tidak dikenal, pada “Yth. {{ nema }}”"),
        ("{% for b in orang %}{% endfor %}", "Daftar “orang” tidak dikenal"),
        ("{% for b in pegawai %}{{ b.gaji }}{% endfor %}", "Isian “b.gaji” tidak dikenal"),
        ("{% for b in pegawai %}{{ b }}{% endfor %}", "“b” adalah baris"),
        ("{{ tembusan }}", "“tembusan” adalah daftar"),
        ("{{ nama ", "Periksa tanda"),
        ("{% for b in pegawai %}", "endfor"),
    ],
)
def test_a_mistake_is_named_with_its_place(source, words):
    with pytest.raises(TemplateRefused) as refusal:
        language.examine([source], FIELDS)

    assert words in str(refusal.value)

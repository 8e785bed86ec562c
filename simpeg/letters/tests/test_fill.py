"""A template and values become a document; what the agency uploads is tried before it is kept."""

import pytest

from simpeg.letters.fields import examples_of
from simpeg.letters.fill import examine_template, fill
from simpeg.letters.refusal import TemplateRefused
from simpeg.letters.tests.documents import FIELDS, changed, make_docx, text_of, words_of


def with_rows(document):
    table = document.add_table(4, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Nama", "NIP"
    table.cell(1, 0).text = "{%tr for baris in pegawai %}"
    table.cell(2, 0).text, table.cell(2, 1).text = "{{ baris.nama }}", "{{ baris.nip }}"
    table.cell(3, 0).text = "{%tr endfor %}"


VALUES = examples_of(FIELDS)


def test_fields_rows_and_paragraphs_are_filled():
    template = make_docx(
        "Yth. {{ nama|upper }}", "{%p for pihak in tembusan %}", "{{ loop.index }}. {{ pihak }}", "{%p endfor %}",
        build=with_rows,
    )  # fmt: skip

    filled = words_of(fill(template, VALUES))

    assert filled[:3] == ["Yth. SITI RAHMA", "1. Bupati Mamuju", "2. Inspektur"]
    assert filled[3:] == ["Nama", "NIP", *["Andi", "1985"] * 3]


def test_a_field_cut_into_runs_by_the_word_processor_is_still_one():
    def build(document):
        paragraph = document.add_paragraph("Yth. {")
        for piece in ("{ na", "ma }", "}"):
            paragraph.add_run(piece)

    assert words_of(fill(make_docx(build=build), VALUES)) == ["Yth. Siti Rahma"]


@pytest.mark.parametrize(
    "value",
    ["A & B <w:p/>", "{{ nomor }}", "{% if x %}", "</w:t></w:r></w:p>", "\"'\\#panic()", "“kutip” 𝕏 العربية"],
)
def test_a_value_is_text_whatever_it_says(value):
    assert words_of(fill(make_docx("{{ nama }}"), VALUES | {"nama": value})) == [value]


def test_what_a_document_cannot_hold_becomes_a_space():
    value = "a\x00b\x07c\x0cd\ue000\ud800e\tf\x1bg"

    assert words_of(fill(make_docx("{{ nama }}"), VALUES | {"nama": value})) == ["a b c d\ue000 e f g"]


def test_a_new_line_in_a_value_is_a_new_line():
    assert words_of(fill(make_docx("{{ nama }}"), VALUES | {"nama": "Jalan A\nMamuju"})) == ["Jalan A\nMamuju"]


def test_the_trial_is_a_pdf_with_the_examples():
    pdf, lost = examine_template(make_docx("Yth. {{ nama }}", header="Kop {{ nomor }}", build=with_rows), FIELDS)

    (page,) = text_of(pdf)
    assert lost == []
    for words in ("Yth. Siti Rahma", "Kop 800/1", "Andi", "1985"):
        assert words in page


@pytest.mark.parametrize("where", ["header", "footer"])
def test_a_mistake_in_the_margins_is_found(where):
    with pytest.raises(TemplateRefused, match="nemo"):
        examine_template(make_docx("Isi", **{where: "{{ nemo }}"}), FIELDS)


def test_a_mistake_in_the_properties_is_found():
    def build(document):
        document.core_properties.title = "{{ cycler }}"

    with pytest.raises(TemplateRefused, match="cycler"):
        examine_template(make_docx("Isi", build=build), FIELDS)


@pytest.mark.parametrize("tag", ["{{r nama }}", "{{p nama }}", "{%r if nama %}", "{%tc if nama %}", "{% hm %}",
                                 "{% cellbg nama %}", "{% colspan 3 %}", "{% vm %}"])  # fmt: skip
def test_tags_that_bring_in_markup_are_refused(tag):
    with pytest.raises(TemplateRefused):
        examine_template(make_docx(tag), FIELDS)


@pytest.mark.parametrize(
    "paragraphs",
    [
        ("{%tr for baris in pegawai %}", "{{ baris.nama }}", "{%tr endfor %}"),  # no table around
        ("{%p if nama %}",),
        ("{% if nama %}", "x"),
    ],
)
def test_what_cannot_be_filled_is_refused(paragraphs):
    with pytest.raises(TemplateRefused):
        examine_template(make_docx(*paragraphs), FIELDS)


def test_a_choice_that_would_tear_the_table_is_refused():
    def build(document):
        table = document.add_table(1, 2)
        table.cell(0, 0).text = "{% if nama %}a"
        table.cell(0, 1).text = "b"
        document.add_paragraph("c{% endif %}")

    with pytest.raises(TemplateRefused):
        examine_template(make_docx(build=build), FIELDS)


def test_a_document_without_its_styles_is_still_set():
    bare = b'<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"/>'

    pdf, _ = examine_template(changed(make_docx("{{ nama }}"), {"word/styles.xml": lambda blob: bare}), FIELDS)

    assert "Siti Rahma" in text_of(pdf)[0]

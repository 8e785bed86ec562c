"""What the cells of an accepted workbook hold."""

import time
import tracemalloc
from datetime import date, datetime

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simpeg.imports import shared_strings, sheet_rows
from simpeg.imports.cells import BadCell
from simpeg.imports.package import NotAWorkbook
from simpeg.imports.tests.workbooks import DATE_STYLES, MAIN, inline, pack, parts, row, workbook
from simpeg.imports.workbook import open_workbook


def read(path, sheet="DATA"):
    with open_workbook(path) as book:
        return list(book.rows(sheet))


def cells(tmp_path, xml, **options):
    """The cells of one row of XML."""
    rows = read(workbook(tmp_path / "a.xlsx", {"DATA": f'<row r="1">{xml}</row>'}, styles=DATE_STYLES, **options))
    return rows[0][1] if rows else []


def only(tmp_path, xml, **options):
    (cell,) = cells(tmp_path, xml, **options)
    return cell


@pytest.mark.parametrize(
    ("xml", "value"),
    [
        ('<c r="A1"><v>5</v></c>', 5),
        ('<c r="A1" t="n"><v>-20</v></c>', -20),
        ('<c r="A1"><v>363.28</v></c>', 363.28),
        ('<c r="A1"><v>1.98506062023042E+17</v></c>', 1.98506062023042e17),
        ('<c r="A1" t="b"><v>1</v></c>', True),
        ('<c r="A1" t="b"><v>0</v></c>', False),
        ('<c r="A1" t="str"><v>teks</v></c>', "teks"),
        ('<c r="A1" t="inlineStr"><is><t xml:space="preserve"> a </t></is></c>', " a "),
        ('<c r="A1" t="inlineStr"><is><r><t>dua </t></r><r><rPr><b/></rPr><t>gaya</t></r></is></c>', "dua gaya"),
        ('<c r="A1" t="inlineStr"><is><t>kata</t><rPh sb="0" eb="1"><t>bunyi</t></rPh></is></c>', "kata"),
        ('<c r="A1" t="inlineStr"><is><t>a &amp; b &lt; c &#233;</t></is></c>', "a & b < c é"),
        ('<c r="A1" t="inlineStr"><is><t><![CDATA[<b>]]></t></is></c>', "<b>"),
        ('<c r="A1" s="1"><v>45992</v></c>', date(2025, 12, 1)),
        ('<c r="A1" s="2"><v>45992.5</v></c>', datetime(2025, 12, 1, 12)),  # noqa: DTZ001
        ('<c r="A1" s="3"><v>45992</v></c>', 45992),
        ('<c r="A1" s="1"><v>1</v></c>', date(1900, 1, 1)),
        ('<c r="A1" s="1"><v>59</v></c>', date(1900, 2, 28)),
        ('<c r="A1" s="1"><v>61</v></c>', date(1900, 3, 1)),
        ('<c r="A1" t="d"><v>2025-12-01</v></c>', date(2025, 12, 1)),
    ],
)
def test_each_kind_of_cell_is_read_as_what_it_is(tmp_path, xml, value):
    cell = only(tmp_path, xml)

    assert cell == value
    assert type(cell) is type(value)


@pytest.mark.parametrize(
    ("xml", "kind", "shown"),
    [
        ('<c r="A1"><f>B1&amp;"x"</f><v>5</v></c>', "formula", "5"),
        ('<c r="A1"><f t="shared" si="0"/></c>', "formula", ""),
        ('<c r="A1" t="str"><f>HYPERLINK("http://example.id")</f><v>KLIK</v></c>', "formula", "KLIK"),
        ('<c r="A1" t="e"><v>#N/A</v></c>', "error value", "#N/A"),
        ('<c r="A1" s="1"><v>0</v></c>', "impossible date", "0"),
        ('<c r="A1" s="1"><v>60</v></c>', "impossible date", "60"),
        ('<c r="A1" s="1"><v>-1</v></c>', "impossible date", "-1"),
        ('<c r="A1" s="1"><v>2958466</v></c>', "impossible date", "2958466"),
        ('<c r="A1" s="1"><v>1E+300</v></c>', "impossible date", "1e+300"),
        ('<c r="A1" t="d"><v>2025-13-01</v></c>', "impossible date", "2025-13-01"),
        ('<c r="A1"><v>lima</v></c>', "unreadable number", "lima"),
        ('<c r="A1"><v>nan</v></c>', "unreadable number", "nan"),
        ('<c r="A1"><v>1_000</v></c>', "unreadable number", "1_000"),
        ('<c r="A1"><v>٣</v></c>', "unreadable number", "٣"),
        ('<c r="A1"><v>1E+999</v></c>', "unreadable number", "1E+999"),
        ('<c r="A1" t="inlineStr"><is><t>a_x0000_b</t></is></c>', "control character", "a\ufffdb"),
        ('<c r="A1" t="inlineStr"><is><t>_xD83D_</t></is></c>', "control character", "\ufffd"),
    ],
)
def test_what_no_cell_should_hold_is_told_apart(tmp_path, xml, kind, shown):
    cell = only(tmp_path, xml)

    assert isinstance(cell, BadCell)
    assert (cell.kind, cell.shown) == (kind, shown)
    assert cell.sentence.endswith(".") or cell.sentence.endswith(").")


def test_text_that_looks_like_a_formula_is_text(tmp_path):
    assert only(tmp_path, inline("A1", '=HYPERLINK("http://example.id","KLIK")')).startswith("=HYPERLINK")


@pytest.mark.parametrize(
    ("escaped", "text"),
    [
        ("a_x000A_b", "a\nb"),
        ("_x005F_x000A_", "_x000A_"),
        ("_xD83D__xDE00_", "😀"),
        ("_x00zz_", "_x00zz_"),
        ("_x41_", "_x41_"),
    ],
)
def test_excels_escapes_become_the_characters_they_stand_for(tmp_path, escaped, text):
    assert only(tmp_path, inline("A1", escaped)) == text


def test_text_longer_than_excel_allows_is_refused(tmp_path):
    assert only(tmp_path, inline("A1", "x" * 32_767)) == "x" * 32_767
    assert only(tmp_path, inline("A1", "x" * 32_768)).kind == "text too long"


def test_the_calendar_of_1904_counts_from_its_own_first_day(tmp_path):
    xml = '<c r="A1" s="1"><v>0</v></c><c r="B1" s="1"><v>44530</v></c>'

    assert cells(tmp_path, xml, properties='<workbookPr date1904="1"/>') == [date(1904, 1, 1), date(2025, 12, 1)]


def test_shared_strings_are_looked_up_without_hints_and_with_their_runs(tmp_path):
    strings = (
        "<si><t>nol</t></si><si><r><t>sa</t></r><r><t>tu</t></r><rPh><t>bunyi</t></rPh></si>"
        "<si/><si><t>t_x0000_</t></si>"
    )
    xml = "".join(f'<c r="{c}1" t="s"><v>{n}</v></c>' for c, n in zip("ABCD", (1, 0, 2, 3), strict=True))

    read_cells = cells(tmp_path, xml, strings=strings)

    assert read_cells[:3] == ["satu", "nol", ""]
    assert read_cells[3].kind == "control character"


@pytest.mark.parametrize("index", ["4", "-1", "x", "1.0", ""])
def test_a_shared_string_that_is_not_there_means_a_broken_file(tmp_path, index):
    xml = f'<c r="A1" t="s"><v>{index}</v></c>'

    if index:
        with pytest.raises(NotAWorkbook, match="menunjuk teks"):
            cells(tmp_path, xml, strings="<si><t>a</t></si>")
    else:
        assert cells(tmp_path, xml, strings="<si><t>a</t></si>") == []


def test_cells_without_an_address_follow_each_other_and_gaps_are_none(tmp_path):
    xml = "<c><v>1</v></c><c><v>2</v></c>" + '<c r="E1"><v>5</v></c>' + "<c><v>6</v></c>" + '<c r="H1" s="1"/>'

    assert cells(tmp_path, xml) == [1, 2, None, None, 5, 6]


def test_rows_keep_their_numbers_and_empty_ones_are_left_out(tmp_path):
    rows = row(1, inline("A1", "x")) + row(2) + '<row r="5"><c r="A5" s="1"/></row>' + row(7, inline("B7", "y"))

    assert read(workbook(tmp_path / "a.xlsx", {"DATA": rows})) == [(1, ["x"]), (7, [None, "y"])]


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (row(2, inline("A2", "x")) + row(2, inline("A2", "y")), "nomor baris"),
        (row(2, inline("A2", "x")) + row(1, inline("A1", "y")), "nomor baris"),
        (row(1_048_577, inline("A1", "x")), "nomor baris"),
        (row("٣", inline("A3", "x")), "nomor baris"),
        (row(1, inline("A1", "x"), inline("A1", "y")), "dua kali"),
        (row(1, inline("B1", "x"), inline("A1", "y")), "dua kali"),
        (row(1, inline("XFD1", "x")), "di luar kolom ke-500"),
        (row(1, *["<c><v>1</v></c>"] * 501), "di luar kolom ke-500"),
        (row(1, inline("1", "x")), "alamat sel"),
        (row(1, inline("AAAA1", "x")), "alamat sel"),
        ('<row r="1"><c r="A1"><c r="B1"/></c></row>', "susunan sel"),
        ('<row r="1"><row r="2"/></row>', "susunan baris"),
        ('<c r="A1"/>', "susunan sel"),
    ],
)
def test_a_sheet_that_contradicts_itself_is_refused(tmp_path, rows, said):
    with pytest.raises(NotAWorkbook, match=said):
        read(workbook(tmp_path / "a.xlsx", {"DATA": rows}))


def test_empty_formatted_cells_far_to_the_right_do_no_harm(tmp_path):
    assert cells(tmp_path, inline("A1", "x") + '<c r="XFD1" s="1"/>') == ["x"]


def test_data_in_the_very_last_row_is_found_at_once(tmp_path):
    rows = row(1, inline("A1", "NIP BARU")) + row(1_048_576, inline("A1048576", "x"))
    made = parts({"DATA": rows})
    part = "xl/worksheets/sheet1.xml"
    made[part] = made[part].replace("<sheetData>", '<dimension ref="A1:XFD1048576"/><sheetData>')

    assert read(pack(tmp_path / "a.xlsx", made)) == [(1, ["NIP BARU"]), (1_048_576, ["x"])]


def test_a_million_empty_rows_are_passed_over_within_seconds(tmp_path):
    rows = row(1, inline("A1", "x")) + "".join(f'<row r="{n}" spans="1:69" s="1"/>' for n in range(2, 1_048_577))
    path = workbook(tmp_path / "a.xlsx", {"DATA": rows})
    started = time.monotonic()

    assert read(path) == [(1, ["x"])]
    assert time.monotonic() - started < 10


def test_millions_of_empty_formatted_cells_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(sheet_rows, "MAX_EMPTY_CELLS", 50_000)
    rows = "".join(f'<row r="{n}">{"<c/>" * 60}</row>' for n in range(1, 1_000))

    with pytest.raises(NotAWorkbook, match="sel kosong"):
        read(workbook(tmp_path / "a.xlsx", {"DATA": rows}))


@pytest.mark.parametrize("shared", [True, False], ids=["shared strings", "inline strings"])
def test_memory_does_not_grow_with_the_sheet(tmp_path, shared, monkeypatch):
    monkeypatch.setattr(shared_strings, "_BLOCKS_KEPT", 8)

    def peak(count):
        if shared:
            strings = "".join(f"<si><t>pegawai nomor {n} dengan nama panjang</t></si>" for n in range(count))
            rows = "".join(f'<row><c t="s"><v>{n}</v></c></row>' for n in range(count))
        else:
            strings = None
            rows = "".join(f"<row><c t='inlineStr'><is><t>pegawai nomor {n}</t></is></c></row>" for n in range(count))
        path = workbook(tmp_path / f"{count}.xlsx", {"DATA": rows}, strings=strings)
        tracemalloc.start()
        try:
            with open_workbook(path) as book:
                assert sum(1 for _ in book.rows("DATA")) == count
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    # Held as a list, fifty thousand more rows would take five megabytes more.
    assert peak(60_000) - peak(10_000) < 512 * 1024


def test_prefixes_and_the_strict_namespace_are_understood(tmp_path):
    for change in (
        lambda xml: xml.replace("<", "<x:").replace("<x:/", "</x:").replace(f'xmlns="{MAIN}"', f'xmlns:x="{MAIN}"'),
        lambda xml: xml.replace(MAIN, "http://purl.oclc.org/ooxml/spreadsheetml/main"),
    ):
        made = parts({"DATA": row(1, '<c r="A1"><v>7</v></c>')})
        made["xl/worksheets/sheet1.xml"] = change(made["xl/worksheets/sheet1.xml"])

        assert read(pack(tmp_path / "a.xlsx", made)) == [(1, [7])]


def test_two_sheets_of_one_name_are_refused(tmp_path):
    made = parts({"A": "", "B": ""})
    made["xl/workbook.xml"] = made["xl/workbook.xml"].replace('name="B"', 'name="A"')

    with pytest.raises(NotAWorkbook, match="bernama sama"):
        read(pack(tmp_path / "a.xlsx", made), "A")


# What openpyxl can write; it refuses control characters by itself.
TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"]), max_size=30).filter(
    lambda text: not text.startswith("=") and "_x" not in text and "\r" not in text
)
DAYS = st.dates(date(1900, 3, 1), date(2199, 12, 31))
CELLS = st.one_of(
    st.none(),
    TEXTS,
    st.integers(-(10**14), 10**14),
    st.decimals(-(10**6), 10**6, places=4).map(float),
    st.booleans(),
    DAYS,
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(CELLS, min_size=1, max_size=8), min_size=1, max_size=8))
def test_what_openpyxl_wrote_is_what_is_read(tmp_path_factory, table):
    path = tmp_path_factory.mktemp("book") / "a.xlsx"
    book = openpyxl.Workbook()
    for cells_of_row in table:
        book.active.append(cells_of_row)
    book.save(path)

    found = dict(read(path, "Sheet"))

    for number, wrote in enumerate(table, 1):
        expected = [None if cell == "" else cell for cell in wrote]
        got = found.get(number, [])
        assert [None if cell == "" else cell for cell in got] + [None] * (len(expected) - len(got)) == expected

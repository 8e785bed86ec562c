"""Hostile and broken files: each refused with a sentence, quickly, and without being unpacked."""

import os
import struct
import time
import tracemalloc
import zipfile
import zlib

import pytest

from simpeg.imports import package
from simpeg.imports.package import NotAWorkbook
from simpeg.imports.tests.workbooks import MAIN, OFFICE, PACKAGE, inline, pack, parts, row, workbook
from simpeg.imports.workbook import open_workbook

SHEET = "xl/worksheets/sheet1.xml"
DTD = '<!DOCTYPE worksheet [<!ENTITY a "boom"><!ENTITY b "&a;&a;">]>'


def read_all(path):
    with open_workbook(path) as book:
        return {name: list(book.rows(name)) for name in book.sheet_names}


def refusal(path):
    """The sentence with which a file is refused, within seconds and a few megabytes."""
    tracemalloc.start()
    started = time.monotonic()
    try:
        with pytest.raises(NotAWorkbook) as refused:
            read_all(path)
        assert time.monotonic() - started < 10
        assert tracemalloc.get_traced_memory()[1] < 20 * 1024**2
    finally:
        tracemalloc.stop()
    return str(refused.value)


@pytest.fixture
def made():
    return parts({"DATA": row(1, inline("A1", "NIP BARU"))})


def test_a_plain_workbook_opens(tmp_path, made):
    assert read_all(pack(tmp_path / "a.xlsx", made)) == {"DATA": [(1, ["NIP BARU"])]}


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "kosong"),
        (b"NIP;NAMA\r\n1;A\r\n", "CSV"),
        (b"<html><table><tr><td>NIP</td></tr></table></html>", "halaman web"),
        (b"\xef\xbb\xbf<?xml version='1.0'?><Workbook/>", "halaman web"),
        (b"%PDF-1.7\n%\x00", "PDF"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "bukan buku kerja"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2048) + "Workbook".encode("utf-16-le"), "Excel lama"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(3_000_000) + "EncryptedPackage".encode("utf-16-le"), "kata sandi"),
        (b"PK\x03\x04" + bytes(100), "rusak atau terpotong"),
    ],
    ids=["empty", "csv", "html", "xml", "pdf", "png", "xls", "encrypted", "zip head only"],
)
def test_what_is_no_xlsx_is_refused_by_its_content(tmp_path, content, said):
    path = tmp_path / "data.xlsx"
    path.write_bytes(content)

    assert said in refusal(path)


def test_a_file_that_is_not_there_is_told(tmp_path):
    assert "tidak ditemukan" in refusal(tmp_path / "none.xlsx")


@pytest.mark.parametrize("share", [0.2, 0.5, 0.9, 0.99])
def test_a_truncated_file_is_refused(tmp_path, made, share):
    whole = pack(tmp_path / "whole.xlsx", made).read_bytes()
    path = tmp_path / "cut.xlsx"
    path.write_bytes(whole[: int(len(whole) * share)])

    assert "rusak" in refusal(path)


def test_a_flipped_byte_is_refused(tmp_path, made):
    path = pack(tmp_path / "a.xlsx", made, compression=zipfile.ZIP_STORED)
    path.write_bytes(path.read_bytes().replace(b">NIP BARU<", b">NIP BARV<"))

    assert "rusak" in refusal(path)


def test_any_zip_is_not_a_workbook(tmp_path):
    assert "arsip zip" in refusal(pack(tmp_path / "a.xlsx", {"readme.txt": "halo"}))


def test_a_word_document_is_not_a_workbook(tmp_path, made):
    made["[Content_Types].xml"] = made["[Content_Types].xml"].replace(
        "spreadsheetml.sheet", "wordprocessingml.document"
    )

    assert "bukan buku kerja" in refusal(pack(tmp_path / "a.xlsx", made))


@pytest.mark.parametrize(
    ("name", "content"),
    [("xl/vbaProject.bin", b"\x00"), ("xl/VBAPROJECT.BIN", b"\x00"), ("xl/macrosheets/sheet1.xml", "<a/>")],
)
def test_macros_are_refused(tmp_path, made, name, content):
    assert "makro" in refusal(pack(tmp_path / "a.xlsx", made | {name: content}))


def test_the_macro_content_type_is_refused(tmp_path):
    kind = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"

    assert "makro" in refusal(workbook(tmp_path / "a.xlsx", {"A": ""}, content_type=kind))


def test_a_binary_workbook_is_refused(tmp_path):
    kind = "application/vnd.ms-excel.sheet.binary.macroEnabled.main"

    assert ".xlsb" in refusal(workbook(tmp_path / "a.xlsx", {"A": ""}, content_type=kind))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "utf-16-be", "iso-8859-1"])
@pytest.mark.parametrize(
    "part", [SHEET, "xl/workbook.xml", "xl/styles.xml", "_rels/.rels", "[Content_Types].xml", "docProps/x.xml"]
)
def test_a_dtd_is_refused_in_any_part_and_any_encoding(tmp_path, made, part, encoding):
    text = f'<?xml version="1.0" encoding="{encoding[:6]}"?>{DTD}{made.get(part, "<a/>")}'
    if encoding == "iso-8859-1":
        text = text.replace("iso-88", "iso-8859-1")
    mark = {"utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}.get(encoding, b"")
    made[part] = mark + text.encode(encoding)

    assert "DTD" in refusal(pack(tmp_path / "a.xlsx", made))


def test_a_sheet_in_utf_16_without_a_dtd_is_read(tmp_path, made):
    made[SHEET] = made[SHEET].encode("utf-16")

    assert read_all(pack(tmp_path / "a.xlsx", made)) == {"DATA": [(1, ["NIP BARU"])]}


def test_links_to_other_workbooks_are_refused(tmp_path, made):
    made["xl/externalLinks/externalLink1.xml"] = f'<externalLink xmlns="{MAIN}"/>'

    assert "tautan" in refusal(pack(tmp_path / "a.xlsx", made))


@pytest.mark.parametrize(("kind", "refused"), [("externalLinkPath", True), ("oleObject", True), ("hyperlink", False)])
def test_only_hyperlinks_may_point_outside(tmp_path, made, kind, refused):
    made["xl/worksheets/_rels/sheet1.xml.rels"] = (
        f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" Type="{OFFICE}/{kind}" '
        'Target="mailto:contoh@example.id" TargetMode="External"/></Relationships>'
    )
    path = pack(tmp_path / "a.xlsx", made)

    if refused:
        assert "tautan" in refusal(path)
    else:
        assert read_all(path)


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("twin", [SHEET, SHEET.upper(), SHEET.replace("/", "\\"), "/" + SHEET])
def test_the_same_part_twice_is_refused(tmp_path, made, twin):
    path = pack(tmp_path / "a.xlsx", made)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(twin, made[SHEET])

    assert "lebih dari sekali" in refusal(path)


def test_a_zip_with_a_password_is_refused(tmp_path, made):
    path = pack(tmp_path / "a.xlsx", made)
    content = bytearray(path.read_bytes())
    entry = content.index(b"PK\x01\x02")
    content[entry + 8] |= 1
    path.write_bytes(content)

    assert "kata sandi" in refusal(path)


def test_a_bomb_of_one_gigabyte_is_refused_before_it_is_unpacked(tmp_path, made):
    path = pack(tmp_path / "a.xlsx", made)
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive, archive.open("xl/media/image1.bmp", "w") as image:
        zeros = bytes(1024**2)
        for _ in range(1024):
            image.write(zeros)

    assert path.stat().st_size < 2 * 1024**2
    assert "mengembang" in refusal(path)


def test_a_bomb_that_lies_about_its_size_is_stopped_while_reading(tmp_path, made):
    made[SHEET] = made[SHEET].replace("</sheetData>", "<!-- " + "0" * 30_000_000 + " --></sheetData>")
    path = pack(tmp_path / "a.xlsx", made)
    true_size, small = struct.pack("<L", len(made[SHEET])), struct.pack("<L", 5_000)
    content = path.read_bytes()
    assert content.count(true_size) == 2  # the local header and the directory
    path.write_bytes(content.replace(true_size, small))

    assert "rusak" in refusal(path)


def test_entries_that_share_their_bytes_are_refused(tmp_path, made):
    """The bomb of many directory entries over one body: each is small, together they are not."""
    path = pack(tmp_path / "a.xlsx", made)
    content = bytearray(path.read_bytes())
    first = content.index(b"PK\x01\x02")
    second = content.index(b"PK\x01\x02", first + 4)
    content[second + 42 : second + 46] = content[first + 42 : first + 46]
    path.write_bytes(content)

    assert "saling menimpa" in refusal(path)


def test_too_many_entries_are_refused(tmp_path, made):
    extra = {f"xl/media/{n}.txt": "" for n in range(package.MAX_ENTRIES)}

    assert "bagian" in refusal(pack(tmp_path / "a.xlsx", made | extra))


def test_a_directory_too_large_to_hold_is_not_even_read(tmp_path, made):
    extra = {f"{n:05}{'x' * 200}": "" for n in range(6000)}

    assert "terlalu banyak bagian" in refusal(pack(tmp_path / "a.xlsx", made | extra))


def test_a_file_larger_than_the_limit_is_refused_unread(tmp_path, made):
    path = pack(tmp_path / "a.xlsx", made)
    os.truncate(path, package.MAX_FILE_BYTES + 1)

    assert "lebih besar dari batas" in refusal(path)


@pytest.mark.parametrize(
    "poison",
    ["<!-- " + "x" * 3_000_000 + " -->", '<row r="2" x="' + "y" * 3_000_000 + '"/>', "<z" + "z" * 3_000_000 + "/>"],
    ids=["comment", "attribute", "name"],
)
def test_an_endless_token_is_refused(tmp_path, made, poison):
    made[SHEET] = made[SHEET].replace("</sheetData>", poison + "</sheetData>")

    assert "tidak wajar" in refusal(pack(tmp_path / "a.xlsx", made))


@pytest.mark.parametrize("tag", ["a", "t", "is", "sheetData", "rPh"])
@pytest.mark.parametrize("part", [SHEET, "xl/styles.xml", "xl/sharedStrings.xml"])
def test_elements_nested_without_end_are_refused(tmp_path, part, tag):
    made = parts({"DATA": '<row r="1"><c r="A1" t="s"><v>0</v></c></row>'}, strings="<si><t>a</t></si>")
    close = made[part].rindex("</")
    made[part] = made[part][:close] + f"<{tag}>" * 200_000 + f"</{tag}>" * 200_000 + made[part][close:]

    assert refusal(pack(tmp_path / "a.xlsx", made))


def test_an_endless_text_in_one_cell_is_refused(tmp_path, made):
    # Numbers do not shrink like zeros, so the ratio alone would let them pass.
    text = "".join(str(zlib.crc32(str(n).encode())) for n in range(3_000_000))
    made[SHEET] = made[SHEET].replace("NIP BARU", text)

    assert "terlalu panjang" in refusal(pack(tmp_path / "a.xlsx", made))


def test_nothing_refers_to_a_part_outside_the_package(tmp_path, made):
    made["xl/_rels/workbook.xml.rels"] = made["xl/_rels/workbook.xml.rels"].replace(
        "worksheets/sheet1.xml", "../../../../etc/passwd"
    )

    assert "tidak ada" in refusal(pack(tmp_path / "a.xlsx", made))

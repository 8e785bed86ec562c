import contextlib
import io
import struct
import zlib

import pytest
from PIL import Image
from pypdf.generic import DecodedStreamObject, NameObject, NumberObject, StreamObject

from simpeg.scans.scan import LARGEST, ScanRefused, examine
from simpeg.scans.tests.files import (
    exif_with_place,
    make_jpeg,
    make_pdf,
    make_png,
    make_zip,
    object_of,
    png_chunk,
    upload,
    with_chunk,
    with_segment,
)

JPEG, PNG, PDF = make_jpeg(), make_png(), make_pdf()
HTML = b"<html><script>alert(1)</script></html>"


def refusal(content, name="sk.pdf"):
    with pytest.raises(ScanRefused) as refused:
        examine(upload(content, name))
    return str(refused.value)


# -- What is taken --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "media_type", "extension", "pages"),
    [
        (PDF, "application/pdf", "pdf", 1),
        (make_pdf(3), "application/pdf", "pdf", 3),
        (JPEG, "image/jpeg", "jpg", 1),
        (make_jpeg(progressive=True), "image/jpeg", "jpg", 1),
        (make_jpeg(icc_profile=b"profil warna" * 10), "image/jpeg", "jpg", 1),
        (PNG, "image/png", "png", 1),
        (make_png(mode="P", colour=3), "image/png", "png", 1),
        (make_png(mode="1", colour=1), "image/png", "png", 1),
    ],
    ids=["pdf", "three pages", "jpeg", "progressive", "with colours", "png", "palette", "black and white"],
)
def test_a_sound_scan_is_taken_for_what_it_is_and_not_for_its_name(content, media_type, extension, pages):
    scan = examine(upload(content, "apa-saja.exe"))

    assert (scan.media_type, scan.extension, scan.pages) == (media_type, extension, pages)
    assert scan.size == len(content)
    assert scan.digest == examine(upload(content)).digest


@pytest.mark.parametrize("tail", [b"", b"\n", b"\r\n", b"\0" * 500, b" \n"])
def test_a_pdf_is_kept_byte_for_byte(tail):
    content = PDF.rstrip() + tail

    assert examine(upload(content)).content == content


@pytest.mark.parametrize("orientation", [1, 3, 6, 8])
@pytest.mark.parametrize("make", [make_jpeg, make_png])
def test_a_photo_leaves_without_place_and_camera_and_stands_as_it_was_held(make, orientation):
    content = make(exif=exif_with_place(orientation))

    kept = examine(upload(content)).content

    assert b"Kamera Contoh" in content
    assert b"Kamera Contoh" not in kept
    with Image.open(io.BytesIO(kept)) as after, Image.open(io.BytesIO(content)) as before:
        assert dict(after.getexif()) == ({} if orientation == 1 else {0x0112: orientation})
        assert after.tobytes() == before.tobytes()


@pytest.mark.parametrize(
    "trailer",
    [
        JPEG,
        b"\0\0\0\x18ftypmp42" + b"video" * 20,
        b"\x00\x00\x30\x0aData SEFH....SEFT",
        b"\0" * 100,
    ],
    ids=["second picture", "motion photo", "Samsung", "padding"],
)
def test_what_phones_add_behind_a_photo_is_left_out(trailer):
    assert examine(upload(JPEG + trailer)).content == JPEG


def test_what_a_phones_editor_left_behind_a_smaller_picture_is_left_out():
    assert examine(upload(PNG + b"sisa gambar lama" + PNG[-12:])).content == PNG


def test_comments_and_descriptions_are_left_out_of_pictures():
    assert examine(upload(with_segment(JPEG, 0xFE, b"dibuat dengan pemindai"))).content == JPEG
    assert examine(upload(with_segment(JPEG, 0xE1, b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta/>"))).content == JPEG
    assert examine(upload(with_chunk(PNG, b"tEXt", b"Comment\0dari pemindai"))).content == PNG


# -- What is refused ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "kosong"),
        (b"#!/bin/sh\nrm -rf /\n", "program"),
        (b"<?php system($_GET['x']); ?>", "program"),
        (b"MZ\x90\0" + b"\0" * 100, "program"),
        (b"\x7fELF" + b"\0" * 100, "program"),
        (HTML, "halaman web"),
        (b"  \n<!DOCTYPE html><p>", "halaman web"),
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "SVG"),
        (b"<?xml version='1.0'?>\n<!-- x -->\n<svg/>", "SVG"),
        (make_zip(), "arsip ZIP"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Office"),
        (b"\0\0\0\x18ftypheic\0\0\0\0", "HEIC"),
        (b"RIFF\0\0\0\0WEBPVP8 ", "WebP"),
        (b"II*\0\x08\0\0\0", "TIFF"),
        (b"GIF89a" + make_zip(), "GIF"),
        (b"rahasia", "bukan PDF, JPEG, atau PNG"),
    ],
)
def test_what_is_no_scan_is_refused_with_what_it_is(content, said):
    assert said in refusal(content)


def test_more_than_ten_megabytes_are_refused_before_they_are_read():
    class Huge:
        size = 200 * 1024 * 1024

        def read(self, *_):
            raise AssertionError("it was read")

    with pytest.raises(ScanRefused, match="lebih besar dari 10 MB"):
        examine(Huge())


def test_a_scan_of_exactly_ten_megabytes_is_taken_and_one_byte_more_is_not():
    def with_stream(length):
        stream = DecodedStreamObject()
        stream.set_data(b"x" * length)
        return make_pdf(change=lambda writer: writer._add_object(stream))

    most = 10_100_000 + LARGEST - len(with_stream(10_100_000))

    assert len(examine(upload(with_stream(most))).content) == LARGEST
    assert "lebih besar dari 10 MB" in refusal(with_stream(most + 1))


@pytest.mark.parametrize(
    "content",
    [
        JPEG + make_zip(),
        PNG + make_zip(),
        PDF + make_zip(),
        make_zip() + PDF,
        PDF[:-7] + make_zip(comment=b"\n%%EOF\n"),
        PDF.replace(b"%%EOF", make_zip(comment=b"\n%%EOF")),
        with_segment(JPEG, 0xFE, HTML),
        with_segment(JPEG, 0xE1, b"http://ns.adobe.com/xap/1.0/\0<?php system(1) ?>"),
        with_segment(JPEG, 0xEC, b"<svg onload=alert(1)>"),
        JPEG + b"<?php system(1) ?>",
        PNG + HTML,
        with_chunk(PNG, b"tEXt", b"Comment\0<?php system(1) ?>"),
        with_chunk(PNG, b"iTXt", b"x\0" + HTML),
        with_chunk(PNG, b"iCCP", b"x\0\0<script>alert(1)</script>"),
        b"GIF89a/*" + JPEG,
        b"<html>" + PDF,
        b"\n" + PDF,
        PDF + HTML,
        PDF + PDF[5:-6],
        PDF.replace(b"%%EOF", b"%%EOF\n<script>alert(1)</script>\n%%EOF"),
    ],
    ids=lambda content: repr(content[:12]),
)  # fmt: skip
def test_what_is_two_things_at_once_is_refused(content):
    sentence = refusal(content)

    assert sentence.endswith("unggah lagi.") or sentence.endswith("unggah.") or sentence.endswith("pindaian itu.")


@pytest.mark.parametrize("content", [JPEG, PNG, PDF], ids=["jpeg", "png", "pdf"])
def test_a_file_cut_anywhere_is_refused(content):
    for end in range(9, len(content) - 2, max(1, len(content) // 40)):
        assert refusal(content[:end])


@pytest.mark.parametrize("content", [JPEG, PNG, make_jpeg(progressive=True), PDF], ids=["jpeg", "png", "many", "pdf"])
def test_a_damaged_file_is_refused_or_still_sound_and_never_an_error(content):
    for position in range(0, len(content), max(1, len(content) // 150)):
        damaged = content[:position] + bytes([content[position] ^ 0xFF]) + content[position + 1 :]
        with contextlib.suppress(ScanRefused):
            examine(upload(damaged))


def test_a_picture_that_would_fill_the_memory_is_refused_before_it_is_unpacked():
    header = struct.pack(">IIBBBBB", 30_000, 30_000, 8, 0, 0, 0, 0)
    lines = zlib.compress(b"\0" * 1_000_000, 9)
    bomb = PNG[:8] + png_chunk(b"IHDR", header) + png_chunk(b"IDAT", lines) + png_chunk(b"IEND", b"")
    wide = JPEG.replace(struct.pack(">HH", 30, 40), struct.pack(">HH", 65_000, 65_000), 1)

    assert "30000 × 30000" in refusal(bomb)
    assert "65000 × 65000" in refusal(wide)


def test_a_progressive_picture_of_endless_scans_is_refused():
    content = make_jpeg(progressive=True)
    start = content.index(b"\xff\xda")
    again = content[start : content.index(b"\xff", start + 14)]

    assert refusal(content[:start] + again * 500 + content[start:])


@pytest.mark.parametrize(
    ("entries", "said"),
    [
        ({"OpenAction": {"S": "JavaScript", "JS": "app"}}, "JavaScript"),
        ({"AA": {"WC": {"S": "JavaScript"}}}, "JavaScript"),
        ({"OpenAction": {"S": "Launch"}}, "menjalankan program"),
        ({"OpenAction": {"S": "SubmitForm"}}, "mengirim data"),
        ({"OpenAction": {"S": "GoToR"}}, "rujukan ke file lain"),
        ({"Names": {"EmbeddedFiles": {}}}, "disisipkan"),
        ({"Names": {"JavaScript": {}}}, "JavaScript"),
        ({"AcroForm": {"XFA": "x"}}, "XFA"),
        ({"Anu": {"Subtype": "RichMedia"}}, "video"),
        ({"Anu": {"Dalam": {"Subtype": "FileAttachment"}}}, "dilampirkan"),
    ],
)
def test_a_pdf_that_acts_is_refused_with_what_it_would_do(entries, said):
    assert said in refusal(make_pdf(change=lambda writer: object_of(writer, **entries)))


def test_an_action_is_found_however_its_name_is_spelled():
    acting = make_pdf(change=lambda writer: object_of(writer, OpenAction={"S": "JavaScript"}))

    assert "JavaScript" in refusal(acting.replace(b"/JavaScript", b"/J#61vaScript"))


def test_an_action_is_found_where_no_table_leads():
    assert "JavaScript" in refusal(PDF.replace(b"%%EOF", b"99 0 obj <</S /JavaScript /JS (1)>> endobj\n%%EOF"))


def test_a_pdf_that_jumps_to_a_page_of_its_own_or_links_to_a_site_is_taken():
    content = make_pdf(change=lambda writer: object_of(writer, OpenAction={"S": "GoTo"}, Tautan={"S": "URI"}))

    assert examine(upload(content)).pages == 1


def test_a_locked_pdf_is_refused():
    assert "dikunci" in refusal(make_pdf(change=lambda writer: writer.encrypt("rahasia", algorithm="RC4-128")))


def test_a_pdf_that_would_fill_the_memory_is_refused():
    def bomb(writer):
        stream = DecodedStreamObject()
        stream.set_data(b"\0" * (450 * 1024 * 1024))
        writer._add_object(stream.flate_encode(level=1))

    assert "terlalu besar saat dibuka" in refusal(make_pdf(change=bomb))


def test_a_pdf_with_a_picture_of_a_square_kilometre_is_refused():
    def picture(writer):
        stream = StreamObject()
        stream[NameObject("/Subtype")] = NameObject("/Image")
        stream[NameObject("/Width")] = stream[NameObject("/Height")] = NumberObject(500_000)
        writer._add_object(stream)

    assert "300 dpi" in refusal(make_pdf(change=picture))


def test_a_pdf_packed_twice_or_without_end_of_pages_is_refused():
    def twice(writer):
        stream = DecodedStreamObject()
        stream.set_data(b"\0" * 5000)
        writer._add_object(stream.flate_encode().flate_encode())

    assert refusal(make_pdf(change=twice))
    assert "301 halaman" in refusal(make_pdf(301))
    assert "0 halaman" in refusal(make_pdf(0))

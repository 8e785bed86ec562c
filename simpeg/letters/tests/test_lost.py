"""What the PDF would not show is said at once; what has no place in a letter is refused."""

import io

import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from PIL import Image

from simpeg.letters.lost import what_is_lost
from simpeg.letters.refusal import TemplateRefused
from simpeg.letters.tests.documents import changed, make_docx

VML = 'xmlns:v="urn:schemas-microsoft-com:vml"'


def with_xml(xml):
    def build(document):
        document.add_paragraph("Isi")._p.append(parse_xml(xml))

    return make_docx(build=build)


@pytest.mark.parametrize(
    ("xml", "words"),
    [
        (f'<w:r {nsdecls("w")} {VML}><w:pict><v:rect/></w:pict></w:r>', "garis gambar"),
        (f'<w:r {nsdecls("w")} {VML}><w:pict><v:shape><v:textbox><w:txbxContent><w:p/></w:txbxContent></v:textbox>'
         "</v:shape></w:pict></w:r>", "kotak teks"),
        ('<m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"/>', "persamaan"),
        (f'<w:r {nsdecls("w")}><w:sym w:font="Wingdings" w:char="F04A"/></w:r>', "simbol"),
    ],
)  # fmt: skip
def test_what_is_not_shown_is_named(xml, words):
    lost = what_is_lost(with_xml(xml))

    assert any(words in sentence for sentence in lost)


def test_nothing_is_said_of_a_plain_letter():
    assert what_is_lost(make_docx("Isi", header="Kop")) == []


@pytest.mark.parametrize("words", ["INCLUDETEXT c:\\\\rahasia.docx", "DDEAUTO cmd", "INCLUDEPICTURE x", "MERGEFIELD a"])
def test_fields_that_fetch_are_refused(words):
    with pytest.raises(TemplateRefused, match=words.split()[0]):
        what_is_lost(with_xml(f'<w:fldSimple {nsdecls("w")} w:instr=" {words} "/>'))


def test_a_field_in_pieces_is_refused_too():
    run = '<w:r {}><w:fldChar w:fldCharType="{}"/></w:r>'

    def build(document):
        paragraph = document.add_paragraph("x")._p
        paragraph.append(parse_xml(run.format(nsdecls("w"), "begin")))
        for words in ("INCLUDE", "TEXT x"):
            paragraph.append(parse_xml(f"<w:r {nsdecls('w')}><w:instrText>{words}</w:instrText></w:r>"))
        paragraph.append(parse_xml(run.format(nsdecls("w"), "end")))

    with pytest.raises(TemplateRefused, match="INCLUDETEXT"):
        what_is_lost(make_docx(build=build))


def test_page_numbers_are_taken():
    assert what_is_lost(with_xml(f'<w:fldSimple {nsdecls("w")} w:instr=" PAGE \\* MERGEFORMAT "/>')) == []


def test_unsettled_changes_are_refused():
    with pytest.raises(TemplateRefused, match="dilacak"):
        what_is_lost(with_xml(f'<w:ins {nsdecls("w")} w:id="1" w:author="a"><w:r><w:t>baru</w:t></w:r></w:ins>'))


def picture(kind="PNG", size=(8, 8)):
    handle = io.BytesIO()
    Image.new("L", size).save(handle, kind)
    return handle.getvalue()


def test_pictures_of_other_kinds_are_named():
    content = changed(make_docx("Isi"), add={"word/media/image1.wmf": b"\xd7\xcd\xc6\x9a" + b"\0" * 60})

    assert any("EMF" in sentence for sentence in what_is_lost(content))


@pytest.mark.parametrize(
    ("content", "words"),
    [(picture()[:40], "rusak"), (picture("JPEG")[:200], "rusak"), (picture(size=(5000, 5000)), "besar")],
)
def test_pictures_that_are_broken_or_huge_are_refused(content, words):
    with pytest.raises(TemplateRefused, match=words):
        what_is_lost(changed(make_docx("Isi"), add={"word/media/image1.png": content}))

"""The field of a file to be imported: what is no workbook is refused at once, and the rest is left to its reader."""

from contextlib import contextmanager
from io import BytesIO

import openpyxl
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile

from simpeg.imports.forms import MIB, WorkbookField


def workbook():
    handle = BytesIO()
    openpyxl.Workbook().save(handle)
    return handle.getvalue()


def asked(content, **options):
    """The form with this file in it; its errors are those of the field."""

    class Form(forms.Form):
        book = WorkbookField(label="Buku", **options)

    return Form({}, {"book": SimpleUploadedFile("a.xlsx", content)} if content else {})


def test_a_workbook_is_taken_from_its_first_byte():
    content = workbook()
    form = asked(content)

    assert form.is_valid()
    assert form.cleaned_data["book"].read() == content


def test_what_is_no_workbook_or_missing_is_refused_with_a_sentence():
    assert "Excel" in asked(b"NIP;NAMA").errors["book"][0]
    assert asked(None).errors["book"] == ["Bidang ini tidak boleh kosong."]
    assert asked(None, required=False).is_valid()


def test_what_is_larger_than_it_may_be_is_not_even_opened():
    form = asked(b"x" * (MIB + 1), largest=1)

    assert form.errors["book"] == ["File lebih besar dari 1 MB. Hapus lembar dan kolom lain, lalu unggah lagi."]


def test_another_reader_opens_it_in_its_own_way_and_the_browser_offers_its_endings():
    @contextmanager
    def open_text(source):
        yield source.read()

    form = asked(b"NIP|NAMA", opened=open_text, accept=".csv")

    assert form.is_valid()
    assert 'accept=".csv"' in str(form["book"])
    assert form.cleaned_data["book"].read() == b"NIP|NAMA"

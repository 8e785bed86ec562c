"""`manage.py due_list`: what other programs read, and how it refuses."""

import csv
import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from openpyxl import load_workbook

from employees.tests.factories import make_unit
from employees.tests.promotion.cases import regular

pytestmark = pytest.mark.django_db
KEYS = ["list", "date", "nip", "name", "kind", "verdict", "from", "to", "earliest", "failures"]


def printed(*options, date="2026-04-01"):
    out = StringIO()
    call_command("due_list", "promotion", f"--date={date}", *options, stdout=out)
    return out.getvalue()


def test_each_line_is_an_object_with_the_keys_in_their_order():
    employee = regular("III/a", "2024-04-01", "S1", name="SITI RAHMA")

    row = json.loads(printed())

    assert list(row) == KEYS
    assert row == {
        "list": "promotion", "date": "2026-04-01", "nip": employee.nip, "name": "SITI RAHMA", "kind": "REGULER",
        "verdict": "TMS", "from": "III/a", "to": "III/b", "earliest": "2028-04-01",
        "failures": [{
            "code": "MASA", "missing": False, "citation": "PP 99/2000 jo. PP 12/2002 Pasal 7, 11, 13, 18",
            "detail": "dalam pangkat sejak 1 April 2024; masa yang disyaratkan baru tercapai 1 April 2028",
        }],
    }  # fmt: skip


def test_lines_are_sorted_by_nip_and_narrowed_by_unit_tree_or_person():
    office = make_unit()
    inside = regular("III/a", "2020-04-01", "S1", unit=make_unit("Bidang", parent=office))
    other = regular("III/a", "2020-04-01", "S1")

    def nips(*options):
        return [json.loads(line)["nip"] for line in printed(*options).splitlines()]

    assert nips() == sorted([inside.nip, other.nip])
    assert nips(f"--unit={office.siasn_id}") == [inside.nip]
    assert nips(f"--nip={other.nip}") == [other.nip]


def test_csv_and_excel_hold_the_same_and_no_formula(tmp_path):
    regular("III/a", "2020-04-01", "S1", name="=1+1")

    rows = list(csv.DictReader(StringIO(printed("--format=csv"))))
    printed("--format=xlsx", f"--output={tmp_path / 'daftar.xlsx'}")
    sheet = load_workbook(tmp_path / "daftar.xlsx").active

    assert (rows[0]["name"], rows[0]["verdict"]) == ("'=1+1", "MS")
    assert (sheet["D3"].value, sheet["D3"].data_type, sheet["F3"].value) == ("=1+1", "s", "MS")


@pytest.mark.parametrize(
    ("options", "date", "sentence"),
    [
        (["--unit=tidak-ada"], "2026-04-01", "Tidak ada unit kerja dengan UNOR ID 'tidak-ada'"),
        (["--format=xlsx"], "2026-04-01", "Format xlsx memerlukan --output"),
        ([], "1990-04-01", "Peraturan yang tersimpan belum memuat"),
        ([], "2026-13-01", "'2026-13-01' bukan tanggal; tulis seperti 2026-12-01"),
        (["--output=/tidak/ada/daftar"], "2026-04-01", "tidak dapat ditulis"),
    ],
)
def test_what_cannot_be_answered_is_refused_with_a_sentence(options, date, sentence):
    with pytest.raises(CommandError, match=sentence):
        printed(*options, date=date)


def test_a_list_that_fails_leaves_no_half_file(tmp_path):
    with pytest.raises(CommandError):
        printed(f"--output={tmp_path / 'daftar.jsonl'}", date="1990-04-01")

    assert list(tmp_path.iterdir()) == []

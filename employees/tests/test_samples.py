"""Whole workbooks of invented people, from the file to the list: each a boundary case, or a fault put in on purpose."""

import json
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from employees.due_lists.lists import due_rows
from employees.models import Employee, Sanction, UnpaidLeave

pytestmark = pytest.mark.django_db
DATA = Path(__file__).parent / "data"


def lines(name):
    return [line.split("\t") for line in (DATA / name).read_text(encoding="utf-8").splitlines()]


def told(row):
    """A row of the due list as the expected files write it: nip, kind, verdict, from, to, earliest, codes."""
    codes = sorted({f["code"] + ("?" if f["missing"] else "") for f in row["failures"]})
    texts = [row["nip"], row["kind"], row["verdict"], row["from"], row["to"], row["earliest"], " ".join(codes)]
    return [str(text or "") for text in texts]


def test_every_boundary_case_gets_the_verdict_that_was_worked_out_for_it():
    call_command("import_workbook", DATA / "edge.xlsx", stdout=StringIO())

    for expected in sorted(DATA.glob("edge.*.tsv")):
        _, subject, day, _ = expected.name.split(".")
        rows = [told(row) for row in due_rows(subject, date.fromisoformat(day))]

        assert rows == lines(expected.name), expected.name
    assert (Sanction.objects.count(), UnpaidLeave.objects.count()) == (48, 25)


def test_a_dirty_workbook_is_refused_for_exactly_its_faults():
    out = StringIO()
    with pytest.raises(SystemExit, match="1"):
        call_command("import_workbook", DATA / "dirty.xlsx", "--json", stdout=out)

    found = sorted([i["level"], i["sheet"], str(i["row"]), i["column"]] for i in json.loads(out.getvalue())["issues"])
    assert found == sorted(lines("dirty.tsv"))
    assert not Employee.objects.exists()


def test_the_sound_rows_of_a_dirty_workbook_are_stored_as_they_stand():
    with pytest.raises(SystemExit, match="1"):
        call_command("import_workbook", DATA / "dirty.xlsx", "--valid-only", stdout=StringIO())

    assert Employee.objects.count() == 315
    names = Employee.objects.filter(nip__endswith="999").values_list("name", flat=True)
    assert {
        '=HYPERLINK("http://example.id","KLIK")',
        "+62 CONTOH",
        "@SUM(A1:A9)",
        "CONTOH KOTOR 22",
        "CONTOH KOTOR 24",
    } <= {*names}

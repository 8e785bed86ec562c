import json
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from employees.benchmark.hand import by_hand
from employees.benchmark.pages import PAGES
from employees.due_lists.lists import LISTS
from employees.models import DueList
from employees.tests.factories import make_employee, make_unit
from simpeg.core.sql import as_of
from simpeg.law.engine import Law

pytestmark = pytest.mark.django_db
EDGE_CASES = Path(__file__).parents[1] / "data" / "edge.xlsx"
MASKS = "employee_id, asked, failed, unknown, verdict"


def masks(sql, params=None):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {MASKS} FROM ({sql}) judged ORDER BY 1, 2, 3, 4", params)
        return cursor.fetchall()


def measured(*options):
    out = StringIO()
    call_command("benchmark", "--json", *options, stdout=out)
    return json.loads(out.getvalue())


def test_rules_written_by_hand_answer_as_the_rules_do_and_measuring_keeps_nothing():
    call_command("import_workbook", EDGE_CASES, stdout=StringIO())
    for subject, kind in LISTS.items():
        for day in (date(2026, 3, 1), date(2026, 12, 1)):
            law = Law.on(day)
            judged = kind.judged(law)
            with as_of(day):
                ruled = masks(judged.sql, judged.params)
                assert ruled == masks(by_hand(subject, law)), (subject, day)
            assert len(ruled) > 50

    found = measured("--without-pages")

    assert [row["subject"] for row in found["lists"]] == list(LISTS)
    assert all(row["same_by_hand"] and row["judged"] > 0 and row["published"] > 0 for row in found["lists"])
    assert {"people", "server_peak_mib", "own_peak_mib", "jit"} <= found.keys()
    assert not DueList.objects.exists()


def test_every_page_is_measured_and_nothing_stays():
    make_employee(unit=make_unit("Dinas Satu"))

    found = measured()

    assert {page["name"] for page in found["pages"]} == {page.name for page in PAGES}
    assert not DueList.objects.exists()


def test_an_empty_installation_has_nothing_to_measure():
    with pytest.raises(CommandError, match="Belum ada pegawai"):
        call_command("benchmark")

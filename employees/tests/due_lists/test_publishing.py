from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from employees.due_lists.lists import LISTS
from employees.due_lists.services import run_list
from employees.models import DueVerdict
from simpeg.accounts.services import system_user

pytestmark = pytest.mark.django_db
EDGE_CASES = Path(__file__).parents[1] / "data" / "edge.xlsx"
COLUMNS = [f.attname for f in DueVerdict._meta.concrete_fields if f.attname not in ("id", "list_id")]


def test_every_list_published_for_a_nation_says_what_it_says_for_an_agency():
    call_command("import_workbook", EDGE_CASES, stdout=StringIO())
    by = system_user()

    for subject in LISTS:
        for day in (date(2024, 4, 1), date(2026, 12, 1)):
            together, apart = (run_list(subject, day=day, by=by, own_table=own) for own in (False, True))

            rows, same = (list(kept.verdicts.order_by("nip", "kind").values(*COLUMNS)) for kept in (together, apart))
            assert len(rows) > 50
            assert rows == same, (subject, day)
            assert together.counts == apart.counts

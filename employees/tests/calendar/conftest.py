from datetime import date

import pytest

from employees.calendar.services import run_calendar
from simpeg.testing.people import make_user

TODAY = date(2026, 3, 10)


@pytest.fixture
def officer(db):
    return make_user("view_all_units", "view_duelist", "add_duelist", "export_list")


@pytest.fixture
def look_ahead(officer):
    """Look ahead over everybody as of a day; the run."""

    def look(day=TODAY):
        return run_calendar(day=day, by=officer)

    return look

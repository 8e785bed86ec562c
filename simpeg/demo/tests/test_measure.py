from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from employees.models import Employee
from employees.tests.factories import make_unit

pytestmark = pytest.mark.django_db


def test_invented_people_are_measured_and_taken_back(settings):
    settings.DEBUG = True
    make_unit()
    out = StringIO()

    call_command("measure_as_of", people=50, stdout=out)

    assert "50 orang" in out.getvalue()
    assert "perbandingan dua tanggal: Flow(then=" in out.getvalue()
    assert not Employee.objects.exists()


def test_it_is_for_trials_only(settings):
    settings.DEBUG = False

    with pytest.raises(CommandError, match="DEBUG"):
        call_command("measure_as_of")

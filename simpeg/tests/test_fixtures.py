"""What tests leave behind: nothing that the next one could see, in whatever order they run."""

import pytest
from django.core.management import call_command

from employees.models import Employee
from employees.tests.factories import make_employee
from simpeg.audit.models import Entry
from simpeg.law.models import Parameter
from simpeg.testing.fixtures import clear_trail, undone


def state():
    """What a test can expect to find, without numbers and days."""
    trail = Entry.objects.order_by("table", "action", "reason").values_list("table", "action", "reason")
    return list(trail), Parameter.objects.count(), Employee.objects.count()


def test_after_a_test_that_commits_everything_is_as_after_the_migration(transactional_db):
    found = state()
    make_employee()
    assert state() != found

    clear_trail()
    call_command("flush", verbosity=0, interactive=False)

    assert state() == found
    assert ("accounts_user", "INSERT", None) in found[0]


@pytest.mark.django_db
def test_what_is_undone_is_not_there_afterwards():
    with undone():
        make_employee()
        assert Employee.objects.exists()

    assert not Employee.objects.exists()

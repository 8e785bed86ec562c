import pytest

from simpeg.testing.fixtures import undone
from training.tests.professionalism.factories import Regency


@pytest.fixture(scope="module")
def regency(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), undone():
        yield Regency()

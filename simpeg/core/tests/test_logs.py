"""The log says what happened, not to whom: it is read by more people than the files are."""

import logging

import pytest
from django.test import Client
from django.urls import path

from employees.models import Employee
from employees.tests.factories import make_employee
from simpeg import urls
from simpeg.core.logs import WithoutPeople
from simpeg.testing.people import make_user

NIK = "7602011501850001"
ADDRESS = "Jalan Rahasia 1\nRT 2"


def refused_by_the_database(request):
    Employee.objects.update(nik=NIK, address=ADDRESS, sex="X")


urlpatterns = [*urls.urlpatterns, path("ditolak/", refused_by_the_database)]
handler500 = urls.handler500


@pytest.fixture
def formatter():
    """The one that writes our log (others in the list are pytest's)."""
    [ours] = [each.formatter for each in logging.getLogger().handlers if isinstance(each.formatter, WithoutPeople)]
    return ours


@pytest.fixture
def log(formatter):
    """The log as it is written, record by record."""
    lines = []

    class Kept(logging.Handler):
        def emit(self, record):
            lines.append(self.format(record))

    kept, root = Kept(), logging.getLogger()
    kept.setFormatter(formatter)
    root.addHandler(kept)
    yield lines
    root.removeHandler(kept)


def test_an_error_leaves_its_traceback_and_not_the_row_it_was_about(transactional_db, settings, log):
    settings.ROOT_URLCONF = __name__
    make_employee()
    client = Client(raise_request_exception=False)
    client.force_login(make_user())

    assert client.get("/ditolak/").status_code == 500

    [written] = log
    assert "ERROR django.request: Internal Server Error: /ditolak/" in written
    assert 'violates check constraint "employee_sex_known"' in written
    assert "refused_by_the_database" in written
    assert written.count("DETAIL: (tidak dicatat)") == 2
    assert not any(word in written for word in (NIK, "Jalan Rahasia", "RT 2", "Siti Rahma"))


def test_refusals_are_told_by_address_and_not_by_query(db, log):
    Client().get(f"/tidak-ada/?q={NIK}")

    [written] = log
    assert written.endswith("WARNING django.request: Not Found: /tidak-ada/")


@pytest.mark.parametrize("said", [f"NIK {NIK} ganda", f"nik={NIK};"])
def test_a_nik_is_left_out_wherever_it_stands(formatter, said):
    written = formatter.format(logging.makeLogRecord({"msg": said, "levelname": "WARNING", "name": "simpeg"}))

    assert NIK not in written
    assert "(NIK)" in written

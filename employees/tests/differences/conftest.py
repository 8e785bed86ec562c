import pytest
from django.core.files.base import ContentFile

from employees.differences import runs
from employees.models import ComparisonRun
from employees.tests.imports.conftest import book, examine, load  # noqa: F401 -- fixtures
from simpeg.testing.people import make_user


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture
def officer(db):
    return make_user(
        "employees.view_difference", "employees.decide_difference", "employees.view_all_units", "change_employee"
    )


@pytest.fixture
def compare(book, officer):  # noqa: F811
    """Lay an export of these sheets beside our records; the run."""

    def lay(sheets, scope="EVERYBODY"):
        run = runs.keep_export(ContentFile(book(sheets).read_bytes(), "siasn.xlsx"), scope=scope, by=officer)
        runs.compare(run, tell=lambda *_: None)
        return ComparisonRun.objects.get(pk=run.pk)

    return lay

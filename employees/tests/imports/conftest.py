import pytest

from employees.imports.services import examined
from employees.tests.imports.workbooks import write
from simpeg.accounts.services import system_user


@pytest.fixture
def book(tmp_path):
    """Write a workbook: `book({"UNOR": [unit()]})` is its path."""
    return lambda sheets: write(tmp_path / "contoh.xlsx", sheets)


@pytest.fixture
def examine(book, db):
    """What an import of these sheets would do: its counts, issues and changes."""

    def look(sheets):
        with examined(book(sheets)) as examination:
            return examination.counts, list(examination.issues()), list(examination.changes())

    return look


@pytest.fixture
def load(book, db):
    """Store these sheets, refused rows left out; returns the counts."""

    def store(sheets):
        with examined(book(sheets), to_store=True) as examination:
            examination.store(by=system_user(), reason="Uji")
        return examination.counts

    return store


@pytest.fixture
def found(examine):
    """The issues of these sheets as (sheet, row, column, kind)."""
    return lambda sheets: [(i["sheet"], i["row"], i["column"], i["kind"]) for i in examine(sheets)[1]]

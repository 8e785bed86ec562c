import pytest

from simpeg.demo.regency import sheets_of, staffed_office

SMALL = 250


@pytest.fixture(scope="session")
def office():
    """The regency that `make run` loads, everybody settled. Tests read it and change nothing."""
    return staffed_office()


@pytest.fixture(scope="session")
def small_office():
    """A regency of little more than its cases, for what is about them and the database."""
    return staffed_office(SMALL)


@pytest.fixture(scope="session")
def sheets(office):
    return sheets_of(office)


@pytest.fixture(scope="session")
def table(sheets):
    """`table("RW SKP")`: the rows of a sheet as dicts."""

    def rows(name):
        return [dict(zip(sheets[name].header, row, strict=True)) for row in sheets[name].rows]

    return rows

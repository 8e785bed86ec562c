from employees.tests.calendar.conftest import officer  # noqa: F401 -- a fixture

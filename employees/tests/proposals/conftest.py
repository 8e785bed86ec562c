from employees.tests.documents.conftest import files_of_its_own  # noqa: F401 -- autouse

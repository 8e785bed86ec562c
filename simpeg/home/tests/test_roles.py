"""The page of roles: for those who keep or audit accounts."""

from simpeg import roles
from simpeg.testing.people import make_user


def test_the_auditor_reads_what_every_role_is_for_and_grants(client, db, django_assert_num_queries):
    auditor = make_user(role=roles.AUDITOR.name)
    client.force_login(auditor)

    with django_assert_num_queries(8):
        page = client.get("/peran/").content.decode()

    assert all(role.sentence in page for role in roles.ROLES)
    assert "employees.import_workbook" in page


def test_others_do_not_read_it(client, db):
    client.force_login(make_user(role=roles.RECORDS_OFFICER.name))

    assert client.get("/peran/").status_code == 403

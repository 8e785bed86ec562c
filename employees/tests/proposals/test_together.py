import pytest
from django.urls import reverse

from employees.models import Proposal
from employees.proposals import services
from employees.records.services import correct_employee, version_of
from employees.tests.factories import make_employee, make_unit
from simpeg import roles
from simpeg.testing.people import make_user

pytestmark = pytest.mark.django_db
TOGETHER = reverse("proposals:together")


def sent(serial, *, unit=None, field="phone", value="08120000000"):
    employee = make_employee(name=f"Pegawai {serial}", unit=unit)
    me = make_user(role=roles.EMPLOYEE.name, nip=employee.nip)
    values = {field: f"{value}{serial}"}
    proposal = services.propose(employee, "data-utama", "CORRECT", values, by=me, reason="Berganti")
    return services.send(proposal, by=me)


@pytest.fixture
def decider(client):
    user = make_user(role=roles.RECORDS_OFFICER.name)
    client.force_login(user)
    return user


def looked_through(client, proposals):
    """The second post, as the page that the first one shows would send it."""
    rows = client.post(TOGETHER, {"pilih": [each.pk for each in proposals]}).context["rows"]
    seen = {f"dilihat-{row['proposal'].pk}": row["seen"] for row in rows}
    return seen | {"pilih": [row["proposal"].pk for row in rows], "yakin": "1"}


def states():
    return list(Proposal.objects.order_by("pk").values_list("status", flat=True))


def test_equal_proposals_are_looked_through_and_approved_as_one(client, decider):
    proposals = [sent(serial) for serial in range(3)]
    assert "menjadi" in client.post(TOGETHER, {"pilih": [each.pk for each in proposals]}).content.decode()
    assert states() == ["CHECKED"] * 3, "looking changes nothing"

    response = client.post(TOGETHER, looked_through(client, proposals), follow=True)

    assert "3 usulan dijawab." in response.content.decode()
    assert states() == ["APPROVED"] * 3
    proposals[2].employee.refresh_from_db()
    assert proposals[2].employee.phone == "081200000002"


def test_what_changed_meanwhile_is_left_and_told_and_the_others_go_on(client, decider):
    proposals = [sent(serial) for serial in range(2)]
    said = looked_through(client, proposals)
    person = proposals[0].employee
    correct_employee(person, {"phone": "0899"}, by=decider, reason="", seen=version_of(person))

    page = client.post(TOGETHER, said, follow=True).content.decode()

    assert states() == ["CHECKED", "APPROVED"]
    assert "1 usulan dijawab." in page
    assert "Pegawai 0) belum:" in page


def test_different_wishes_are_not_one_decision(client, decider):
    mixed = [sent(1), sent(2, field="address", value="Jalan ")]

    for ids in ([each.pk for each in mixed], [], ["x", "٣"], list(range(1, 60))):
        page = client.post(TOGETHER, {"pilih": ids, "yakin": "1"}, follow=True).content.decode()
        assert "Gagal." in page
    assert states() == ["CHECKED"] * 2


def test_nobody_answers_together_what_does_not_wait_for_him(client):
    office = make_unit("Dinas Satu")
    make_user(role=roles.OPD_OFFICER.name, mandates=[office])
    proposal = sent(1, unit=office)
    for user in (
        make_user(role=roles.OPD_OFFICER.name, mandates=[make_unit("Dinas Dua")]),
        make_user(role=roles.RECORDS_OFFICER.name),
        proposal.proposed_by,
    ):
        client.force_login(user)
        client.post(TOGETHER, {"pilih": [proposal.pk], "yakin": "1"})
    assert states() == ["SUBMITTED"]
    assert client.post(TOGETHER, {"pilih": [proposal.pk]}).status_code == 403, "the employee himself"


def test_an_office_passes_many_on_at_once(client):
    office = make_unit("Dinas Satu")
    client.force_login(make_user(role=roles.OPD_OFFICER.name, mandates=[office]))
    proposals = [sent(serial, unit=office) for serial in range(2)]

    client.post(TOGETHER, looked_through(client, proposals))

    assert states() == ["CHECKED"] * 2

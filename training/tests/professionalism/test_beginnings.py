"""What the pages say where nothing was measured yet, or where there is nothing to measure."""

import pytest

from simpeg import roles
from simpeg.testing.people import make_user
from training.tests.professionalism.factories import make_person

pytestmark = pytest.mark.django_db


def page(client, user, url):
    client.force_login(user)
    return client.get(url)


def test_before_the_first_measurement_the_pages_say_what_to_do(client):
    person = make_person()
    own, training = make_user(role=roles.EMPLOYEE.name, nip=person.nip), make_user(role=roles.TRAINING_OFFICER.name)
    head = make_user(role=roles.UNIT_HEAD.name, mandates=[person.unit])

    assert "Ukur tahun ini di bawah" in page(client, training, "/ip-asn/").content.decode()
    assert "belum pernah diukur" in page(client, training, "/ip-asn/daftar/").content.decode()
    assert "belum pernah diukur" in page(client, head, f"/ip-asn/unit/{person.unit.pk}/").content.decode()
    assert "Belum pernah diukur" in page(client, own, f"/ip-asn/pegawai/{person.nip}/").content.decode()
    client.force_login(training)
    assert client.post("/ip-asn/daftar/unduh/", {}).status_code == 404


def test_a_cpns_is_told_that_he_is_not_measured(client):
    person = make_person(status="CPNS", grade="III/a")
    own = make_user(role=roles.EMPLOYEE.name, nip=person.nip)

    text = page(client, own, f"/ip-asn/pegawai/{person.nip}/").content.decode()

    assert "Tidak diukur pada tahun ini" in text

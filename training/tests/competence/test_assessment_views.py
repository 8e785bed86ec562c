"""Assessments are written down, corrected and taken back on pages."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from simpeg import roles
from simpeg.testing.people import make_user
from training.models import Assessment
from training.tests.competence.factories import RECENT, assess, of_law
from training.tests.factories import make_person

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


def said(**more):
    data = {"assessed_on": RECENT.isoformat(), "source": "AC", "assessor": "BKN", "decree": "1/AC"}
    return data | {f"level_{of_law(code).pk}": level for code, level in more.items()}


def test_levels_of_one_day_are_written_down(client, officer):
    person = make_person()

    response = client.post(reverse("competence:assess", args=[person.nip]), said(M1=2, S1=3))

    assert response.url == reverse("competence:person", args=[person.nip])
    rows = Assessment.objects.order_by("competence__code").values_list("competence__code", "level", "assessed_on")
    assert list(rows) == [("M1", 2, RECENT), ("S1", 3, RECENT)]


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({}, "Isi paling sedikit satu tingkat."),
        ({"M1": 6}, "6"),
        ({"M1": "٣"}, "٣"),
        ({"M1": 2, "assessed_on": "0001-01-01"}, "terlalu awal"),
        ({"M1": 2, "assessed_on": "9999-12-31"}, "terlalu jauh"),
        ({"M1": 2, "assessed_on": (TODAY + timedelta(days=1)).isoformat()}, "belum tiba"),
        ({"M1": 2, "assessed_on": "2009-12-31"}, "mendahului pengangkatannya"),
        ({"M1": 2, "source": "x"}, "x"),
        ({"M1": 2, "assessor": "a\0b"}, "null"),
    ],
)
def test_a_bad_assessment_is_refused_and_keeps_what_was_typed(client, officer, wrong, sentence):
    person = make_person()
    typed = said() | {(f"level_{of_law(name).pk}" if name == "M1" else name): value for name, value in wrong.items()}

    response = client.post(reverse("competence:assess", args=[person.nip]), typed)

    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert 'value="1/AC"' in response.content.decode()
    assert not Assessment.objects.exists()


def test_two_of_one_day_are_refused_and_nothing_is_half_kept(client, officer):
    person = make_person()
    assess(person, {"M1": 2}, on=RECENT)

    response = client.post(reverse("competence:assess", args=[person.nip]), said(M1=3, M2=3))

    assert response.status_code == 422
    assert "Integritas sudah dinilai pada tanggal itu." in response.content.decode()
    assert Assessment.objects.count() == 1


def test_nobody_writes_his_own(client):
    person = make_person()
    client.force_login(make_user(role=roles.TRAINING_OFFICER.name, nip=person.nip))
    (row,) = assess(person, {"M1": 2}, on=RECENT)

    assert client.post(reverse("competence:assess", args=[person.nip]), said(M2=5)).status_code == 403
    assert client.post(reverse("competence:correct", args=[row.pk]), {"level": 5}).status_code == 403
    assert client.post(reverse("competence:remove", args=[row.pk]), {"hapus-reason": "x"}).status_code == 403


def test_an_assessment_is_corrected_and_taken_back_for_a_reason(client, officer):
    (row,) = assess(make_person(), {"M1": 2}, on=RECENT)
    url = reverse("competence:correct", args=[row.pk])

    assert client.post(url, {"level": 3, "source": "UKOM"}).status_code == 422  # no reason
    client.post(url, {"level": 3, "source": "UKOM", "reason": "Salah ketik"})
    row.refresh_from_db()
    assert (row.level, row.source) == (3, "UKOM")

    remove = reverse("competence:remove", args=[row.pk])
    assert client.post(remove, {}).status_code == 422
    client.post(remove, {"hapus-reason": "Salah orang"})
    assert not Assessment.objects.exists()
    assert client.get(url).status_code == 404
    assert client.get(reverse("competence:correct", args=[2**63])).status_code == 404

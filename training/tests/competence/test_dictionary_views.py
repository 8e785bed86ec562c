"""The technical part of the dictionary is kept on pages; what the law fixed is not."""

import pytest
from django.urls import reverse
from django.utils import timezone

from employees.tests.factories import make_position, make_unit
from training.models import Competence
from training.tests.competence.factories import make_standard, of_law, technical
from training.tests.factories import make_person

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


def test_the_officer_keeps_the_technical_part_of_the_dictionary(client, officer):
    new = {"code": "ars.01", "name": "Arsip", "meaning": "Menata arsip."}

    client.post(reverse("competence:add-entry"), new)
    found = Competence.objects.get(code="ARS.01")
    again = client.post(reverse("competence:add-entry"), new)
    client.post(
        reverse("competence:correct-entry", args=[found.pk]), new | {"name": "Arsip Dinamis", "reason": "Nama lengkap"}
    )
    client.post(reverse("competence:close-entry", args=[found.pk]), {"reason": "Diganti"})

    found.refresh_from_db()
    assert (found.name, found.closed_on) == ("Arsip Dinamis", TODAY)
    assert again.status_code == 422
    assert "Kode ARS.01 sudah dipakai." in again.content.decode()


def test_pressing_twice_closes_once_and_opens_nothing(client, officer):
    found = technical()
    close = reverse("competence:close-entry", args=[found.pk])

    assert 'name="opens" value="False"' in client.get(reverse("competence:entry", args=[found.pk])).content.decode()
    answers = [client.post(close, {"reason": "Diganti", "opens": "False"}).status_code for _ in range(2)]

    found.refresh_from_db()
    assert (answers, found.closed_on) == ([302, 422], TODAY)
    client.post(close, {"reason": "Dipakai lagi", "opens": "True"})
    found.refresh_from_db()
    assert found.closed_on is None


def test_what_is_closed_is_neither_asked_for_nor_assessed(client, officer):
    post, person = make_position(make_unit()), make_person()
    make_standard(post.unit, levels={technical().code: 2})
    Competence.objects.filter(code="TIK.01").update(closed_on=TODAY)
    set_standard = reverse("competence:set-standard", args=[post.pk])

    assert "TIK.01" not in client.get(set_standard).content.decode()
    assert "TIK.01" not in client.get(reverse("competence:assess", args=[person.nip])).content.decode()
    typed = {"valid_from": "2026-01-01", "decree": "800/1", "code_1": "TIK.01", "code_level_1": "2"}
    assert "TIK.01 bukan kode kompetensi teknis" in client.post(set_standard, typed).content.decode()


def test_what_the_law_fixed_is_not_changed_here(client, officer):
    fixed = of_law("M1")

    assert client.post(reverse("competence:correct-entry", args=[fixed.pk]), {}).status_code == 404
    assert client.post(reverse("competence:close-entry", args=[fixed.pk]), {"reason": "x"}).status_code == 404
    assert client.post(reverse("competence:add-entry"), {"code": "a b", "name": "x", "meaning": "x"}).status_code == 422

"""What every form of ours does with a wrong answer, tried on the one that everybody has."""

import re

import pytest
from django.urls import reverse

from simpeg.testing.people import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def refused(client):
    user = make_user()
    user.set_password("lama-sekali-kata-ini")
    user.save(update_fields=["password"])
    client.force_login(user)
    answers = {"old": "salah", "new": "pendek", "again": ""}
    return client.post(reverse("accounts:password"), answers).content.decode()


def test_the_title_begins_with_what_went_wrong(refused):
    assert "<title>Galat: " in refused


def test_a_summary_leads_to_each_field(refused):
    summary = refused[refused.index('class="error-summary"') : refused.index('<form method="post" class="form"')]

    assert 'role="alert"' in summary
    for field in ("id_old", "id_again"):
        assert f'href="#{field}"' in summary
        assert f'id="{field}"' in refused


def test_help_and_error_are_tied_to_their_field(refused):
    fields = {re.search(' id="([^"]*)"', field)[1]: field for field in re.findall("<input[^>]*id=[^>]*>", refused)}

    assert 'aria-invalid="true"' in fields["id_old"]
    assert 'aria-describedby="id_old_error"' in fields["id_old"]
    assert 'aria-describedby="id_new_helptext' in fields["id_new"]
    for tied in ("id_old_error", "id_new_helptext"):
        assert f'id="{tied}"' in refused

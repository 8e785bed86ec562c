"""The worked examples of the regulations, answered by the law on file."""

from datetime import date

import pytest
from django.urls import reverse

from employees.models import Employee
from employees.regulations.worked import answers
from simpeg.law import services as law
from simpeg.law.services import Wish
from simpeg.testing.people import make_user

pytestmark = pytest.mark.django_db
HOW_MANY = {"promotion": 27, "salary-increment": 16, "retirement": 4, "service-medal": 3}


@pytest.mark.parametrize("subject", HOW_MANY)
def test_the_law_answers_every_example_as_the_regulation_does(subject):
    found = answers(subject)

    assert len(found) == HOW_MANY[subject]
    assert [
        (one.example["nomor"], one.expected, one.verdict, one.start, one.end, one.earliest, one.failures)
        for one in found
        if not one.as_expected
    ] == []
    assert not Employee.objects.exists()


def test_an_example_feels_a_change_of_the_law():
    change = law.propose(Wish("kp.masa_reguler_tahun", date(2026, 1, 1), "PP 1/2026", "baru", value=5), by=make_user())

    with law.as_if(change):
        first = answers("promotion")[0]

    assert (first.verdict, first.as_expected) == ("TMS", False)
    assert answers("promotion")[0].as_expected


@pytest.mark.parametrize("slug", ["kenaikan-pangkat", "kgb", "pensiun", "satyalancana"])
def test_the_page_says_of_each_example_whether_the_law_still_agrees(client, slug):
    client.force_login(make_user("law.view_parameter"))

    html = client.get(reverse("regulations:examples", args=[slug])).content.decode()

    assert "tidak sesuai</span>" not in html
    assert html.count("Sesuai</span>") in HOW_MANY.values()


def test_an_unknown_list_has_no_examples(client):
    client.force_login(make_user("law.view_parameter"))

    assert client.get(reverse("regulations:examples", args=["tidak"])).status_code == 404

"""Every refusal says what may be wrong and what to do, in a page of ours."""

import pytest
from django.db import OperationalError
from django.test import RequestFactory
from django.urls import reverse

from simpeg.testing.people import make_user
from simpeg.web import middleware, views

pytestmark = pytest.mark.django_db


def title(response):
    page = response.content.decode()
    return page[page.index("<title>") + 7 : page.index("</title>")]


def test_an_unknown_address_is_answered_in_our_words(client):
    client.force_login(make_user())

    response = client.get("/tidak-ada/")

    assert response.status_code == 404
    assert title(response) == "Galat: Halaman tidak ditemukan – SIMPEG"
    assert "Yang dapat Anda lakukan" in response.content.decode()


def test_an_unknown_address_in_debug_shows_our_page_and_not_the_list_of_addresses(client, settings):
    settings.DEBUG = True
    client.force_login(make_user())

    for address in ("/tidak-ada/", "/pekerjaan/999999/"):
        response = client.get(address)
        assert (response.status_code, title(response)) == (404, "Galat: Halaman tidak ditemukan – SIMPEG")


def test_a_page_beyond_ones_role_says_who_can_grant_it(client):
    client.force_login(make_user())

    response = client.get(reverse("directory:list"))

    assert response.status_code == 403
    assert title(response) == "Galat: Anda belum berwenang membuka halaman ini – SIMPEG"
    assert "mintalah administrator SIMPEG" in response.content.decode()


def test_a_form_of_another_session_is_refused_in_our_words(client):
    strict = type(client)(enforce_csrf_checks=True)
    strict.force_login(make_user())

    response = strict.post(reverse("accounts:logout"))

    assert response.status_code == 403
    assert title(response) == "Galat: Formulir sudah kedaluwarsa – SIMPEG"


def test_a_bad_request_and_a_fault_of_ours_need_neither_session_nor_database():
    request = RequestFactory().get("/")

    assert title(views.bad_request(request)) == "Galat: Permintaan tidak dapat dipahami – SIMPEG"
    assert title(views.server_error(request)) == "Galat: Terjadi galat pada sistem – SIMPEG"
    assert views.bad_request(request).status_code == 400
    assert views.server_error(request).status_code == 500


def test_with_the_database_away_people_are_told_when_to_come_back():
    request = RequestFactory().get("/")
    outage = middleware.OutageMiddleware(lambda _: None)

    response = outage.process_exception(request, OperationalError("server closed the connection"))

    assert (response.status_code, response["Retry-After"]) == (503, "30")
    assert title(response) == "Galat: Layanan sedang tidak tersedia – SIMPEG"
    assert outage.process_exception(request, ValueError()) is None


def test_with_the_database_away_the_first_question_is_already_answered():
    class Account:
        @property
        def is_authenticated(self):
            raise OperationalError("connection refused")

    request = RequestFactory().get("/")
    request.user = Account()
    outage = middleware.OutageMiddleware(lambda _: None)

    assert outage.process_view(request, lambda _: None, (), {}).status_code == 503
    assert outage.process_view(request, views.health, (), {}) is None

"""When a server is away: without Redis every page works; without PostgreSQL every page says when to come back."""

import pytest
from django.core.cache import cache
from django.db import connection, transaction
from django.urls import path
from redis.exceptions import RedisError

from simpeg import urls
from simpeg.testing.people import make_user
from simpeg.tests.routes import all_routes
from simpeg.tests.world import World

NOWHERE = {"host": "/tidak/ada", "connect_timeout": 1}


@pytest.fixture
def without_redis(settings):
    settings.CACHES = {
        "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": "unix:///tidak/ada.sock"}
    }
    with pytest.raises((RedisError, OSError)):
        cache.get("x")


@pytest.fixture
def without_postgres(transactional_db):
    """The database can no longer be reached, as if it had been switched off."""
    connection.close()
    told = connection.settings_dict["OPTIONS"]
    connection.settings_dict["OPTIONS"] = told | NOWHERE
    yield
    connection.close()
    connection.settings_dict["OPTIONS"] = told


def test_every_page_works_without_redis(db, without_redis, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    world = World()
    client = world.clients[world.users["super admin"]]

    answers = {}
    for route in all_routes():
        response = client.get(route.address(world))
        answers[route.name] = response.status_code
        if response.streaming:
            list(response)

    assert {name: status for name, status in answers.items() if status >= 500} == {}


@pytest.mark.parametrize("debug", [False, True], ids=["", "debug"])
@pytest.mark.parametrize(
    ("method", "address"),
    [("GET", "/"), ("GET", "/akun/sesi/"), ("GET", "/admin/"), ("POST", "/keluar/"), ("POST", "/masuk/")],
)
def test_without_postgres_pages_answer_503_and_when_to_come_back(
    client, settings, without_postgres, method, address, debug
):
    settings.DEBUG = debug
    client.cookies["sessionid"] = "a" * 32

    response = client.generic(
        method, address, "username=a&password=b", content_type="application/x-www-form-urlencoded"
    )

    assert (response.status_code, response["Retry-After"]) == (503, "30")
    assert "Layanan sedang tidak tersedia" in response.content.decode()
    assert response["Content-Security-Policy"].count("'self'") >= 6


def test_what_needs_no_database_answers_without_it(client, without_postgres):
    assert client.get("/sehat/").status_code == 200
    assert client.get("/masuk/").status_code == 200


def test_a_query_that_was_too_slow_is_an_error_of_ours_and_no_outage(client, transactional_db, settings):
    settings.ROOT_URLCONF = __name__
    client.raise_request_exception = False
    client.force_login(make_user())

    assert client.get("/lambat/").status_code == 500


def too_slow(request):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = 1")
        cursor.execute("SELECT pg_sleep(1)")


urlpatterns = [*urls.urlpatterns, path("lambat/", too_slow)]
handler500 = urls.handler500

import pytest
from django.test import override_settings

from simpeg.testing.browsing import sign_in  # noqa: F401 -- a fixture
from simpeg.testing.fixtures import undone
from simpeg.tests.world import World


@pytest.fixture(scope="module")
def standing_world(django_db_setup, django_db_blocker, tmp_path_factory):
    """A small regency, built once for a module. Its tests commit nothing; those that do build a World of their own."""
    files = tmp_path_factory.mktemp("files")
    with django_db_blocker.unblock(), undone(), override_settings(MEDIA_ROOT=files):
        yield World()


@pytest.fixture
def world(standing_world, db):
    """The small regency for one test, which leaves its rows and cookies as they were."""
    cookies = {user: client.cookies.copy() for user, client in standing_world.clients.items()}
    yield standing_world
    for user, client in standing_world.clients.items():
        client.cookies = cookies[user]

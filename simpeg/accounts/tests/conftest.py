from functools import cache

import pytest
from django.contrib.auth.hashers import make_password
from django.test import Client

from simpeg.testing.people import make_user

NIP = "198501012010011001"
PASSWORD = "kuda-terbang-di-atas-awan"


@pytest.fixture(scope="session")
def hashed():
    """Passwords as they are kept; hashing is slow on purpose, so each is hashed once a run."""
    return cache(make_password)


@pytest.fixture
def account(db, hashed):
    return make_user(username="sitti.aminah", name="Sitti Aminah", nip=NIP, password=hashed(PASSWORD))


@pytest.fixture
def log_in(client):
    """Post to the login page as a browser does."""

    def post(username="sitti.aminah", password=PASSWORD, client=client, **more):
        return client.post("/masuk/", {"username": username, "password": password}, **more)

    return post


@pytest.fixture
def other_browser():
    return Client(headers={"user-agent": "Mozilla/5.0 (Windows NT 10.0; Win64) Gecko/20100101 Firefox/140.0"})

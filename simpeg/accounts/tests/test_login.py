"""The one door: who gets in, what is said to whoever does not, and where one lands."""

import pytest
from django.urls import reverse

from simpeg.accounts.models import SecurityEvent, Session, User
from simpeg.accounts.sessions import fingerprint
from simpeg.testing.people import make_user

NIP = "198501012010011001"
PASSWORD = "kuda-terbang-di-atas-awan"
LOGIN = "/masuk/"
Kind = SecurityEvent.Kind


@pytest.fixture
def account(db, hashed):
    return make_user(username="sitti.aminah", name="Sitti Aminah", nip=NIP, password=hashed(PASSWORD))


def log_in(client, username="sitti.aminah", password=PASSWORD, **more):
    return client.post(LOGIN, {"username": username, "password": password, **more})


def kinds(user):
    return list(SecurityEvent.objects.filter(user=user).order_by("id").values_list("kind", flat=True))


@pytest.mark.parametrize("typed", ["sitti.aminah", "Sitti.Aminah", " sitti.aminah ", NIP, "19850101 201001 1 001"])
def test_user_name_and_nip_open_the_same_account(client, account, typed):
    response = log_in(client, typed)

    assert (response.status_code, response["Location"]) == (302, reverse("home:index"))
    assert client.session["_auth_user_id"] == str(account.pk)


def test_a_session_is_tied_to_its_account_and_its_key_is_not_in_the_database(client, account):
    log_in(client)

    session = Session.objects.get()
    key = client.cookies["sessionid"].value
    assert (session.user, session.address, session.pk) == (account, "127.0.0.1", fingerprint(key))
    assert key not in session.session_data


@pytest.mark.parametrize(
    ("username", "password", "active"),
    [("tidak.ada", PASSWORD, True), ("sitti.aminah", "salah", True), ("sitti.aminah", PASSWORD, False)],
    ids=["unknown", "wrong", "disabled"],
)
def test_unknown_wrong_and_disabled_are_told_the_same(client, account, username, password, active):
    User.objects.update(is_active=active)

    response = log_in(client, username, password)

    assert response.status_code == 422
    assert "Nama pengguna atau NIP dan kata sandi tidak cocok, atau akun tidak aktif." in response.content.decode()
    assert "_auth_user_id" not in client.session

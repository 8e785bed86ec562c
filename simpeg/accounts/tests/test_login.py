"""The one door: who gets in, what is said to whoever does not, and where one lands."""

import logging

import pytest
from axes.models import AccessAttempt
from django.urls import reverse

from simpeg.accounts.models import SecurityEvent, Session, User
from simpeg.accounts.sessions import fingerprint
from simpeg.accounts.tests.conftest import NIP, PASSWORD

SAME_WORDS = "Nama pengguna atau NIP dan kata sandi tidak cocok, atau akun tidak aktif."


def logged_in(client):
    return client.get("/akun/sesi/").status_code == 200


def events():
    return list(SecurityEvent.objects.order_by("-id").values_list("kind", "user__username", "address")[:1])


@pytest.mark.parametrize("typed", ["sitti.aminah", "Sitti.Aminah", " sitti.aminah ", NIP, "19850101 201001 1 001"])
def test_user_name_and_nip_open_the_same_account(client, account, log_in, typed):
    response = log_in(typed)

    assert (response.status_code, response["Location"]) == (302, reverse("home:index"))
    assert client.session["_auth_user_id"] == str(account.pk)
    assert events() == [("LOGIN", "sitti.aminah", "127.0.0.1")]


def test_a_session_is_tied_to_its_account_and_its_key_is_not_in_the_database(client, account, log_in):
    log_in(headers={"user-agent": "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36"})

    session = Session.objects.get()
    key = client.cookies["sessionid"].value
    assert (session.user, session.address, session.browser) == (account, "127.0.0.1", "Chrome di Linux")
    assert session.pk == fingerprint(key)
    assert key not in session.session_data


@pytest.mark.parametrize(
    ("username", "password", "active", "remembered"),
    [
        ("tidak.ada", PASSWORD, True, None),
        ("sitti.aminah", "salah", True, "sitti.aminah"),
        ("sitti.aminah", PASSWORD, False, "sitti.aminah"),
    ],
    ids=["unknown", "wrong", "disabled"],
)
def test_unknown_wrong_and_disabled_are_told_the_same(client, account, log_in, username, password, active, remembered):
    User.objects.update(is_active=active)

    response = log_in(username, password)

    assert response.status_code == 422
    assert response.content.decode().count(SAME_WORDS) == 1
    assert not logged_in(client)
    assert events() == [("REFUSED", remembered, "127.0.0.1")]


def test_unknown_and_wrong_cost_the_same_work(account, log_in, monkeypatch):
    """Measured by what costs: one scrypt each, whoever is asked for."""
    from django.contrib.auth.hashers import ScryptPasswordHasher  # noqa: PLC0415

    calls = []
    real = ScryptPasswordHasher.encode
    monkeypatch.setattr(ScryptPasswordHasher, "encode", lambda *args, **more: calls.append(1) or real(*args, **more))
    costs = []
    for username, active in (("tidak.ada", True), ("sitti.aminah", True), ("sitti.aminah", False)):
        User.objects.update(is_active=active)
        calls.clear()
        log_in(username, "salah")
        costs.append(len(calls))

    assert costs == [1, 1, 1]


def test_demo_accounts_are_refused_outside_debug_with_the_same_words(account, log_in, settings):
    User.objects.update(is_demo=True)
    settings.TESTING = False

    assert SAME_WORDS in log_in().content.decode()

    settings.DEBUG = True
    assert log_in().status_code == 302


def test_a_demo_session_dies_when_debug_is_switched_off(client, account, settings):
    User.objects.update(is_demo=True)
    client.force_login(account)
    assert logged_in(client)

    settings.TESTING = False

    assert not logged_in(client)


@pytest.mark.parametrize(
    ("wanted", "lands"),
    [
        ("/akun/sesi/", "/akun/sesi/"),
        ("https://jahat.example/", "/"),
        ("//jahat.example/", "/"),
        ("/\\jahat.example", "/"),
        ("\thttps://jahat.example", "/"),
        ("javascript:alert(1)", "/"),
        ("http:jahat.example", "/"),
    ],
)
def test_after_login_one_stays_on_this_site(account, client, wanted, lands):
    for address, form in (
        ("/masuk/", {"next": wanted}),
        (f"/masuk/?{'next=' + wanted}", {}),
    ):
        client.logout()
        response = client.post(address, {"username": NIP, "password": PASSWORD, **form})

        assert (response.status_code, response["Location"]) == (302, lands)


def test_whoever_is_not_logged_in_comes_back_to_the_page_he_wanted(client, db):
    assert client.get("/akun/sesi/?x=1")["Location"] == "/masuk/?next=%2Fakun%2Fsesi%2F%3Fx%3D1"


def test_after_a_form_one_does_not_come_back_to_a_page_that_only_takes_forms(client, db):
    assert client.post("/akun/sesi/akhiri/")["Location"] == "/masuk/"


def test_htmx_leaves_for_the_login_page_instead_of_putting_it_into_a_piece(client, db):
    headers = {"hx-request": "true", "hx-current-url": "http://testserver/pegawai/?q=a"}

    response = client.get("/akun/sesi/", headers=headers)

    assert response["HX-Redirect"] == "/masuk/?next=%2Fpegawai%2F%3Fq%3Da"


def test_an_ended_session_is_explained_on_the_login_page(client, account):
    client.force_login(account)
    Session.objects.all().delete()

    response = client.get("/akun/sesi/", follow=True)

    assert response.redirect_chain == [("/masuk/?next=%2Fakun%2Fsesi%2F&berakhir=1", 302)]
    assert "Sesi Anda sudah berakhir" in response.content.decode()


def test_logging_out_wants_a_post_and_ends_the_session(client, account, log_in):
    log_in()
    key = client.cookies["sessionid"].value
    assert client.get("/keluar/").status_code == 405
    assert logged_in(client)

    assert client.post("/keluar/")["Location"] == "/masuk/"

    assert events() == [("LOGOUT", "sitti.aminah", "127.0.0.1")]
    assert not Session.objects.filter(pk=fingerprint(key)).exists()
    client.cookies["sessionid"] = key
    assert not logged_in(client)


def test_every_other_door_leads_to_this_one(client, account):
    assert client.get("/admin/")["Location"] == "/masuk/?next=%2Fadmin%2F"
    assert client.get("/admin/login/?next=/admin/accounts/user/")["Location"] == (
        "/masuk/?next=%2Fadmin%2Faccounts%2Fuser%2F"
    )
    response = client.post("/admin/login/", {"username": NIP, "password": PASSWORD})
    assert response["Location"] == "/masuk/?next=%2Fadmin%2F"


def test_nothing_that_was_typed_at_the_door_is_kept_or_logged(account, log_in, caplog):
    caplog.set_level(logging.DEBUG)
    typed_by_mistake = "rahasia-saya-yang-panjang"

    log_in(username=typed_by_mistake, password=PASSWORD)
    log_in(password="salah-sekali-ini")
    log_in()

    kept = [*AccessAttempt.objects.values(), *SecurityEvent.objects.values()]
    for secret in (PASSWORD, "salah-sekali-ini", typed_by_mistake, "sitti.aminah", NIP):
        assert secret not in caplog.text
        assert secret not in str(kept)

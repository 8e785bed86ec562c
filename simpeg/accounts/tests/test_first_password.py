"""The random password an account begins with: shown once, good for one login, replaced before anything else."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.test import Client

from simpeg.accounts import services
from simpeg.accounts.models import SecurityEvent, Session, User
from simpeg.accounts.passwords import first_password
from simpeg.testing.people import make_user

OWN = "sawah-hujan-kereta-biru"


@pytest.fixture
def admin(db):
    return make_user(username="kepala.it", role="Super admin")


@pytest.fixture
def first(account, admin):
    return services.issue_password(account, admin)


def test_first_passwords_are_random_and_long():
    passwords = {first_password() for _ in range(1000)}

    assert len(passwords) == 1000
    assert {len(password) for password in passwords} == {19}


def test_with_a_first_password_there_is_one_page_and_then_all(client, account, first, log_in):
    assert log_in(password=first).status_code == 302

    for page in ("/", "/akun/sesi/", "/pekerjaan/", "/admin/"):
        assert client.get(page)["Location"] == "/akun/kata-sandi/"
    response = client.post("/akun/kata-sandi/", {"new": OWN, "again": OWN})

    assert response["Location"] == "/"
    assert client.get("/akun/sesi/").status_code == 200
    account.refresh_from_db()
    assert account.must_change_password is False
    assert account.check_password(OWN)


def test_htmx_is_led_to_the_password_page_too(client, first, log_in):
    log_in(password=first)

    response = client.get("/pekerjaan/", headers={"hx-request": "true"})

    assert response["HX-Redirect"] == "/akun/kata-sandi/"


def test_a_first_password_opens_once(first, log_in, other_browser):
    assert log_in(password=first).status_code == 302

    assert log_in(password=first, client=other_browser).status_code == 422


def test_the_first_password_cannot_be_kept(client, first, log_in):
    log_in(password=first)

    response = client.post("/akun/kata-sandi/", {"new": first, "again": first})

    assert response.status_code == 422
    assert "Kata sandi baru sama dengan yang sekarang." in response.content.decode()


def test_a_new_first_password_ends_what_was_open_and_lifts_the_lock(client, account, admin, log_in, other_browser):
    log_in(client=other_browser)
    for _ in range(5):
        log_in(password="salah")
    assert log_in(password="salah").status_code == 429

    first = services.issue_password(account, admin)

    assert other_browser.get("/akun/sesi/").status_code == 302
    assert log_in(password=first).status_code == 302
    event = SecurityEvent.objects.filter(kind="PASSWORD_ISSUED").latest("id")
    assert (event.user, event.by) == (account, admin)


@pytest.mark.django_db(transaction=True)
def test_of_many_who_use_a_first_password_at_once_one_gets_in(account, admin):
    first = services.issue_password(account, admin)

    def attempt(_):
        try:
            return Client().post("/masuk/", {"username": "sitti.aminah", "password": first}).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as threads:
        answers = sorted(threads.map(attempt, range(4)))

    assert answers == [302, 422, 422, 422]
    assert Session.objects.filter(user=account).count() == 1


def test_an_account_is_opened_with_roles_and_signed(admin):
    account, first = services.open_account(
        username="andi.tenri", name="Andi Tenri", nip="198703032011012002", roles=["Pegawai"], by=admin
    )

    kept = User.objects.get(username="andi.tenri")
    assert (kept.name, kept.nip, kept.must_change_password) == ("Andi Tenri", "198703032011012002", True)
    assert [group.name for group in kept.groups.all()] == ["Pegawai"]
    assert kept.check_password(first)

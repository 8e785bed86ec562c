"""Being wrong too often: per account, per address, on every door, however the attempts are dressed up."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from axes.models import AccessAttempt
from django.contrib.auth.hashers import make_password
from django.db import connection
from django.test import Client
from django.utils import timezone

from simpeg.accounts import services
from simpeg.accounts.models import SecurityEvent
from simpeg.accounts.tests.conftest import NIP, PASSWORD
from simpeg.testing.people import make_user


@pytest.fixture(autouse=True)
def quick_hash(settings):
    """Attempts are counted here, not hashed; the real hasher is asked in test_login."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def account(db):
    return make_user(username="sitti.aminah", name="Sitti Aminah", nip=NIP, password=make_password(PASSWORD))


def wrong(log_in, times, username="sitti.aminah", **more):
    return [log_in(username, "salah", client=Client(), **more).status_code for _ in range(times)]


def test_the_fifth_failure_locks_the_account_for_the_right_password_too(account, log_in):
    assert wrong(log_in, 5) == [422, 422, 422, 422, 429]

    response = log_in()

    assert response.status_code == 429
    until = timezone.localtime(AccessAttempt.objects.get().attempt_time + timedelta(minutes=15))
    assert f"Coba lagi setelah pukul {until:%H.%M} WITA" in response.content.decode()
    assert 880 < int(response["Retry-After"]) <= 900


def test_a_name_that_nobody_has_is_locked_the_same_way(db, log_in):
    assert wrong(log_in, 5, "tidak.ada") == [422, 422, 422, 422, 429]
    assert "Terlalu banyak percobaan masuk" in log_in("tidak.ada").content.decode()


def test_nip_user_name_case_address_and_browser_are_one_account(account, log_in):
    disguises = ["sitti.aminah", "SITTI.AMINAH", NIP, "19850101 201001 1 001", " sitti.aminah"]

    answers = [
        log_in(typed, "salah", REMOTE_ADDR=f"10.0.0.{number}", headers={"user-agent": f"x{number}"}).status_code
        for number, typed in enumerate(disguises)
    ]

    assert answers == [422, 422, 422, 422, 429]


def test_an_address_is_locked_after_many_accounts(account, log_in):
    answers = [log_in(f"orang{number}", "salah").status_code for number in range(31)]

    assert answers == [422] * 29 + [429] * 2
    assert log_in().status_code == 429
    assert log_in(REMOTE_ADDR="10.1.1.1").status_code == 302


@pytest.mark.parametrize("header", ["x-forwarded-for", "x-real-ip", "forwarded", "client-ip"])
def test_a_forged_header_does_not_change_the_address(db, log_in, header):
    answers = [
        log_in(f"orang{number}", "salah", headers={header: f"10.0.0.{number}"}).status_code for number in range(30)
    ]

    assert answers[-1] == 429


def test_getting_in_clears_ones_own_failures_and_nobody_elses(account, log_in):
    make_user(username="penyerang", password=make_password(PASSWORD))
    wrong(log_in, 4)

    assert log_in("penyerang").status_code == 302
    assert wrong(log_in, 1) == [429]


def test_getting_in_clears_ones_own_failures(account, log_in):
    wrong(log_in, 4)
    assert log_in().status_code == 302

    assert wrong(log_in, 4) == [422] * 4


def test_getting_in_leaves_what_an_attacker_elsewhere_has_used_up(account, log_in):
    wrong(log_in, 4, REMOTE_ADDR="10.6.6.6")
    assert log_in().status_code == 302

    assert wrong(log_in, 1, REMOTE_ADDR="10.6.6.6") == [429]


def test_the_lock_opens_by_itself_and_trying_meanwhile_does_not_prolong_it(account, log_in):
    wrong(log_in, 5)
    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(minutes=14, seconds=50))
    assert wrong(log_in, 3) == [429] * 3

    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(minutes=15, seconds=1))

    assert log_in().status_code == 302


def test_the_lock_is_noted_once_and_can_be_lifted(account, log_in):
    admin = make_user(role="Super admin")
    wrong(log_in, 8)

    assert services.unlock(account, by=admin) is True
    assert services.unlock(account, by=admin) is False

    kinds = list(SecurityEvent.objects.order_by("-id").values_list("kind", flat=True)[:6])
    assert kinds == ["UNLOCKED", "LOCKED", "REFUSED", "REFUSED", "REFUSED", "REFUSED"]
    assert log_in().status_code == 302


def test_the_password_page_is_a_door_too(client, account):
    client.force_login(account)
    form = {"new": "sawah-hujan-kereta-biru", "again": "sawah-hujan-kereta-biru"}

    answers = [client.post("/akun/kata-sandi/", {"old": "salah", **form}).status_code for _ in range(5)]

    assert answers == [422, 422, 422, 422, 429]
    assert client.post("/akun/kata-sandi/", {"old": PASSWORD, **form}).status_code == 429
    account.refresh_from_db()
    assert account.check_password(PASSWORD)


@pytest.mark.django_db(transaction=True)
def test_attempts_sent_at_once_are_counted_like_attempts_in_turn(account):
    def attempt(_):
        try:
            return Client().post("/masuk/", {"username": "sitti.aminah", "password": "salah"}).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(10) as threads:
        answers = sorted(threads.map(attempt, range(10)))

    assert answers == [422] * 4 + [429] * 6
    assert AccessAttempt.objects.get().failures_since_start == 5

"""Sessions: tied to an account, ended by time, by their owner, by a new password, by disabling."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from simpeg.accounts import services, tasks
from simpeg.accounts.models import SecurityEvent, Session, User
from simpeg.accounts.sessions import expiry, fingerprint
from simpeg.testing.people import make_user

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
NEW = "sawah-hujan-kereta-biru"


def open_for(client):
    return client.get("/akun/sesi/").status_code == 200


def key_of(client):
    return client.cookies["sessionid"].value


@pytest.fixture
def at_home(account):
    browser = Client()
    browser.force_login(account)
    return browser


@pytest.mark.parametrize(
    ("since", "ends"),
    [
        (NOON, NOON + timedelta(minutes=30)),
        (NOON - timedelta(hours=7, minutes=30), NOON + timedelta(minutes=30)),
        (NOON - timedelta(hours=7, minutes=31), NOON + timedelta(minutes=29)),
        (NOON - timedelta(hours=8), NOON),
    ],
    ids=["just begun", "both at once", "the eight hours first", "over"],
)
def test_a_session_ends_at_whichever_limit_comes_first(since, ends):
    assert expiry(since=since, seen_at=NOON) == ends


def test_an_ended_session_opens_nothing_and_its_cookie_goes(client, account):
    client.force_login(account)
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))

    response = client.get("/akun/sesi/")

    assert response.status_code == 302
    assert response.cookies["sessionid"]["max-age"] == 0


def test_a_session_in_use_is_prolonged_but_not_at_every_request(client, account, django_assert_num_queries):
    client.force_login(account)
    Session.objects.update(seen_at=timezone.now() - timedelta(seconds=50), expire_date=timezone.now() + timedelta(9))
    client.get("/akun/sesi/")
    assert Session.objects.get().seen_at < timezone.now() - timedelta(seconds=49)

    Session.objects.update(seen_at=timezone.now() - timedelta(seconds=61), expire_date=timezone.now() + timedelta(9))
    client.get("/akun/sesi/")

    session = Session.objects.get()
    assert timezone.now() - session.seen_at < timedelta(seconds=5)
    assert session.expire_date == session.seen_at + timedelta(minutes=30)


def test_use_does_not_carry_a_session_past_eight_hours(client, account):
    client.force_login(account)
    began = timezone.now() - timedelta(hours=7, minutes=59)
    Session.objects.update(since=began, seen_at=timezone.now() - timedelta(minutes=2))

    client.get("/akun/sesi/")

    assert Session.objects.get().expire_date == began + timedelta(hours=8)


def test_writing_into_a_session_does_not_restart_its_eight_hours(client, account, log_in):
    log_in()
    began = Session.objects.get().since
    session = client.session
    session["penanda"] = "x"
    session.save()

    assert Session.objects.get().since == began


def test_a_session_key_chosen_by_somebody_else_is_not_taken_over(client, account, log_in):
    client.cookies["sessionid"] = planted = "penyerangtahukunciini0123456789ab"

    log_in()

    assert key_of(client) != planted
    assert not Session.objects.filter(pk=fingerprint(planted)).exists()


def test_an_anonymous_session_known_to_somebody_else_does_not_become_a_login(client, account, log_in):
    session = client.session
    session["penanda"] = "ditanam"
    session.save()
    planted = session.session_key
    client.cookies["sessionid"] = planted

    log_in()

    assert key_of(client) != planted
    assert "penanda" not in client.session
    thief = Client()
    thief.cookies["sessionid"] = planted
    assert not open_for(thief)


def test_logging_in_again_takes_a_new_key_and_ends_the_old(client, account, rf):
    client.force_login(account)
    old = key_of(client)
    request = rf.get("/")
    request.session, request.user = client.session, account
    account.backend = "simpeg.accounts.backends.NipOrUsernameBackend"

    services.log_in(request, account)

    assert request.session.session_key != old
    assert not Session.objects.filter(pk=fingerprint(old)).exists()


def test_a_new_password_ends_all_other_sessions_at_once(client, account, at_home, log_in):
    log_in()
    old = key_of(client)

    response = client.post("/akun/kata-sandi/", {"old": "kuda-terbang-di-atas-awan", "new": NEW, "again": NEW})

    assert response.status_code == 302
    assert [session.pk for session in Session.objects.filter(user=account)] == [fingerprint(key_of(client))]
    assert key_of(client) != old
    assert open_for(client)
    assert not open_for(at_home)
    assert SecurityEvent.objects.latest("id").kind == "PASSWORD_CHANGED"


def test_a_password_changed_by_any_other_road_ends_sessions_too(account, at_home):
    account.set_password(NEW)
    account.save()

    assert not open_for(at_home)


def test_disabling_ends_sessions_at_once_and_enabling_does_not_bring_them_back(account, at_home):
    admin = make_user(role="Super admin")

    services.disable(account, by=admin)
    assert not open_for(at_home)

    services.enable(account, by=admin)
    assert not open_for(at_home)
    kinds = SecurityEvent.objects.order_by("-id").values_list("kind", "user", "by")[:2]
    assert list(kinds) == [("ENABLED", account.pk, admin.pk), ("DISABLED", account.pk, admin.pk)]


def test_disabling_by_raw_sql_ends_sessions_at_once(account, at_home):
    User.objects.filter(pk=account.pk).update(is_active=False)

    assert not open_for(at_home)


def test_ones_own_sessions_are_listed_and_nobody_elses(client, account, other_browser, log_in):
    somebody = make_user(username="orang.lain")
    Client().force_login(somebody)
    log_in(client=other_browser)
    client.force_login(account)

    page = client.get("/akun/sesi/").content.decode()

    assert page.count("Firefox di Windows</th>") == 1
    assert page.count('name="sesi" value="') == 2  # the other one, and all others
    assert "2 sesi terbuka" in page


def test_another_session_is_ended_and_this_one_goes_on(client, account, at_home):
    client.force_login(account)

    client.post("/akun/sesi/akhiri/", {"sesi": fingerprint(key_of(at_home))})

    assert not open_for(at_home)
    assert open_for(client)
    assert SecurityEvent.objects.latest("id").kind == "SESSION_ENDED"


def test_all_other_sessions_are_ended(client, account, at_home, other_browser):
    other_browser.force_login(account)
    client.force_login(account)

    client.post("/akun/sesi/akhiri/", {"sesi": "semua"})

    assert [open_for(browser) for browser in (client, at_home, other_browser)] == [True, False, False]


@pytest.mark.parametrize("which", ["", "x", "\0", "' OR 1=1 --"])
def test_somebody_elses_session_cannot_be_ended_and_nonsense_ends_nothing(client, account, at_home, which):
    somebody = make_user()
    client.force_login(somebody)

    client.post("/akun/sesi/akhiri/", {"sesi": which or fingerprint(key_of(at_home))})

    assert open_for(at_home)


def test_ended_sessions_are_swept(client, account, at_home):
    client.force_login(account)
    Session.objects.filter(pk=fingerprint(key_of(at_home))).update(expire_date=timezone.now())

    tasks.clear_sessions.delay()

    assert Session.objects.count() == 1


def test_messages_travel_in_the_session_not_in_a_cookie(client, account):
    client.force_login(account)

    response = client.post("/keluar/")

    assert set(response.cookies) == {"sessionid"}
    assert "Anda sudah keluar." in client.get("/masuk/").content.decode()

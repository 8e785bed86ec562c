"""A browser that signs in like anybody and hears what the console complains about."""

import pytest

PASSWORD = "kapal-kelapa-senja-41"


@pytest.fixture
def sign_in(page, live_server):
    """`sign_in(user)`: through the login page, like anybody; afterwards no console message may have been an error."""
    complaints = []
    page.on("console", lambda message: message.type == "error" and complaints.append(message.text))
    page.on("requestfailed", lambda request: _note(complaints, request))

    def enter(user):
        user.set_password(PASSWORD)
        user.save(update_fields=["password"])
        page.context.clear_cookies()
        page.goto(f"{live_server.url}/masuk/")
        page.get_by_label("NIP atau nama pengguna").fill(user.nip or user.username)
        page.get_by_label("Kata sandi").fill(PASSWORD)
        page.get_by_role("button", name="Masuk").click()
        page.wait_for_url(f"{live_server.url}/")
        return page

    yield enter
    assert complaints == []


def _note(complaints, request):
    if request.failure != "net::ERR_ABORTED":  # how Chromium calls a page that turned out to be a download
        complaints.append(f"{request.url} {request.failure}")

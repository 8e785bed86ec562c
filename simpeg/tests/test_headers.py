"""What every answer carries: pages, refusals, errors, downloads, redirects, static files, the admin."""

import json
import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.db import connection
from django.urls import path

from simpeg import roles, urls
from simpeg.jobs.models import Job
from simpeg.testing.people import make_user

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'; object-src 'none'"
)
ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def fail(request):
    raise RuntimeError("rusak")


urlpatterns = [*urls.urlpatterns, path("rusak/", fail)]


def assert_guarded(response):
    assert {name: response.get(name) for name in ALWAYS} == ALWAYS
    assert response["Content-Security-Policy"] == POLICY
    features = response["Permissions-Policy"].split(", ")
    assert {"camera=()", "geolocation=()", "microphone=()"} <= set(features)
    assert all(feature.endswith("=()") for feature in features)
    assert "Strict-Transport-Security" not in response  # not on plain http
    assert "Server" not in response
    assert "X-Powered-By" not in response


@pytest.fixture
def super_admin(db):
    return make_user(role=roles.SUPER_ADMIN.name)


@pytest.mark.parametrize(
    ("method", "address", "status"),
    [
        ("GET", "/masuk/", 200),
        ("GET", "/", 302),
        ("GET", "/pegawai", 301),
        ("GET", "/tidak-ada/", 404),
        ("GET", "/sehat/", 200),
        ("POST", "/sehat/", 405),
        ("TRACE", "/masuk/", 405),
        ("GET", "/static/css/simpeg.css", 200),
        ("GET", "/static/tidak-ada.css", 404),
    ],
)
def test_answers_to_strangers_carry_the_headers(client, db, method, address, status):
    response = client.generic(method, address)
    list(response)

    assert response.status_code == status
    assert_guarded(response)


@pytest.mark.parametrize("debug", [False, True], ids=["", "debug"])
@pytest.mark.parametrize(
    ("method", "address", "status"),
    [
        ("GET", "/", 200),
        ("GET", "/akun/sesi/", 200),
        ("GET", "/admin/", 200),
        ("GET", "/admin/accounts/user/add/", 200),
        ("GET", "/admin/jsi18n/", 200),
        ("GET", "/keluar/", 405),
        ("GET", "/tidak-ada/", 404),
        ("GET", "/rusak/", 500),
        ("POST", "/keluar/", 302),
    ],
)
def test_answers_to_people_carry_the_headers_and_are_not_kept(
    client, super_admin, settings, method, address, status, debug
):
    settings.ROOT_URLCONF = __name__
    settings.DEBUG = debug
    client.raise_request_exception = False
    client.force_login(super_admin)

    response = client.generic(method, address)

    assert response.status_code == status
    assert_guarded(response)
    assert response["Cache-Control"] == "no-store"


def test_downloads_carry_the_headers_and_are_attachments(client, super_admin, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    job = Job(task="x", title="x", requested_by=super_admin, status=Job.Status.DONE, file_name="<b>daftar.html")
    job.file.save("x", ContentFile(b"<script>alert(1)</script>"))
    client.force_login(super_admin)

    response = client.get(f"/pekerjaan/{job.pk}/berkas/")
    list(response)

    assert_guarded(response)
    assert response["Cache-Control"] == "no-store"
    assert response["Content-Disposition"].startswith("attachment; ")


def test_static_files_may_be_kept(client, db):
    response = client.get("/static/css/simpeg.css")
    list(response)

    assert "no-store" not in response["Cache-Control"]


def test_refused_hosts_and_forged_requests_carry_the_headers(client, db, super_admin):
    response = client.get("/masuk/", headers={"host": "jahat.example"})
    assert response.status_code == 400
    assert_guarded(response)

    client.force_login(super_admin)
    client.handler.enforce_csrf_checks = True
    response = client.post("/akun/sesi/akhiri/")
    assert response.status_code == 403
    assert_guarded(response)


# -- As it is in production: on https, from the environment ------------------------------------------------------------

ASK = """
import json, django
django.setup()
from django.test import Client
https = Client(HTTP_HOST="simpeg.example", raise_request_exception=False)
login = https.get("/masuk/", secure=True)
admin = https.get("/admin/", secure=True)
missing = https.get("/tidak-ada/", secure=True)
plain = https.get("/masuk/?a=1")
print(json.dumps({
    "hsts": [answer.get("Strict-Transport-Security") for answer in (login, admin, missing)],
    "missing": missing.content.decode(),
    "cookies": [cookie.OutputString() for cookie in login.cookies.values()],
    "plain": [plain.status_code, plain["Location"]],
}))
"""


@pytest.fixture
def production(transactional_db, tmp_path):
    """Run Python or manage.py as in production, against the test database."""
    connection.ensure_connection()
    where = connection.connection.info
    login = f"{where.user}:{where.password}@" if where.password else f"{where.user}@"
    server = f"host={where.host.replace('/', '%2F')}&port={where.port}"
    environment = {
        "PATH": os.environ["PATH"],
        "DJANGO_SETTINGS_MODULE": "simpeg.settings",
        "DATABASE_URL": f"postgresql://{login}/{where.dbname}?{server}",
        "REDIS_URL": settings.REDIS_URL,
        "SECRET_KEY": "".join(chr(33 + number) for number in range(90)),
        "ALLOWED_HOSTS": "simpeg.example",
        "SIMPEG_DATA_DIR": str(tmp_path),
    }

    def run(*arguments, **changed):
        command = [sys.executable, *arguments]
        return subprocess.run(
            command, env=environment | changed, cwd=settings.BASE_DIR, capture_output=True, text=True, check=False
        )

    return run


def test_on_https_cookies_are_bound_to_the_host_and_https_is_remembered(production):
    assert production("manage.py", "collectstatic", "--no-input").returncode == 0
    answer = production("-c", ASK)
    assert answer.returncode == 0, answer.stderr
    said = json.loads(answer.stdout)

    assert said["hsts"] == ["max-age=63072000; includeSubDomains; preload"] * 3
    assert said["plain"] == [301, "https://simpeg.example/masuk/?a=1"]
    [cookie] = said["cookies"]
    name, *attributes = cookie.split("; ")
    assert name.startswith("__Host-csrftoken=")
    assert {"HttpOnly", "Path=/", "SameSite=Lax", "Secure"} <= set(attributes)
    assert not any(attribute.startswith("Domain") for attribute in attributes)
    assert "Halaman tidak ditemukan" in said["missing"]


def test_session_cookies_are_bound_to_the_host_too(production):
    names = production("-c", "import django; django.setup(); from django.conf import settings as s; print(s.SESSION_COOKIE_NAME, s.SESSION_COOKIE_SECURE, s.SESSION_COOKIE_HTTPONLY, s.SESSION_COOKIE_SAMESITE)")  # fmt: skip  # noqa: E501

    assert names.stdout.split() == ["__Host-sessionid", "True", "True", "Lax"]


def test_the_deployment_check_is_clean(production):
    answer = production("manage.py", "check", "--deploy", "--fail-level", "WARNING")

    assert (answer.returncode, answer.stdout.strip()) == (0, "System check identified no issues (0 silenced)."), answer


def test_the_deployment_check_and_migrate_refuse_demo_accounts(production):
    make_user(is_demo=True)

    for arguments in (["check", "--deploy"], ["migrate"]):
        answer = production("manage.py", *arguments)

        assert answer.returncode == 1
        assert "Ada 1 akun demo di basis data ini, padahal DEBUG tidak menyala." in answer.stderr


@pytest.mark.parametrize("missing", ["SECRET_KEY"])
def test_production_does_not_start_without_its_secrets(production, missing):
    answer = production("-c", f"import os; del os.environ['{missing}']; import django; django.setup()")

    assert answer.returncode == 1
    assert f"{missing} belum diisi" in answer.stderr


def test_a_trial_needs_no_secret_for_its_commands(production):
    """With embedded servers `manage.py …` works beside `make run`; the key is kept, and the same the next time."""
    show = ["-c", "import django; django.setup(); from django.conf import settings as s; print(s.SECRET_KEY, s.DEBUG)"]
    nothing_said = {"DATABASE_URL": "", "REDIS_URL": "", "SIMPEG_DATA_DIR": str(settings.DATA_DIR)}
    without = [show[0], f"import os; del os.environ['SECRET_KEY']; {show[1]}"]

    first, second = (production(*without, **nothing_said) for _ in range(2))

    assert first.returncode == 0, first.stderr
    key, debug = first.stdout.split()
    assert (len(key) >= 50, debug, second.stdout) == (True, "False", first.stdout)

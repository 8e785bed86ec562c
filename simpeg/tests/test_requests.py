"""What may come in: methods, hosts, sizes, and what a request says of itself."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import RequestFactory

from simpeg.testing.people import make_user
from simpeg.web.requests import TrustedProxies

MEBIBYTE = 1024 * 1024


def seen_by_the_site(**meta):
    """What the site believes of a request: address and whether it came over https."""
    request = RequestFactory().get("/", **meta)
    TrustedProxies(lambda request: HttpResponse())(request)
    assert not [name for name in request.META if "FORWARDED" in name]  # whatever reads it later reads nothing
    return request.META["REMOTE_ADDR"], request.is_secure()


@pytest.mark.parametrize("method", ["TRACE", "PUT", "PATCH", "DELETE", "OPTIONS", "CONNECT", "PROPFIND", "X"])
@pytest.mark.parametrize("address", ["/masuk/", "/sehat/", "/static/css/simpeg.css", "/admin/", "/tidak-ada/"])
def test_methods_that_no_page_answers_are_refused_everywhere(client, db, method, address):
    response = client.generic(method, address, headers={"x-http-method-override": "GET"})

    assert (response.status_code, response["Allow"]) == (405, "GET, HEAD, POST")


def test_a_post_that_claims_to_be_another_method_stays_a_post(client, db):
    client.force_login(make_user())

    assert client.post("/akun/sesi/", {"_method": "GET"}, headers={"x-http-method-override": "GET"}).status_code == 405


@pytest.mark.parametrize("host", ["jahat.example", "localhost.jahat.example", "127.0.0.1@jahat.example", "a b"])
def test_a_forged_host_is_refused(client, db, host):
    response = client.get("/masuk/", headers={"host": host, "x-forwarded-host": "localhost"})

    assert response.status_code == 400
    assert "jahat" not in response.content.decode()


@pytest.mark.parametrize("header", ["x-forwarded-host", "x-original-url", "x-rewrite-url", "forwarded"])
def test_headers_that_move_the_site_are_not_read(client, db, header):
    client.force_login(make_user())

    response = client.get("/pegawai", headers={header: "jahat.example"})

    assert response["Location"] == "/pegawai/"


@pytest.mark.parametrize(
    ("trusted", "sender", "chain", "scheme", "believed"),
    [
        ([], "10.0.0.9", "1.2.3.4", "https", ("10.0.0.9", False)),
        (["10.0.0.1"], "10.0.0.9", "1.2.3.4", "https", ("10.0.0.9", False)),
        (["10.0.0.1"], "10.0.0.1", "1.2.3.4", "https", ("1.2.3.4", True)),
        (["10.0.0.1"], "10.0.0.1", "6.6.6.6, 1.2.3.4", "http", ("1.2.3.4", False)),
        (["10.0.0.1", "10.0.0.2"], "10.0.0.1", "6.6.6.6, 1.2.3.4, 10.0.0.2", "https", ("1.2.3.4", True)),
        (["unix"], "", "1.2.3.4", "https", ("1.2.3.4", True)),
        (["10.0.0.1"], "10.0.0.1", "", "", ("", False)),
    ],
    ids=["nobody trusted", "a stranger", "the proxy", "a forged chain", "two proxies", "unix socket", "says nothing"],
)
def test_only_a_trusted_proxy_says_where_a_request_came_from(settings, trusted, sender, chain, scheme, believed):
    settings.TRUSTED_PROXIES = trusted

    assert believed == seen_by_the_site(
        REMOTE_ADDR=sender, HTTP_X_FORWARDED_FOR=chain, HTTP_X_FORWARDED_PROTO=scheme, HTTP_X_REAL_IP="6.6.6.6"
    )


def test_strangers_send_forms_not_files(client, db):
    big = SimpleUploadedFile("besar.bin", bytes(3 * MEBIBYTE))

    response = client.post("/masuk/", {"username": "a", "password": "b", "berkas": big})

    assert response.status_code == 413
    assert "Kiriman terlalu besar" in response.content.decode()


def test_people_may_send_files_up_to_the_limit(client, db, settings):
    client.force_login(make_user())
    settings.LARGEST_UPLOAD = 4 * MEBIBYTE
    url = "/akun/sesi/akhiri/"

    assert client.post(url, {"berkas": SimpleUploadedFile("b", bytes(3 * MEBIBYTE))}).status_code == 302
    assert client.post(url, {"berkas": SimpleUploadedFile("b", bytes(5 * MEBIBYTE))}).status_code == 413


def test_a_form_of_many_fields_or_much_text_is_refused(client, db):
    client.force_login(make_user())

    assert client.post("/akun/kata-sandi/", {f"f{number}": 1 for number in range(1500)}).status_code == 400
    assert client.post("/akun/kata-sandi/", {"new": "a" * 3 * MEBIBYTE}).status_code in (400, 413)


@pytest.mark.parametrize("length", ["", "-1", "x", "٣", "99999999999999999999999"])
def test_a_false_length_is_no_way_around(client, db, length):
    response = client.post("/masuk/", {"username": "a", "password": "b"}, CONTENT_LENGTH=length)

    assert response.status_code in (400, 403, 413, 422)


@pytest.mark.parametrize("typed", ["a\0b", "a" * 100_000, "\ud83d".encode("utf-8", "surrogatepass"), "'; DROP TABLE x"])
def test_odd_text_at_the_door_is_only_a_wrong_login(client, db, typed):
    assert client.post("/masuk/", {"username": typed, "password": typed}).status_code == 422


@pytest.mark.parametrize("query", ["next=%00", "next=%ff%fe", "next=" + "a" * 5000, "next[]=x", "berakhir=%3Cb%3E"])
def test_odd_addresses_of_the_door_are_answered(client, db, query):
    response = client.get(f"/masuk/?{query}")

    assert response.status_code == 200
    assert "<b>" not in response.content.decode()

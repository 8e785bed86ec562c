"""What an attacker would send, to every page at once: code in names and queries, nonsense."""

import re
from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.forms import Form
from django_filters import FilterSet

from employees.models import Appointment, EducationRecord, Employee, ImportRun, Position, Unit
from simpeg.accounts.models import User
from simpeg.jobs.models import Job
from simpeg.testing.fixtures import undone
from simpeg.tests.routes import all_routes

CODE = "\"'><script>alert(1)</script>"
RAW = "<script>alert(1)"
ADMINS_OWN = ("o", "p", "e", "all", "_popup", "_to_field")
NONSENSE = ["\0", CODE, "-1", "9" * 30, "٣", "%", "[]", "a" * 3000, "1' OR '1'='1", "\ufffe", "2026-02-30", "null"]


def names_read():
    """Every name that a page of ours reads from its address: of its own accord, by its filters, or by a form."""
    apps = ("simpeg", "employees", "training", "performance", "recruitment")
    paths = [path for app in apps for path in (settings.BASE_DIR / app).rglob("*.py") if "tests" not in path.parts]
    source = "\n".join(path.read_text(encoding="utf-8") for path in paths)
    names = set(re.findall(r"""GET(?:\.get|\.getlist)?[(\[]["'](\w+)["']""", source))
    bound = set(re.findall(r"(\w+Form)\(request\.GET", source))
    for form in _below(Form):
        if form.__name__ in bound:
            names |= form.base_fields.keys()
    for filters in _below(FilterSet):
        names |= filters.base_filters.keys()
    assert {"halaman", "q", "unit", "tahun", "verdict"} <= names
    return sorted(names.union(ADMINS_OWN))


def _below(kind):
    for each in kind.__subclasses__():
        yield each
        yield from _below(each)


def pages(world, role, routes, query=""):
    """What this role reads: (address, text of the page)."""
    client = world.clients[world.users[role]]
    for route in routes:
        address = route.address(world) + query
        with undone():
            response = client.get(address)
            if response.streaming:
                list(response)
            elif response["Content-Type"].startswith("text/html"):
                yield address, response.content.decode()


def test_code_in_stored_names_is_shown_as_text_on_every_page(world):
    Employee.objects.update(name=CODE, front_title=CODE[:50], back_title=CODE, address=CODE, birth_place=CODE)
    Unit.objects.update(name=CODE)
    User.objects.update(name=CODE)
    Appointment.objects.update(title=CODE, decree=CODE)
    EducationRecord.objects.update(name=CODE, school=CODE)
    Position.objects.update(title=CODE)
    Job.objects.update(title=CODE, error=CODE, file_name=CODE)
    ImportRun.objects.update(file_name=CODE, message=CODE)

    shown = {
        f"{role}: {page}": text
        for role in ("super admin", "employee A")
        for page, text in pages(world, role, all_routes())
    }

    assert [page for page, text in shown.items() if RAW in text] == []
    assert sum("&lt;script&gt;alert(1)" in text for text in shown.values()) > 40


@pytest.fixture(scope="module")
def routes_that_read_their_query(standing_world):
    """Our routes that look at what stands behind the question mark: the others answer the same whatever it is."""
    client = standing_world.clients[standing_world.users["super admin"]]

    def reads_its_query(route):
        with undone():
            response = client.get(route.address(standing_world) + "?q=1")
        if response.streaming:
            list(response)  # which closes its file
        return "GET" in vars(response.wsgi_request)  # Django reads the query when it is first asked for

    found = [route for route in all_routes() if not route.model and reads_its_query(route)]
    assert {"directory:list", "audit:list"} <= {route.name for route in found}
    return found


@pytest.mark.parametrize("nonsense", NONSENSE, ids=lambda value: ascii(value)[:20])
def test_nonsense_in_addresses_is_answered_and_never_echoed_as_code(world, routes_that_read_their_query, nonsense):
    query = "?" + urlencode(dict.fromkeys(names_read(), nonsense))

    for page, text in pages(world, "super admin", routes_that_read_their_query, query):
        assert RAW not in text, page


@pytest.mark.parametrize("number", ["0", "99999999999999999999", "9223372036854775808"])
@pytest.mark.parametrize("place", ["/pekerjaan/{}/", "/unit/{}/", "/daftar/kenaikan-pangkat/{}/", "/impor/{}/"])
def test_numbers_that_no_row_has_are_not_found(world, place, number):
    client = world.clients[world.users["super admin"]]

    assert client.get(place.format(number)).status_code == 404


ODD_NIPS = ["١٩٨٥٠١٠١٢٠١٠٠١١٠٠١", "19850101201001100", "198501012010011001%00", "%00", "../admin/"]


@pytest.mark.parametrize("nip", ODD_NIPS)
def test_odd_nips_are_not_found(world, nip):
    client = world.clients[world.users["super admin"]]
    places = [route.place for route in all_routes() if re.fullmatch("[^<]*<(nip|str):nip>[^<]*", route.place)]
    assert len(places) > 10

    answers = {place: client.get("/" + re.sub("<.*?>", nip, place)).status_code for place in places}

    assert answers == dict.fromkeys(places, 404)

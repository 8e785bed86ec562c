"""What an attacker would send, to every page at once: code in names and queries, nonsense."""

from urllib.parse import urlencode

import pytest

from employees.models import Appointment, EducationRecord, Employee, ImportRun, Position, Unit
from simpeg.accounts.models import User
from simpeg.jobs.models import Job
from simpeg.testing.fixtures import undone
from simpeg.tests.routes import all_routes

CODE = "\"'><script>alert(1)</script>"
RAW = "<script>alert(1)"
# Every name that a page of ours reads from its address, and some that none does.
QUERY = """
    q halaman unit grade golongan status kind jenis verdict hasil rule aturan riwayat urut sort page p period standing
    kedudukan echelon table actor day since until next month bulan all o e _popup _to_field
    per menurut dari sampai apa sendiri
""".split()  # noqa: SIM905 -- a list of forty words is read better like this
NONSENSE = ["\0", CODE, "-1", "9" * 30, "٣", "%", "[]", "a" * 3000, "1' OR '1'='1", "\ufffe", "2026-02-30", "null"]


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


@pytest.mark.parametrize("nonsense", NONSENSE, ids=lambda value: ascii(value)[:20])
def test_nonsense_in_addresses_is_answered_and_never_echoed_as_code(world, nonsense):
    query = "?" + urlencode(dict.fromkeys(QUERY, nonsense))

    ours = [route for route in all_routes() if not route.model]
    for page, text in pages(world, "super admin", ours, query):
        assert RAW not in text, page


@pytest.mark.parametrize("number", ["0", "99999999999999999999", "9223372036854775808"])
@pytest.mark.parametrize("place", ["/pekerjaan/{}/", "/unit/{}/", "/daftar/kenaikan-pangkat/{}/", "/impor/{}/"])
def test_numbers_that_no_row_has_are_not_found(world, place, number):
    client = world.clients[world.users["super admin"]]

    assert client.get(place.format(number)).status_code == 404


@pytest.mark.parametrize("nip", ["١٩٨٥٠١٠١٢٠١٠٠١١٠٠١", "19850101201001100", "198501012010011001%00", "../admin/"])
def test_odd_nips_are_not_found(world, nip):
    client = world.clients[world.users["super admin"]]

    assert client.get(f"/pegawai/{nip}/").status_code == 404

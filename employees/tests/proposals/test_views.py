from copy import copy

import pytest
from django.urls import reverse

from employees.models import Proposal, ProposalStep
from employees.proposals import services
from employees.proposals.scope import FIELDS, needs_proof
from employees.records.kinds import KINDS
from employees.records.services import correct_record, version_of
from employees.tests.factories import make_education, make_employee, make_unit
from simpeg import roles
from simpeg.audit.models import Entry, ReadEntry
from simpeg.scans.tests.files import make_pdf, make_zip, upload
from simpeg.testing.people import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return make_unit("Dinas Pertanian")


@pytest.fixture
def employee(office):
    return make_employee(name="Siti Rahma", unit=office)


@pytest.fixture
def account(employee):
    return make_user(role=roles.EMPLOYEE.name, nip=employee.nip)


@pytest.fixture
def checker(office):
    return make_user(role=roles.OPD_OFFICER.name, mandates=[office])


@pytest.fixture
def decider():
    return make_user(role=roles.RECORDS_OFFICER.name)


@pytest.fixture
def as_user(client):
    def enter(user):
        client.force_login(user)
        return client

    return enter


DIPLOMA = {"level": "40", "name": "S-1 Hukum", "graduated": 2012, "diploma": "IJ-1", "reason": "Belum tercatat"}


def page(client, address):
    return client.get(address).content.decode()


def seen(proposal):
    proposal.refresh_from_db()
    return services.seen_of(proposal, services.target_of(proposal))


def answer(client, proposal, what, **said):
    data = {"answer": what, "seen": seen(proposal), **said}
    return client.post(proposal.get_absolute_url(), data)


def sent(employee, account, **values):
    values = values or {"phone": "081234567890"}
    proposal = services.propose(employee, "data-utama", "CORRECT", values, by=account, reason="Berganti")
    return proved_and_sent(proposal, account)


def proved_and_sent(proposal, account):
    if needs_proof(proposal):
        services.attach(proposal, upload(make_pdf()), by=account)
    return services.send(proposal, by=account)


def test_a_diploma_is_returned_comes_again_and_stands_in_the_file(as_user, employee, account, checker, decider):
    address = reverse("proposals:new", args=["pendidikan", "tambah"])
    as_user(account).post(address, DIPLOMA | {"files": upload(make_pdf())})
    proposal = Proposal.objects.get()
    assert proposal.status == "SUBMITTED"
    assert f"Bukti usulan {proposal.pk}: pendidikan" in page(as_user(checker), proposal.get_absolute_url())

    client = as_user(checker)
    assert "Siti Rahma" in page(client, reverse("proposals:queue"))
    assert "S-1 Hukum" in page(client, proposal.get_absolute_url())
    assert answer(client, proposal, "kembalikan", code="B03", words="Nomor ijazah keliru").status_code == 302

    client = as_user(account)
    shown = page(client, proposal.get_absolute_url())
    assert "B03 – Nomor atau tanggal SK tidak cocok dengan bukti." in shown
    assert "Nomor ijazah keliru" in shown
    client.post(reverse("proposals:edit", args=[proposal.pk]), DIPLOMA | {"diploma": "IJ-2"})

    assert answer(as_user(checker), proposal, "teruskan").status_code == 302
    assert answer(as_user(decider), proposal, "setujui").status_code == 302

    record = employee.education_records.get()
    assert record.diploma == "IJ-2"
    assert f"usulan #{proposal.pk} disetujui" in Entry.objects.of(record).get().reason
    assert "IJ-2" in page(as_user(account), reverse("dossier:detail", args=[employee.nip]))
    assert "disetujui" in page(as_user(account), reverse("notices:list"))


def test_without_its_scan_a_diploma_stays_a_draft_and_a_false_scan_keeps_nothing(as_user, employee, account):
    address, client = reverse("proposals:new", args=["pendidikan", "tambah"]), as_user(account)

    response = client.post(address, DIPLOMA | {"files": upload(make_zip(), "ijazah.pdf")})
    assert response.status_code == 422
    assert 'value="S-1 Hukum"' in response.content.decode()
    assert not Proposal.objects.exists()

    shown = client.post(address, DIPLOMA, follow=True).content.decode()
    assert "Belum terkirim, tersimpan sebagai draf. Lampirkan pindaian" in shown
    assert Proposal.objects.get().status == "DRAFT"


def test_a_draft_is_kept_changed_sent_and_withdrawn(as_user, employee, account):
    client = as_user(account)
    client.post(reverse("proposals:new", args=["data-utama", "perbaiki"]), personal(employee, draft="1"))
    proposal = Proposal.objects.get()
    assert (proposal.status, proposal.new_values) == ("DRAFT", {"phone": "081200000000"})

    assert 'value="081200000000"' in page(client, reverse("proposals:edit", args=[proposal.pk]))
    client.post(reverse("proposals:send", args=[proposal.pk]))
    proposal.refresh_from_db()
    assert proposal.status == "CHECKED"
    client.post(reverse("proposals:withdraw", args=[proposal.pk]))
    client.post(reverse("proposals:withdraw", args=[proposal.pk]))
    proposal.refresh_from_db()
    assert (proposal.status, proposal.steps.count()) == ("WITHDRAWN", 2)


def personal(employee, **typed):
    said = {name: getattr(employee, name) or "" for name in FIELDS}
    return said | {"phone": "081200000000", "reason": "Nomor berganti"} | typed


def test_the_form_of_the_data_utama_offers_nothing_that_others_decide(as_user, account):
    shown = page(as_user(account), reverse("proposals:new", args=["data-utama", "perbaiki"]))

    assert 'name="phone"' in shown
    for name in ("nip", "status", "standing", "grade", "unit"):
        assert f'name="{name}"' not in shown


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "hukuman-disiplin"])
def test_every_kind_has_a_form_that_refuses_emptiness_and_nonsense(as_user, account, kind):
    client, address = as_user(account), reverse("proposals:new", args=[kind, "tambah"])
    nonsense = dict.fromkeys(KINDS[kind].fields, "\x00٣9999999999999999999999") | {"reason": "x"}

    assert client.get(address).status_code == 200
    for typed in ({}, nonsense, dict.fromkeys(KINDS[kind].fields, "0001-01-01") | {"reason": "x"}):
        assert client.post(address, typed).status_code == 422
    assert not Proposal.objects.exists()


@pytest.mark.parametrize(
    "args", [("hukuman-disiplin", "tambah"), ("data-utama", "tambah"), ("tidak-ada", "tambah"), ("pendidikan", "x")]
)
def test_what_cannot_be_proposed_has_no_page(as_user, account, args):
    assert as_user(account).get(reverse("proposals:new", args=args)).status_code == 404


def test_somebody_elses_record_and_proposal_are_not_there(as_user, employee, account):
    record, proposal = make_education(employee), sent(employee, account)
    stranger = make_user(role=roles.EMPLOYEE.name, nip=make_employee().nip)
    client = as_user(stranger)

    about = reverse("proposals:new-about", args=["pendidikan", record.pk, "perbaiki"])
    assert client.get(about).status_code == 404
    assert client.get(proposal.get_absolute_url()).status_code == 404
    assert client.post(reverse("proposals:withdraw", args=[proposal.pk])).status_code == 404


def test_an_officer_cannot_send_or_withdraw_for_the_employee(as_user, employee, account, checker):
    proposal = sent(employee, account)

    assert as_user(checker).post(reverse("proposals:withdraw", args=[proposal.pk])).status_code == 404


def test_old_and_new_stand_side_by_side_with_words(as_user, employee, account, checker):
    record = make_education(employee, graduated=2010)
    proposal = services.propose(
        employee, "pendidikan", "CORRECT", {"graduated": 2011}, by=account, reason="Salah tahun", record=record
    )
    proved_and_sent(proposal, account)
    shown = page(as_user(checker), proposal.get_absolute_url())

    assert shown.count("berbeda</span>") == 1
    assert "2010" in shown
    assert "2011" in shown
    assert ReadEntry.objects.filter(reader=checker.pk, what=f"Membuka usulan #{proposal.pk}").exists()


def test_the_decider_is_shown_what_changed_meanwhile_and_decides_again(as_user, employee, account, decider):
    record = make_education(employee, graduated=2010)
    proposal = services.propose(
        employee, "pendidikan", "CORRECT", {"graduated": 2011}, by=account, reason="Salah tahun", record=record
    )
    proved_and_sent(proposal, account)
    client, saw = as_user(decider), seen(proposal)
    correct_record(record, {"graduated": 2009}, by=decider, reason="SK", seen=version_of(record))

    response = client.post(proposal.get_absolute_url(), {"answer": "setujui", "seen": saw})

    shown = response.content.decode()
    assert response.status_code == 422
    assert "Berkas sudah berubah sejak usulan ini ditulis" in shown
    assert "2009 <span" in shown
    record.refresh_from_db()
    assert record.graduated == 2009
    assert answer(client, proposal, "setujui").status_code == 302
    record.refresh_from_db()
    assert record.graduated == 2011


@pytest.mark.parametrize(
    "said",
    [{}, {"answer": "setujui"}, {"answer": "kembalikan"}, {"answer": "tolak", "code": "B01"}, {"answer": "\x00"}],
)
def test_an_answer_that_is_not_one_is_refused_with_words(as_user, employee, account, checker, said):
    proposal = sent(employee, account)
    response = as_user(checker).post(proposal.get_absolute_url(), {"seen": seen(proposal)} | said)

    assert response.status_code == 422
    assert "Keputusan belum tersimpan" in response.content.decode()
    proposal.refresh_from_db()
    assert proposal.status == "SUBMITTED"


def test_a_nik_is_masked_for_the_office_and_whole_for_bkpsdm(as_user, employee, account, checker, decider):
    proposal = sent(employee, account, nik="7602011234567890")

    assert "7602011234567890" not in page(as_user(checker), proposal.get_absolute_url())
    assert "7602011234567890" in page(as_user(decider), proposal.get_absolute_url())


def test_the_queue_is_filtered_and_forgives_nonsense(as_user, employee, account, checker):
    sent(employee, account)
    client, address = as_user(checker), reverse("proposals:queue")

    assert "Siti Rahma" in page(client, f"{address}?kind=data-utama")
    assert "Tidak ada usulan yang cocok" in page(client, f"{address}?kind=pendidikan")
    assert "Tidak ada usulan yang cocok" in page(client, f"{address}?late=1")
    for query in ("unit=99999999999999999999", "kind=%00", "daftar=x", "halaman=%00", "status=DRAFT"):
        assert client.get(f"{address}?{query}").status_code == 200


def sent_by_many(office, number):
    """As many proposals, each of another person: one is written and sent, the others are copies of it."""
    people = [make_employee(unit=office) for _ in range(number)]
    accounts = [make_user(nip=employee.nip) for employee in people]
    first = sent(people[0], accounts[0])
    step = first.steps.get()
    copies = [copy(first) for _ in people[1:]]
    for other, employee, account in zip(copies, people[1:], accounts[1:], strict=True):
        other.pk, other.employee, other.proposed_by = None, employee, account
    Proposal.objects.bulk_create(copies)
    steps = [copy(step) for _ in copies]
    for other, proposal in zip(steps, copies, strict=True):
        other.pk, other.proposal, other.by = None, proposal, proposal.proposed_by
    ProposalStep.objects.bulk_create(steps)


@pytest.mark.parametrize("number", [5, 50])
def test_the_queue_asks_as_often_for_many_as_for_few(as_user, office, checker, django_assert_max_num_queries, number):
    sent_by_many(office, number)
    client = as_user(checker)
    client.get(reverse("proposals:queue"))

    with django_assert_max_num_queries(12) as asked:
        response = client.get(reverse("proposals:queue"))
    assert len(asked) == 11
    assert len(response.context["rows"]) == number


def test_own_pages_tell_what_to_do_next(as_user, account):
    client = as_user(account)

    assert "Belum ada usulan" in page(client, reverse("proposals:own"))
    assert reverse("proposals:new", args=["pendidikan", "tambah"]) in page(client, reverse("proposals:choose"))
    assert as_user(make_user()).get(reverse("proposals:own")).status_code == 404

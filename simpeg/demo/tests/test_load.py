"""The demo regency in the database: imported whole, every case judged as it tells, logins only in DEBUG."""

from collections import Counter
from datetime import date

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from employees.imports.services import examined, examined_book
from employees.models import (
    Appointment,
    Document,
    DueList,
    Employee,
    GradeRecord,
    PositionTask,
    Proposal,
    Reorganisation,
    Unit,
)
from employees.promotion.rules import PROMOTION
from employees.units.consequences import consequences
from simpeg import roles
from simpeg.accounts.models import User
from simpeg.audit.models import Entry
from simpeg.demo.accounts import LOGINS, PASSWORD, logins
from simpeg.demo.book import RegencyBook
from simpeg.demo.cases import CASES
from simpeg.demo.regency import TODAY, sheets_of, staffed_office
from simpeg.demo.services import DemoRefused, load_demo
from simpeg.demo.tests.conftest import SMALL
from simpeg.demo.workbook import write_workbook
from simpeg.law.engine import MET, UNKNOWN

pytestmark = pytest.mark.django_db


@pytest.fixture
def debug(settings, tmp_path):
    settings.DEBUG = True
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def loaded(debug):
    return load_demo(today=TODAY, employees=SMALL)


@pytest.fixture
def enter(client):
    """Log in at the one door; whether one got in."""

    def post(username, password=PASSWORD):
        client.logout()
        return client.post(reverse("accounts:login"), {"username": username, "password": password}).status_code == 302

    return post


def test_the_whole_regency_imports_without_one_rejection_or_warning(sheets):
    with examined_book(RegencyBook(sheets)) as examination:
        assert list(examination.issues()) == []
        assert examination.total("new") == sum(len(sheet.rows) for sheet in sheets.values())


def test_its_workbook_imports_just_as_well(tmp_path):
    path = tmp_path / "kabupaten.xlsx"
    write_workbook(path, employees=200, seed=6)

    with examined(path) as examination:
        assert list(examination.issues()) == []
        assert examination.counts["DATA UTAMA"]["new"] == 200


def test_loading_brings_everybody_with_histories_units_and_traces(loaded, small_office):
    sheets = sheets_of(small_office)

    assert loaded.people == Employee.objects.count() == SMALL
    assert Unit.objects.count() == len(sheets["UNOR"].rows)
    assert GradeRecord.objects.count() == len(sheets["RW GOLONGAN"].rows)
    assert Appointment.objects.count() == len(sheets["RW JABATAN"].rows)
    unsigned = Entry.objects.filter(actor=None)
    assert [(entry.table, entry.after["username"]) for entry in unsigned] == [("accounts_user", "sistem")]


@pytest.mark.parametrize("today", [TODAY, date(2026, 12, 9), date(2028, 2, 29)], ids=str)
def test_every_case_is_judged_as_it_tells_whenever_it_is_loaded(debug, today):
    loaded = load_demo(today=today, employees=SMALL)

    told = {}
    for verdict in loaded.promotions.verdicts.all():
        outcomes = PROMOTION.outcomes(verdict.asked, verdict.failed, verdict.unknown)
        failures = [rule.code + ("?" if outcome == UNKNOWN else "") for rule, outcome in outcomes if outcome != MET]
        told[verdict.nip, verdict.kind] = (verdict.verdict, Counter(failures))
    nips = {person.case: person.nip for person in staffed_office(SMALL, today=today).people if person.case}

    for case in CASES:
        if case.kind:
            assert told[nips[case.key], case.kind] == (case.verdict, Counter(case.failures)), case.about
        else:
            assert nips[case.key] not in {nip for nip, _ in told}, case.about


def test_the_cases_show_every_kind_verdict_and_rule_in_force(loaded):
    shown = {(case.kind, case.verdict) for case in CASES if case.kind}
    failing = {code for case in CASES for code in case.failures}

    assert shown == {
        (kind, verdict)
        for kind in ("REGULER", "STRUKTURAL", "FUNGSIONAL", "PENYESUAIAN_IJAZAH")
        for verdict in ("MS", "TMS", "BTL")
    }
    # On a promotion day nobody fails PERIODE.
    in_force = {rule.code for rule in PROMOTION.in_force_on(loaded.promotions.day)} - {"PERIODE"}
    assert {code.rstrip("?") for code in failing} == in_force
    unknown = {code for code in failing if code.endswith("?")}
    assert unknown == {"HUKDIS?", "JENJANG?", "KINERJA?", "PENDIDIKAN?", "KJ?", "TUGAS?", "UD1?"}


def test_the_list_of_the_coming_month_is_ready_and_has_something_to_look_at(debug):
    loaded = load_demo(today=TODAY)

    verdicts = Counter(loaded.promotions.verdicts.values_list("verdict", flat=True))

    assert loaded.promotions.day == date(2026, 12, 1)
    assert DueList.objects.get(subject="promotion") == loaded.promotions
    assert DueList.objects.count() == 4
    assert loaded.promotions.requested_by.username == "pangkat"
    assert 0.08 < verdicts["MS"] / verdicts.total() < 0.12


def test_there_is_one_login_for_each_role_and_every_one_works(loaded, enter):
    assert [login.role for login in LOGINS] == list(roles.ROLES)
    for role, username, password in logins():
        assert enter(username, password), role
        user = User.objects.get(username=username)
        assert user.is_demo
        assert [group.name for group in user.groups.all()] == [role]


def test_the_officer_and_the_head_reach_people_in_their_tree_and_no_others(loaded):
    for username, unit in [("opd", "Dinas Kesehatan"), ("kepala", "Dinas Pendidikan dan Kebudayaan")]:
        user = User.objects.get(username=username)
        seen = Employee.objects.visible_to(user)
        tree = set(Unit.objects.below(Unit.objects.get(name=unit)).values_list("pk", flat=True))

        assert 20 < seen.count() < SMALL / 2
        assert set(seen.values_list("state__unit_id", flat=True)) <= tree
        assert seen.filter(nip=user.nip).exists()


def test_the_employee_sees_himself_alone(loaded):
    user = User.objects.get(username="pegawai")

    assert [person.nip for person in Employee.objects.visible_to(user)] == [user.nip]
    assert user.name == Employee.objects.get(nip=user.nip).name


def test_outside_debug_nothing_is_loaded(settings):
    settings.DEBUG = False

    with pytest.raises(CommandError, match="hanya dapat dimuat selama DEBUG menyala"):
        call_command("load_demo")

    assert not Employee.objects.exists()
    assert not User.objects.filter(is_demo=True).exists()


def test_outside_debug_the_logins_stop_working(loaded, settings, enter):
    assert enter("admin")

    settings.DEBUG = settings.TESTING = False

    assert not enter("admin")


def test_an_installation_with_people_is_left_alone(loaded):
    with pytest.raises(DemoRefused, match="sudah berisi pegawai"):
        load_demo(today=TODAY, employees=200)

    assert Employee.objects.count() == SMALL


def test_an_account_that_is_there_already_stays_as_it_is(debug):
    User.objects.create(username="admin", name="Yang Sebenarnya")

    load_demo(today=TODAY, employees=200)

    assert User.objects.get(username="admin").name == "Yang Sebenarnya"
    assert not User.objects.get(username="admin").is_demo


def test_the_command_tells_what_it_loaded(debug, capsys):
    call_command("load_demo", employees=200)

    assert capsys.readouterr().out.startswith("200 pegawai contoh dimuat, daftar kenaikan pangkat 1 ")


def test_proposals_wait_came_back_and_were_approved(loaded):
    states = Proposal.objects.values_list("proposed_by__username", "kind", "status")

    assert sorted(states) == [
        ("kepala", "pendidikan", "RETURNED"),
        ("opd", "data-utama", "APPROVED"),
        ("pegawai", "data-utama", "CHECKED"),
        ("pegawai", "pendidikan", "CHECKED"),
    ]


def test_a_reorganisation_waits_for_its_decree_and_nothing_else(loaded):
    plan = Reorganisation.objects.get()

    preview = consequences(plan)

    assert preview.errors == []
    assert (len(preview.opened), len(preview.closed)) == (6, 5)
    assert preview.moved
    assert any("Dinas Perdagangan dan Perindustrian belum punya kepala" in warning for warning in preview.warnings)
    assert PositionTask.objects.exists()


def test_the_people_of_the_logins_have_scans_of_what_counts_and_lack_others(loaded):
    nips = User.objects.filter(is_demo=True, nip__isnull=False).values_list("nip", flat=True)

    kinds = Document.objects.filter(employee__nip__in=nips).values_list("kind", "media_type").distinct()

    assert set(kinds) == {
        ("golongan", "application/pdf"),
        ("jabatan", "application/pdf"),
        ("pendidikan", "image/jpeg"),
        ("usulan", "image/jpeg"),
    }
    assert set(Document.objects.values_list("employee__nip", flat=True)) == set(nips)
    assert Document.objects.filter(pages_drawn=1).count() >= len(nips)

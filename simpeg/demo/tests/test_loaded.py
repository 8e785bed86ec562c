"""What lies in the database once the demo regency is loaded, and what its logins can do. Loaded once for all."""

import pytest
from django.test import override_settings
from django.urls import reverse
from django.utils import timezone

from employees.models import (
    Appointment,
    Document,
    DueList,
    DueSubject,
    Employee,
    GradeRecord,
    PositionTask,
    Proposal,
    Reorganisation,
    Unit,
)
from employees.promotion.rules import PROMOTION
from employees.units.consequences import consequences
from performance.credits.queries import waiting_for as waiting_credits
from performance.models import CreditDetermination, Objection
from performance.review.queries import waiting_for
from simpeg import roles
from simpeg.accounts.models import User
from simpeg.audit.models import Entry
from simpeg.demo.accounts import LOGINS, PASSWORD, logins
from simpeg.demo.cases import CASES
from simpeg.demo.regency import TODAY, sheets_of
from simpeg.demo.services import DemoRefused, load_demo
from simpeg.demo.tests.conftest import SMALL
from simpeg.law.engine import Law
from simpeg.testing.fixtures import undone
from training.models import IndexMeasurement, UnitIndex

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker, tmp_path_factory):
    files = tmp_path_factory.mktemp("files")
    with django_db_blocker.unblock(), undone(), override_settings(DEBUG=True, MEDIA_ROOT=files):
        yield load_demo(today=TODAY, employees=SMALL)


@pytest.fixture
def enter(client):
    """Log in at the one door; whether one got in."""

    def post(username, password=PASSWORD):
        client.logout()
        return client.post(reverse("accounts:login"), {"username": username, "password": password}).status_code == 302

    return post


def test_loading_brings_everybody_with_histories_units_and_traces(loaded, small_office):
    sheets = sheets_of(small_office)

    assert loaded.people == Employee.objects.count() == SMALL
    assert Unit.objects.count() == len(sheets["UNOR"].rows)
    assert GradeRecord.objects.count() == len(sheets["RW GOLONGAN"].rows)
    assert Appointment.objects.count() == len(sheets["RW JABATAN"].rows)
    unsigned = Entry.objects.filter(actor=None).exclude(table__startswith="law_")  # the files of the law are nobody's
    assert [(entry.table, entry.after["username"]) for entry in unsigned] == [("accounts_user", "sistem")]


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


def test_every_list_is_there_and_says_who_ran_it(loaded):
    assert {made.subject: made.requested_by.username for made in DueList.objects.all()} == dict.fromkeys(
        DueSubject.values, "pangkat"
    )


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


def test_outside_debug_the_logins_stop_working(loaded, settings, enter):
    assert enter("admin")

    settings.DEBUG = settings.TESTING = False

    assert not enter("admin")


def test_an_installation_with_people_is_left_alone(loaded):
    with pytest.raises(DemoRefused, match="sudah berisi pegawai"):
        load_demo(today=TODAY, employees=200)

    assert Employee.objects.count() == SMALL


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


def test_in_performance_there_is_something_to_rate_to_answer_and_to_decide(loaded):
    users = {name: User.objects.get(username=name) for name in ("kepala", "pegawai", "bupati")}
    waiting = {name: waiting_for(user, Law.on(timezone.localdate())) for name, user in users.items()}

    assert [left > 0 for _, _, left in waiting["kepala"].to_rate] == [True]
    assert len(waiting["pegawai"].answers) == 1
    assert waiting["bupati"].to_rate
    assert Objection.objects.count() == 1


def test_credit_points_of_last_year_are_determined_for_most_and_wait_for_some(loaded):
    determined = CreditDetermination.objects.count()

    assert determined > 0
    assert 0 < waiting_credits(timezone.localdate().year - 1).count() <= determined


def test_the_index_is_in_its_third_year(loaded):
    years = IndexMeasurement.objects.order_by("year").values_list("year", "settled_at")
    this_year = timezone.localdate().year

    assert [(year, settled is not None) for year, settled in years] == [
        (this_year - 2, True), (this_year - 1, True), (this_year, False),
    ]  # fmt: skip
    assert all(row.total > 0 for row in UnitIndex.objects.filter(unit=None))

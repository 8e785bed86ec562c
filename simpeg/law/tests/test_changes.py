"""What the agency puts in force lies over the files, keeps the past, and outlives every load."""

from datetime import date

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from simpeg.audit.models import Entry
from simpeg.law import services
from simpeg.law.engine import Law
from simpeg.law.loader import load_law
from simpeg.law.models import LawChange, Parameter, PromotionPeriod, SalaryStep
from simpeg.law.services import ChangeRefused, Wish
from simpeg.testing.people import make_user

pytestmark = pytest.mark.django_db
KEY = "kp.masa_reguler_tahun"
SINCE = date(2027, 1, 1)


@pytest.fixture
def officer():
    return make_user()


@pytest.fixture
def head():
    return make_user()


def wish(**fields):
    return Wish(**{"subject": KEY, "since": SINCE, "value": 3, "basis": "PP 1/2027", "reason": "PP baru"} | fields)


def decreed(officer, head, **fields):
    change = services.propose(wish(**fields), by=officer)
    services.put_in_force(change, by=head)
    return change


def values(key=KEY):
    rows = Parameter.objects.filter(key=key).order_by("in_force")
    return [(str(row.in_force.lower), row.in_force.upper and str(row.in_force.upper), row.value) for row in rows]


def test_a_value_in_force_closes_the_earlier_one_and_keeps_the_past(officer, head):
    change = decreed(officer, head)

    assert values() == [("2000-11-17", "2027-01-01", 4), ("2027-01-01", None, 3)]
    assert Law.on(date(2026, 12, 31))[KEY] == 4
    assert Law.on(SINCE)[KEY] == 3
    assert Law.on(SINCE).basis[KEY] == "PP 1/2027"
    assert (change.status, change.decided_by) == (LawChange.Status.IN_FORCE, head)


def test_it_outlives_the_next_migrate(officer, head):
    decreed(officer, head)
    decreed(officer, head, subject="kp.bulan_periode", value=[4, 10], since=date(2028, 1, 1))

    load_law()

    assert values() == [("2000-11-17", "2027-01-01", 4), ("2027-01-01", None, 3)]
    assert list(PromotionPeriod.objects.filter(day__year=2028).values_list("day__month", flat=True)) == [4, 10]


def test_a_value_before_a_later_one_holds_until_that_one(officer, head):
    decreed(officer, head, subject="kp.bulan_periode", value=[1, 7], since=date(2022, 1, 1))

    assert values("kp.bulan_periode")[:3] == [
        ("1994-01-01", "2022-01-01", [4, 10]),
        ("2022-01-01", "2024-01-01", [1, 7]),
        ("2024-01-01", "2025-10-01", [2, 4, 6, 8, 10, 12]),
    ]


def test_a_value_may_end_and_the_file_holds_again(officer, head):
    decreed(officer, head, until=date(2028, 1, 1))

    assert values() == [("2000-11-17", "2027-01-01", 4), ("2027-01-01", "2028-01-01", 3), ("2028-01-01", None, 4)]


def test_following_the_file_again_ends_the_agencys_value(officer, head):
    decreed(officer, head)

    decreed(officer, head, kind=LawChange.Kind.FOLLOW, value=None, since=date(2029, 1, 1))

    assert values() == [("2000-11-17", "2027-01-01", 4), ("2027-01-01", "2029-01-01", 3), ("2029-01-01", None, 4)]


def test_a_whole_table_of_a_new_regulation_begins_on_its_day(officer, head):
    rows = [
        {"grade": row.grade.code, "years": row.years, "rupiah": row.rupiah + 100_000}
        for row in SalaryStep.objects.filter(grade__kind="PNS").select_related("grade")
    ]

    decreed(officer, head, subject="tabel:gaji-pns", value=rows, basis="PP 9/2027")

    first = SalaryStep.objects.filter(grade__code="III/a", years=0).order_by("in_force")
    assert [(row.rupiah, row.basis) for row in first] == [(2785700, "PP 5/2024"), (2885700, "PP 9/2027")]
    assert SalaryStep.objects.filter(grade__kind="PPPK", in_force__contains=SINCE).count() == 272
    load_law()
    assert SalaryStep.objects.filter(grade__kind="PNS").count() == 544


def test_looking_as_if_leaves_no_trace(officer):
    change = services.propose(wish(), by=officer)
    last = Entry.objects.order_by("-pk").first().pk

    with services.as_if(change):
        seen = Law.on(SINCE)[KEY]

    assert seen == 3
    assert Law.on(SINCE)[KEY] == 4
    assert not Entry.objects.filter(pk__gt=last).exists()


def test_nobody_puts_his_own_wish_in_force(officer):
    change = services.propose(wish(), by=officer)

    with pytest.raises(ChangeRefused, match="Usul sendiri"):
        services.put_in_force(change, by=officer)

    assert Law.on(SINCE)[KEY] == 4


def test_the_agency_may_do_without_four_eyes(officer, head):
    decreed(officer, head, subject="peraturan.empat_mata", value=False, since=date(2020, 1, 1))
    change = services.propose(wish(), by=officer)

    services.put_in_force(change, by=officer)

    assert Law.on(SINCE)[KEY] == 3


def test_of_two_who_decide_at_once_one_is_told(officer, head):
    change = services.propose(wish(), by=officer)
    same = LawChange.objects.get(pk=change.pk)
    services.refuse(change, by=head, reason="Belum diundangkan")

    with pytest.raises(ChangeRefused, match="baru saja diputuskan"):
        services.put_in_force(same, by=head)


def test_a_wish_made_on_another_law_has_to_be_made_again(officer, head):
    change = services.propose(wish(), by=officer)
    LawChange.objects.create(
        subject=KEY, value=5, in_force=(date(2026, 1, 1), None), basis="PP", reason="lain", replaces="-",
        proposed_by=officer, status="IN_FORCE", decided_by=head, decided_at="2026-01-01T00:00Z",
    )  # fmt: skip

    with pytest.raises(ChangeRefused, match="sudah berubah sejak usul"):
        services.put_in_force(change, by=head)

    change.refresh_from_db()
    assert change.is_open


def test_one_open_wish_a_value(officer):
    services.propose(wish(), by=officer)

    with pytest.raises(ChangeRefused, match="belum diputuskan"), transaction.atomic():
        services.propose(wish(value=2), by=officer)


@pytest.mark.parametrize(
    "fields",
    [
        {"value": 11},
        {"value": 2**63},
        {"value": "empat"},
        {"value": True},
        {"value": 3.5},
        {"value": None},
        {"subject": "kp.tidak_ada"},
        {"subject": "tabel:tidak-ada"},
        {"subject": "kp.bulan_periode", "value": []},
        {"subject": "kp.bulan_periode", "value": [0]},
        {"subject": "kp.bulan_periode", "value": [4, 4]},
        {"subject": "kp.ujian_dinas_1_dari", "value": "V/a"},
        {"since": date(1, 1, 1)},
        {"since": date(9999, 12, 31)},
        {"until": SINCE},
        {"kind": LawChange.Kind.FOLLOW, "value": None},
    ],
)
def test_what_does_not_fit_is_refused_in_words(officer, fields):
    with pytest.raises(ChangeRefused, match=r"\.$"):
        services.propose(wish(**fields), by=officer)

    assert not LawChange.objects.exists()


def test_values_that_contradict_each_other_are_refused(officer):
    """The window would close before it opens."""
    with pytest.raises(ChangeRefused, match="bertentangan"):
        services.propose(wish(subject="kp.usul_tutup_hari", value=90), by=officer)

    assert not LawChange.objects.open().exists()


def test_what_is_decided_stays_as_it_is(officer, head):
    change = decreed(officer, head)

    for spoil in (
        lambda: LawChange.objects.filter(pk=change.pk).update(value=1),
        lambda: LawChange.objects.filter(pk=change.pk).update(status="REFUSED"),
        lambda: LawChange.objects.filter(pk=change.pk).delete(),
    ):
        with pytest.raises((DatabaseError, IntegrityError)), transaction.atomic():
            spoil()


def test_the_trail_says_who_put_it_in_force_and_why(officer, head):
    decreed(officer, head)

    entry = Entry.objects.get(table="law_parameter", action="INSERT", actor=head.pk, after__value=3)
    assert entry.reason == "Perubahan peraturan diberlakukan: PP baru"


def test_loading_the_same_files_leaves_no_trace():
    last = Entry.objects.order_by("-pk").values_list("pk", flat=True).first() or 0

    load_law()

    assert not Entry.objects.filter(pk__gt=last).exists()

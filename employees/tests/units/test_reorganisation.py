from datetime import date, timedelta

import pytest
from django.utils import timezone

from employees.models import Appointment, Position, PositionTask, Reorganisation, ReorganisationLine, Unit
from employees.records.services import ChangedMeanwhile, RecordRefused
from employees.tests.factories import make_appointment, make_employee, make_position, make_unit
from employees.units import reorganisation
from employees.units.consequences import consequences
from simpeg.audit.models import Entry
from simpeg.testing.people import make_user

pytestmark = pytest.mark.django_db
DAY = date(2026, 10, 1)
Kind = ReorganisationLine.Kind
SIGNED = {"decree": "SK-ORG-1", "decree_on": date(2026, 9, 15), "decree_by": "Bupati Mamuju"}


@pytest.fixture
def office():
    """A department with a section: a head, two clerks, a post of one title in both."""
    top = make_unit("Pemerintah Kabupaten", kind="")
    office = make_unit("Dinas Lama", parent=top, kind="DINAS", head_echelon=22, opened_on=date(2017, 1, 1))
    section = make_unit("Bidang Lama", parent=office, head_echelon=32)
    make_position(office, title="Kepala Dinas Lama", kind="1", echelon=22)
    make_position(office, need=2)
    post = make_position(section, need=3)
    PositionTask.objects.create(position=post, name="Mengolah data", volume=1000, minutes=225)
    head = make_employee(name="Ani Kepala", unit=office)
    make_appointment(head, title="Kepala Dinas Lama", kind="1", echelon=22)
    clerk = make_employee(name="Budi", unit=section)
    make_appointment(clerk)
    other = make_employee(name="Cici", unit=section)  # without a position: there by the data utama alone
    return {"top": top, "office": office, "section": section, "head": head, "clerk": clerk, "other": other}


@pytest.fixture
def officer():
    return make_user("view_all_units", "change_unit")


def plan_of(officer, **fields):
    return reorganisation.draft({"title": "Penataan dinas", "day": DAY} | SIGNED | fields, by=officer)


def add(plan, kind, *, by, **values):
    return reorganisation.add_line(plan, {"kind": kind} | values, by=by)


def put_in_force(plan, by):
    plan.refresh_from_db()
    return reorganisation.put_in_force(plan, by=by, seen=plan.version)


def place_of(employee):
    employee.refresh_from_db()
    state = type(employee).objects.select_related("state__unit").get(pk=employee.pk).state
    return state.unit.name, state.position_title, state.position_since, employee.unit.name


def test_a_new_name_is_a_new_unit_and_the_old_one_keeps_its_history(office, officer):
    plan = plan_of(officer)
    reorganisation.replace_tree(plan, office["office"], "Dinas Baru", by=officer)

    done = put_in_force(plan, officer)

    new = Unit.objects.get(name="Dinas Baru")
    assert (new.parent, new.opened_on, new.head_echelon, list(new.predecessors.all())) == (
        office["top"],
        DAY,
        22,
        [office["office"]],
    )
    assert new.basis == "SK-ORG-1 tanggal 15 September 2026"
    assert [unit.name for unit in new.children.all()] == ["Bidang Lama"]
    office["office"].refresh_from_db()
    assert (office["office"].name, office["office"].closed_on) == ("Dinas Lama", DAY)
    assert place_of(office["head"]) == ("Dinas Baru", "Kepala Dinas Baru", DAY, "Dinas Baru")
    assert place_of(office["clerk"]) == ("Bidang Lama", "Pengolah Data", DAY, "Bidang Lama")
    assert office["clerk"].unit.parent == new
    assert place_of(office["other"]) == ("Bidang Lama", "", None, "Bidang Lama")
    former, present = Appointment.objects.filter(employee=office["head"]).order_by("since")
    assert (former.unit, former.title) == (office["office"], "Kepala Dinas Lama")
    assert (present.decree, present.decree_on, present.decree_by) == tuple(SIGNED.values())
    assert (done.status, done.applied_by, done.outcome["people"], done.outcome["appointments"]) == (
        Reorganisation.Status.IN_FORCE,
        officer,
        3,
        2,
    )


def test_posts_end_on_the_day_and_begin_anew_with_their_tasks(office, officer):
    plan = plan_of(officer)
    reorganisation.replace_tree(plan, office["office"], "Dinas Baru", by=officer)

    put_in_force(plan, officer)

    old = Position.objects.filter(unit__in=[office["office"], office["section"]])
    assert set(old.values_list("valid_until", flat=True)) == {DAY}
    new = Position.objects.filter(valid_from=DAY).order_by("title", "need")
    assert [(post.unit.name, post.title, post.need, post.decree) for post in new] == [
        ("Dinas Baru", "Kepala Dinas Baru", 1, "SK-ORG-1"),
        ("Dinas Baru", "Pengolah Data", 2, "SK-ORG-1"),
        ("Bidang Lama", "Pengolah Data", 3, "SK-ORG-1"),
    ]
    assert PositionTask.objects.filter(position__valid_from=DAY).get().minutes == 225


def test_units_that_come_together_add_up_their_posts(office, officer):
    plan = plan_of(officer)
    add(plan, Kind.MOVE, source=office["section"], target=office["office"], by=officer)
    add(plan, Kind.CLOSE, source=office["section"], by=officer)

    put_in_force(plan, officer)

    post = Position.objects.get(unit=office["office"], title="Pengolah Data", valid_until=None)
    assert (post.need, post.valid_from) == (5, DAY)
    assert place_of(office["clerk"])[0] == "Dinas Lama"
    assert place_of(office["other"]) == ("Dinas Lama", "", None, "Dinas Lama")


def test_one_person_goes_before_his_post_and_his_post_before_his_unit(office, officer):
    plan = plan_of(officer)
    third = make_unit("Dinas Tiga", parent=office["top"], kind="DINAS")
    fourth = make_unit("Dinas Empat", parent=office["top"], kind="DINAS")
    second_clerk = make_employee(name="Dedi", unit=office["section"])
    make_appointment(second_clerk)
    section = {"source": office["section"], "by": officer}
    add(plan, Kind.REPLACE, name="Bidang Baru", unit_kind="BIDANG", parent=office["office"], **section)
    add(plan, Kind.MOVE, title="Pengolah Data", new_title="Analis Data", target=third, **section)
    add(plan, Kind.MOVE, employee=second_clerk, target=fourth, **section)

    put_in_force(plan, officer)

    assert place_of(office["clerk"])[:2] == ("Dinas Tiga", "Analis Data")
    assert place_of(second_clerk)[:2] == ("Dinas Empat", "Pengolah Data")
    assert place_of(office["other"])[0] == "Bidang Baru"
    assert Position.objects.get(unit=third).title == "Analis Data"


@pytest.mark.parametrize(
    ("lines", "sentence"),
    [
        ([], "belum punya langkah"),
        ([("CLOSE", {"source": "section"})], "2 pegawainya belum mendapat tempat"),
        ([("CLOSE", {"source": "office"})], "unit di bawahnya tetap terbuka: Bidang Lama"),
        ([("OPEN", {"name": "Bidang Baru", "unit_kind": "BIDANG"})], "belum punya unit atasan"),
        ([("OPEN", {"name": "bidang LAMA", "unit_kind": "BIDANG", "parent": "office"})], "dua unit bernama"),
        (
            [
                ("REPLACE", {"source": "section", "name": "Baru", "unit_kind": "BIDANG", "parent": "office"}),
                ("MOVE", {"source": "office", "target": "section"}),
            ],
            "Bidang Lama menjadi unit tujuan, padahal unit itu ditutup",
        ),
        ([("MOVE", {"source": "office", "target": "office"})], "asal dan tujuan sekaligus"),
        ([("MOVE", {"source": "office", "employee": "clerk", "target": "top"})], "tidak bertugas di Dinas Lama"),
    ],
)
def test_a_plan_that_cannot_stand_says_why(office, officer, lines, sentence):
    plan = plan_of(officer)
    for kind, values in lines:
        add(plan, kind, by=officer, **{name: office.get(value, value) for name, value in values.items()})

    assert any(sentence in error for error in consequences(plan).errors), consequences(plan).errors
    with pytest.raises(RecordRefused, match=sentence):
        put_in_force(plan, officer)
    assert not Unit.objects.filter(closed_on=DAY).exists()


def test_nobody_is_moved_to_a_day_before_his_present_position(office, officer):
    make_appointment(office["clerk"], since=DAY, title="Analis")
    plan = plan_of(officer)
    reorganisation.replace_tree(plan, office["section"], "Bidang Baru", by=officer)

    with pytest.raises(RecordRefused, match="TMT pada atau sesudah 1 Oktober 2026"):
        put_in_force(plan, officer)


@pytest.mark.parametrize("missing", ["decree", "decree_on", "decree_by"])
def test_without_its_decree_no_plan_is_put_in_force(office, officer, missing):
    plan = plan_of(officer, **{missing: None if missing == "decree_on" else ""})
    reorganisation.replace_tree(plan, office["section"], "Bidang Baru", by=officer)

    with pytest.raises(RecordRefused) as refused:
        put_in_force(plan, officer)

    assert list(refused.value.errors) == [missing]


def test_a_plan_waits_for_its_day(office, officer):
    plan = plan_of(officer, day=timezone.localdate() + timedelta(days=1))
    reorganisation.replace_tree(plan, office["section"], "Bidang Baru", by=officer)

    with pytest.raises(RecordRefused) as refused:
        put_in_force(plan, officer)

    assert list(refused.value.errors) == ["day"]


def test_a_structural_unit_without_a_head_is_a_warning(office, officer):
    plan = plan_of(officer)
    reorganisation.replace_tree(plan, office["section"], "Bidang Baru", by=officer)

    assert consequences(plan).warnings == [
        "Bidang Baru belum punya kepala (eselon III.b). Tunjuk pejabat atau Plt.-nya."
    ]


def test_the_second_officer_is_told_and_nothing_happens_twice(office, officer):
    plan = plan_of(officer)
    reorganisation.replace_tree(plan, office["section"], "Bidang Baru", by=officer)
    plan.refresh_from_db()
    read = plan.version
    add(plan, Kind.OPEN, name="Bidang Lain", unit_kind="BIDANG", parent=office["office"], by=make_user())

    with pytest.raises(ChangedMeanwhile, match="baru saja diubah oleh"):
        reorganisation.put_in_force(plan, by=officer, seen=read)

    put_in_force(plan, officer)
    with pytest.raises(ChangedMeanwhile, match="sudah berlaku"):
        put_in_force(plan, officer)
    assert Appointment.objects.filter(employee=office["clerk"]).count() == 2


def test_everything_is_signed_by_who_put_it_in_force(office, officer):
    plan = plan_of(officer)
    reorganisation.replace_tree(plan, office["office"], "Dinas Baru", by=officer)

    put_in_force(plan, officer)

    reason = "Reorganisasi: Penataan dinas, SK SK-ORG-1"
    written = Entry.objects.filter(reason=reason)
    assert set(written.values_list("actor", flat=True)) == {officer.pk}
    assert {"employees_appointment", "employees_unit", "employees_position"} <= set(
        written.values_list("table", flat=True)
    )


def test_who_works_for_a_unit_works_for_what_comes_in_its_place(office, officer):
    keeper = make_user("view_own_units", mandates=[office["office"]])
    plan = plan_of(officer)
    reorganisation.replace_tree(plan, office["office"], "Dinas Baru", by=officer)

    put_in_force(plan, officer)

    assert set(keeper.mandates.values_list("unit__name", flat=True)) == {"Dinas Lama", "Dinas Baru"}


def test_extra_duties_go_along_and_acting_ends(office, officer):
    make_appointment(office["clerk"], title="Bendahara", assignment="TT", since=date(2024, 1, 1))
    make_appointment(
        office["clerk"], title="Kepala Bidang", kind="1", echelon=32, assignment="PLT", since=date(2026, 9, 1)
    )
    plan = plan_of(officer)
    reorganisation.replace_tree(plan, office["section"], "Bidang Baru", by=officer)

    put_in_force(plan, officer)

    duties = Appointment.objects.filter(employee=office["clerk"]).exclude(assignment="D").order_by("since")
    assert [(duty.assignment, duty.unit.name, duty.since, duty.ended_on) for duty in duties] == [
        ("TT", "Bidang Lama", date(2024, 1, 1), DAY - timedelta(days=1)),
        ("PLT", "Bidang Lama", date(2026, 9, 1), DAY - timedelta(days=1)),
        ("TT", "Bidang Baru", DAY, None),
    ]


def test_the_retired_stay_with_the_unit_that_closed(office, officer):
    retired = make_employee(unit=office["section"], standing="99")
    suspended = make_employee(unit=office["section"], standing="02")
    plan = plan_of(officer)
    reorganisation.replace_tree(plan, office["section"], "Bidang Baru", by=officer)

    put_in_force(plan, officer)

    assert place_of(retired)[0] == "Bidang Lama"
    assert place_of(suspended)[0] == "Bidang Baru"


def test_a_step_taken_away_takes_along_what_hangs_on_it(office, officer):
    plan = plan_of(officer)
    reorganisation.replace_tree(plan, office["office"], "Dinas Baru", by=officer)
    line = plan.lines.get(name="Dinas Baru")

    reorganisation.remove_line(line, by=officer)

    assert plan.lines.count() == 0


@pytest.mark.parametrize("units", [1, 6])
def test_the_preview_needs_the_same_queries_for_few_and_for_many(office, officer, units, django_assert_num_queries):
    for number in range(units):
        make_appointment(make_employee(unit=make_unit(f"Seksi {number}", parent=office["section"])))
    plan = plan_of(officer)
    reorganisation.replace_tree(plan, office["office"], "Dinas Baru", by=officer)

    with django_assert_num_queries(11):
        consequences(plan)


def test_names_within_names_follow(office, officer):
    secretariat = make_unit("Sekretariat Dinas Lama", parent=office["office"])
    secretary = make_employee(unit=secretariat)
    make_appointment(secretary, title="Sekretaris Dinas Lama", kind="1", echelon=31)
    plan = plan_of(officer)
    reorganisation.replace_tree(plan, office["office"], "Dinas Baru", by=officer)

    put_in_force(plan, officer)

    assert place_of(secretary)[:2] == ("Sekretariat Dinas Baru", "Sekretaris Dinas Baru")


def test_namesakes_of_old_keep_their_names(office, officer):
    for _ in range(2):
        make_unit("SD Negeri 2", parent=office["office"], kind="SEKOLAH")
    plan = plan_of(officer)

    reorganisation.replace_tree(plan, office["office"], "Dinas Baru", by=officer)

    assert consequences(plan).errors == []

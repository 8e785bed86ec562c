"""Deciding, asking, answering, sending: what stands afterwards, and who is refused."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from employees.differences import services
from employees.models import AnnualRating, Difference, Employee, GradeRecord, Sanction
from employees.tests.imports.workbooks import NIP, grade, person, rating, sanction, with_person
from simpeg import roles
from simpeg.audit.models import Entry
from simpeg.notices.models import Notice
from simpeg.testing.people import make_user

pytestmark = pytest.mark.django_db
WORDS = {"KPKN NAMA": "KPPN Mamuju", "JABATAN NAMA": None}
OURS = with_person(RW_GOLONGAN=[grade()], RW_SKP=[rating()], RW_HUKDIS=[sanction()]) | {"DATA UTAMA": [person(**WORDS)]}


@pytest.fixture
def records():
    return make_user(role=roles.RECORDS_OFFICER.name)


@pytest.fixture
def found(load, compare):
    """The one difference of an export that says these sheets otherwise."""

    def bring(changed):
        load(OURS)
        compare(OURS | changed)
        return Difference.objects.open().get()

    return bring


def decide(difference, decision, by, **options):
    return services.decide(difference, decision, by=by, reason="Sesuai SK", **options)


def test_ours_is_right_goes_on_the_list_with_its_road_and_leaves_the_record(found, records):
    difference = found({"RW GOLONGAN": [grade(**{"GOLONGAN ID": "32"})]})

    decide(difference, "OURS", records)

    difference.refresh_from_db()
    assert (difference.state, difference.road, difference.reason, difference.decided_by) == (
        "kirim", "golongan", "Sesuai SK", records,
    )  # fmt: skip
    assert GradeRecord.objects.get().grade.code == "III/c"


@pytest.mark.parametrize(
    ("changed", "reads", "now"),
    [
        ({"RW GOLONGAN": [grade(**{"GOLONGAN ID": "32"})]}, lambda: GradeRecord.objects.get().grade.code, "III/b"),
        (
            {"RW GOLONGAN": [grade(**{"TMT GOLONGAN": "01-10-2021"})]},
            lambda: GradeRecord.objects.get().since,
            date(2021, 10, 1),
        ),
        ({"RW SKP": [rating(PREDIKAT="KURANG")]}, lambda: AnnualRating.objects.get().rating, 4),
        ({"RW SKP": [rating(), rating(year=2024)]}, lambda: AnnualRating.objects.count(), 2),
        ({"RW SKP": []}, lambda: AnnualRating.objects.count(), 0),
        ({"RW HUKDIS": [sanction(**{"TGL SELESAI": None})]}, lambda: Sanction.objects.get().ends_on, None),
        ({"DATA UTAMA": [person(**WORDS, NAMA="NAMA BENAR")]}, lambda: Employee.objects.get().name, "NAMA BENAR"),
        ({"DATA UTAMA": [person(**WORDS, ALAMAT="Jl. Baru 1")]}, lambda: Employee.objects.get().address, "Jl. Baru 1"),
        ({"DATA UTAMA": [person(**WORDS, **{"PNS ID": "X1"})]}, lambda: Employee.objects.get().pns_id, "X1"),
        (
            {"DATA UTAMA": [person(**WORDS | {"KPKN NAMA": "KPPN Majene"})]},
            lambda: Employee.objects.get().siasn["KPKN NAMA"],
            "KPPN Majene",
        ),
    ],
)  # fmt: skip
def test_theirs_is_right_stands_in_our_records_signed(load, compare, records, changed, reads, now):
    load(OURS)
    compare({sheet: rows or [rating("198501012010011999")] for sheet, rows in (OURS | changed).items()})
    difference = Difference.objects.open().exclude(nip="198501012010011999").get()

    decide(difference, "THEIRS", records)

    difference.refresh_from_db()
    assert reads() == now
    assert (difference.state, difference.settled_as) == ("selesai", "FIXED")
    entry = Entry.objects.exclude(table__in=["employees_difference", "notices_notice"]).order_by("-pk").first()
    assert entry.actor == records.pk
    assert "Sesuai SK" in entry.reason


def test_what_was_taken_over_is_the_same_in_the_next_export(load, compare, records):
    load(OURS)
    theirs = OURS | {"RW GOLONGAN": [grade(**{"MK TAHUN": 11})], "DATA UTAMA": [person(**WORDS, NAMA="LAIN")]}
    compare(theirs)
    for difference in Difference.objects.open():
        decide(difference, "THEIRS", records)

    run = compare(theirs)

    # The newest grade carries its length of service into data utama, of which SIASN says nothing here.
    assert run.outcome["found"] == 0


def test_a_record_that_changed_since_is_not_overwritten(found, records):
    difference = found({"RW GOLONGAN": [grade(**{"GOLONGAN ID": "32"})]})
    GradeRecord.objects.update(grade_id=31)

    with pytest.raises(services.DecisionRefused, match="sudah berubah sejak dibandingkan"):
        decide(difference, "THEIRS", records)

    difference.refresh_from_db()
    assert (difference.decision, GradeRecord.objects.get().grade_id) == ("", 31)


def test_a_record_that_was_withdrawn_since_is_told(found, records):
    difference = found({"RW HUKDIS": [sanction(**{"TGL SELESAI": None})]})
    Sanction.objects.all().delete()

    with pytest.raises(services.DecisionRefused, match="sudah berubah"):
        decide(difference, "THEIRS", records)


def test_what_the_file_makes_impossible_is_refused_with_its_sentence(found, records):
    difference = found({"DATA UTAMA": [person(**WORDS, **{"TMT GOLONGAN": "01-01-2009"})]})

    with pytest.raises(services.DecisionRefused, match="Ditolak: TMT golongan sebelum TMT CPNS"):
        decide(difference, "THEIRS", records)

    assert Employee.objects.get().grade_since == date(2022, 4, 1)


def test_words_that_rest_on_a_history_wait_for_the_officer_to_record_them(load, compare, records):
    load(OURS)
    compare(OURS | {"DATA UTAMA": [person(**WORDS | {"JABATAN NAMA": "Arsiparis"})]})
    difference = Difference.objects.open().get()

    said = decide(difference, "THEIRS", records)

    difference.refresh_from_db()
    assert difference.state == "catat"
    assert "Catat perbaikannya" in said


def test_a_unit_that_we_do_not_have_is_not_taken_over(found, records):
    difference = found({"DATA UTAMA": [person(**WORDS, **{"UNOR ID": "U-ASING"})]})

    with pytest.raises(services.DecisionRefused, match="tidak ada di SIMPEG"):
        decide(difference, "THEIRS", records)


def test_nobody_decides_about_himself(found):
    difference = found({"RW SKP": [rating(PREDIKAT="KURANG")]})

    with pytest.raises(services.DecisionRefused, match="Anda sendiri"):
        decide(difference, "OURS", make_user(role=roles.RECORDS_OFFICER.name, nip=NIP))


def test_who_may_not_change_that_record_does_not_do_it_by_deciding(found):
    difference = found({"RW SKP": [rating(PREDIKAT="KURANG")]})
    user = make_user("employees.decide_difference", "employees.view_difference", "employees.view_all_units")

    with pytest.raises(services.DecisionRefused, match="Peran Anda"):
        decide(difference, "THEIRS", user)


def test_of_two_who_decide_the_second_is_told(found, records):
    difference = found({"RW SKP": [rating(PREDIKAT="KURANG")]})
    decide(difference, "OURS", records, seen="baru")

    with pytest.raises(services.DecisionRefused, match="baru saja diputuskan"):
        decide(difference, "THEIRS", records, seen="baru")

    assert AnnualRating.objects.get().rating == 2


def test_what_is_settled_is_not_decided_again(found, records):
    difference = found({"RW SKP": [rating(PREDIKAT="KURANG")]})
    decide(difference, "THEIRS", records)

    with pytest.raises(services.DecisionRefused, match="sudah selesai"):
        decide(difference, "OURS", records)


def test_asking_reaches_the_person_and_his_office_and_the_answer_comes_back(found, records):
    difference = found({"RW SKP": [rating(PREDIKAT="KURANG")]})
    unit = Employee.objects.get().unit
    himself = make_user(role=roles.EMPLOYEE.name, nip=NIP)
    office = make_user(role=roles.OPD_OFFICER.name, mandates=[unit])
    make_user(role=roles.OPD_OFFICER.name)

    said = decide(difference, "ASK", records)

    assert said == "Ditanyakan kepada 2 akun."
    assert set(Notice.objects.values_list("user", "href")) == {
        (himself.pk, "/selisih/tanya/"), (office.pk, "/selisih/tanya/"),
    }  # fmt: skip
    assert list(Difference.objects.asked_of(office)) == [difference]
    assert list(Difference.objects.asked_of(himself)) == [difference]

    services.answer(difference, "Predikatnya Baik, lihat SKP.", by=office)

    difference.refresh_from_db()
    assert (difference.state, difference.answered_by) == ("dijawab", office)
    assert "Predikatnya Baik" in Notice.objects.get(user=records).text


def test_where_nobody_can_be_asked_it_is_told_and_nothing_stands(found, records):
    difference = found({"RW SKP": [rating(PREDIKAT="KURANG")]})

    with pytest.raises(services.DecisionRefused, match="Tidak ada akun"):
        decide(difference, "ASK", records)

    difference.refresh_from_db()
    assert difference.decision == ""


def test_sent_is_confirmed_by_the_export_that_agrees(found, compare, records):
    difference = found({"RW SKP": [rating(PREDIKAT="KURANG")]})
    decide(difference, "OURS", records)

    assert services.mark_sent([difference.pk], on=date(2026, 11, 24), number="800/1", by=records) == 1
    assert services.mark_sent([difference.pk], on=date(2026, 11, 25), number="800/2", by=records) == 0
    run = compare(OURS)

    difference.refresh_from_db()
    assert (difference.sent_number, difference.settled_as, difference.settled_run) == ("800/1", "AGREED", run)


def test_a_new_decision_forgets_what_was_sent_under_the_old_one(found, records):
    difference = found({"RW SKP": [rating(PREDIKAT="KURANG")]})
    decide(difference, "OURS", records)
    services.mark_sent([difference.pk], on=date(2026, 11, 24), number="800/1", by=records)

    decide(difference, "OURS", records)

    difference.refresh_from_db()
    assert (difference.state, difference.sent_on, difference.sent_number) == ("kirim", None, "")


def test_of_many_those_that_cannot_be_are_told_and_the_others_stand(load, compare, records):
    load(OURS)
    compare(OURS | {"RW SKP": [rating(PREDIKAT="KURANG")], "RW GOLONGAN": [grade(**{"GOLONGAN ID": "32"})]})
    GradeRecord.objects.update(grade_id=31)

    results = services.decide_all(Difference.objects.values_list("pk", flat=True), "THEIRS", by=records, reason="Cocok")

    assert sorted((result.difference.sheet, result.done) for result in results) == [
        ("RW GOLONGAN", False), ("RW SKP", True),
    ]  # fmt: skip
    assert AnnualRating.objects.get().rating == 4


@pytest.mark.parametrize(
    "change",
    [
        {"decision": "OURS"},
        {"decision": "LAIN"},
        {"kind": "LAIN"},
        {"settled_as": "AGREED"},
        {"sent_on": date(2026, 1, 1)},
        {"theirs": "Baik", "ours": "Baik"},
    ],
)
def test_the_database_refuses_half_decisions(found, change):
    difference = found({"RW SKP": [rating(PREDIKAT="KURANG")]})

    with pytest.raises(IntegrityError), transaction.atomic():
        Difference.objects.filter(pk=difference.pk).update(**change)


def test_the_database_holds_a_difference_open_once(found):
    difference = found({"RW SKP": [rating(PREDIKAT="KURANG")]})
    difference.pk = None

    with pytest.raises(IntegrityError), transaction.atomic():
        difference.save(force_insert=True)

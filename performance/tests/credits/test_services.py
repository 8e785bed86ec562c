from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from employees.models import CreditRecord
from employees.tests.factories import make_appointment, make_education, make_employee, make_grade_record
from employees.tests.letters.office import make_signer
from performance.credits.queries import account_of, higher_diplomas, waiting_for
from performance.credits.services import (
    NOTHING_NEW,
    OWN,
    CreditRefused,
    Moved,
    determine,
    determine_year,
    seen_of,
    withdraw,
)
from performance.models import CreditDetermination
from performance.tests.credits.factories import (
    DAY,
    make_final,
    make_functional,
    make_officer,
    make_periodic,
    make_plan,
    make_year,
)
from simpeg.audit.models import Entry
from simpeg.testing.people import make_user

pytestmark = pytest.mark.django_db


def now_of(person, *, by=None, day=DAY, signer=None, **how):
    """Determine what the page shows now."""
    seen = {name: value for name, value in how.items() if name != "diploma"}
    account = account_of(person, day=day, **seen)
    return determine(person, day=day, signer=signer or make_signer(), seen=seen_of(account) if account else "",
                     by=by or make_officer(), **how)  # fmt: skip


def refused(person, **how):
    with pytest.raises(CreditRefused) as refusal:
        now_of(person, **how)
    return str(refusal.value)


def lines(determination):
    return [
        (row.starts_on, row.ends_on, row.months, row.percent, str(row.points))
        for row in determination.conversions.all()
    ]


def test_a_final_year_becomes_a_determination_and_a_fact_in_the_file():
    person, officer = make_functional(), make_officer()
    make_final(person, 1)

    made = now_of(person, by=officer)

    record = CreditRecord.objects.get(employee=person)
    assert lines(made) == [(date(2025, 1, 1), date(2025, 12, 31), 12, 150, "18.75")]
    assert (made.previous, made.added, made.total) == (0, Decimal("18.75"), Decimal("18.75"))
    assert (made.grade_need, made.tier_need) == (50, 100)
    assert made.number == "800.1.3.2/0001/PAK/BKPSDM/2026"
    assert (record.tier, record.determined_on, record.points) == ("PT", DAY, Decimal("18.750"))
    assert record.decree == made.number
    entry = Entry.objects.of(record).first()
    assert (entry.actor, entry.reason) == (officer.pk, "Penetapan angka kredit per 2 Februari 2026")


def test_each_conversion_is_rounded_and_then_they_are_summed():
    person = make_functional(tier="MA", grade="IV/a", title="Guru Ahli Madya")
    make_final(person, 3, year=2024)
    make_final(person, 3, year=2025)

    made = now_of(person)

    assert [row[-1] for row in lines(made)] == ["28.13", "28.13"]
    assert made.added == Decimal("56.26")


def test_the_last_pak_of_the_jenjang_is_what_it_stands_on():
    person = make_functional(grade="III/b")
    CreditRecord.objects.create(employee=person, tier="TR", determined_on=date(2020, 1, 5), points=60)
    CreditRecord.objects.create(
        employee=person, tier="PT", determined_on=date(2025, 1, 20), points="62.5", decree="9/PAK"
    )
    make_final(person, 2, year=2024)
    make_final(person, 2, year=2025)

    made = now_of(person)

    assert made.previous_words == "PAK tanggal 20 Januari 2025 nomor 9/PAK"
    assert [row[:2] for row in lines(made)] == [(date(2025, 1, 1), date(2025, 12, 31))]
    assert made.total == Decimal("75.000")


def test_without_a_pak_the_ak_dasar_of_the_golongan_stands():
    entered_high = make_functional(grade="III/b")
    entered_low = make_functional(grade="III/a", since=date(2020, 1, 1))
    make_grade_record(entered_low, grade="III/b", since=date(2024, 4, 1))
    entered_low.grade_id, entered_low.grade_since = 32, date(2024, 4, 1)
    entered_low.save()
    for person in (entered_high, entered_low):
        make_final(person, 2, year=2024)

    high, low = (account_of(person, day=DAY) for person in (entered_high, entered_low))

    assert (high.previous.points, high.previous.words) == (50, "AK dasar golongan III/b")
    assert high.total == Decimal("62.5")
    # What he had before he rose to III/b is in the 50 that it took.
    assert low.previous.points == 50
    assert [(line.starts_on, line.months) for line in low.lines] == [(date(2024, 4, 1), 9)]


def test_a_month_is_never_counted_twice():
    person, officer = make_functional(), make_officer()
    plan = make_plan(person, make_year(2025))
    make_periodic(plan, 1, 1)
    make_periodic(plan, 2, 2)
    early = now_of(person, by=officer, day=date(2025, 8, 1), with_periodic=True)
    make_final(person, 2, plan=plan)

    late = now_of(person, by=officer)

    assert lines(early) == [
        (date(2025, 1, 1), date(2025, 3, 31), 3, 150, "4.69"),
        (date(2025, 4, 1), date(2025, 6, 30), 3, 100, "3.13"),
    ]
    assert lines(late) == [(date(2025, 7, 1), date(2025, 12, 31), 6, 100, "6.25")]
    assert late.total == Decimal("14.070")
    twice = early.conversions.first()
    twice.pk, twice._state.adding = None, True
    with pytest.raises(IntegrityError), transaction.atomic():
        twice.save()


def test_months_before_the_first_pak_of_the_jenjang_stay_uncounted_ever_after():
    risen = make_functional(grade="III/a", since=date(2020, 1, 1))
    make_grade_record(risen, grade="III/b", since=date(2024, 4, 1))
    risen.grade_id, risen.grade_since = 32, date(2024, 4, 1)
    risen.save()
    told = make_functional()
    CreditRecord.objects.create(employee=told, tier="PT", determined_on=date(2024, 3, 20), points=10)
    how = {risen: {}, told: {"counted_from": date(2024, 4, 1)}}  # the old PAK counted until March
    officer, signer = make_officer(), make_signer()
    for person in how:
        make_final(person, 2, year=2024)
        first = now_of(person, by=officer, signer=signer, day=date(2025, 2, 3), **how[person])
        make_final(person, 2, year=2025)

        second = now_of(person, by=officer, signer=signer)

        assert [row[:2] for row in lines(first)] == [(date(2024, 4, 1), date(2024, 12, 31))]
        assert [row[:2] for row in lines(second)] == [(date(2025, 1, 1), date(2025, 12, 31))]
        assert second.total == first.total + Decimal("12.5")


def test_a_year_that_became_final_late_is_counted_by_the_next_pak():
    person, officer, signer = make_functional(), make_officer(), make_signer()
    make_final(person, 2, year=2025)
    now_of(person, by=officer, signer=signer)
    make_final(person, 2, year=2024)

    late = now_of(person, by=officer, signer=signer, day=date(2026, 2, 3))

    assert [row[:2] for row in lines(late)] == [(date(2024, 1, 1), date(2024, 12, 31))]


def test_a_periodic_evaluation_counts_only_where_asked_for_and_once_it_is_closed():
    person = make_functional()
    plan = make_plan(person, make_year(2025))
    make_periodic(plan, 1)
    make_periodic(plan, 2)

    assert account_of(person, day=date(2025, 7, 10)).lines == []
    asked = account_of(person, day=date(2025, 7, 10), with_periodic=True)
    assert [line.ends_on for line in asked.lines] == [date(2025, 3, 31)]  # the second is rated until 15 July


def test_who_moved_within_the_year_is_converted_in_the_jenjang_of_each_part():
    person, cycle = make_functional(tier="MU", grade="III/c", since=date(2025, 7, 1)), make_year(2025)
    make_plan(person, cycle, tier="PT", ends_on=date(2025, 6, 30))
    later = make_plan(person, cycle, starts_on=date(2025, 7, 1))
    make_final(person, 2, plan=later)

    now, before = account_of(person, day=DAY), account_of(person, day=DAY, tier="PT", counted_from=date(2025, 1, 1))

    assert [(line.months, str(line.points)) for line in now.lines] == [(6, "12.50")]
    assert [(line.months, str(line.points)) for line in before.lines] == [(6, "6.25")]


def test_a_diploma_counts_once_and_only_when_it_is_higher():
    person = make_functional()
    make_education(person, level="40", name="S-1 Pendidikan")
    master = make_education(person, level="45", name="S-2 Pendidikan", recognised_on=date(2025, 3, 1))
    same = make_education(person, level="40", name="S-1 Hukum", recognised_on=date(2025, 4, 1))
    make_final(person, 2)

    found = higher_diplomas(account_of(person, day=DAY), DAY)
    made = now_of(person, diploma=master)

    assert found == [master]
    assert (made.diploma_words, made.diploma_points, made.total) == ("S-2 Pendidikan", Decimal("12.5"), Decimal("25"))
    make_final(person, 2, year=2024)
    said = "Ijazah itu tidak lebih tinggi, atau sudah dihitung dalam jenjang ini."
    assert refused(person, day=date(2026, 2, 3), diploma=master, counted_from=date(2024, 1, 1)) == said
    assert refused(person, day=date(2026, 2, 3), diploma=same, counted_from=date(2024, 1, 1)) == said


def test_what_cannot_be_determined_says_why():
    person = make_functional()
    operative = make_employee()
    make_appointment(operative)
    contract = make_functional(grade="IX", status="PPPK", standing="71")
    tomorrow = timezone.localdate() + timedelta(days=1)

    assert refused(person) == NOTHING_NEW
    assert refused(operative) == "Pegawai ini tidak memegang jabatan fungsional yang berjenjang."
    assert refused(contract) == "Angka kredit hanya untuk PNS: PPPK tidak naik pangkat dan jenjang dengan angka kredit."
    make_final(person)
    assert refused(person, by=make_user()) == "Angka kredit ditetapkan pengelola kinerja BKPSDM."
    assert refused(person, day=tomorrow) == "Tanggal penetapan belum tiba. Pilih hari ini atau sebelumnya."
    late = make_signer(since=date(2026, 6, 1))
    assert "tidak menandatangani pada 2 Februari 2026" in refused(person, signer=late)
    CreditRecord.objects.create(employee=person, tier="PT", determined_on=date(2026, 3, 1), points=5)
    assert refused(person) == ("Sudah ada PAK Ahli Pertama tanggal 1 Maret 2026. Penetapan baru bertanggal sesudahnya.")
    assert not CreditDetermination.objects.exists()


def test_an_officer_leaves_his_own_credit_points_to_another():
    person, other = make_functional(), make_officer()
    make_final(person)
    himself = make_officer(nip=person.nip)

    assert refused(person, by=himself) == OWN
    assert determine_year(year=2025, day=DAY, signer=make_signer(), by=himself) == (0, [(person, OWN)])
    made = now_of(person, by=other)
    with pytest.raises(CreditRefused, match="sendiri"):
        withdraw(made, by=himself, reason="Keliru")


def test_of_two_officers_at_once_the_second_is_told():
    person = make_functional()
    make_final(person)
    seen = seen_of(account_of(person, day=DAY))
    now_of(person)

    with pytest.raises(CreditRefused):
        determine(person, day=date(2026, 2, 3), signer=make_signer(), seen=seen, by=make_officer())
    make_final(person, year=2024)
    with pytest.raises(Moved):
        determine(person, day=date(2026, 2, 3), signer=make_signer(), seen=seen, by=make_officer(),
                  counted_from=date(2024, 1, 1))  # fmt: skip


def test_years_before_the_regulation_are_not_converted():
    person = make_functional(since=date(2020, 1, 1))
    make_final(person, year=2022)

    assert refused(person) == "Peraturan yang tersimpan belum memuat kinerja.ak_persen untuk 31-12-2022."


def test_a_withdrawn_determination_takes_its_fact_with_it_and_frees_its_months():
    person, officer = make_functional(), make_officer()
    make_final(person)
    made = now_of(person, by=officer)

    withdraw(made, by=officer, reason="Predikat keliru")

    assert not CreditRecord.objects.filter(employee=person).exists()
    assert (made.withdrawn_by, made.withdrawn_reason) == (officer, "Predikat keliru")
    again = now_of(person, by=officer)
    assert (again.total, again.number) == (Decimal("12.5"), "800.1.3.2/0002/PAK/BKPSDM/2026")
    with pytest.raises(CreditRefused, match="sudah dibatalkan"):
        withdraw(made, by=officer, reason="Lagi")


def test_a_determination_that_another_stands_on_is_not_withdrawn():
    person, officer = make_functional(), make_officer()
    make_final(person, year=2024)
    first = now_of(person, by=officer, day=date(2025, 2, 3))
    make_final(person)
    now_of(person, by=officer)

    with pytest.raises(CreditRefused, match="Batalkan PAK itu dahulu"):
        withdraw(first, by=officer, reason="Keliru")
    with pytest.raises(CreditRefused, match="Alasan 1 sampai"):
        withdraw(first, by=officer, reason="  ")
    with pytest.raises(CreditRefused, match="pengelola kinerja"):
        withdraw(first, by=make_user(), reason="Keliru")


def test_a_fact_that_was_corrected_by_hand_is_not_taken_away():
    person, officer = make_functional(), make_officer()
    make_final(person)
    made = now_of(person, by=officer)
    CreditRecord.objects.filter(employee=person).update(points=99)

    with pytest.raises(CreditRefused, match="sudah diperbaiki sesudah"):
        withdraw(made, by=officer, reason="Keliru")
    made.refresh_from_db()
    assert made.is_standing


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE performance_creditdetermination SET total = total + 1, added = added + 1",
        "DELETE FROM performance_creditdetermination",
        "UPDATE performance_conversion SET is_standing = false",
        "UPDATE performance_conversion SET predikat = 1",
        "DELETE FROM performance_conversion",
    ],
)
def test_what_was_determined_cannot_be_changed_even_by_sql(statement):
    person = make_functional()
    make_final(person)
    now_of(person)

    with pytest.raises(Exception, match="tidak dapat|violates"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.parametrize(
    "changed", [{"points": "12.51"}, {"months": 11}, {"starts_on": date(2024, 1, 2)}, {"ends_on": date(2025, 3, 31)}]
)
def test_the_database_refuses_a_conversion_that_does_not_add_up(changed):
    person = make_functional()
    make_final(person)
    made = now_of(person)
    row = made.conversions.get()
    row.pk, row._state.adding, row.is_standing = None, True, False
    for name, value in changed.items():
        setattr(row, name, value)

    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


def test_a_year_is_determined_for_everybody_and_never_twice():
    people = [make_functional(unit=None) for _ in range(3)]
    for person in people:
        make_final(person)
    outside = make_functional()
    make_final(outside)
    CreditRecord.objects.create(employee=outside, tier="PT", determined_on=date(2026, 1, 15), points=30)
    officer, signer = make_officer(), make_signer()

    first = determine_year(year=2025, day=DAY, signer=signer, by=officer)
    second = determine_year(year=2025, day=DAY, signer=signer, by=officer)

    assert first == (3, [])
    assert second == (0, [])
    assert CreditRecord.objects.filter(decree__contains="PAK").count() == 3
    assert not waiting_for(2025).exists()


def test_a_year_says_whom_it_left_out():
    person, officer = make_functional(), make_officer()
    make_final(person)
    CreditRecord.objects.create(employee=person, tier="TR", determined_on=date(2026, 3, 1), points=30)

    made, left = determine_year(year=2025, day=DAY, signer=make_signer(), by=officer)

    assert made == 0
    assert [(each.pk, why[:32]) for each, why in left] == [(person.pk, "Sudah ada PAK Terampil tanggal 1")]


@pytest.mark.parametrize("people", [1, 4])
def test_a_year_takes_as_many_queries_for_many_as_for_few(people, django_assert_num_queries):
    officer, signer = make_officer(), make_signer()
    make_final(make_functional())
    determine_year(year=2025, day=DAY, signer=signer, by=officer)  # the first of a year begins its numbers
    for _ in range(people):
        make_final(make_functional())

    with django_assert_num_queries(34):
        determine_year(year=2025, day=date(2026, 2, 3), signer=signer, by=officer)

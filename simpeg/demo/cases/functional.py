"""Kenaikan pangkat pilihan for holders of functional positions: credit points, tiers, vacancies."""

from datetime import date

from simpeg.core.dates import months_after
from simpeg.demo.cases.case import case
from simpeg.demo.histories import pass_exam
from simpeg.demo.person import CPNS, Appointment, Credit
from simpeg.demo.posts import BY_OFFICE, CLASS_TEACHER, DOCTOR, NURSE, PE_TEACHER, SKILLED_MIDWIFE, SKILLED_NURSE

PRIMARY, SECONDARY, HEALTH = "SD Negeri 1 Mamuju", "SMP Negeri 1 Mamuju", "Puskesmas Bambu"


def holder(office, family, grade, *points, since=None, unit=None, tier=None, **facts):
    """Somebody in a functional position whose yearly credit decisions are exactly `points`, the last of this year."""
    unit = office.tree.named(unit or (PRIMARY if family.name.startswith("Guru") else HEALTH))
    person = office.functional(family, unit, grade, since or office.years_ago(4), **facts)
    tier = tier or person.position.tier
    first = office.today.year - len(points) + 1
    person.credits = [Credit(tier, date(first + number, 1, 4), value) for number, value in enumerate(points)]
    return person


@case("FUNGSIONAL", "MS")
def enough_points_within_the_tier(office):
    """Ahli Muda III/c, angka kredit cukup untuk III/d."""
    return holder(office, CLASS_TEACHER, "III/c", 51.56, 76.56, 107.81)


@case("FUNGSIONAL", "MS")
def skilled_within_the_tier(office):
    """Perawat Terampil II/c, angka kredit cukup untuk II/d."""
    return holder(office, SKILLED_NURSE, "II/c", 35.0, 41.25)


@case("FUNGSIONAL", "TMS", "AK")
def a_hundredth_of_a_point_short(office):
    """Ahli Pertama III/a dengan angka kredit 49,99 dari 50."""
    return holder(office, CLASS_TEACHER, "III/a", 37.49, 49.99)


@case("FUNGSIONAL", "TMS", "MASA")
def points_before_two_years(office):
    """Angka kredit sudah cukup, masa dua tahun belum."""
    return holder(office, CLASS_TEACHER, "III/c", 104.0, since=office.years_ago(1))


@case("FUNGSIONAL", "TMS", "MASA", "AK")
def neither_time_nor_points(office):
    """Belum dua tahun dan angka kredit belum cukup."""
    return holder(office, PE_TEACHER, "III/c", 12.5, since=office.years_ago(1))


@case("FUNGSIONAL", "TMS", "AK")
def no_credit_decision(office):
    """Belum ada penetapan angka kredit: berlaku angka kredit dasar."""
    return holder(office, SKILLED_NURSE, "III/a")


@case("FUNGSIONAL", "TMS", "AK")
def latest_decision_is_lower(office):
    """Penetapan terakhir lebih rendah daripada yang sebelumnya: yang terakhir berlaku."""
    return holder(office, PE_TEACHER, "III/b", 101.5, 96.25)


@case("FUNGSIONAL", "TMS", "KJ")
def tier_must_come_first(office):
    """Ahli Pertama III/b, angka kredit cukup, lowongan Ahli Muda ada: kenaikan jenjang lebih dahulu."""
    person = holder(office, CLASS_TEACHER, "III/b", 92.0, 104.5)
    office.vacancies.add((person.unit.id, CLASS_TEACHER.name, "MU"))
    return person


@case("FUNGSIONAL", "TMS", "KJ")
def competence_exam_passed_but_not_appointed(office):
    """Lulus uji kompetensi Ahli Muda, tetapi belum diangkat."""
    person = holder(office, CLASS_TEACHER, "III/b", 103.25)
    pass_exam(person, "UKOM", months_after(office.period, -4), "MU")
    office.vacancies.add((person.unit.id, CLASS_TEACHER.name, "MU"))
    return person


@case("FUNGSIONAL", "TMS", "KJ")
def skilled_tier_must_come_first(office):
    """Perawat Terampil II/d, angka kredit cukup, lowongan Mahir ada."""
    person = holder(office, SKILLED_NURSE, "II/d", 62.5)
    office.vacancies.add((person.unit.id, SKILLED_NURSE.name, "MH"))
    return person


@case("FUNGSIONAL", "MS")
def no_vacancy_in_the_next_tier(office):
    """Ahli Pertama III/b, tidak ada lowongan Ahli Muda: naik pangkat dan tetap Ahli Pertama."""
    return holder(office, PE_TEACHER, "III/b", 104.5)


@case("FUNGSIONAL", "MS")
def skilled_without_a_vacancy(office):
    """Bidan Terampil II/d, tidak ada lowongan Mahir."""
    return holder(office, SKILLED_MIDWIFE, "II/d", 61.25)


@case("FUNGSIONAL", "MS")
def senior_without_a_vacancy(office):
    """Ahli Madya IV/c menuju IV/d, tidak ada lowongan Ahli Utama."""
    return holder(office, PE_TEACHER, "IV/c", 412.5, 451.0)


@case("FUNGSIONAL", "MS")
def tier_already_reached(office):
    """III/b yang sudah diangkat Ahli Muda dengan angka kredit yang sama."""
    person = holder(office, CLASS_TEACHER, "III/b", 104.5, tier="PT")
    day = months_after(office.period, -3)
    pass_exam(person, "UKOM", months_after(day, -3), "MU")
    name = f"{CLASS_TEACHER.name} Ahli Muda"
    person.appointments.append(Appointment("2", name, person.unit, day, tier="MU", inaugurated_on=day))
    return person


@case("FUNGSIONAL", "BTL", "KJ?")
def unit_without_an_office_above(office):
    """Ditempatkan langsung di bawah kabupaten: lowongan jenjang tidak dapat ditentukan."""
    return holder(office, BY_OFFICE["Analis Kebijakan"], "III/b", 104.5, unit="Pemerintah Kabupaten Mamuju")


@case("FUNGSIONAL", "TMS", "JENJANG")
def grade_below_the_tier(office):
    """Tercatat Ahli Muda, golongannya masih III/a."""
    person = holder(office, CLASS_TEACHER, "III/a", 62.5)
    held = person.appointments[-1]
    person.appointments[-1] = held._replace(name=f"{CLASS_TEACHER.name} Ahli Muda", tier="MU")
    return person


@case("FUNGSIONAL", "BTL", "JENJANG?")
def tier_not_on_file(office):
    """Jenjang jabatannya tidak tercatat."""
    person = holder(office, CLASS_TEACHER, "III/c", 107.5)
    person.appointments[-1] = person.appointments[-1]._replace(tier=None)
    return person


@case("FUNGSIONAL", "TMS", "JENJANG")
def top_of_the_skilled(office):
    """Penyelia III/d: tidak ada pangkat berikut dalam kategori keterampilan."""
    return holder(office, SKILLED_NURSE, "III/d", 205.0)


@case("FUNGSIONAL", "TMS", "PUNCAK", "JENJANG")
def top_of_the_ladder(office):
    """Dokter Ahli Utama IV/e: puncak."""
    return holder(office, DOCTOR, "IV/e", 400.0, years=3)


@case("FUNGSIONAL", "TMS", "KINERJA")
def points_with_a_low_rating(office):
    """Angka kredit cukup, predikat terakhir Butuh Perbaikan."""
    person = holder(office, PE_TEACHER, "III/c", 104.0)
    person.ratings[office.last_rated_year] = "BUTUH PERBAIKAN"
    return person


@case("FUNGSIONAL", "BTL", "KINERJA?")
def points_without_a_rating(office):
    """Angka kredit cukup, predikat terakhir belum ada."""
    person = holder(office, SKILLED_MIDWIFE, "II/c", 42.5)
    del person.ratings[office.last_rated_year]
    return person


@case("FUNGSIONAL", "MS")
def head_of_a_school(office):
    """Guru yang diberi tugas tambahan sebagai kepala sekolah."""
    person = holder(office, CLASS_TEACHER, "IV/a", 118.75, 156.25)
    day = months_after(office.period, -18)
    person.appointments.append(Appointment("2", f"Kepala {person.unit.name}", person.unit, day, assignment="TT"))
    return person


@case("FUNGSIONAL", "TMS", "STATUS")
def teacher_on_contract(office):
    """Guru PPPK."""
    return office.contract("40", office.tree.named(SECONDARY), family=PE_TEACHER)


@case("FUNGSIONAL", "TMS", "STATUS", "MASA", "KINERJA?", "AK")
def nurse_on_probation(office):
    """Perawat CPNS golongan III/a."""
    unit = office.tree.named(HEALTH)
    return office.functional(NURSE, unit, "III/a", start=months_after(office.period, -9), status=CPNS)

"""Kenaikan pangkat reguler: operatives, and those without a position."""

from datetime import timedelta

from simpeg.core.dates import months_after
from simpeg.demo.cases.case import case
from simpeg.demo.histories import lead, pass_exam
from simpeg.demo.office import seated
from simpeg.demo.organisation import HEALTH
from simpeg.demo.person import CPNS, Sanction, Study
from simpeg.demo.posts import OPERATIVE_DIPLOMAS


def bachelor(office, recognised_on, year=None):
    return Study(OPERATIVE_DIPLOMAS["40"][0], year or recognised_on.year - 1, recognised_on)


def punish(person, code, start, months=12):
    """A sanction with the last day of its term; `months` 0 leaves the end open."""
    end = months_after(start, months) - timedelta(days=1) if months else None
    person.sanctions.append(Sanction(code, start, end))
    return person


@case("REGULER", "MS")
def first_promotion_after_exactly_four_years(office):
    """Genap empat tahun sejak TMT CPNS pada tanggal periode."""
    return office.clerk("30", "II/c", start=months_after(office.period, -48))


@case("REGULER", "TMS", "MASA")
def one_month_short(office):
    """Masa dalam pangkat kurang satu bulan."""
    return office.clerk("30", "II/c", start=months_after(office.period, -47))


@case("REGULER", "MS")
def high_school_within_its_ceiling(office):
    """Lulusan SLTA di II/c, empat tahun lebih, predikat Baik."""
    return office.clerk("15", "II/c")


@case("REGULER", "MS")
def primary_school_graduate(office):
    """Lulusan SD di I/c, masih di bawah golongan tertinggi pendidikannya."""
    return office.clerk("05", "I/c")


@case("REGULER", "TMS", "PENDIDIKAN")
def ceiling_of_high_school(office):
    """Lulusan SLTA sudah di III/b, golongan tertinggi bagi pendidikannya."""
    return office.clerk("15", "III/b", office.years_ago(5))


@case("REGULER", "MS")
def bachelor_recognised(office):
    """III/b dengan S-1 yang sudah dicantumkan gelarnya."""
    person = office.clerk("15", "III/b", office.years_ago(5), diploma=OPERATIVE_DIPLOMAS["15"][0])
    person.education.append(bachelor(office, months_after(office.period, -3)))
    return person


@case("REGULER", "TMS", "PENDIDIKAN")
def bachelor_recognised_too_late(office):
    """III/b dengan S-1 yang gelarnya baru dicantumkan setelah periode."""
    person = office.clerk("15", "III/b", office.years_ago(5), diploma=OPERATIVE_DIPLOMAS["15"][1])
    person.education.append(bachelor(office, office.period + timedelta(days=9), office.period.year - 1))
    return person


@case("REGULER", "TMS", "PENDIDIKAN")
def ceiling_of_diploma(office):
    """Lulusan D-III sudah di III/c."""
    return office.clerk("30", "III/c", office.years_ago(4, 8))


@case("REGULER", "TMS", "KINERJA")
def rated_below_good(office):
    """Satu dari dua predikat terakhir Butuh Perbaikan."""
    person = office.clerk("15", "II/b")
    person.ratings[office.last_rated_year - 1] = "BUTUH PERBAIKAN"
    return person


@case("REGULER", "BTL", "KINERJA?")
def rating_missing(office):
    """Predikat tahun terakhir belum ada."""
    person = office.clerk("15", "II/b")
    del person.ratings[office.last_rated_year]
    return person


@case("REGULER", "TMS", "KINERJA")
def rating_missing_beside_a_low_one(office):
    """Satu predikat belum ada, yang lain Kurang: yang diketahui menentukan."""
    person = office.clerk("30", "II/d", diploma=OPERATIVE_DIPLOMAS["30"][0])
    pass_exam(person, "STLUD1", months_after(office.period, -9))
    del person.ratings[office.last_rated_year]
    person.ratings[office.last_rated_year - 1] = "KURANG"
    return person


@case("REGULER", "BTL", "PENDIDIKAN?")
def no_education_on_file(office):
    """Tidak ada satu pun ijazah dalam berkas."""
    person = office.clerk("15", "II/b")
    person.clear("education")
    return person


@case("REGULER", "BTL", "PENDIDIKAN?", "UD1?")
def no_education_on_file_before_the_exam(office):
    """II/d tanpa ijazah dan tanpa ujian dinas dalam berkas."""
    person = office.clerk("15", "II/d")
    person.clear("education")
    return person


@case("REGULER", "TMS", "UD1")
def service_exam_not_passed(office):
    """II/d lulusan SLTA belum lulus ujian dinas tingkat I."""
    return office.clerk("15", "II/d")


@case("REGULER", "MS")
def service_exam_passed(office):
    """II/d lulusan SLTA sudah lulus ujian dinas tingkat I."""
    person = office.clerk("15", "II/d")
    pass_exam(person, "STLUD1", months_after(office.period, -14))
    return person


@case("REGULER", "MS")
def excused_from_the_exam_by_a_bachelor(office):
    """II/d dengan S-1 yang diakui: bebas ujian dinas tingkat I."""
    person = office.clerk("15", "II/d", diploma=OPERATIVE_DIPLOMAS["15"][0])
    person.education.append(bachelor(office, months_after(office.period, -8)))
    return person


@case("REGULER", "MS")
def excused_from_the_exam_by_a_course(office):
    """II/d lulus Pelatihan Kepemimpinan Pengawas: bebas ujian dinas tingkat I."""
    person = office.clerk("15", "II/d")
    lead(person, "PKP", months_after(office.period, -20))
    return person


@case("REGULER", "TMS", "PENDIDIKAN", "UD2")
def bachelor_at_the_top_of_group_three(office):
    """S-1 di III/d: batas pendidikan, dan belum ujian dinas tingkat II."""
    return office.clerk("40", "III/d")


@case("REGULER", "MS")
def master_into_group_four(office):
    """S-2 di III/d naik ke IV/a tanpa ujian dinas."""
    return office.clerk("45", "III/d")


@case("REGULER", "TMS", "HUKDIS")
def sanction_running(office):
    """Sedang menjalani penundaan kenaikan pangkat."""
    person = punish(office.clerk("15", "II/c"), "tunda_kp_1th", months_after(office.period, -6))
    person.standing = "15"
    return person


@case("REGULER", "MS")
def sanction_ended_the_day_before(office):
    """Hukuman sedang berakhir sehari sebelum periode."""
    return punish(office.clerk("15", "II/c"), "turun_pangkat_1th", months_after(office.period, -12))


@case("REGULER", "TMS", "HUKDIS")
def sanction_ends_on_the_day(office):
    """Hari terakhir hukuman jatuh pada tanggal periode."""
    start = months_after(office.period, -12) + timedelta(days=1)
    return punish(office.clerk("15", "II/c"), "tukin_25_12", start)


@case("REGULER", "BTL", "HUKDIS?")
def sanction_without_an_end(office):
    """Hukuman berat berjalan tanpa tanggal selesai dalam berkas."""
    return punish(office.clerk("15", "II/c"), "bebas_jabatan_12", months_after(office.period, -4), 0)


@case("REGULER", "MS")
def reprimand(office):
    """Teguran tertulis tahun ini: hukuman ringan tidak menahan."""
    return punish(office.clerk("15", "II/c"), "teguran_tertulis", months_after(office.period, -5), 0)


@case("REGULER", "TMS", "KEDHUK")
def on_leave_without_pay(office):
    """Sedang cuti di luar tanggungan negara."""
    person = office.clerk("40", "III/a", office.years_ago(6))
    person.leaves.append((months_after(office.period, -8), months_after(office.period, 4) - timedelta(days=1)))
    person.standing = "02"
    return person


@case("REGULER", "TMS", "KEDHUK")
def leave_without_pay_extended(office):
    """Cuti di luar tanggungan negara yang diperpanjang."""
    person = office.clerk("40", "III/a", office.years_ago(7))
    person.leaves.append((months_after(office.period, -10), months_after(office.period, 8) - timedelta(days=1)))
    person.standing = "13"
    return person


@case("REGULER", "TMS", "MASA")
def back_from_leave_without_pay(office):
    """Sudah kembali dari CLTN; setahun cuti tidak dihitung sebagai masa dalam pangkat."""
    person = office.clerk("40", "III/b")
    year = office.period.year - 3
    start = office.period.replace(year=year, month=1)
    person.leaves.append((start, months_after(start, 12) - timedelta(days=1)))
    person.ratings.pop(year, None)
    return person


@case("REGULER", "TMS", "KEDHUK")
def suspended(office):
    """Diberhentikan sementara."""
    person = office.clerk("15", "II/c")
    person.standing = "04"
    return person


@case("REGULER", "TMS", "KEDHUK")
def waiting_pay(office):
    """Penerima uang tunggu."""
    person = office.clerk("30", "III/a")
    person.standing = "05"
    return person


@case("REGULER", "TMS", "STATUS", "MASA", "KINERJA?")
def on_probation(office):
    """Masih CPNS."""
    return office.clerk("30", "II/c", start=months_after(office.period, -8), status=CPNS)


@case("REGULER", "TMS", "STATUS")
def contract_employee(office):
    """PPPK tidak memiliki kenaikan pangkat."""
    return office.contract("30", office.tree.named("Kecamatan Simboro"))


@case("REGULER", "TMS", "STATUS")
def part_time_contract_employee(office):
    """PPPK paruh waktu."""
    unit = office.tree.named("Kecamatan Mamuju")
    return office.contract("15", unit, part_time=True, start=months_after(office.period, -10))


@case("REGULER", "MS")
def without_a_position(office):
    """Tidak memegang jabatan apa pun."""
    person = office.clerk("15", "II/c")
    person.clear("appointments")
    return person


@case("REGULER", "MS")
def without_a_unit(office):
    """Belum ditempatkan pada unit mana pun."""
    person = office.clerk("40", "III/a")
    person.clear("appointments")
    person.unit = None
    return person


@case("REGULER", "MS")
def acting_only(office):
    """Hanya Plt lurah, tanpa jabatan definitif."""
    person = office.clerk("40", "III/c")
    seat = office.tree.seat("Lurah Rangas")
    plt = seated(seat, months_after(office.period, -4))._replace(assignment="PLT", inaugurated_on=None)
    person.appointments, person.unit = [plt], seat.unit
    return person


@case("REGULER", "MS")
def studying(office):
    """Sedang tugas belajar."""
    person = office.clerk("40", "III/b")
    person.standing = "03"
    return person


@case("REGULER", "MS")
def personnel_clerk(office):
    """Pengelola kepegawaian Dinas Kesehatan, memenuhi syarat naik ke III/c."""
    unit = office.tree.named(f"Subbagian Umum dan Kepegawaian {HEALTH}")
    return office.clerk("40", "III/b", unit=unit)


@case("REGULER", "TMS", "MASA", "KINERJA", "PENDIDIKAN")
def three_things_at_once(office):
    """Belum cukup masa, predikat Kurang, dan di batas pendidikan."""
    person = office.clerk("15", "III/b", office.years_ago(2))
    person.ratings[office.last_rated_year] = "KURANG"
    return person

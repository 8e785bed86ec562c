"""Kenaikan pangkat pilihan for holders of structural positions."""

from datetime import timedelta

from simpeg.core.dates import months_after
from simpeg.demo.cases.case import case
from simpeg.demo.cases.regular import punish
from simpeg.demo.histories import lead, pass_exam
from simpeg.demo.office import seated
from simpeg.demo.organisation import EDUCATION


def free(office, echelon):
    """The first seat of an echelon that nobody holds or held."""
    return next(s for s in office.tree.seats if s.echelon == echelon and s.holder is None and s.free_from is None)


def ago(office, months):
    return months_after(office.period, -months).replace(day=5)


@case("STRUKTURAL", "MS")
def within_the_range(office):
    """Eselon IV.a di III/c, empat tahun lebih."""
    return office.official(free(office, "41"), "III/c")


@case("STRUKTURAL", "TMS", "MASA")
def within_the_range_too_early(office):
    """Eselon IV.a di III/c, baru dua tahun."""
    return office.official(free(office, "41"), "III/c", office.years_ago(2))


@case("STRUKTURAL", "TMS", "JENJANG")
def top_of_the_range(office):
    """Eselon IV.a sudah di III/d, pangkat tertinggi jabatannya."""
    return office.official(free(office, "41"), "III/d", level="45")


@case("STRUKTURAL", "MS")
def one_below_after_a_year_of_both(office):
    """Satu tingkat di bawah pangkat terendah, setahun dalam pangkat dan jabatan."""
    return office.official(free(office, "41"), "III/b", office.years_ago(1), ago(office, 14))


@case("STRUKTURAL", "TMS", "MASA_JAB")
def one_below_eleven_months_on_the_seat(office):
    """Satu tingkat di bawah pangkat terendah, baru sebelas bulan menjabat."""
    return office.official(free(office, "41"), "III/b", office.years_ago(2), months_after(office.period, -11))


@case("STRUKTURAL", "MS")
def one_below_with_four_years_when_inaugurated(office):
    """Dilantik saat sudah empat tahun dalam pangkat: periode pertama setelah pelantikan."""
    return office.official(free(office, "41"), "III/b", office.years_ago(5), ago(office, 2))


@case("STRUKTURAL", "TMS", "MASA")
def one_below_within_the_first_year_of_the_grade(office):
    """Satu tingkat di bawah pangkat terendah, belum setahun dalam pangkat."""
    return office.official(free(office, "41"), "III/b", months_after(office.period, -6), ago(office, 20), level="30")


@case("STRUKTURAL", "TMS", "JENJANG")
def two_below_the_range(office):
    """Eselon III.b masih di III/b, dua tingkat di bawah pangkat terendah."""
    return office.official(free(office, "32"), "III/b", office.years_ago(4))


@case("STRUKTURAL", "TMS", "UD2")
def second_exam_not_passed(office):
    """Eselon III.b di III/d belum lulus ujian dinas tingkat II."""
    return office.official(free(office, "32"), "III/d")


@case("STRUKTURAL", "MS")
def second_exam_passed(office):
    """Eselon III.b di III/d sudah lulus ujian dinas tingkat II."""
    person = office.official(free(office, "32"), "III/d")
    pass_exam(person, "STLUD2", ago(office, 10))
    return person


@case("STRUKTURAL", "MS")
def excused_from_the_second_exam_by_a_course(office):
    """Eselon III.b di III/d lulus Pelatihan Kepemimpinan Administrator."""
    person = office.official(free(office, "32"), "III/d")
    lead(person, "PKA", ago(office, 15))
    return person


@case("STRUKTURAL", "MS")
def excused_from_the_second_exam_by_a_master(office):
    """Eselon III.b di III/d berijazah S-2."""
    return office.official(free(office, "32"), "III/d", level="45")


@case("STRUKTURAL", "TMS", "UD2")
def course_of_the_lower_level_only(office):
    """Eselon III.a di III/d hanya lulus PKP: belum membebaskan dari ujian dinas tingkat II."""
    person = office.official(free(office, "31"), "III/d", office.years_ago(4), ago(office, 16))
    lead(person, "PKP", ago(office, 40))
    return person


@case("STRUKTURAL", "TMS", "KINERJA")
def official_rated_below_good(office):
    """Pejabat eselon IV.a dengan predikat Butuh Perbaikan."""
    person = office.official(free(office, "41"), "III/c")
    person.ratings[office.last_rated_year] = "BUTUH PERBAIKAN"
    return person


@case("STRUKTURAL", "BTL", "KINERJA?")
def official_without_a_rating(office):
    """Pejabat eselon IV.a yang predikat tahun terakhirnya belum ada."""
    person = office.official(free(office, "41"), "III/c")
    del person.ratings[office.last_rated_year]
    return person


@case("STRUKTURAL", "TMS", "HUKDIS", "MASA")
def official_punished(office):
    """Pejabat yang sedang dihukum dan belum cukup masa."""
    person = office.official(free(office, "41"), "III/c", office.years_ago(3))
    return punish(person, "tunda_kgb_1th", months_after(office.period, -3))


@case("STRUKTURAL", "BTL", "JENJANG?")
def echelon_not_on_file(office):
    """Eselon jabatannya tidak tercatat."""
    person = office.official(free(office, "41"), "III/c")
    person.appointments[-1] = person.appointments[-1]._replace(echelon=None)
    return person


@case("STRUKTURAL", "MS")
def moved_within_the_echelon(office):
    """Pindah jabatan pada eselon yang sama tanpa jeda: masa jabatan dijumlahkan."""
    before = free(office, "41")
    before.free_from = ago(office, 5)
    now = free(office, "41")
    person = office.official(now, "III/b", office.years_ago(2), ago(office, 5))
    person.appointments.insert(-1, seated(before, ago(office, 20)))
    return person


@case("STRUKTURAL", "TMS", "MASA_JAB")
def moved_up_an_echelon(office):
    """Baru naik dari eselon IV.a ke III.b: masa jabatan mulai dari awal."""
    before = free(office, "41")
    before.free_from = ago(office, 5)
    person = office.official(free(office, "32"), "III/c", office.years_ago(2), ago(office, 5))
    person.appointments.insert(-1, seated(before, ago(office, 40)))
    return person


@case("STRUKTURAL", "TMS", "MASA_JAB")
def inaugurated_after_the_decree(office):
    """SK jabatan sudah setahun, pelantikannya belum."""
    person = office.official(free(office, "41"), "III/b", office.years_ago(2), ago(office, 14))
    person.appointments[-1] = person.appointments[-1]._replace(inaugurated_on=ago(office, 11) + timedelta(days=4))
    return person


@case("STRUKTURAL", "MS")
def acting_beside_a_definitive_seat(office):
    """Kepala bidang definitif yang juga Plt kepala dinas."""
    seat = free(office, "32")
    person = office.official(seat, "III/d", level="45")
    head = next(s for s in office.tree.seats if s.unit is seat.unit.office and s.echelon in ("22", "31"))
    head.free_from = head.free_from or office.period  # stays empty: nobody definitive comes before this day
    plt = seated(head, ago(office, 3))._replace(assignment="PLT", inaugurated_on=None)
    person.appointments.append(plt)
    return person


@case("STRUKTURAL", "TMS", "MASA")
def head_of_the_largest_office(office):
    """Kepala dinas eselon II.b di IV/b, baru tiga tahun dalam pangkat."""
    seat = office.tree.seat(f"Kepala {EDUCATION}")
    person = office.official(seat, "IV/b", office.years_ago(3), level="45")
    lead(person, "PKN2", ago(office, 26))
    return person


@case("STRUKTURAL", "TMS", "MASA")
def daily_acting(office):
    """Pejabat eselon IV.a yang menjadi Plh di seksi sebelah."""
    person = office.official(free(office, "41"), "III/c", office.years_ago(1))
    other = free(office, "41")
    plh = seated(other, office.today - timedelta(days=9))._replace(assignment="PLH", inaugurated_on=None)
    person.appointments.append(plh)
    return person


@case("STRUKTURAL", "TMS", "MASA")
def temporary_head(office):
    """Sekretaris kecamatan yang menjadi Pj lurah."""
    seat = office.tree.seat("Sekretaris Kecamatan Kalukku")
    person = office.official(seat, "III/d", office.years_ago(2), level="45")
    ward = seated(office.tree.seat("Lurah Bebanga"), ago(office, 6))
    person.appointments.append(ward._replace(assignment="PJ"))
    return person

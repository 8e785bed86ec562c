"""People whose file is unusual: birthdays, names, retirement, and those who have left."""

from datetime import date

from simpeg.core.dates import months_after
from simpeg.demo.careers import MEDALS, medal_day
from simpeg.demo.cases.case import case
from simpeg.demo.posts import PE_TEACHER


@case("REGULER", "MS")
def born_on_a_leap_day(office):
    """Lahir 29 Februari."""
    return office.clerk("15", "II/c", birth=date(1988, 2, 29))


@case("REGULER", "TMS", "PENDIDIKAN")
def retires_in_two_months(office):
    """Pensiun dua bulan setelah periode, dalam masa persiapan pensiun."""
    month = months_after(office.period, 1)
    birth = month.replace(year=month.year - 58, day=15)
    person = office.clerk("15", "III/b", office.years_ago(6), birth=birth)
    person.standing = "20"
    return person


@case("FUNGSIONAL", "TMS", "AK")
def teacher_retires_within_the_year(office):
    """Guru berusia 59 tahun: batas usia pensiun guru 60."""
    month = months_after(office.period, 5)
    birth = month.replace(year=month.year - 60, day=28)
    unit = office.tree.named("SMP Negeri 1 Kalukku")
    person = office.functional(PE_TEACHER, unit, "IV/b", birth=birth, start=None)
    person.credits = []
    return person


@case("STRUKTURAL", "TMS", "MASA")
def head_of_office_near_retirement(office):
    """Kepala dinas berusia 59 tahun: batas usia pensiun pimpinan tinggi 60."""
    month = months_after(office.period, 8)
    birth = month.replace(year=month.year - 60, day=1)
    seat = office.tree.seat("Kepala Dinas Sosial")
    return office.official(seat, "IV/b", office.years_ago(2), level="45", birth=birth)


@case("REGULER", "MS")
def long_name_with_degrees(office):
    """Nama sangat panjang dengan gelar."""
    person = office.clerk("45", "III/c", sex="M")
    person.name = "ANDI MUHAMMAD SYAHRUL RAMADHAN DAENG MATTEPPA PUANGLEMBA TOMMARANTE RANTEALANG"
    return person


@case("REGULER", "TMS", "MASA")
def name_with_an_apostrophe(office):
    """Nama dengan tanda petik dan tanda hubung."""
    person = office.clerk("15", "II/c", office.years_ago(1), sex="F")
    person.name = "NUR'AINI SA'DIYAH MA'RUPAT-SALUBANGA"
    return person


@case("REGULER", "TMS", "MASA")
def name_of_one_word(office):
    """Nama satu kata."""
    person = office.clerk("05", "I/b", office.years_ago(1), sex="M")
    person.name = "SAPPEBULU"
    return person


@case("REGULER", "TMS", "MASA")
def namesake_one(office):
    """Dua orang bernama sama: yang pertama."""
    person = office.clerk("15", "II/b", office.years_ago(1), sex="F")
    person.name = "NURHAYATI BONEPATTI"
    return person


@case("REGULER", "TMS", "MASA")
def namesake_two(office):
    """Dua orang bernama sama: yang kedua."""
    person = office.clerk("15", "II/b", office.years_ago(1), sex="F")
    person.name = "NURHAYATI BONEPATTI"
    return person


@case("REGULER", "TMS", "MASA")
def address_like_a_formula(office):
    """Alamat yang diketik seperti rumus Excel."""
    person = office.clerk("15", "II/c", office.years_ago(1))
    person.address = "=BTN Lembah Hijau Blok C No. 7"
    return person


@case("REGULER", "TMS", "PENDIDIKAN")
def thirty_years_of_service(office):
    """Tiga puluh tahun mengabdi, ketiga Satyalancana sudah diterima."""
    month = months_after(office.period, 20)
    birth = month.replace(year=month.year - 58, day=9)
    person = office.clerk("15", "III/b", office.years_ago(11), birth=birth)
    person.awards = [(code, medal_day(person.start, years)) for years, code in MEDALS.items()]
    return person


@case()
def retired(office):
    """Sudah pensiun: tidak ada dalam daftar."""
    person = office.clerk("15", "III/b", office.years_ago(8), birth=date(office.period.year - 59, 3, 11))
    person.standing = "99"
    return person


@case()
def dismissed_with_a_pension(office):
    """Diberhentikan dengan hak pensiun: tidak ada dalam daftar."""
    person = office.clerk("30", "III/c", office.years_ago(7))
    person.standing = "88"
    return person

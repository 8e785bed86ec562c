"""Penyesuaian ijazah: a higher diploma, the exam for it, and a post that needs it."""

from simpeg.core.dates import months_after
from simpeg.demo.cases.case import case
from simpeg.demo.histories import pass_exam
from simpeg.demo.person import Study
from simpeg.demo.posts import OPERATIVE_DIPLOMAS, Diploma

LAW = OPERATIVE_DIPLOMAS["40"][1]
THEOLOGY = Diploma("40", "S-1 TEOLOGI", "S.Th.")
ANALYST, CLERK = "Penelaah Teknis Kebijakan", "Pengadministrasi Perkantoran"


def graduate(office, *, grade="II/b", since=None, post=ANALYST, diploma=LAW, exam=True, level="15"):
    """A clerk in his second year of the grade, with a new diploma and, if asked, the exam for it."""
    person = office.clerk(level, grade, since or office.years_ago(1), post=post)
    recognised = months_after(office.period, -5)
    person.education.append(Study(diploma, recognised.year - 1, recognised))
    if exam:
        pass_exam(person, "UPKP", months_after(office.period, -3))
    return person


@case("PENYESUAIAN_IJAZAH", "MS")
def bachelor_jumps_to_group_three(office):
    """II/b dengan S-1 dan UPKP, jabatannya memerlukan S-1."""
    return graduate(office)


@case("PENYESUAIAN_IJAZAH", "MS")
def high_school_into_group_two(office):
    """I/d dengan ijazah SLTA dan UPKP, jabatannya memerlukan SLTA."""
    return graduate(office, grade="I/d", post=CLERK, diploma=OPERATIVE_DIPLOMAS["15"][0], level="10")


@case("PENYESUAIAN_IJAZAH", "TMS", "UPKP")
def without_the_diploma_exam(office):
    """S-1 diakui, tetapi belum lulus UPKP."""
    return graduate(office, exam=False)


@case("PENYESUAIAN_IJAZAH", "TMS", "TUGAS")
def post_needs_less(office):
    """S-1 dan UPKP lengkap, tetapi jabatannya hanya memerlukan SLTA."""
    return graduate(office, post=CLERK)


@case("PENYESUAIAN_IJAZAH", "TMS", "TUGAS")
def field_of_study_does_not_fit(office):
    """S-1 di luar bidang yang diminta peta jabatan."""
    return graduate(office, diploma=THEOLOGY)


@case("PENYESUAIAN_IJAZAH", "TMS", "TUGAS")
def no_post_needs_a_master(office):
    """III/a dengan S-2: jabatannya memerlukan S-1."""
    master = OPERATIVE_DIPLOMAS["45"][0]
    return graduate(office, grade="III/a", since=office.years_ago(3), diploma=master, level="40")


@case("PENYESUAIAN_IJAZAH", "BTL", "TUGAS?")
def diploma_without_a_position(office):
    """S-1 dan UPKP lengkap, tetapi tidak memegang jabatan."""
    person = graduate(office)
    person.clear("appointments")
    return person


@case("PENYESUAIAN_IJAZAH", "TMS", "MASA")
def diploma_within_the_first_year(office):
    """S-1 dan UPKP lengkap, tetapi belum setahun dalam pangkat."""
    return graduate(office, since=months_after(office.period, -7))


@case("PENYESUAIAN_IJAZAH", "TMS", "KINERJA")
def diploma_with_a_low_rating(office):
    """S-1 dan UPKP lengkap, tetapi predikat tahun terakhir Kurang."""
    person = graduate(office)
    person.ratings[office.last_rated_year] = "KURANG"
    return person


@case("PENYESUAIAN_IJAZAH", "BTL", "KINERJA?")
def diploma_without_a_rating(office):
    """S-1 dan UPKP lengkap, predikat tahun terakhir belum ada."""
    person = graduate(office)
    del person.ratings[office.last_rated_year]
    return person


@case("PENYESUAIAN_IJAZAH", "TMS", "UPKP", "TUGAS")
def diploma_alone(office):
    """Hanya ijazah: belum UPKP, dan jabatannya tidak memerlukannya."""
    return graduate(office, exam=False, post=CLERK)

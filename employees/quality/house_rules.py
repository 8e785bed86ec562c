"""Rules of our own beside BKN's: what promotions, pay and pensions stumble over later. No index counts them."""

from django.db.models import F, Q

from employees.quality.rules import EMAIL, FUNCTIONAL, PNS_OR_CPNS, indicator, known

HOUSE = "Ketetapan instansi: aturan kualitas data"
SINCE = "1994-01-01"
MOBILE = r"^(\+?62|0)8[0-9]{7,11}$"


def own(code, *, asked=None, basis=HOUSE):
    return indicator(code, basis=basis, since=SINCE, asked=asked)


@own("PREDIKAT", asked=lambda law: Q(cpns_since__year__lt=law.day.year))
def rated_every_recent_year(law):
    """Predikat kinerja dua tahun terakhir lengkap."""
    return Q(rated_1=True) & (Q(rated_2=True) | Q(cpns_since__year__gte=law.day.year - 1))


@own("JENJANG", asked=FUNCTIONAL)
def functional_has_a_tier(law):
    """Jenjang jabatan fungsional tercatat."""
    return ~Q(tier="")


@own("ESELON", asked=Q(position_kind="1"))
def structural_has_an_echelon(law):
    """Eselon jabatan struktural tercatat."""
    return Q(echelon__isnull=False)


@own("UNIT")
def has_a_unit(law):
    """Unit kerja tercatat, dan sama pada data utama dan jabatan."""
    return Q(unit__isnull=False, unit_agrees=True)


@own("USIA")
def old_enough_when_appointed(law):
    """Usia saat diangkat tidak di bawah usia terendah."""
    return Q(of_age_on__lte=F("cpns_since"))


@own("LULUS", asked=Q(first_graduated__isnull=False))
def graduated_at_a_likely_age(law):
    """Tahun ijazah pertama sesuai dengan umur."""
    return Q(first_graduated__gte=F("birth_date__year") + law["kualitas.usia_terendah_lulus"])


@own("GOL_KINI")
def grade_is_the_newest_record(law):
    """Golongan data utama sama dengan riwayat golongan terbaru."""
    return Q(newest_since__isnull=False, grade_agrees=True)


@own("RIWAYAT_GOL", asked=Q(newest_since__isnull=False))
def grades_without_gaps(law):
    """Riwayat golongan lengkap dari golongan awal, tanpa lompatan."""
    return Q(grades_from_the_first=True, jumped_on__isnull=True)


@own("GOL_TURUN", asked=Q(newest_since__isnull=False))
def grades_fall_by_sanction_only(law):
    """Golongan tidak turun tanpa hukuman disiplin."""
    return Q(fell_on__isnull=True)


@own("SK_GOL", asked=Q(newest_since__isnull=False))
def grades_have_their_decree(law):
    """Setiap riwayat golongan punya nomor SK."""
    return Q(undecreed_grades=0)


@own("SK_LAMBAT", asked=Q(newest_since__isnull=False))
def decrees_come_in_time(law):
    """SK golongan tidak terbit bertahun-tahun setelah TMT."""
    return Q(slow_decree_since__isnull=True)


@own("SK_CPNS")
def appointment_has_its_decree(law):
    """SK pengangkatan pertama punya nomor."""
    return Q(cpns_decreed=True)


@own("SK_JAB", asked=Q(first_position_since__isnull=False))
def position_has_its_decree(law):
    """SK jabatan sekarang punya nomor."""
    return known(Q(undecreed_position=False), "undecreed_position")


@own("RIWAYAT_JAB", asked=Q(first_position_since__isnull=False))
def positions_from_the_beginning(law):
    """Riwayat jabatan mulai tidak lama setelah pengangkatan."""
    return Q(first_position_latest__gte=F("first_position_since"))


@own("GOL_CPNS", asked=PNS_OR_CPNS)
def grade_after_appointment(law):
    """TMT golongan tidak sebelum TMT CPNS, dan sudah berlaku."""
    return Q(grade_since__gte=F("cpns_since"), grade_since__lte=law.day)


@own("TELEPON", asked=~Q(phone=""))
def phone_is_a_mobile_number(law):
    """Nomor HP berbentuk nomor seluler."""
    return Q(phone__regex=MOBILE)


@own("SUREL_DINAS", asked=~Q(office_email=""))
def office_email_is_one(law):
    """Surel dinas berbentuk alamat surel."""
    return Q(office_email__regex=EMAIL)


@own("NIK_LAHIR", asked=~Q(nik=""))
def nik_agrees_with_birth(law):
    """Tanggal lahir dan jenis kelamin sesuai dengan NIK."""
    return known(Q(nik_tells_birth=True), "nik_tells_birth")


@own("NIK_WILAYAH", asked=~Q(nik=""))
def nik_names_a_province(law):
    """Kode provinsi pada NIK dikenal."""
    return Q(nik_province__in=law["kualitas.kode_provinsi"])


@own("NIK_GANDA", asked=~Q(nik=""))
def nik_is_nobody_elses(law):
    """NIK tidak dipakai pegawai lain."""
    return Q(nik_shared=False)


@own("ORANG_GANDA")
def has_one_file(law):
    """Tidak ada berkas lain dengan nama dan tanggal lahir yang sama."""
    return Q(namesakes="")


@own("BERKAS_GOL", asked=Q(newest_since__isnull=False))
def grade_is_proven(law):
    """SK golongan terbaru punya pindaian."""
    return Q(grade_scanned=True)


@own("BERKAS_JAB", asked=Q(first_position_since__isnull=False))
def position_is_proven(law):
    """SK jabatan sekarang punya pindaian."""
    return Q(position_scanned=True)


@own("BERKAS_PEND", asked=Q(diplomas__gt=0))
def education_is_proven(law):
    """Ijazah tertinggi punya pindaian."""
    return Q(education_scanned=True)

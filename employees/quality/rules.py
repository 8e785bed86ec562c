"""The indicators by which BKN counts the quality of an agency's data, in the words of its list.

True is kept, false is breached, NULL is not known: a fact that we do not hold is never counted as kept. Beside them
stand rules of our own (house_rules.py), which no index counts.
"""

from django.db.models import BooleanField, Case, F, Q, Value, When
from django.db.models.functions import Cast

from simpeg.core.dates import years_after
from simpeg.law.engine import RuleSet
from simpeg.law.loader import GROUPS

QUALITY = RuleSet("Kualitas data")
BASIS = "BKN, Indeks Kualitas Data ASN"
SINCE = "2024-01-01"

CIVIL_SERVANT = Q(status="PNS")
ON_PROBATION = Q(status="CPNS")
PNS_OR_CPNS = Q(status__in=["PNS", "CPNS"])
CONTRACT = Q(status__in=["PPPK", "PPPK_PW"])
STRUCTURAL = Q(position_kind="1")
FUNCTIONAL = Q(position_kind="2")
OPERATIVE = Q(position_kind="4")
NOBODY_KNOWS = Cast(Value(None), BooleanField(null=True))
ON_LEAVE = Q(standing__in=["02", "13"])
EMAIL = r"^[A-Za-z0-9._%+'-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}$"  # as employees.identity has it


def indicator(code, *, basis=BASIS, since=SINCE, asked=None):
    """Register an indicator; `asked` is the Q of whom it is asked, or a function of the law that gives it."""
    whom = asked if asked is None or callable(asked) else lambda law: asked
    return QUALITY.rule(code, basis=f"{basis}: {code}" if basis == BASIS else basis, since=since, asked=whom)


def known(condition, *facts):
    """`condition`, or NULL while one of the facts is missing."""
    missing = [When(**{f"{fact}__isnull": True}, then=Value(None)) for fact in facts]
    return Case(*missing, When(condition, then=True), default=False, output_field=BooleanField(null=True))


def least_education(law, key, field):
    """NULL where the law names no least education, or no recognised diploma is on file; else whether it is reached."""
    least = {code: GROUPS.index(group) + 1 for code, group in law[key].items()}
    reached = [When(**{field: code, "education_rank__gte": rank}, then=True) for code, rank in least.items()]
    return Case(
        When(~Q(**{f"{field}__in": list(least)}) | Q(education_rank__isnull=True), then=None),
        *reached,
        default=False,
        output_field=BooleanField(null=True),
    )


@indicator("COM_1", asked=lambda law: Q(cpns_since__year__lt=law.day.year))
def rated_in_recent_years(law):
    """SKP atau predikat kinerja dalam dua tahun terakhir tercatat."""
    return Q(rated=True)


@indicator("COM_2", asked=~STRUCTURAL)
def holds_a_position(law):
    """Jabatan fungsional atau pelaksana tercatat."""
    lost_in_siasn = Q(siasn_position_kind__in=["2", "4"], siasn_position="")
    return ~Q(position_title="") & ~lost_in_siasn


@indicator("COM_3")
def has_education(law):
    """Riwayat pendidikan tercatat."""
    return Q(diplomas__gt=0)


@indicator("COM_4", asked=CIVIL_SERVANT)
def has_day_of_appointment(law):
    """TMT PNS tercatat."""
    return Q(pns_since__isnull=False)


@indicator("COM_5", asked=Q(titled_diploma__isnull=False))
def has_a_degree(law):
    """Gelar tercatat bagi lulusan diploma ke atas."""
    return Q(titled=True)


@indicator("COM_6")
def has_email(law):
    """Surel pribadi tercatat dalam bentuk yang benar."""
    return Q(email__regex=EMAIL)


@indicator("COM_7")
def has_phone(law):
    """Nomor HP tercatat."""
    return ~Q(phone="")


@indicator("TIM_1", asked=Q(unit__isnull=False))
def works_in_an_open_unit(law):
    """Unit kerja masih aktif."""
    return Q(unit_closed_on__isnull=True) | Q(unit_closed_on__gt=law.day)


@indicator("TIM_2", asked=PNS_OR_CPNS & OPERATIVE)
def candidate_was_appointed(law):
    """Calon pejabat fungsional sudah diangkat dalam dua tahun sejak TMT CPNS."""
    return NOBODY_KNOWS  # for which position somebody was recruited is nowhere in the records that SIASN hands out


@indicator("TIM_3", asked=ON_PROBATION)
def probation_ended_in_time(law):
    """Masa CPNS tidak lebih dari satu tahun."""
    return Q(cpns_since__gte=years_after(law.day, -law["kualitas.masa_cpns_tahun"]))


@indicator("TIM_4", asked=STRUCTURAL)
def holds_the_post_alone(law):
    """Jabatan struktural dipangku satu orang."""
    return known(Q(co_holders=""), "co_holders")


@indicator("TIM_5")
def below_the_age_of_retirement(law):
    """Belum mencapai batas usia pensiun."""
    return known(Q(retires_on__gt=law.day), "retires_on")


@indicator("TIM_6", asked=ON_LEAVE)
def unpaid_leave_runs(law):
    """Cuti di luar tanggungan negara masih berjalan."""
    return known(Q(leave_until__gte=law.day), "leave_until")


@indicator("ACC_1", asked=CIVIL_SERVANT)
def probation_before_appointment(law):
    """TMT CPNS tidak lebih akhir daripada TMT PNS."""
    return known(Q(cpns_since__lte=F("pns_since")), "pns_since")


@indicator("ACC_2", asked=PNS_OR_CPNS)
def secondment_fits_the_agency(law):
    """Jenis pegawai (DPK/DPB) sesuai dengan instansi kerja."""
    return known(Q(works_at_home=True, seconded=False) | Q(works_at_home=False, seconded=True), "works_at_home")


@indicator("ACC_3", asked=STRUCTURAL & PNS_OR_CPNS)
def structural_after_some_years(law):
    """Pejabat struktural bermasa kerja dua tahun atau lebih."""
    return Q(cpns_since__lte=years_after(law.day, -law["kualitas.masa_kerja_struktural_tahun"]))


@indicator("ACC_4", asked=CONTRACT)
def contract_has_its_standing(law):
    """Kedudukan hukum PPPK sesuai."""
    return Q(standing__in=law["kualitas.kedudukan_pppk"])


@indicator("ACC_5")
def nik_is_valid(law):
    """NIK tercatat dan tervalidasi."""
    return Case(
        When(nik="", then=False),
        When(nik_valid__isnull=True, then=None),
        default=F("nik_valid"),
        output_field=BooleanField(null=True),
    )


@indicator("ACC_6", asked=STRUCTURAL)
def structural_education(law):
    """Pendidikan pejabat struktural memenuhi kualifikasi terendah."""
    return least_education(law, "kualitas.pendidikan_eselon", "echelon")


@indicator("ACC_7", asked=CONTRACT)
def contract_in_years_of_contracts(law):
    """Tahun pada NI PPPK termasuk tahun pengangkatan PPPK."""
    return Q(nip_year__range=(law["kualitas.pppk_tahun_pertama"], law.day.year))


@indicator("ACC_8", asked=FUNCTIONAL)
def functional_education(law):
    """Pendidikan pejabat fungsional memenuhi kualifikasi terendah."""
    return least_education(law, "kualitas.pendidikan_jenjang", "tier")


@indicator("ACC_9", asked=OPERATIVE)
def operative_is_named_so(law):
    """Nama jabatan pelaksana tidak memakai nama jabatan fungsional."""
    return known(Q(named_like_functional=False), "named_like_functional")


@indicator("ACC_10", asked=STRUCTURAL & PNS_OR_CPNS)
def structural_grade(law):
    """Pangkat pejabat struktural tidak di bawah pangkat terendah jabatannya."""
    return known(Q(grade_level__gte=F("lowest_level")), "lowest_level")


@indicator("CON_1", asked=PNS_OR_CPNS)
def nip_agrees_with_service(law):
    """TMT CPNS sesuai dengan NIP."""
    return Q(nip_tells_service=True)


@indicator("CON_2")
def nip_agrees_with_birth(law):
    """Tanggal lahir sesuai dengan NIP."""
    return Q(nip_tells_birth=True)


@indicator("CON_3")
def nip_agrees_with_sex(law):
    """Jenis kelamin sesuai dengan NIP."""
    return Q(nip_tells_sex=True)


@indicator("CON_4", asked=CONTRACT)
def ni_pppk_agrees_with_service(law):
    """Tahun pengangkatan sesuai dengan NI PPPK."""
    return Q(nip_tells_service=True)

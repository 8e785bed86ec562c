"""Satyalancana Karya Satya: one function per condition, in the order of the decision table."""

from django.db.models import BooleanField, Case, Q, When

from employees.models import Employee
from simpeg.law.engine import RuleSet

MEDAL = RuleSet("Satyalancana Karya Satya")

PP_35 = "UU 20/2009; PP 35/2010 Pasal 22"
BEGINNING = "1994-01-01"


@MEDAL.rule("STATUS", basis=PP_35, since=BEGINNING)
def is_pns_in_service(law):
    """Berstatus PNS dengan kedudukan hukum yang tidak ditangguhkan."""
    return Case(
        When(~Q(status=Employee.Status.PNS), then=False),
        When(standing__in=law["kedudukan.ditangguhkan"], then=False),
        default=True,
        output_field=BooleanField(),
    )


@MEDAL.rule("MASA", basis=PP_35, since=BEGINNING, by_time=True)
def has_served_long_enough(law):
    """Bekerja terus-menerus sekurang-kurangnya 10 tahun, dihitung sejak TMT CPNS."""
    return Q(reached__isnull=False)


@MEDAL.rule("HUKDIS", basis=PP_35, since=BEGINNING)
def never_punished(law):
    """Tidak pernah dijatuhi hukuman disiplin tingkat sedang atau berat dalam masa kerja itu."""
    return Q(punished_on__isnull=True)


@MEDAL.rule("CLTN", basis=PP_35, since=BEGINNING)
def never_on_unpaid_leave(law):
    """Tidak pernah menjalani cuti di luar tanggungan negara dalam masa kerja itu."""
    return Q(unpaid_on__isnull=True)


@MEDAL.rule("SUDAH", basis=PP_35, since=BEGINNING, asked=lambda law: Q(reached__isnull=False))
def does_not_own_it_yet(law):
    """Belum memiliki tanda kehormatan menurut masa kerja yang dicapainya."""
    return Q(open_medals__gt=0)

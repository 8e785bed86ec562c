"""The facts the rules of the salary step look at, with what a CPNS is paid of them."""

from django.db.models import Case, F, IntegerField, When

from employees.due_lists.places import Places
from employees.models import Employee, IncrementFacts
from simpeg.law.engine import LawGap
from simpeg.law.models import SalaryStep

PLACES = Places(
    table="employees_incrementplace",
    columns="status standing grade_id grade_code",
    placed="employees_incrementplaced",
    parts=("employees_incrementsaid", "employees_incrementasked"),
    others="employees_incrementahead",
    besides=(("employees_incrementstep", "employees_incrementsteps"),),
)


def increment_facts(law, *, many=True, laid_out=False):
    """`IncrementFacts` with `pay`, what is paid now. Read it within `as_of(law.day)`.

    Raises `LawGap` where no salary table is in force.
    """
    if not SalaryStep.objects.filter(in_force__contains=law.day).exists():
        raise LawGap(f"Tabel gaji pokok yang tersimpan belum memuat {law.day:%d-%m-%Y}.")
    share = law["kgb.gaji_cpns_persen"]
    return IncrementFacts.objects.annotate(
        pay=Case(
            When(status=Employee.Status.CPNS, then=F("pay_now") * share / 100),
            default=F("pay_now"),
            output_field=IntegerField(),
        )
    )

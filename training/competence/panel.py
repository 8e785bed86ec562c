"""What stands beside a person's file: how he matches his position, for whoever may read it."""

from django.utils import timezone

from employees.dossier.beside import beside
from employees.models import EmployeeState
from employees.permissions import is_own
from simpeg.law.engine import Law
from training.competence.queries import gaps, may_read_people, scores
from training.competence.rules import Score, thresholds_of
from training.models import seen_by


@beside
def competence(user, employee):
    """The match and what it leaves out; None for whoever may not read this person's competence."""
    people = EmployeeState.objects.filter(seen_by(user), pk=employee.pk)
    if not is_own(user, employee) and not (may_read_people(user) and people.exists()):
        return None
    law = Law.on(timezone.localdate())
    score = scores(gaps(people, law)).get(employee.pk, Score(0, 0, 0, 0, 0, thresholds_of(law)))
    return "training/competence/_panel.html", {"score": score}

"""The index beside a person's file: as it was last measured, and the way to what it is made of."""

from employees.dossier.beside import beside
from employees.permissions import is_own
from training.models import IndexScore
from training.models.professionalism import SEES_OWN_UNITS, sees_every_index


@beside
def index_panel(user, employee):
    if not (is_own(user, employee) or user.has_perm(SEES_OWN_UNITS) or sees_every_index(user)):
        return None
    scores = IndexScore.objects.visible_to(user).filter(employee=employee)
    score = scores.select_related("measurement").order_by("-measurement__year").first()
    return "training/professionalism/_panel.html", {"employee": employee, "score": score}

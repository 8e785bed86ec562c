from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from employees.calendar.views import readable
from employees.due_lists.lists import LISTS
from employees.models import PositionKind
from employees.permissions import is_own, sees_sanctions
from employees.what_if.forms import AssumptionForm
from employees.what_if.outlook import compared_answers, compared_coming, outlook_of
from employees.what_if.positions import label_of, positions_like
from employees.what_if.services import SupposedRefused, supposing
from simpeg.law.engine import LawGap

ASKED = "Bertanya “andaikan” atas berkas pegawai"


@require_safe
def page(request, nip):
    """Every right of one person before and after what is supposed. Nothing is kept: the answers are in the address."""
    employee = readable(request, nip, ASKED)
    today, with_sanctions = timezone.localdate(), sees_sanctions(request.user, employee)
    asked = bool(request.GET)
    form = AssumptionForm(
        request.GET if asked else {"day": LISTS["promotion"].first_day(today).isoformat()},
        employee=employee,
        today=today,
        tier=employee.state.tier if employee.state.position_kind == PositionKind.FUNCTIONAL else "",
        sanctions=employee.sanctions.select_related("kind").order_by("-starts_on") if with_sanctions else None,
        positions_at=reverse("what_if:positions", args=[nip]),
    )
    context = {"employee": employee, "state": employee.state, "form": form, "today": today, "asked": asked,
               "is_own": is_own(request.user, employee)}  # fmt: skip
    if form.is_valid():
        try:
            context |= _answers(employee, form, today, with_sanctions)
        except (SupposedRefused, LawGap) as refused:
            form.add_error(None, str(refused))
    status = 422 if form.errors else 200
    return render(request, "employees/what_if/page.html", context, status=status)


@require_safe
def positions(request, nip):
    """Suggestions for the post, as options."""
    readable(request, nip)
    text = request.GET.get("position", "").replace("\x00", "").strip()[:100]
    found = positions_like(text, timezone.localdate()) if len(text) > 1 else []
    return render(request, "employees/records/_units.html", {"found": [label_of(each) for each in found]})


def _answers(employee, form, today, with_sanctions):
    assumptions = form.assumptions
    ask = {"day": form.cleaned_data["day"], "today": today, "with_sanctions": with_sanctions}
    before = after = outlook_of(employee.nip, **ask)
    if assumptions:
        with supposing(employee, assumptions):
            after = outlook_of(employee.nip, **ask)
    return {
        "assumptions": assumptions,
        "day": ask["day"],
        "answers": compared_answers(before, after),
        "coming": compared_coming(before, after),
    }

from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from employees.asof.pages import speaks_of_a_day
from employees.directory.queries import cheap_on, in_units, listed, people_page, states, undated, with_open_files
from employees.models import Unit
from employees.units import queries
from simpeg.law.engine import Law
from simpeg.web.access import any_permission_required
from simpeg.web.replica import reads_only

may_list = any_permission_required("employees.view_all_units", "employees.view_own_units")


def unit_or_404(request, pk):
    """The unit, where this user may open it."""
    return get_object_or_404(Unit.objects.visible_to(request.user), pk=pk)


def above(user, unit):
    """The units above that this user may open, from the top."""
    visible = Unit.objects.visible_to(user).filter(pk__in=unit.path[:-1])
    return sorted(visible, key=lambda upper: unit.path.index(upper.pk))


@require_safe
@may_list
@reads_only
@speaks_of_a_day
def tree(request):
    """The tree from its top, its first level open; deeper levels open one by one."""
    law = Law.on(request.day)
    top = queries.roots(request.user, law)
    only = top[0] if len(top) == 1 else None
    first = queries.branches(only.unit, request.user, law) if only else top
    return render(
        request,
        "employees/units/tree.html",
        {"only": only, "branches": first, "undated": undated(listed(request.user), request)},
    )


@require_safe
@may_list
@reads_only
@speaks_of_a_day
def branches(request, pk):
    """One level of the tree, for whoever opens it in place; the unit's own page says the same."""
    unit = unit_or_404(request, pk)
    if not request.htmx:
        return redirect("units:detail", pk)
    found = queries.branches(unit, request.user, Law.on(request.day))
    return render(request, "employees/units/_branches.html", {"branches": found})


@require_safe
@may_list
@reads_only
@speaks_of_a_day
def detail(request, pk):
    """A unit: who heads it, what lies below, its position map and its people."""
    user, law = request.user, Law.on(request.day)
    unit = unit_or_404(request, pk)
    counts = queries.head_counts(unit, user, law)
    below = Unit.objects.below(unit)
    page, hits, _ = people_page(
        states(user).filter(in_units(below)), "name", request.GET.get("halaman"), cheap=cheap_on(request)
    )
    context = {
        "unit": unit,
        "above": above(user, unit),
        "head": queries.head_of(unit),
        "predecessors": unit.predecessors.all(),
        "successors": unit.successors.all(),
        "active": sum(counts.values()),
        "active_here": counts.get(None, 0),
        "branches": queries.branches(unit, user, law),
        "posts": queries.position_map(unit, law),
        "hits": hits,
        "page": with_open_files(page, request),
        "undated": undated(listed(user).filter(in_units(below, "state__unit_id")), request),
    }
    return render(request, "employees/units/detail.html", context)

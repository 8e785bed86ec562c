from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from employees.asof.pages import speaks_of_a_day
from employees.directory.filters import PeopleFilter
from employees.directory.queries import SORTS, cheap_on, listed, people_page, states, undated, with_open_files
from employees.directory.search import quick_search
from simpeg.web.access import any_permission_required
from simpeg.web.chips import chips, without
from simpeg.web.replica import reads_only

may_list = any_permission_required("employees.view_all_units", "employees.view_own_units")


@require_safe
@may_list
@reads_only
@speaks_of_a_day
def people_list(request):
    user = request.user
    people_filter = PeopleFilter(request.GET, queryset=states(user), user=user, day=request.day)
    typed = bool(people_filter.form["q"].value())
    page, hits, sort = people_page(
        people_filter.qs, people_filter.sorting, request.GET.get("halaman"), typed=typed, cheap=cheap_on(request)
    )
    context = {
        "filter": people_filter,
        "chips": [chip for chip in chips(request, people_filter.form) if chip["label"] != "Urutkan menurut"],
        "clear": without(request, [name for name in people_filter.filters if name != "sort"]),
        "hits": hits,
        "page": with_open_files(page, request),
        "undated": undated(listed(user), request),
        "sort": sort,
        "unsorted": sort != people_filter.sorting,
        "sorts": SORTS,
    }
    return render(request, "employees/directory/people_list.html", context)


@require_safe
@may_list
@reads_only
def search(request):
    """The box in the top bar: a short list while typing, a page on Enter, the person himself if he is the only hit."""
    text = request.GET.get("q", "").replace("\x00", "").strip()[:100]
    found = quick_search(request.user, text)
    context = {"text": text, "found": found}
    if request.htmx:
        return render(request, "employees/directory/_hits.html", context)
    if found.only_person:
        return redirect("dossier:detail", found.only_person.nip)
    return render(request, "employees/directory/search.html", context | {"quick_search_text": text})

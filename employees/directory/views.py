from django.contrib.auth.decorators import permission_required
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from employees import tasks
from employees.asof.pages import speaks_of_a_day
from employees.directory.filters import PeopleFilter
from employees.directory.forms import PeopleExportForm
from employees.directory.queries import SORTS, cheap_on, listed, people_page, states, undated, with_open_files
from employees.directory.search import quick_search
from employees.purposes.words import purposes_for
from simpeg.audit.purpose import reading_for
from simpeg.core.dates import in_words
from simpeg.jobs import services as jobs
from simpeg.reports.forms import ExportForm
from simpeg.web.access import any_permission_required
from simpeg.web.chips import chips, without
from simpeg.web.paging import count_hits
from simpeg.web.replica import reads_only

may_list = any_permission_required("employees.view_all_units", "employees.view_own_units")


@require_safe
@may_list
@reads_only
@speaks_of_a_day
def people_list(request):
    return _list(request)


@require_POST
@may_list
@permission_required("employees.export_list", raise_exception=True)
@speaks_of_a_day
def export(request):
    """Hand the filtered list to a job that writes it as Excel: all of it, however much the page shows."""
    people_filter = _filter(request)
    form = _export_form(request, count_hits(people_filter.qs), request.POST)
    if request.refusals or not people_filter.is_valid() or not form.is_valid():
        return _list(request, export_form=form, status=422)
    params = {
        "filters": {name: value for name, value in request.GET.items() if value and name in people_filter.filters},
        "day": request.day.isoformat(),
        "dated": request.per is not None,
        "include": form.cleaned_data.get("include", []),
        "reason": form.cleaned_data["reason"],
    }
    title = f"Daftar pegawai {in_words(request.day)} (Excel)"
    with reading_for(form.cleaned_data.get("purpose", "")):
        return redirect(jobs.submit_once(tasks.export_people, by=request.user, title=title, **params))


def _list(request, *, export_form=None, status=200):
    user, people_filter = request.user, _filter(request)
    typed = bool(people_filter.form["q"].value())
    page, hits, sort = people_page(
        people_filter.qs,
        people_filter.sorting,
        request.GET.get("halaman"),
        typed=typed,
        cheap=cheap_on(request),
        years=() if request.per else people_filter.years,  # the state of another day has no index
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
        "export_form": export_form or _export_form(request, hits),
        "may_export": user.has_perm("employees.export_list"),
    }
    return render(request, "employees/directory/people_list.html", context, status=status)


def _filter(request):
    return PeopleFilter(request.GET, queryset=states(request.user), user=request.user, day=request.day)


def _export_form(request, hits, data=None):
    rows = ExportForm.REASON_FROM + 1 if hits.capped else hits.number
    return PeopleExportForm(data, rows=rows, purposes=purposes_for(request), user=request.user)


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

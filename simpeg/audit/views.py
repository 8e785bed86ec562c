from django.contrib.auth.decorators import permission_required
from django.shortcuts import render
from django.views.decorators.http import require_safe

from simpeg.audit.describe import describe
from simpeg.audit.filters import EntryFilter
from simpeg.audit.models import Entry
from simpeg.web.chips import chips
from simpeg.web.paging import keyset_page


@require_safe
@permission_required("audit.view_entry", raise_exception=True)
def entry_list(request):
    """Every change of every record, newest first."""
    entry_filter = EntryFilter(request.GET, queryset=Entry.objects.all())
    page = keyset_page(entry_filter.qs, ["-id"], request.GET.get("halaman"))
    context = {
        "filter": entry_filter,
        "chips": chips(request, entry_filter.form),
        "clear": request.path,
        "page": page,
        "lines": describe(page, reader=request.user),
    }
    return render(request, "simpeg/audit/entry_list.html", context)

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from simpeg.notices import services
from simpeg.notices.models import Notice
from simpeg.web.paging import keyset_page


@require_safe
def notice_list(request):
    notices = Notice.objects.visible_to(request.user)
    only_unread = request.GET.get("yang") == "belum"
    page = keyset_page(notices.unread() if only_unread else notices, ["-id"], request.GET.get("halaman"))
    context = {"page": page, "only_unread": only_unread, "unread": notices.unread().count()}
    return render(request, "simpeg/notices/list.html", context)


@require_POST
def open_notice(request, pk):
    """Mark it as read, and go to the page it speaks of."""
    notice = get_object_or_404(Notice.objects.visible_to(request.user), pk=pk)
    services.open_notice(notice)
    return redirect(notice.href)


@require_POST
def read_all(request):
    services.read_all(request.user)
    messages.success(request, "Semua pemberitahuan ditandai sudah dibaca.")
    return redirect("notices:list")

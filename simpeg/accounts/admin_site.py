from functools import wraps

from django.contrib.admin import AdminSite
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from simpeg.accounts import views
from simpeg.audit.change import change


class DataAdminSite(AdminSite):
    """Django's admin, for mending data and keeping accounts: our door, our trail.

    Every write is signed with the user and the reason typed on the form (`_reason`).
    """

    site_title = "SIMPEG"
    site_header = "SIMPEG – perbaikan data"
    index_title = "Perbaikan data"
    enable_nav_sidebar = False

    def admin_view(self, view, cacheable=False):
        inner = super().admin_view(view, cacheable)

        @wraps(inner)
        def signed(request, *args, **kwargs):
            if not self.has_permission(request):
                raise PermissionDenied("Peran Anda tidak mencakup perbaikan data. Mintalah kepada super admin.")
            if request.method != "POST":
                return inner(request, *args, **kwargs)
            with change(by=request.user, reason=_reason(request)):
                return inner(request, *args, **kwargs)

        return signed

    @login_not_required
    def login(self, request, extra_context=None):
        wanted = request.GET.get("next") or reverse("admin:index", current_app=self.name)
        return redirect(f"{reverse('accounts:login')}?{urlencode({'next': wanted})}")

    def logout(self, request, extra_context=None):
        return views.log_out(request)

    def password_change(self, request, extra_context=None):
        return redirect("accounts:password")

    def password_change_done(self, request, extra_context=None):
        return redirect("accounts:password")


def _reason(request):
    return request.POST.get("_reason", "").replace("\0", "").strip()[:500] or "Perbaikan data"

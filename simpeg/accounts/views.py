from django.contrib import messages
from django.contrib.auth import views as auth
from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from simpeg.accounts import services, throttle
from simpeg.accounts.backends import find_account
from simpeg.accounts.events import Kind, note_event
from simpeg.accounts.forms import LoginForm, PasswordForm
from simpeg.accounts.middleware import ENDED
from simpeg.accounts.models import Session
from simpeg.accounts.sessions import fingerprint


@method_decorator(login_not_required, name="dispatch")
class LoginView(auth.LoginView):
    """The one door: the admin's leads here too."""

    http_method_names = ["get", "head", "post"]
    template_name = "accounts/login.html"
    authentication_form = LoginForm
    redirect_authenticated_user = True

    @method_decorator(transaction.atomic)
    def post(self, request, *args, **kwargs):
        throttle.wait_in_line(request.POST.get("username", ""))
        return super().post(request, *args, **kwargs)

    def form_valid(self, form):
        services.log_in(self.request, form.get_user())
        return redirect(self.get_success_url())

    def form_invalid(self, form):
        if form.has_error("__all__", "invalid_login") and not self.request.axes_locked_out:
            note_event(Kind.REFUSED, user=find_account(form.cleaned_data["username"]), request=self.request)
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def get_context_data(self, **kwargs):
        return super().get_context_data(session_ended=ENDED in self.request.GET, **kwargs)


def lockout_page(request, response, credentials):
    """The answer of any door to whoever was wrong too often (AXES_LOCKOUT_CALLABLE): it says when to try again."""
    if request.axes_failures_since_start is not None:  # this very attempt was one too many
        account = find_account((credentials or {}).get("username") or "")
        note_event(Kind.LOCKED, user=account, request=request)
    until = throttle.Attempts(request, credentials).locked_until()
    page = render(request, "accounts/locked.html", {"until": until}, status=429)
    page["Retry-After"] = str(max(1, round((until - timezone.now()).total_seconds())))
    return page


@require_POST
def log_out(request):
    services.log_out(request)
    messages.success(request, "Anda sudah keluar. Tutup peramban bila komputer ini dipakai bersama.")
    return redirect("accounts:login")


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@transaction.atomic
def password(request):
    """One's own password; the only page open to whoever came in with a first password."""
    form = PasswordForm(request.POST if request.method == "POST" else None, request=request)
    if request.method == "POST":
        throttle.wait_in_line(request.user.username)
        if form.is_valid():
            services.change_password(request, form.cleaned_data["new"])
            messages.success(request, "Kata sandi Anda sudah diganti. Semua sesi Anda yang lain sudah diakhiri.")
            return redirect("home:index")
        if form.has_error("old"):
            note_event(Kind.REFUSED, user=request.user, request=request)
        return render(request, "accounts/password.html", {"form": form}, status=422)
    return render(request, "accounts/password.html", {"form": form})


@require_safe
def sessions(request):
    """Where one is logged in."""
    open_sessions = Session.objects.visible_to(request.user).filter(expire_date__gt=timezone.now())
    context = {"sessions": open_sessions.order_by("-seen_at"), "this": fingerprint(request.session.session_key)}
    return render(request, "accounts/sessions.html", context)


@require_POST
def end_session(request):
    """End one of one's other sessions, or all of them (`sesi=semua`)."""
    which = request.POST.get("sesi", "").replace("\0", "")
    only = None if which == "semua" else which
    ended = services.end_sessions(request.user, keep=request.session.session_key, only=only)
    if ended:
        note_event(Kind.SESSION_ENDED, user=request.user, by=request.user, request=request)
        messages.success(request, f"{ended} sesi sudah diakhiri.")
    else:
        messages.info(request, "Sesi itu sudah berakhir.")
    return redirect("accounts:sessions")

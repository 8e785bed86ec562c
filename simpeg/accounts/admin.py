"""Accounts as the super admin keeps them: opened, given roles, disabled, given a new first password."""

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.debug import sensitive_variables

from simpeg.accounts import services
from simpeg.accounts.models import SecurityEvent, User

admin.site.unregister(Group)  # roles come from simpeg.roles alone


class AccountForm(forms.ModelForm):
    class Meta:
        model = User
        fields = ["username", "name", "nip", "email", "groups", "is_active"]
        widgets = {"groups": forms.CheckboxSelectMultiple}
        labels = {"groups": "Peran"}
        help_texts = {"groups": "Hak akun ini berasal dari peran-peran ini saja."}

    def clean(self):
        """Nobody locks himself out, or gives himself another role."""
        if self.instance.pk != self.by.pk:
            return
        roles = self.cleaned_data.get("groups")
        if not self.cleaned_data.get("is_active", True):
            self.add_error("is_active", "Anda tidak dapat menonaktifkan akun Anda sendiri.")
        if roles is not None and {role.pk for role in roles} != {role.pk for role in self.instance.groups.all()}:
            self.add_error("groups", "Anda tidak dapat mengubah peran Anda sendiri. Mintalah super admin yang lain.")


@admin.register(User)
class AccountAdmin(admin.ModelAdmin):
    form = AccountForm
    list_display = ["name", "username", "nip", "roles", "is_active", "last_login"]
    list_filter = ["is_active", "groups", "must_change_password", "is_demo"]
    search_fields = ["name", "username", "nip"]
    ordering = ["name", "username"]
    list_per_page = 50
    readonly_fields = ["last_login", "date_joined", "must_change_password", "is_demo"]
    fields = [*AccountForm.Meta.fields, *readonly_fields]

    @admin.display(description="peran")
    def roles(self, account):
        return ", ".join(sorted(group.name for group in account.groups.all())) or "–"

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("groups")

    def get_form(self, request, *args, **kwargs):
        form = super().get_form(request, *args, **kwargs)
        form.by = request.user
        return form

    def has_delete_permission(self, request, obj=None):
        return False  # disabled instead: the trail names it

    def save_model(self, request, account, form, change):
        if not change:
            account.set_unusable_password()
        super().save_model(request, account, form, change)
        if change and "is_active" in form.changed_data:
            (services.enable if account.is_active else services.disable)(account, by=request.user)

    def response_add(self, request, account, post_url_continue=None):
        return self._show_first_password(request, account)

    def get_urls(self):
        return [
            path("<int:pk>/kata-sandi/", self.admin_site.admin_view(self.issue), name="accounts_user_issue"),
            path("<int:pk>/buka-kunci/", self.admin_site.admin_view(self.unlock), name="accounts_user_unlock"),
            *super().get_urls(),
        ]

    def issue(self, request, pk):
        account = self._account(request, pk)
        if request.method == "POST":
            return self._show_first_password(request, account)
        return render(request, "admin/accounts/user/issue.html", self._context(request, account))

    def unlock(self, request, pk):
        account = self._account(request, pk)
        if request.method == "POST":
            waited = services.unlock(account, by=request.user)
            messages.success(request, "Kunci akun dibuka." if waited else "Akun ini tidak sedang terkunci.")
        return redirect("admin:accounts_user_change", pk)

    def _account(self, request, pk):
        account = self.get_object(request, pk)
        if account is None:
            raise Http404("Akun ini tidak ada.")
        if not self.has_change_permission(request, account):
            raise PermissionDenied("Peran Anda tidak mencakup pengelolaan akun.")
        return account

    def _context(self, request, account, **more):
        return {**self.admin_site.each_context(request), "account": account, "opts": self.opts, **more}

    @sensitive_variables("password")
    def _show_first_password(self, request, account):
        """On this page and nowhere else: it is kept hashed, and good for one login."""
        password = services.issue_password(account, request.user)
        context = self._context(request, account, password=password, title="Kata sandi pertama")
        return render(request, "admin/accounts/user/first_password.html", context)


@admin.register(SecurityEvent)
class SecurityEventAdmin(admin.ModelAdmin):
    list_display = ["at", "kind", "user", "by", "address"]
    list_filter = ["kind", "at"]
    search_fields = ["user__username", "user__nip", "address"]
    list_select_related = ["user", "by"]
    list_per_page = 100
    ordering = ["-id"]
    show_full_result_count = False

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

from django import forms
from django.contrib.auth import authenticate, password_validation
from django.contrib.auth.forms import AuthenticationForm

from simpeg.accounts.passwords import MAX_LENGTH

WRONG = (
    "Nama pengguna atau NIP dan kata sandi tidak cocok, atau akun tidak aktif. Periksa huruf besar-kecil kata sandi, "
    "lalu coba lagi. Lupa kata sandi? Mintalah kata sandi pertama yang baru kepada admin kepegawaian Anda."
)


class LoginForm(AuthenticationForm):
    error_messages = {"invalid_login": WRONG, "inactive": WRONG}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["username"].label = "NIP atau nama pengguna"
        self.fields["username"].max_length = 150
        self.fields["password"].label = "Kata sandi"
        self.fields["password"].max_length = MAX_LENGTH


class PasswordForm(forms.Form):
    """One's own new password. Whoever came in with a first password has just typed it and is not asked again."""

    old = forms.CharField(
        label="Kata sandi sekarang",
        strip=False,
        max_length=MAX_LENGTH,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    new = forms.CharField(
        label="Kata sandi baru",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=password_validation.password_validators_help_text_html,
    )
    again = forms.CharField(
        label="Ulangi kata sandi baru",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args, request, **kwargs):
        super().__init__(*args, **kwargs)
        self.request, self.user = request, request.user
        if self.user.must_change_password:
            del self.fields["old"]

    def clean_old(self):
        """Through the same door as a login: counted, and locked after too many."""
        old = self.cleaned_data["old"]
        if authenticate(self.request, username=self.user.username, password=old) != self.user:
            raise forms.ValidationError("Kata sandi sekarang tidak cocok. Periksa huruf besar-kecil, lalu coba lagi.")
        return old

    def clean_new(self):
        new = self.cleaned_data["new"]
        if self.user.check_password(new):
            raise forms.ValidationError("Kata sandi baru sama dengan yang sekarang. Pakai yang lain.")
        password_validation.validate_password(new, self.user)
        return new

    def clean(self):
        new, again = self.cleaned_data.get("new"), self.cleaned_data.get("again")
        if new and again is not None and new != again:
            self.add_error("again", "Ulangan tidak sama dengan kata sandi baru. Ketik keduanya sekali lagi.")

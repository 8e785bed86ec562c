from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "simpeg.accounts"
    verbose_name = "Akun"

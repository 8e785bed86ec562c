from importlib import import_module

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "simpeg.accounts"
    verbose_name = "Akun"

    def ready(self):
        import_module("simpeg.accounts.checks")

from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "simpeg.home"
    verbose_name = "Beranda"

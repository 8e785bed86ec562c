from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "simpeg.notices"
    verbose_name = "Pemberitahuan"

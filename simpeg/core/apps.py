from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "simpeg.core"
    verbose_name = "Inti"

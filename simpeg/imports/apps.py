from django.apps import AppConfig


class ImportsConfig(AppConfig):
    name = "simpeg.imports"
    verbose_name = "impor buku kerja"

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "simpeg.reports"
    verbose_name = "Laporan"

from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "simpeg.jobs"
    verbose_name = "Pekerjaan"

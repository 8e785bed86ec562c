from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "simpeg.audit"
    verbose_name = "Jejak audit"

from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "simpeg.web"
    verbose_name = "Web"

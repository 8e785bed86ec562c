from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "simpeg.demo"
    label = "demo"
    verbose_name = "Kabupaten contoh"

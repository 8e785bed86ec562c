from django.urls import path, register_converter

from employees.dossier import views


class NipConverter:
    """Eighteen digits, of those that `[0-9]` means."""

    regex = "[0-9]{18}"

    def to_python(self, value):
        return value

    def to_url(self, value):
        return value


register_converter(NipConverter, "nip")

app_name = "dossier"
urlpatterns = [
    path("saya/", views.own, name="own"),
    path("<nip:nip>/", views.detail, name="detail"),
    path("<nip:nip>/jejak/", views.trail, name="trail"),
]

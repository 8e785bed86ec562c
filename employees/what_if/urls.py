from django.urls import path

from employees.dossier import urls as dossier  # noqa: F401 -- registers the converter of a NIP
from employees.what_if import views

app_name = "what_if"
urlpatterns = [
    path("<nip:nip>/andai/", views.page, name="page"),
    path("<nip:nip>/andai/jabatan/", views.positions, name="positions"),
]

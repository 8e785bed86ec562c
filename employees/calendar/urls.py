from django.urls import path

from employees.calendar import views
from employees.dossier import urls as dossier  # noqa: F401 -- registers the converter of a NIP

app_name = "calendar"
urlpatterns = [
    path("", views.index, name="index"),
    path("hitung/", views.run, name="run"),
    path("saya/", views.own, name="own"),
    path("daftar/", views.people, name="people"),
    path("daftar/unduh/", views.export, {"which": "semua"}, name="export"),
    path("peringatan/", views.warnings, name="warnings"),
    path("peringatan/unduh/", views.export, {"which": "peringatan"}, name="export-warnings"),
    path("pegawai/<nip:nip>/", views.person, name="person"),
    path("pegawai/<nip:nip>/kalender.ics", views.person_feed, name="person-feed"),
]

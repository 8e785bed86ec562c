from django.urls import path

from employees.dossier import urls as dossier  # noqa: F401 -- registers the converter of a NIP
from employees.records import views

app_name = "records"
urlpatterns = [
    path("baru/", views.new, name="new"),
    path("pilihan-unit/", views.units, name="units"),
    path("<nip:nip>/data-utama/perbaiki/", views.personal, name="personal"),
    path("<nip:nip>/catatan/<slug:kind>/tambah/", views.add, name="add"),
    path("<nip:nip>/catatan/<slug:kind>/<int:pk>/perbaiki/", views.correct, name="correct"),
    path("<nip:nip>/catatan/<slug:kind>/<int:pk>/akhiri/", views.end, name="end"),
    path("<nip:nip>/catatan/<slug:kind>/<int:pk>/cabut/", views.withdraw, name="withdraw"),
    path("<nip:nip>/catatan/<slug:kind>/<int:pk>/riwayat/", views.history, name="history"),
]

from django.urls import path

from training.professionalism import person_views, views

app_name = "ip_asn"
urlpatterns = [
    path("", views.index, name="index"),
    path("unit/<int:pk>/", views.unit, name="unit"),
    path("daftar/", views.score_list, name="list"),
    path("daftar/unduh/", views.export, name="export"),
    path("ukur/", views.measure, name="measure"),
    path("<int:year>/tetapkan/", views.settle, name="settle"),
    path("<int:year>/buka/", views.reopen, name="reopen"),
    path("saya/", person_views.own, name="own"),
    path("pegawai/<nip:nip>/", person_views.person, name="person"),
]

from django.urls import path

from training.wallet import views

app_name = "wallet"
urlpatterns = [
    path("", views.own, name="own"),
    path("pegawai/", views.people, name="people"),
    path("pegawai/unduh/", views.export, name="export"),
    path("pegawai/<nip:nip>/", views.person, name="person"),
    path("rencana/", views.plan, name="plan"),
    path("rencana/buka/", views.open_plan, name="open-plan"),
]

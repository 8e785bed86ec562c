from django.urls import path

from training.competence.imports import views

app_name = "competence_imports"
urlpatterns = [
    path("", views.start, name="start"),
    path("<int:pk>/", views.detail, name="detail"),
    path("<int:pk>/simpan/", views.keep, name="keep"),
    path("<int:pk>/batal/", views.cancel, name="cancel"),
    path("<int:pk>/baris-ditolak/", views.refused, name="refused"),
]

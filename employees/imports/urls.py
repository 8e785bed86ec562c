from django.urls import path

from employees.imports import views

app_name = "imports"
urlpatterns = [
    path("", views.start, name="start"),
    path("<int:pk>/", views.detail, name="detail"),
    path("<int:pk>/simpan/", views.confirm, name="confirm"),
    path("<int:pk>/batal/", views.cancel, name="cancel"),
    path("<int:pk>/baris-ditolak/", views.rejected, name="rejected"),
]

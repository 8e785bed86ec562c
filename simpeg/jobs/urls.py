from django.urls import path

from simpeg.jobs import views

app_name = "jobs"
urlpatterns = [
    path("", views.job_list, name="list"),
    path("<int:pk>/", views.detail, name="detail"),
    path("<int:pk>/berhenti/", views.stop, name="stop"),
    path("<int:pk>/berkas/", views.download, name="download"),
]

from django.urls import path

from employees.differences import run_views, views

app_name = "differences"
urlpatterns = [
    path("", views.desk, name="desk"),
    path("unggah/", run_views.start, name="start"),
    path("unggah/<int:pk>/", run_views.detail, name="run"),
    path("unggah/<int:pk>/ulangi/", run_views.resume, name="resume"),
    path("pegawai/<nip:nip>/", views.person, name="person"),
    path("putuskan/", views.decide, name="decide"),
    path("kirim/", views.to_bkn, name="send"),
    path("kirim/tandai/", views.mark_sent, name="mark-sent"),
    path("kirim/unduh/", views.export, name="export"),
    path("tanya/", views.questions, name="questions"),
    path("tanya/<int:pk>/jawab/", views.answer, name="answer"),
]

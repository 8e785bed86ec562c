from django.urls import path

from training.sessions import pages, result_views, views

app_name = "sessions"
urlpatterns = [
    path("sesi/", pages.index, name="index"),
    path("sesi/baru/", views.new, name="new"),
    path("sesi/<int:pk>/", pages.detail, name="detail"),
    path("sesi/<int:pk>/ubah/", views.change, name="change"),
    path("sesi/<int:pk>/pindah/", views.move, name="move"),
    path("sesi/<int:pk>/daftar/", views.ask, name="ask"),
    path("sesi/<int:pk>/calonkan/", views.nominate, name="nominate"),
    path("sesi/<int:pk>/peserta/", pages.participants, name="participants"),
    path("sesi/<int:pk>/kehadiran/", result_views.attendance, name="attendance"),
    path("sesi/<int:pk>/nilai/", result_views.scores, name="scores"),
    path("sesi/<int:pk>/evaluasi/", result_views.evaluate, name="evaluate"),
    path("sesi/<int:pk>/hasil-evaluasi/", result_views.evaluation, name="evaluation"),
    path("pendaftaran/<int:pk>/setujui/", views.approve, name="approve"),
    path("pendaftaran/<int:pk>/tolak/", views.refuse, name="refuse"),
    path("pendaftaran/<int:pk>/batalkan/", views.cancel, name="cancel"),
    path("persetujuan/", pages.approvals, name="approvals"),
    path("saya/", pages.own, name="own"),
]

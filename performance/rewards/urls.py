from django.urls import path

from performance.rewards import kind_views, pages, views

app_name = "rewards"
urlpatterns = [
    path("", pages.index, name="index"),
    path("jenis/baru/", kind_views.new, name="new-kind"),
    path("jenis/<int:pk>/ubah/", kind_views.correct, name="correct-kind"),
    path("jenis/<int:pk>/akhiri/", kind_views.end, name="end-kind"),
    path("jenis/<int:pk>/lanjutkan/", kind_views.resume, name="resume-kind"),
    path("putaran/baru/", views.new_round, name="new-round"),
    path("putaran/<int:pk>/", pages.detail, name="round"),
    path("putaran/<int:pk>/ubah/", views.change_round, name="change-round"),
    path("putaran/<int:pk>/umumkan/", views.announce, name="announce"),
    path("putaran/<int:pk>/calonkan/", views.nominate, name="nominate"),
    path("putaran/<int:pk>/usul-sistem/", pages.proposals, name="proposals"),
    path("putaran/<int:pk>/calon/", pages.candidates, name="candidates"),
    path("putaran/<int:pk>/terbitkan/", views.publish, name="publish"),
    path("calon/<int:pk>/", pages.candidate, name="candidate"),
    path("calon/<int:pk>/suara/", views.vote, name="vote"),
    path("calon/<int:pk>/keputusan/", views.decide, name="decide"),
    path("calonkan/", pages.choose_round, name="choose-round"),
    path("penerima/", pages.winners, name="winners"),
    path("umum/", pages.public, name="public"),
    path("belum-dihargai/", pages.overlooked_list, name="overlooked"),
    path("belum-dihargai/unduh/", views.export_overlooked, name="overlooked-export"),
]

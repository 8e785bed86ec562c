from django.urls import path

from training.competence import assessment_views, dictionary_views, standard_views, views

app_name = "competence"
urlpatterns = [
    path("", views.index, name="map"),
    path("unduh/", views.export_map, name="map-export"),
    path("kesenjangan/", views.ranking, name="ranking"),
    path("orang/", views.people, name="people"),
    path("orang/unduh/", views.export_people, name="people-export"),
    path("saya/", views.own, name="own"),
    path("pegawai/<nip:nip>/", views.person, name="person"),
    path("pegawai/<nip:nip>/nilai/", assessment_views.add, name="assess"),
    path("penilaian/<int:pk>/", assessment_views.correct, name="correct"),
    path("penilaian/<int:pk>/hapus/", assessment_views.remove, name="remove"),
    path("standar/", standard_views.posts, name="posts"),
    path("standar/<int:pk>/", standard_views.post, name="post"),
    path("standar/<int:pk>/tetapkan/", standard_views.set_standard, name="set-standard"),
    path("standar/<int:pk>/salin/", standard_views.copy, name="copy-standard"),
    path("standar/<int:pk>/akhiri/", standard_views.end, name="end-standard"),
    path("standar/<int:pk>/batalkan/", standard_views.withdraw, name="withdraw-standard"),
    path("kamus/", dictionary_views.dictionary, name="dictionary"),
    path("kamus/baru/", dictionary_views.add, name="add-entry"),
    path("kamus/<int:pk>/", dictionary_views.entry, name="entry"),
    path("kamus/<int:pk>/ubah/", dictionary_views.correct, name="correct-entry"),
    path("kamus/<int:pk>/tutup/", dictionary_views.close, name="close-entry"),
]

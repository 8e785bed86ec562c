from django.urls import path

from performance.plans import doing_views, late_views, views, writing_views

app_name = "plans"
urlpatterns = [
    path("skp/", views.own, name="own"),
    path("skp/pegawai/", views.people, name="people"),
    path("skp/terlambat/", late_views.late_list, name="late"),
    path("skp/contoh/", late_views.templates, name="templates"),
    path("skp/contoh/<int:pk>/hapus/", late_views.remove_template, name="remove-template"),
    path("skp/bukti/<int:pk>/", views.evidence, name="evidence"),
    path("skp/<int:pk>/", views.detail, name="detail"),
    path("skp/<int:pk>/isi/", writing_views.copy, name="copy"),
    path("skp/<int:pk>/model/", writing_views.model, name="model"),
    path("skp/<int:pk>/hasil/", writing_views.result, name="add-result"),
    path("skp/<int:pk>/hasil/<int:line>/", writing_views.result, name="change-result"),
    path("skp/<int:pk>/hasil/<int:line>/hapus/", writing_views.remove_result, name="remove-result"),
    path("skp/<int:pk>/bobot/", writing_views.weights, name="weights"),
    path("skp/<int:pk>/ekspektasi/", writing_views.expectations, name="expectations"),
    path("skp/<int:pk>/lampiran/", writing_views.attachments, name="attachments"),
    path("skp/<int:pk>/ajukan/", views.submit, name="submit"),
    path("skp/<int:pk>/tarik/", views.take_back, name="take-back"),
    path("skp/<int:pk>/kembalikan/", views.give_back, name="give-back"),
    path("skp/<int:pk>/sepakati/", views.agree, name="agree"),
    path("skp/<int:pk>/ubah/", views.reopen, name="reopen"),
    path("skp/<int:pk>/realisasi/<int:line>/", doing_views.progress, name="progress"),
    path("skp/<int:pk>/jadikan-contoh/", late_views.make_template, name="make-template"),
    path("umpan-balik/", doing_views.colleagues, name="colleagues"),
    path("umpan-balik/<int:pk>/", doing_views.give, name="give"),
]

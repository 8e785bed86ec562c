from django.urls import path

from employees.letters import batch_views, issue_views, office_views, views

app_name = "letters"
urlpatterns = [
    path("", views.letter_list, name="list"),
    path("<int:pk>/", views.detail, name="detail"),
    path("<int:pk>/halaman/<int:number>/", views.page, name="page"),
    path("<int:pk>/berkas/<slug:form>/", views.file, name="file"),
    path("<int:pk>/batalkan/", views.withdraw, name="withdraw"),
    path("baru/", issue_views.choose, name="new"),
    path("baru/kgb/<int:pk>/", issue_views.new_increment, name="new-increment"),
    path("baru/spmt/<nip:nip>/", issue_views.new_duty, name="new-duty"),
    path("baru/pengantar/", issue_views.new_cover, name="new-cover"),
    path("dari-daftar/<int:pk>/", batch_views.from_list, name="from-list"),
    path("dari-daftar/<int:pk>/nominatif/", batch_views.roster, name="roster"),
    path("kumpulan/", batch_views.batch_list, name="batches"),
    path("kumpulan/<int:pk>/", batch_views.batch, name="batch"),
    path("kumpulan/<int:pk>/lanjutkan/", batch_views.resume, name="resume"),
    path("kumpulan/<int:pk>/arsip/", batch_views.archive, name="archive"),
    path("templat/", office_views.templates, name="templates"),
    path("templat/<slug:code>/", office_views.template, name="template"),
    path("templat/<slug:code>/unduh/", office_views.template_file, name="template-file"),
    path("templat/<slug:code>/contoh/", office_views.template_trial, name="template-trial"),
    path("penanda-tangan/", office_views.signers, name="signers"),
    path("penanda-tangan/<int:pk>/", office_views.signer, name="signer"),
    path("penomoran/", office_views.numbering, name="numbering"),
]

from django.urls import path

from employees.documents import views

app_name = "documents"
urlpatterns = [
    path("<nip:nip>/dokumen/", views.document_list, name="list"),
    path("<nip:nip>/dokumen/unggah/", views.add, name="add"),
    path("dokumen/<int:pk>/", views.detail, name="view"),
    path("dokumen/<int:pk>/berkas/", views.file, name="file"),
    path("dokumen/<int:pk>/halaman/<int:number>/", views.page, name="page"),
    path("dokumen/<int:pk>/turunkan/", views.take_off, name="take-off"),
]

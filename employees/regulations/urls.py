from django.urls import path

from employees.regulations import change_views, views

app_name = "regulations"
urlpatterns = [
    path("", views.index, name="index"),
    path("topik/<str:code>/", views.topic, name="topic"),
    path("nilai/<str:key>/", views.value, name="value"),
    path("nilai/<str:key>/ubah/", change_views.propose_value, name="propose-value"),
    path("tabel/<str:code>/", views.table, name="table"),
    path("tabel/<str:code>/ubah/", change_views.propose_table, name="propose-table"),
    path("rujukan/<str:code>/", views.reference, name="reference"),
    path("contoh/<str:slug>/", views.worked_examples, name="examples"),
    path("perubahan/", change_views.change_list, name="changes"),
    path("perubahan/<int:pk>/", change_views.change, name="change"),
    path("perubahan/<int:pk>/hitung/", change_views.count, name="count"),
    path("perubahan/<int:pk>/putuskan/", change_views.decide, name="decide"),
    path("perubahan/<int:pk>/pegawai/", change_views.effects, name="effects"),
    path("perubahan/<int:pk>/pegawai/unduh/", change_views.export, name="export"),
]

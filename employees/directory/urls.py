from django.urls import path

from employees.directory import views

app_name = "directory"
urlpatterns = [
    path("", views.people_list, name="list"),
    path("unduh/", views.export, name="export"),
    path("cari/", views.search, name="search"),
]

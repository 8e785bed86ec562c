from django.urls import path

from employees.comparison import views

app_name = "comparison"
urlpatterns = [
    path("", views.page, name="page"),
    path("daftar/", views.people, name="people"),
    path("unduh/", views.export, name="export"),
]

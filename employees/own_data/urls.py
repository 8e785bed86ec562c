from django.urls import path

from employees.own_data import views

app_name = "own-data"
urlpatterns = [
    path("pembaca/", views.readers, name="readers"),
    path("unduh/", views.download, name="download"),
]

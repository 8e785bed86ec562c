from django.urls import path

from employees.promotion import views

app_name = "promotion"
urlpatterns = [
    path("", views.list_index, name="list"),
    path("jalankan/", views.run, name="run"),
    path("<int:pk>/", views.detail, name="detail"),
    path("<int:pk>/unduh/", views.export, name="export"),
    path("hasil/<int:pk>/", views.verdict, name="verdict"),
]

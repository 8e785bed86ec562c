from django.urls import path

from employees.due_lists import views

app_name = "due_lists"
urlpatterns = [
    path("hasil/<int:pk>/", views.verdict, name="verdict"),
    path("<slug:slug>/", views.list_index, name="list"),
    path("<slug:slug>/jalankan/", views.run, name="run"),
    path("<slug:slug>/<int:pk>/", views.detail, name="detail"),
    path("<slug:slug>/<int:pk>/unduh/", views.export, name="export"),
]

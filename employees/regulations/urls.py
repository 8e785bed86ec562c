from django.urls import path

from employees.regulations import views

app_name = "regulations"
urlpatterns = [
    path("", views.index, name="index"),
    path("topik/<str:code>/", views.topic, name="topic"),
    path("nilai/<str:key>/", views.value, name="value"),
    path("tabel/<str:code>/", views.table, name="table"),
    path("rujukan/<str:code>/", views.reference, name="reference"),
]

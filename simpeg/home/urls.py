from django.urls import path

from simpeg.home import views

app_name = "home"
urlpatterns = [
    path("", views.index, name="index"),
    path("peran/", views.roles, name="roles"),
]

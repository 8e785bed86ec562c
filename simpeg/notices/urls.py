from django.urls import path

from simpeg.notices import views

app_name = "notices"
urlpatterns = [
    path("", views.notice_list, name="list"),
    path("<int:pk>/buka/", views.open_notice, name="open"),
    path("semua-dibaca/", views.read_all, name="read-all"),
]

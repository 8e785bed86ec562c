from django.urls import path

from performance.credits import views

app_name = "credits"
urlpatterns = [
    path("", views.determination_list, name="list"),
    path("saya/", views.own, name="own"),
    path("menunggu/", views.waiting, name="waiting"),
    path("setahun/", views.year, name="year"),
    path("pegawai/<nip:nip>/", views.person, name="person"),
    path("<int:pk>/", views.detail, name="detail"),
    path("<int:pk>/batal/", views.withdraw, name="withdraw"),
    path("<int:pk>/<str:form>/", views.file, name="file"),
]

from django.urls import path

from performance.cycle import views

app_name = "cycle"
urlpatterns = [
    path("", views.index, name="index"),
    path("<int:year>/", views.detail, name="detail"),
    path("<int:year>/masa/<int:number>/", views.window, name="window"),
    path("<int:year>/capaian/", views.achievements, name="achievements"),
    path("penilai/<int:pk>/", views.appraiser, name="appraiser"),
]

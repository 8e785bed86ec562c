from django.urls import path

from employees.quality import views

app_name = "quality"
urlpatterns = [
    path("", views.desk, name="desk"),
    path("periksa/", views.run, name="run"),
    path("indikator/", views.indicators, name="indicators"),
    path("unit/<int:pk>/", views.unit, name="unit"),
    path("pelanggaran/", views.items, name="items"),
    path("pelanggaran/unduh/", views.export, name="export"),
    path("pelanggaran/berikutnya/", views.following, name="following"),
    path("pelanggaran/<int:pk>/", views.item, name="item"),
    path("pelanggaran/<int:pk>/kecualikan/", views.except_item, name="except"),
    path("pelanggaran/<int:pk>/cabut/", views.lift_exception, name="lift"),
]

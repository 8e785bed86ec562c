from django.urls import include, path

urlpatterns = [
    path("kenaikan-pangkat/", include("employees.promotion.urls")),
]

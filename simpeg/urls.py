from django.contrib import admin
from django.urls import include, path

from simpeg.web import views as web

urlpatterns = [
    path("sehat/", web.health, name="health"),
    path("admin/", admin.site.urls),
    path("", include("simpeg.accounts.urls")),
    path("pekerjaan/", include("simpeg.jobs.urls")),
    path("", include("employees.urls")),
    path("", include("simpeg.home.urls")),
]

from django.contrib import admin
from django.urls import include, path

from simpeg.web import views as web

urlpatterns = [
    path("sehat/", web.health, name="health"),
    path("admin/", admin.site.urls),
    path("", include("simpeg.accounts.urls")),
    path("pekerjaan/", include("simpeg.jobs.urls")),
    path("pemberitahuan/", include("simpeg.notices.urls")),
    path("jejak/", include("simpeg.audit.urls")),
    path("", include("employees.urls")),
    path("", include("training.urls")),
    path("", include("performance.urls")),
    path("", include("simpeg.home.urls")),
]

handler400 = web.bad_request
handler403 = web.permission_denied
handler404 = web.not_found
handler500 = web.server_error

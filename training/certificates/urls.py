from django.urls import path, register_converter

from training.certificates import views


class KeyConverter:
    """The key of a certificate in an address."""

    regex = "[A-Za-z0-9_-]{32}"

    def to_python(self, value):
        return value

    def to_url(self, value):
        return value


register_converter(KeyConverter, "certificate_key")

app_name = "certificates"
urlpatterns = [
    path("pelatihan/sesi/<int:pk>/selesaikan/", views.finish, name="finish"),
    path("pelatihan/sertifikat/<int:pk>/pdf/", views.pdf, name="pdf"),
    path("pelatihan/sertifikat/<int:pk>/cabut/", views.withdraw, name="withdraw"),
    path("sertifikat/<certificate_key:key>/", views.check, name="check"),
]

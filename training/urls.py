"""The pages of competence development: /kompetensi/, /pelatihan/ and /ip-asn/."""

from django.urls import include, path

urlpatterns = [
    path("kompetensi/impor/", include("training.competence.imports.urls")),
    path("kompetensi/", include("training.competence.urls")),
    path("pelatihan/", include("training.catalogue.urls")),
    path("pelatihan/", include("training.sessions.urls")),
    path("ip-asn/", include("training.professionalism.urls")),
    path("pelatihan/jp/", include("training.wallet.urls")),
    path("", include("training.certificates.urls")),
]

"""The pages of competence development: /kompetensi/, /pelatihan/ and /ip-asn/."""

urlpatterns = []

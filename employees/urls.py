from django.urls import include, path

urlpatterns = [
    path("pegawai/", include("employees.directory.urls")),
    path("pegawai/perbandingan/", include("employees.comparison.urls")),
    path("pegawai/", include("employees.records.urls")),
    path("pegawai/", include("employees.dossier.urls")),
    path("pegawai/", include("employees.documents.urls")),
    path("pegawai/", include("employees.what_if.urls")),
    path("pegawai/saya/", include("employees.own_data.urls")),
    path("keperluan/", include("employees.purposes.urls")),
    path("unit/", include("employees.units.urls")),
    path("usulan/", include("employees.proposals.urls")),
    path("surat/", include("employees.letters.urls")),
    path("impor/", include("employees.imports.urls")),
    path("kualitas-data/", include("employees.quality.urls")),
    path("selisih/", include("employees.differences.urls")),
    path("peraturan/", include("employees.regulations.urls")),
    path("usul-hak/", include("employees.due_cases.urls")),
    path("daftar/", include("employees.due_lists.urls")),
    path("kalender-hak/", include("employees.calendar.urls")),
]

from django.urls import include, path

from performance import views

urlpatterns = [
    path("kinerja/", include(([path("", views.index, name="index")], "performance"))),
    path("kinerja/siklus/", include("performance.cycle.urls")),
    path("kinerja/sebaran/", include("performance.fairness.urls")),
    path("kinerja/angka-kredit/", include("performance.credits.urls")),
    path("kinerja/impor-predikat/", include("performance.imports.urls")),
    path("kinerja/penghargaan/", include("performance.rewards.urls")),
    path("kinerja/", include("performance.review.urls")),
    path("kinerja/", include("performance.plans.urls")),
]

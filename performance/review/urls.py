from django.urls import path

from performance.review import views

app_name = "review"
urlpatterns = [
    path("menilai/", views.people, name="start"),
    path("menilai/<int:window>/", views.people, name="people"),
    path("menilai/<int:window>/tetapkan/", views.sign, name="sign"),
    path("menilai/<int:window>/<int:pk>/", views.rate, name="rate"),
    path("penetapan/<int:pk>/", views.determination, name="determination"),
    path("hasil/<int:pk>/", views.result, name="result"),
    path("hasil/<int:pk>/terima/", views.accept, name="accept"),
    path("hasil/<int:pk>/keberatan/", views.object_to, name="object"),
    path("keberatan/", views.objections, name="objections"),
    path("keberatan/<int:pk>/", views.objection, name="objection"),
]

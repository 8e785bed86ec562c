from django.urls import path

from employees.proposals import views

app_name = "proposals"
urlpatterns = [
    path("saya/", views.own, name="own"),
    path("baru/", views.choose, name="choose"),
    path("baru/<slug:kind>/<slug:action>/", views.new, name="new"),
    path("baru/<slug:kind>/<int:pk>/<slug:action>/", views.new, name="new-about"),
    path("antrean/bersama/", views.together, name="together"),
    path("antrean/", views.queue, name="queue"),
    path("<int:pk>/", views.detail, name="detail"),
    path("<int:pk>/ubah/", views.edit, name="edit"),
    path("<int:pk>/kirim/", views.send, name="send"),
    path("<int:pk>/tarik/", views.withdraw, name="withdraw"),
]

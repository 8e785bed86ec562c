from django.urls import path

from training.catalogue import views

app_name = "courses"
urlpatterns = [
    path("", views.index, name="index"),
    path("katalog/baru/", views.new_course, name="new"),
    path("katalog/<int:pk>/", views.detail, name="detail"),
    path("katalog/<int:pk>/ubah/", views.change_course, name="change"),
    path("topik/", views.topics, name="topics"),
    path("topik/<int:pk>/", views.change_topic, name="change-topic"),
    path("jalur/baru/", views.new_path, name="new-path"),
    path("jalur/<int:pk>/", views.path, name="path"),
    path("jalur/<int:pk>/ubah/", views.change_path, name="change-path"),
]

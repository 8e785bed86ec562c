from django.urls import path

from performance.fairness import views

app_name = "fairness"
urlpatterns = [
    path("", views.index, name="start"),
    path("<int:year>/", views.index, name="year"),
    path("<int:year>/penilai/", views.appraisers, name="appraisers"),
]

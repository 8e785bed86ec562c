from django.urls import path

from employees.units import views

app_name = "units"
urlpatterns = [
    path("", views.tree, name="tree"),
    path("<int:pk>/", views.detail, name="detail"),
    path("<int:pk>/bawahan/", views.branches, name="branches"),
]

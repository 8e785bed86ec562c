from django.urls import path

from employees.purposes import views

app_name = "purposes"
urlpatterns = [path("", views.choose, name="choose")]

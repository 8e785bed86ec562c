from django.urls import path

from employees.due_cases import views

app_name = "due_cases"
urlpatterns = [
    path("", views.index, name="index"),
    path("berkas/<int:pk>/", views.detail, name="detail"),
    path("buka/<int:pk>/", views.open_one, name="open"),
    path("buka-daftar/<int:pk>/", views.open_all, name="open-all"),
    path("<slug:slug>/<str:day>/", views.board, name="board"),
    path("kenaikan-pangkat/<str:day>/masa-usul/", views.window, name="window"),
    path("<slug:slug>/<str:day>/bersama/", views.together, name="together"),
]

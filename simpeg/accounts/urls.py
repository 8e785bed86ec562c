from django.urls import path

from simpeg.accounts import views

app_name = "accounts"
urlpatterns = [
    path("masuk/", views.LoginView.as_view(), name="login"),
    path("keluar/", views.log_out, name="logout"),
    path("akun/kata-sandi/", views.password, name="password"),
    path("akun/sesi/", views.sessions, name="sessions"),
    path("akun/sesi/akhiri/", views.end_session, name="end-session"),
]

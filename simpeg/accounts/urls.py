from django.contrib.auth import views as auth
from django.urls import path

app_name = "accounts"
urlpatterns = [
    path("masuk/", auth.LoginView.as_view(template_name="accounts/login.html"), name="login"),
    path("keluar/", auth.LogoutView.as_view(), name="logout"),
]

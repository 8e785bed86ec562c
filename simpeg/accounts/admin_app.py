from django.contrib.admin.apps import AdminConfig


class DataAdminConfig(AdminConfig):
    """Django's admin with our own site: apart from apps.py, where Django looks for the one config of accounts."""

    default_site = "simpeg.accounts.admin_site.DataAdminSite"

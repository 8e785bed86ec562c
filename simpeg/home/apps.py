from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate


class HomeConfig(AppConfig):
    name = "simpeg.home"
    verbose_name = "Beranda"

    def ready(self):
        from simpeg import roles  # noqa: PLC0415 -- needs the models, which are ready only now

        # Once, when the permissions of every app have been made: after the last app that Django tells us of.
        last = [config for config in apps.get_app_configs() if config.models_module][-1]
        post_migrate.connect(roles.sync, sender=last, dispatch_uid="simpeg.roles.sync")

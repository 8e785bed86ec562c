from django.apps import AppConfig
from django.db import connections, transaction
from django.db.models.signals import post_migrate


class LawConfig(AppConfig):
    name = "simpeg.law"
    verbose_name = "Peraturan"

    def ready(self):
        post_migrate.connect(load_law_after_migrate, sender=self)


def load_law_after_migrate(*, using, plan=None, **_):
    """Deploying code deploys the law that goes with it; tests get it the same way."""
    from simpeg.law.loader import load_law, table_exists  # noqa: PLC0415 -- models are not ready at import time

    if table_exists(using):
        with transaction.atomic(), connections[using].cursor() as cursor:
            cursor.execute("SELECT set_config('simpeg.reason', 'Berkas peraturan versi program ini', true)")
            load_law()

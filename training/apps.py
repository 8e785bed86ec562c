from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate


class TrainingConfig(AppConfig):
    name = "training"
    verbose_name = "Pengembangan kompetensi"

    def ready(self):
        # They register themselves, and need the models.
        import training.competence.panel  # noqa: PLC0415
        import training.professionalism.panel  # noqa: F401, PLC0415

        post_migrate.connect(load_dictionary_after_migrate, sender=self)


def load_dictionary_after_migrate(*, using, **_):
    """The part of the law that other rows point to: it is loaded after the law, by the same deploy and in tests."""
    from training.competence.services import load_fixed  # noqa: PLC0415 -- models are not ready at import time
    from training.models import Competence  # noqa: PLC0415

    if Competence._meta.db_table in connections[using].introspection.table_names():
        load_fixed()

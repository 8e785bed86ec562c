from django.db import models
from django.db.models import F, Q


class PromotionPeriod(models.Model):
    """A day on which promotions take effect (periode kenaikan pangkat), and the window for proposing them.

    Filled from the law (kp.bulan_periode); the agency may move a window.
    """

    day = models.DateField("TMT", primary_key=True)
    opens_on = models.DateField("usul dibuka")
    closes_on = models.DateField("usul ditutup")
    basis = models.CharField("dasar hukum", max_length=300)
    moved = models.BooleanField(
        "waktu usul digeser instansi", default=False, db_default=False, help_text="Ditandai oleh basis data sendiri."
    )

    class Meta:
        verbose_name = "periode kenaikan pangkat"
        verbose_name_plural = "periode kenaikan pangkat"
        default_permissions = ["view", "change"]
        ordering = ["day"]
        constraints = [
            models.CheckConstraint(
                condition=Q(opens_on__lte=F("closes_on")), name="promotion_window_opens_before_it_closes"
            )
        ]

    def __str__(self):
        return f"{self.day:%d-%m-%Y}"

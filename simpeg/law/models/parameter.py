from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models

UNSEEN = "(K)"


class Parameter(models.Model):
    """One legal value while it is in force: from data/*.toml or, with a `change`, as the agency put it in force.

    Written by simpeg.law.loader alone, which lays the agency's values over those of the files.
    """

    key = models.CharField("kunci", max_length=100)
    value = models.JSONField("nilai")
    in_force = DateRangeField("masa berlaku")
    basis = models.CharField("dasar hukum", max_length=300)
    change = models.ForeignKey(
        "law.LawChange", models.PROTECT, null=True, related_name="+", verbose_name="ketetapan instansi"
    )

    class Meta:
        verbose_name = "parameter peraturan"
        verbose_name_plural = "parameter peraturan"
        default_permissions = ["view", "change"]
        constraints = [
            ExclusionConstraint(
                name="law_parameter_one_value_a_day",
                expressions=[("key", RangeOperators.EQUAL), ("in_force", RangeOperators.OVERLAPS)],
            ),
        ]

    def __str__(self):
        return f"{self.key} {self.in_force}"

    @property
    def unverified(self):
        """Taken from practice: the article was not seen, and the agency is asked to confirm it."""
        return UNSEEN in self.basis

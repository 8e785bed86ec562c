from django.db import models
from django.db.models import Q

from employees.models.employee import Employee
from employees.models.record import Decreed, RecordQuerySet


class StandingRecord(Decreed):
    """A kedudukan hukum from a day on (riwayat kedudukan hukum): active, on leave, suspended, retired.

    `Employee.standing` is the latest of these whose day has come, and the database keeps the two in step: a standing
    that changes without a record (an import) leaves one of the day on which it was learned, with `day_known` false.
    """

    employee = models.ForeignKey("employees.Employee", models.PROTECT, related_name="standing_records")
    standing = models.CharField("kedudukan hukum", choices=Employee.Standing, max_length=2)
    since = models.DateField("TMT kedudukan hukum")
    day_known = models.BooleanField(
        "TMT menurut SK",
        default=True,
        db_default=True,
        help_text="Kosong: harinya ialah hari perubahan itu tercatat di sini; TMT sebenarnya lebih awal.",
    )

    objects = RecordQuerySet.as_manager()

    class Meta:
        verbose_name = "riwayat kedudukan hukum"
        verbose_name_plural = "riwayat kedudukan hukum"
        constraints = [
            models.UniqueConstraint(
                fields=["employee", "since"],
                name="one_standing_a_day",
                violation_error_message="Pegawai ini sudah punya kedudukan hukum dengan TMT tersebut.",
            ),
            models.CheckConstraint(condition=Q(standing__regex=r"^[0-9]{2}$"), name="standing_two_digits"),
        ]

    def __str__(self):
        return f"{self.get_standing_display()} ({self.since})"

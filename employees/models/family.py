from django.db import models
from django.db.models import F, Q

from employees.models.employee import Employee
from employees.models.record import Decreed, RecordQuerySet


class FamilyMember(Decreed):
    """A relative on the family list (riwayat keluarga): spouse, child, parent, parent-in-law or sibling.

    `decree` is the number of the deed (akta nikah, akta kelahiran); a marriage lasts from `since` to `ended_on`.
    """

    class Relation(models.TextChoices):
        SPOUSE = "PASANGAN", "Suami/istri"
        CHILD = "ANAK", "Anak"
        PARENT = "ORANG_TUA", "Orang tua"
        PARENT_IN_LAW = "MERTUA", "Mertua"
        SIBLING = "SAUDARA", "Saudara kandung"

    class Descent(models.TextChoices):
        OWN = "KANDUNG", "Anak kandung"
        STEP = "TIRI", "Anak tiri"
        ADOPTED = "ANGKAT", "Anak angkat"

    class Ending(models.TextChoices):
        DIVORCE = "CERAI", "Cerai"
        DEATH = "WAFAT", "Meninggal dunia"

    employee = models.ForeignKey("employees.Employee", models.PROTECT, related_name="family")
    relation = models.CharField("hubungan", choices=Relation, max_length=9)
    name = models.CharField("nama", max_length=200)
    sex = models.CharField("jenis kelamin", choices=Employee.Sex, max_length=1)
    birth_place = models.CharField("tempat lahir", max_length=100, blank=True)
    birth_date = models.DateField("tanggal lahir", null=True, blank=True)
    nik = models.CharField("NIK", max_length=16, blank=True)
    occupation = models.CharField("pekerjaan", max_length=100, blank=True)
    descent = models.CharField("status anak", choices=Descent, max_length=7, blank=True)
    since = models.DateField("tanggal nikah atau pengangkatan anak", null=True, blank=True)
    ended_on = models.DateField("berakhir pada", null=True, blank=True)
    ending = models.CharField("sebab berakhir", choices=Ending, max_length=5, blank=True)
    on_allowance = models.BooleanField("mendapat tunjangan keluarga", default=False)

    objects = RecordQuerySet.as_manager()

    class Meta:
        verbose_name = "anggota keluarga"
        verbose_name_plural = "anggota keluarga"
        constraints = [
            models.UniqueConstraint(
                fields=["employee", "relation", "name"],
                name="one_relative_of_a_name",
                violation_error_message="Anggota keluarga dengan hubungan dan nama ini sudah tercatat.",
            ),
            models.CheckConstraint(
                condition=Q(relation__in=["PASANGAN", "ANAK", "ORANG_TUA", "MERTUA", "SAUDARA"]),
                name="relative_relation_known",
            ),
            models.CheckConstraint(condition=Q(sex__in=["M", "F"]), name="relative_sex_known"),
            models.CheckConstraint(
                condition=Q(descent__in=["", "KANDUNG", "TIRI", "ANGKAT"]), name="relative_descent_known"
            ),
            models.CheckConstraint(condition=Q(ending__in=["", "CERAI", "WAFAT"]), name="relative_ending_known"),
            models.CheckConstraint(condition=Q(nik="") | Q(nik__regex=r"^[0-9]{16}$"), name="relative_nik_16_digits"),
            models.CheckConstraint(condition=~Q(name=""), name="relative_has_a_name"),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(since__isnull=True) | Q(ended_on__gte=F("since")),
                name="relative_ends_after_it_starts",
                violation_error_message="Tanggal berakhir tidak boleh sebelum tanggal nikah atau pengangkatan anak.",
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True, ending="") | (Q(ended_on__isnull=False) & ~Q(ending="")),
                name="relative_end_has_its_cause",
                violation_error_message="Isi tanggal berakhir dan sebabnya bersama-sama, atau kosongkan keduanya.",
            ),
        ]

    def __str__(self):
        return f"{self.get_relation_display()}: {self.name}"

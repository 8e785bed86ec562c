from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import Q
from django.db.models.functions import Upper

from simpeg.law.models import Echelon


class UnitQuerySet(models.QuerySet):
    def below(self, *units):
        """These units and everything under them."""
        return self.filter(path__overlap=[unit.pk for unit in units])

    def visible_to(self, user):
        """The units whose people this user may open."""
        if user.has_perm("employees.view_all_units"):
            return self
        if user.has_perm("employees.view_own_units"):
            return self.filter(path__overlap=user.mandates.order_by().values("unit_id"))
        return self.none()

    def open_on(self, day):
        """Those that exist on a day: opened by then (or at an unknown day), and not closed yet."""
        return self.exclude(opened_on__gt=day).exclude(closed_on__lte=day)

    def offices(self, user):
        """The units a user chooses from: the OPDs he sees, or those he works for where he sees no whole OPD."""
        visible = self.visible_to(user)
        opds = visible.filter(opd_id=models.F("pk"))
        return opds if opds.exists() else visible.filter(mandates__user=user)


class Unit(models.Model):
    """A node of the organisation (unit kerja, unor): an office, a section, a school.

    `path` and `opd` are kept by the database (trigger unit_tree), never written by hand.
    """

    class Kind(models.TextChoices):
        SETDA = "SETDA", "Sekretariat Daerah"
        SETWAN = "SETWAN", "Sekretariat DPRD"
        INSPEKTORAT = "INSPEKTORAT", "Inspektorat"
        DINAS = "DINAS", "Dinas"
        BADAN = "BADAN", "Badan"
        KECAMATAN = "KECAMATAN", "Kecamatan"
        KELURAHAN = "KELURAHAN", "Kelurahan"
        RSUD = "RSUD", "Rumah sakit umum daerah"
        PUSKESMAS = "PUSKESMAS", "Puskesmas"
        SEKOLAH = "SEKOLAH", "Sekolah"
        UPTD = "UPTD", "UPTD"
        BAGIAN = "BAGIAN", "Bagian"
        BIDANG = "BIDANG", "Bidang"
        SUBBAG = "SUBBAG", "Subbagian/Seksi"

    siasn_id = models.CharField("unor ID", max_length=42, unique=True)
    name = models.CharField("nama", max_length=255)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name="unit atasan"
    )
    kind = models.CharField("jenis", choices=Kind, max_length=11, blank=True, help_text="Kosong untuk induk teratas.")
    head_echelon = models.PositiveSmallIntegerField("eselon kepala", choices=Echelon, null=True, blank=True)
    region_code = models.CharField("kode wilayah", max_length=13, blank=True)
    opened_on = models.DateField("dibentuk pada", null=True, blank=True)
    closed_on = models.DateField("ditutup pada", null=True, blank=True)
    basis = models.CharField("dasar pembentukan", max_length=200, blank=True, default="", db_default="")
    closing_basis = models.CharField("dasar penutupan", max_length=200, blank=True, default="", db_default="")
    predecessors = models.ManyToManyField(
        "self", through="UnitSuccession", symmetrical=False, related_name="successors", verbose_name="unit pendahulu"
    )
    path = ArrayField(models.BigIntegerField(), verbose_name="jalur dari induk", default=list, editable=False)
    opd = models.ForeignKey(
        "self", models.DO_NOTHING, null=True, editable=False, related_name="+", verbose_name="perangkat daerah"
    )

    objects = UnitQuerySet.as_manager()

    class Meta:
        verbose_name = "unit kerja"
        verbose_name_plural = "unit kerja"
        ordering = ["name", "id"]
        indexes = [
            GinIndex(fields=["path"], name="unit_path"),
            GinIndex(OpClass(Upper("name"), name="gin_trgm_ops"), name="unit_name_part", fastupdate=False),
            # The offices that a filter offers, in the order of their names.
            models.Index(fields=["name", "id"], name="unit_office", condition=Q(opd_id=models.F("id"))),
        ]
        constraints = [
            models.CheckConstraint(
                # A class body cannot read its neighbours: the words of Kind once more.
                condition=Q(
                    kind__in=[
                        "",
                        "SETDA",
                        "SETWAN",
                        "INSPEKTORAT",
                        "DINAS",
                        "BADAN",
                        "KECAMATAN",
                        "KELURAHAN",
                        "RSUD",
                        "PUSKESMAS",
                        "SEKOLAH",
                        "UPTD",
                        "BAGIAN",
                        "BIDANG",
                        "SUBBAG",
                    ]
                ),  # fmt: skip
                name="unit_kind_known",
            ),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True)
                | Q(opened_on__isnull=True)
                | Q(closed_on__gt=models.F("opened_on")),
                name="unit_closes_after_it_opens",
            ),
        ]

    def __str__(self):
        return self.name


class UnitSuccession(models.Model):
    """A unit that came in the place of another: a new name is a new unit, and the old one keeps its history."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="unit baru")
    predecessor = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="unit pendahulu")

    class Meta:
        verbose_name = "penerus unit"
        verbose_name_plural = "penerus unit"
        default_permissions = []
        constraints = [
            models.UniqueConstraint(fields=["unit", "predecessor"], name="succession_once"),
            models.CheckConstraint(condition=~models.Q(unit=models.F("predecessor")), name="succession_of_two_units"),
        ]

    def __str__(self):
        return f"{self.predecessor_id} → {self.unit_id}"


class MandateQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Everybody's for whoever keeps or audits mandates; one's own otherwise."""
        return self if user.has_perm("employees.view_mandate") else self.filter(user=user)


class Mandate(models.Model):
    """A unit tree that an account works for (wilayah kewenangan): an OPD officer's office, a head's people."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="mandates", verbose_name="akun")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="mandates", verbose_name="unit kerja")

    objects = MandateQuerySet.as_manager()

    class Meta:
        verbose_name = "wilayah kewenangan"
        verbose_name_plural = "wilayah kewenangan"
        constraints = [models.UniqueConstraint(fields=["user", "unit"], name="mandate_once")]

    def __str__(self):
        return f"{self.user} – {self.unit}"

"""Workbooks with standards or assessments of competence, on their way in."""

from django.db import models
from django.db.models import Q

from simpeg.imports.models import PreviewedWorkbook, constraints_of, place_in

MAY_IMPORT = "training.import_competence"


def workbook_path(run, filename):
    return place_in("competence-imports")


class CompetenceImport(PreviewedWorkbook):
    """One workbook of standards or of assessments."""

    SEEN_WITH = (MAY_IMPORT, "training.view_all_competence")
    PAGES = "competence_imports"

    class Kind(models.TextChoices):
        ASSESSMENTS = "PENILAIAN", "Penilaian kompetensi"
        STANDARDS = "STANDAR", "Standar kompetensi jabatan"

    kind = models.CharField("isi", choices=Kind, max_length=9)
    file = models.FileField("buku kerja", upload_to=workbook_path, blank=True)

    class Meta:
        verbose_name = "impor kompetensi"
        verbose_name_plural = "impor kompetensi"
        default_permissions = []
        permissions = [("import_competence", "Dapat mengimpor standar dan penilaian kompetensi")]
        constraints = [
            *constraints_of("competence_import"),
            models.CheckConstraint(condition=Q(kind__in=["PENILAIAN", "STANDAR"]), name="competence_import_kind_known"),
        ]

    @property
    def holds(self):
        return self.get_kind_display().lower()

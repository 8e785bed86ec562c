"""Workbooks with predikat of regencies that rate elsewhere, on their way into the files."""

from django.db import models

from simpeg.imports.models import PreviewedWorkbook, constraints_of, place_in


def workbook_path(run, filename):
    return place_in("rating-imports")


class RatingImport(PreviewedWorkbook):
    """One workbook with predikat."""

    SEEN_WITH = ("performance.import_ratings", "employees.view_all_units")
    PAGES = "rating_imports"
    holds = "predikat"

    file = models.FileField("buku kerja", upload_to=workbook_path, blank=True)
    year = models.PositiveSmallIntegerField("tahun bila kolom TAHUN kosong", null=True, blank=True)

    class Meta:
        verbose_name = "impor predikat"
        verbose_name_plural = "impor predikat"
        default_permissions = []
        permissions = [("import_ratings", "Dapat mengimpor predikat kinerja tahunan")]
        constraints = constraints_of("rating_import")

"""The law as the files in data/ say it: to be read here, and changed there with its article."""

from django.contrib import admin
from django.contrib.postgres.fields import DateRangeField
from django.utils.html import format_html

from simpeg.core.dates import in_words
from simpeg.law.models import (
    EchelonRange,
    EducationCeiling,
    EducationLevel,
    Grade,
    Parameter,
    PromotionPeriod,
    RetirementAge,
    SalaryStep,
    SanctionKind,
    TierStep,
)
from simpeg.web.admin_base import LargeTable, ReadOnly


class LawTable(ReadOnly):
    """Every column of a table of the law, spans of days in words."""

    def get_list_display(self, request):
        dated = any(isinstance(field, DateRangeField) for field in self.opts.concrete_fields)
        shown = [f.name for f in self.opts.concrete_fields if f.name not in ("id", "in_force", "basis")][:7]
        return [*shown, *(["in_force_words"] if dated else []), *(["basis"] if self._has("basis") else [])]

    def get_list_select_related(self, request):
        return [field.name for field in self.opts.concrete_fields if field.many_to_one]

    @admin.display(description="berlaku", ordering="in_force")
    def in_force_words(self, row):
        until = f"sampai sebelum {in_words(row.in_force.upper)}" if row.in_force.upper else "sampai sekarang"
        return format_html("{} {}", in_words(row.in_force.lower), until)

    def _has(self, name):
        return any(field.name == name for field in self.opts.concrete_fields)


@admin.register(Parameter)
class ParameterAdmin(LawTable):
    search_fields = ["key", "basis"]
    ordering = ["key", "in_force"]


@admin.register(PromotionPeriod)
class PromotionPeriodAdmin(LargeTable):
    """The agency may move the window for proposing; the days themselves are law."""

    list_display = ["day", "opens_on", "closes_on", "basis"]
    readonly_fields = ["day", "basis", "moved"]
    ordering = ["-day"]

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


admin.site.register(
    [EchelonRange, EducationCeiling, EducationLevel, Grade, RetirementAge, SalaryStep, SanctionKind, TierStep], LawTable
)

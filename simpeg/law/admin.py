"""The law on file, to be looked up. Whoever would change it is led to the page that shows first whom it touches."""

from django.contrib import admin
from django.contrib.postgres.fields import DateRangeField
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
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
from simpeg.law.models.change import TABLE
from simpeg.law.services import is_known
from simpeg.law.tables import TABLES
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

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """There is no other way to change the law than to propose it, with its article, and see the consequences."""
        row = self.get_object(request, object_id)
        subject = row and self.has_view_permission(request, row) and self.subject_of(row)
        if subject and request.user.has_perm("law.add_lawchange"):
            kind, name = ("table", subject.removeprefix(TABLE)) if subject.startswith(TABLE) else ("value", subject)
            return redirect(f"regulations:propose-{kind}", name)
        return super().change_view(request, object_id, form_url, extra_context)

    def subject_of(self, row):
        """What a change of this row is a change of; None where the agency changes nothing."""
        for code, table in TABLES.items():
            if table.model is self.model and (not table.is_salary or row.grade.kind == table.grades):
                return f"{TABLE}{code}"
        return None

    def _has(self, name):
        return any(field.name == name for field in self.opts.concrete_fields)


@admin.register(Parameter)
class ParameterAdmin(LawTable):
    search_fields = ["key", "basis"]
    ordering = ["key", "in_force"]

    def subject_of(self, row):
        return row.key if is_known(row.key) else None

    def has_add_permission(self, request):
        return request.user.has_perm("law.add_lawchange")

    def add_view(self, request, form_url="", extra_context=None):
        """A new value is a value of one of the known keys: they are chosen on the pages of the law."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        return redirect("regulations:index")


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

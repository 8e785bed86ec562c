"""Mending of data, record by record, for those whose role allows it; signed and kept like every other write.

What a page or an import does better is not here: promotion lists are run, reference data is loaded with its articles.
"""

from django.contrib import admin, messages

from employees.directory.queries import matching, people_page
from employees.identity import identity_warnings
from employees.models import (
    AnnualRating,
    Appointment,
    Award,
    Course,
    CreditRecord,
    EducationRecord,
    Employee,
    EmployeeState,
    FamilyMember,
    GradeRecord,
    Mandate,
    Position,
    Sanction,
    ServiceExam,
    StandingRecord,
    StepIncrease,
    Unit,
    UnpaidLeave,
)
from employees.privacy import hidden_fields
from simpeg.web.admin_base import LargeTable

admin.site.disable_action("delete_selected")  # a file is mended record by record, each with its reason


class ReadByClass:
    """Fields of a class that the reader's role does not read are not on the page (employees.privacy)."""

    def get_exclude(self, request, obj=None):
        return hidden_fields(self.model, request.user)

    def get_readonly_fields(self, request, obj=None):
        hidden = self.get_exclude(request, obj)
        return [name for name in super().get_readonly_fields(request, obj) if name not in hidden]


@admin.register(Employee)
class EmployeeAdmin(ReadByClass, LargeTable):
    list_display = ["nip", "titled_name", "status", "standing", "grade", "unit"]
    list_filter = ["status", "standing"]
    list_select_related = ["grade"]
    search_fields = ["nip", "name"]
    search_help_text = "NIP atau bagiannya, atau kata-kata dari nama."
    ordering = ["nip"]
    autocomplete_fields = ["unit"]
    readonly_fields = ["siasn"]

    @admin.display(description="nama", ordering="name")
    def titled_name(self, employee):
        return employee.full_name

    def get_queryset(self, request):
        # Units are fetched for the page alone; joined, those of all pages before it would be looked up too.
        return (super().get_queryset(request) & Employee.objects.visible_to(request.user)).prefetch_related("unit")

    def get_search_results(self, request, employees, text):
        """As the list of people finds them, by the indexes of their state; one page of them at most."""
        if not text.strip():
            return employees, False
        found, hits, _ = people_page(
            matching(EmployeeState.objects.all(), text), "name", None, typed=True, size=self.list_per_page
        )
        more = hits.capped or hits.number > self.list_per_page
        if more and request.resolver_match.url_name.endswith("changelist"):
            messages.info(request, f"Lebih dari {self.list_per_page} pegawai cocok. Persempit pencarian agar lengkap.")
        return employees.filter(pk__in=[one.pk for one in found]), False

    def save_model(self, request, employee, form, change):
        super().save_model(request, employee, form, change)
        for _, sentence in identity_warnings(employee):
            messages.warning(request, f"{sentence} Data tetap disimpan; periksa SK pegawai ini.")


@admin.register(Unit)
class UnitAdmin(LargeTable):
    list_display = ["name", "kind", "parent", "opened_on", "closed_on"]
    list_filter = ["kind"]
    list_select_related = ["parent"]
    search_fields = ["name", "siasn_id"]
    autocomplete_fields = ["parent"]
    readonly_fields = ["path", "opd"]


@admin.register(Position)
class PositionAdmin(LargeTable):
    list_display = ["title", "kind", "unit", "need"]
    list_filter = ["kind"]
    list_select_related = ["unit"]
    search_fields = ["title", "unit__name"]
    autocomplete_fields = ["unit"]


@admin.register(Mandate)
class MandateAdmin(LargeTable):
    list_display = ["user", "unit"]
    list_select_related = ["user", "unit"]
    search_fields = ["user__username", "user__name", "user__nip", "unit__name"]
    autocomplete_fields = ["user", "unit"]


class RecordAdmin(ReadByClass, LargeTable):
    """A history: its rows are looked for by the person they belong to."""

    list_select_related = ["employee"]
    search_fields = ["employee__nip", "employee__name"]
    autocomplete_fields = ["employee"]

    def get_queryset(self, request):
        visible = Employee.objects.visible_to(request.user).order_by()
        return super().get_queryset(request).filter(employee__in=visible)

    def get_list_display(self, request):
        hidden = self.get_exclude(request)
        own = [field.name for field in self.opts.concrete_fields if field.name not in ("id", "employee", *hidden)]
        return ["employee", *own[:5]]


class AppointmentAdmin(RecordAdmin):
    autocomplete_fields = ["employee", "unit"]


admin.site.register(Appointment, AppointmentAdmin)
admin.site.register(
    [
        AnnualRating,
        Award,
        Course,
        CreditRecord,
        EducationRecord,
        FamilyMember,
        GradeRecord,
        Sanction,
        ServiceExam,
        StandingRecord,
        StepIncrease,
        UnpaidLeave,
    ],
    RecordAdmin,
)

"""Where a breach is mended: the form at its field for whoever may record, else the place in the file."""

from urllib.parse import urlencode

from django.urls import reverse

from employees.models import Appointment, EducationRecord, GradeRecord
from employees.permissions import may_record
from employees.quality.indicators import PERSONAL
from employees.records.links import way_to

PRESENT_POSITION = ("JENJANG", "ESELON", "SK_JAB", "ACC_9")


def way_to_field(user, employee, indicator, *, back=""):
    """The address of the form that holds the fact; after saving it leads on to `back`."""
    if not may_record(user, employee, indicator.kind):
        page = reverse("dossier:detail", args=[employee.nip])
        return page if indicator.kind == PERSONAL else f"{page}#{indicator.kind}"
    address = way_to(employee, indicator.kind, _record(employee, indicator.code), indicator.field)
    page, _, field = address.partition("#")
    return f"{page}?{urlencode({'kembali': back})}#{field}" if back else address


def _record(employee, code):
    """The row that is wrong; None where a row is missing."""
    if code in PRESENT_POSITION:
        return Appointment.objects.filter(employee=employee, assignment="D").order_by("-since").first()
    if code == "SK_GOL":
        return GradeRecord.objects.filter(employee=employee, decree="").order_by("since").first()
    if code in ("SK_LAMBAT", "GOL_TURUN"):
        return GradeRecord.objects.filter(employee=employee).order_by("-since").first()
    if code == "LULUS":
        return EducationRecord.objects.filter(employee=employee).order_by("graduated").first()
    return None

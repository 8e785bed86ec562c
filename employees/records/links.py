"""The way straight to a field: where a finding, a difference or a gap is mended."""

from django.urls import reverse

from employees.records.kinds import PERSONAL


def way_to(employee, kind_key=PERSONAL, record=None, field=None):
    """The address of the form that holds the fact, at its field: the record's own form, or that of a new one."""
    if kind_key == PERSONAL:
        address = reverse("records:personal", args=[employee.nip])
    elif record is None:
        address = reverse("records:add", args=[employee.nip, kind_key])
    else:
        address = reverse("records:correct", args=[employee.nip, kind_key, getattr(record, "pk", record)])
    return f"{address}#id_{field}" if field else address

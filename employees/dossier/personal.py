"""What the file says of the person besides the career, each value as its reader may see it."""

from employees.models import Employee
from employees.privacy import class_of, reads, shown

FIELDS = ("nik", "religion", "marital_status", "phone", "office_email", "email", "address", "tax_number",
          "health_insurance", "former_nip")  # fmt: skip


def personal_rows(user, employee):
    """(label, value, whether it is masked) of each."""
    rows = []
    for name in FIELDS:
        value = getattr(employee, name)
        label = Employee._meta.get_field(name).verbose_name
        hidden = bool(value) and not reads(user, employee, class_of(Employee, name))
        rows.append((label[:1].upper() + label[1:], shown(user, employee, name, value), hidden))
    return [row for row in rows if row[1] or row[0] != "NIP lama"]

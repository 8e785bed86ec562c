"""Where a breach is mended: the form at its field for whoever may record, else the place in the file."""

from urllib.parse import urlencode

from django.urls import reverse

from employees.permissions import may_add_document, may_record
from employees.quality.indicators import PERSONAL, SCAN
from employees.records.kinds import KINDS
from employees.records.links import way_to

PRESENT_POSITION = ("JENJANG", "ESELON", "SK_JAB", "ACC_9")


def way_to_field(user, employee, indicator, *, back=""):
    """The address of the form that holds the fact; after saving it leads on to `back`."""
    record = _record(employee, indicator)
    if indicator.field == SCAN and record and may_add_document(user, employee):
        query = urlencode({"jenis": indicator.kind, "catatan": record.pk})
        return f"{reverse('documents:add', args=[employee.nip])}?{query}"
    action = "change" if record or indicator.kind == PERSONAL else "add"
    if indicator.field == SCAN or not may_record(user, employee, indicator.kind, action):
        page = reverse("dossier:detail", args=[employee.nip])
        return page if indicator.kind == PERSONAL else f"{page}#{indicator.kind}"
    page, _, field = way_to(employee, indicator.kind, record, indicator.field).partition("#")
    query = f"?{urlencode({'kembali': back})}" if back else ""
    return f"{page}{query}#{field}"


def _record(employee, indicator):
    """The row that is wrong or unproven; None where a row is missing."""
    if indicator.kind not in KINDS:
        return None
    rows = getattr(employee, KINDS[indicator.kind].related)
    if indicator.code in (*PRESENT_POSITION, "BERKAS_JAB"):
        return rows.filter(assignment="D").order_by("-since").first()
    if indicator.code == "SK_GOL":
        return rows.filter(decree="").order_by("since").first()
    if indicator.code in ("SK_LAMBAT", "GOL_TURUN", "BERKAS_GOL"):
        return rows.order_by("-since").first()
    if indicator.code == "BERKAS_PEND":
        return rows.order_by("-level__group_rank", "graduated", "pk").first()
    return rows.order_by("graduated").first() if indicator.code == "LULUS" else None

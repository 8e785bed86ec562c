"""Documents as officers bring them."""

from employees.documents.services import keep_document
from simpeg.scans.tests.files import make_pdf, make_png, upload
from simpeg.testing.people import make_user


def make_document(employee, *, kind="golongan", record=None, content=None, title="SK kenaikan pangkat", by=None):
    """A document of this employee; of his grade unless said otherwise."""
    if record is None and kind == "golongan":
        record = employee.grade_records.first()
    return keep_document(
        employee,
        upload(make_pdf() if content is None else content),
        kind=kind,
        record_id=record.pk if record else None,
        title=title,
        by=by or make_user(),
        reason="SK masuk",
    )


def picture(colour=(1, 2, 3)):
    return make_png(colour=colour)

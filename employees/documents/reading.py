"""That somebody opened another's scan; the pictures of one page are one reading."""

from datetime import timedelta

from django.utils import timezone

from employees.permissions import is_own
from simpeg.audit.models import ReadEntry
from simpeg.audit.reading import note_read

ONE_READING = timedelta(minutes=10)


def note_opening(user, document):
    """Leave a note, unless the same reader left the same one a moment ago."""
    if is_own(user, document.employee):
        return
    what = f"Membuka pindaian {document.get_kind_display().lower()}"
    recent = ReadEntry.objects.of(document.employee).filter(
        reader=user.pk, what__startswith=what, at__gt=timezone.now() - ONE_READING
    )
    if not recent.exists():
        note_read(by=user, employees=[document.employee_id], what=what)

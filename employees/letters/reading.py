"""That somebody opened a letter about another; its pages and files are one reading."""

from datetime import timedelta

from django.utils import timezone

from employees.permissions import is_own
from simpeg.audit.models import ReadEntry
from simpeg.audit.reading import note_read

ONE_READING = timedelta(minutes=10)


def note_opening(user, letter):
    """Leave a note, unless the same reader left the same one a moment ago."""
    if letter.employee is None or is_own(user, letter.employee):
        return
    what = f"Membuka surat {letter.number}"[:200]
    recent = ReadEntry.objects.of(letter.employee).filter(
        reader=user.pk, what=what, at__gt=timezone.now() - ONE_READING
    )
    if not recent.exists():
        note_read(by=user, employees=[letter.employee_id], what=what)

"""Files of evidence without a row: what a killed process left between the two."""

from datetime import timedelta
from pathlib import Path

from django.core.files.storage import default_storage
from django.utils import timezone

from performance.models import Evidence
from performance.models.doing import FOLDER

STRAY_AFTER = timedelta(hours=1)  # longer than any request may take between its file and its row


def purge_strays(now=None):
    """Delete the files that no evidence names. Returns how many."""
    folder = Path(default_storage.path(FOLDER))
    if not folder.is_dir():
        return 0
    before = ((now or timezone.now()) - STRAY_AFTER).timestamp()
    old = {
        f"{FOLDER}/{path.name}": path for path in folder.iterdir() if path.is_file() and path.stat().st_mtime < before
    }
    kept, names = set(), sorted(old)
    for start in range(0, len(names), 1000):
        kept |= set(Evidence.objects.filter(file__in=names[start : start + 1000]).values_list("file", flat=True))
    strays = [path for name, path in old.items() if name not in kept]
    for path in strays:
        path.unlink(missing_ok=True)
    return len(strays)

"""Migration operations shared by the apps."""

from django.db.migrations import RunSQL


def run_files(forward, backward):
    """Run a file of SQL, and the file that undoes it."""
    return RunSQL(forward.read_text(encoding="utf-8"), backward.read_text(encoding="utf-8"))

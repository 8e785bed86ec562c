"""The files behind letters: looked at before they are trusted, none without a row for long."""

import hashlib
from datetime import timedelta
from pathlib import Path

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from employees.documents.files import note_written
from employees.models import Letter, LetterTemplate
from employees.models.letter import FOLDER
from employees.models.letter_office import TEMPLATES

STRAY_AFTER = timedelta(hours=1)  # longer than anything may take between its file and its row
LOOKED_AT = timedelta(days=3)  # strays are found within a day; older files are not walked through again


class FileChanged(Exception):
    """What lies in the storage is not what was kept: somebody changed the file behind our back."""


def digest_of(content):
    return hashlib.sha256(content).hexdigest()


def write(row, name, content):
    """Keep the content as the row's file; gone again where the attempt fails (`all_or_nothing` around it)."""
    field = getattr(row, name)
    field.save(name, ContentFile(content), save=False)
    note_written(field.name)


def read(row, name):
    """The bytes of a row's file, exactly as they were kept; raises FileChanged or FileNotFoundError."""
    with getattr(row, name).open("rb") as handle:
        content = handle.read()
    kept = row.digest if isinstance(row, LetterTemplate) else getattr(row, f"{name}_digest")
    if digest_of(content) != kept:
        raise FileChanged(f"{row._meta.model_name} {row.pk}: {name}")
    return content


def purge_strays(now=None):
    """Delete the files of attempts that ended between file and row (a killed process). Returns how many."""
    now = now or timezone.now()
    before, after = (now - STRAY_AFTER).timestamp(), (now - LOOKED_AT).timestamp()
    strays = 0
    for folder, kept in ((FOLDER, _letters), (TEMPLATES, _templates)):
        root = Path(default_storage.path(folder))
        paths = [path for path in root.rglob("*") if path.is_file()] if root.is_dir() else []
        old = [path for path in paths if after < path.stat().st_mtime < before]
        for start in range(0, len(old), 1000):
            names = {str(path.relative_to(root.parent)): path for path in old[start : start + 1000]}
            for name in set(names) - kept(names):
                names[name].unlink(missing_ok=True)
                strays += 1
    return strays


def _letters(names):
    rows = Letter.objects.filter(docx__in=names).values_list("docx", flat=True)
    return {*rows, *Letter.objects.filter(pdf__in=names).values_list("pdf", flat=True)}


def _templates(names):
    return set(LetterTemplate.objects.filter(file__in=names).values_list("file", flat=True))

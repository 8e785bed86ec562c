"""Verbs of the catalogue: topics, courses and paths as they are from now on."""

from django.db import IntegrityError

from simpeg.audit.change import change
from training.models import CatalogueCourse, LearningPath, PathStep, Topic


class CatalogueRefused(Exception):
    """It cannot be done so; the message is for people."""


def keep_topic(topic=None, *, by, **values):
    """The topic stands with these words. Raises CatalogueRefused where another one has its name."""
    return _keep(Topic, topic, values, by, "Topik pelatihan")


def keep_course(course=None, *, by, raises=None, **values):
    """The course stands in the catalogue with these values; sessions that were prepared keep theirs.

    `raises` are the competences that it raises from now on; without them they stay what they were.
    """
    if course is None:
        values |= {"made_by": by}
    with change(by=by, reason=f"Pelatihan dalam katalog disimpan: {values['name']}"):
        course = _keep(CatalogueCourse, course, values, by, "Pelatihan dalam katalog")
        if raises is not None:
            course.raises.set(raises)
    return course


def keep_path(path=None, *, courses, by, **values):
    """The path leads through these courses in this order; the steps that it had are gone."""
    if not courses:
        raise CatalogueRefused("Isi paling sedikit satu pelatihan pada jalur ini.")
    if len(set(courses)) != len(courses):
        raise CatalogueRefused("Setiap pelatihan hanya sekali dalam satu jalur.")
    with change(by=by, reason=f"Jalur belajar disimpan: {values['name']}"):
        path = _keep(LearningPath, path, values, by, "Jalur belajar")
        path.steps.all().delete()
        PathStep.objects.bulk_create(
            PathStep(path=path, place=place, course=course) for place, course in enumerate(courses, start=1)
        )
    return path


def _keep(model, row, values, by, what):
    if not by.has_perm("training.keep_courses"):
        raise CatalogueRefused("Katalog dikelola oleh pengelola pengembangan kompetensi BKPSDM.")
    name = values["name"]
    same = model.objects.filter(name__iexact=name)
    if same.exclude(pk=row and row.pk).exists():
        raise CatalogueRefused(f"“{name}” sudah ada. Pakai yang itu, atau beri nama lain.")
    try:
        with change(by=by, reason=f"{what} disimpan: {name}"):
            if row is None:
                return model.objects.create(**values)
            model.objects.filter(pk=row.pk).update(**values)
    except IntegrityError as refused:
        if "_name_" not in str(refused):
            raise
        raise CatalogueRefused(f"“{name}” baru saja dibuat orang lain. Muat ulang halaman ini.") from refused
    row.refresh_from_db()
    return row

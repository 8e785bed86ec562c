"""What positions ask for: a standard is set, takes the place of the one before, is copied, ends."""

from dataclasses import dataclass
from datetime import date

from django.db import connection

from simpeg.audit.change import change
from training.competence.services import CompetenceRefused
from training.models import CompetenceStandard, StandardLevel

LATEST = "Standar yang mulai {day} sudah ada untuk {title}. Pilih hari sesudahnya, atau perbaiki standar itu."


@dataclass(frozen=True)
class Wanted:
    """A standard as somebody wants it: of which positions (unit, title), from when, by which decree, which levels."""

    posts: tuple
    valid_from: date
    decree: str
    decree_on: date | None
    levels: dict  # {competence: level}


def set_standards(wanted, *, by, reason):
    """Each of the positions asks for this from that day on; what it asked for until then ends there.

    One that begins on the same day is corrected. Where a later one is on file nothing is written. Returns the ids of
    the standards, in the order of `wanted`.
    """
    wanted = list(wanted)
    if any(not each.levels for each in wanted):
        raise CompetenceRefused("Isi paling sedikit satu tingkat: standar tanpa tingkat tidak meminta apa pun.")
    with change(by=by, reason=reason):
        _one_at_a_time()
        return [pk for each in wanted for pk in _set(each)]


def _set(wanted):
    present = _standards_of(wanted.posts)
    for standard in present:
        if standard.valid_from > wanted.valid_from:
            raise CompetenceRefused(LATEST.format(day=f"{standard.valid_from:%d-%m-%Y}", title=standard.title),
                                    "valid_from")  # fmt: skip
    same = {(each.unit_id, each.title): each for each in present if each.valid_from == wanted.valid_from}
    said = {"decree": wanted.decree, "decree_on": wanted.decree_on}
    CompetenceStandard.objects.filter(pk__in=[each.pk for each in same.values()]).update(**said)
    StandardLevel.objects.filter(standard__in=[each.pk for each in same.values()]).delete()
    ending = [each.pk for each in present if _reaches(each, wanted.valid_from)]
    CompetenceStandard.objects.filter(pk__in=ending).update(valid_until=wanted.valid_from)
    made = CompetenceStandard.objects.bulk_create(
        CompetenceStandard(unit_id=unit, title=title, valid_from=wanted.valid_from, **said)
        for unit, title in wanted.posts
        if (unit, title) not in same
    )
    ids = {(each.unit_id, each.title): each.pk for each in [*same.values(), *made]}
    StandardLevel.objects.bulk_create(
        StandardLevel(standard_id=pk, competence_id=competence, level=level)
        for pk in ids.values()
        for competence, level in wanted.levels.items()
    )
    return [ids[post] for post in wanted.posts]


def _reaches(standard, day):
    """Begun before that day, and not ended by it."""
    return standard.valid_from < day and (standard.valid_until is None or standard.valid_until > day)


def end_standard(standard, *, on, by, reason):
    """From that day on the position asks for the usual level again."""
    if on <= standard.valid_from:
        raise CompetenceRefused("Standar berakhir sesudah hari mulai berlakunya. Pilih hari sesudahnya.", "on")
    with change(by=by, reason=reason):
        _one_at_a_time()
        if not CompetenceStandard.objects.filter(pk=standard.pk, valid_until=None).update(valid_until=on):
            raise CompetenceRefused("Standar ini baru saja diakhiri orang lain. Muat ulang halaman ini.")


def withdraw_standard(standard, *, day, by, reason):
    """A standard that has not begun by this day never was; the one that it would have followed goes on in its place.

    Without that a year mistyped by a century would keep every other standard out.
    """
    with change(by=by, reason=reason):
        _one_at_a_time()
        found = CompetenceStandard.objects.filter(pk=standard.pk, valid_from__gt=day).first()
        if found is None:
            raise CompetenceRefused(
                "Standar ini sudah mulai berlaku, atau baru saja dibatalkan orang lain. Muat ulang."
            )
        before = CompetenceStandard.objects.filter(unit=found.unit_id, title=found.title, valid_until=found.valid_from)
        found.delete()
        before.update(valid_until=found.valid_until)


def copy_standard(standard, posts, *, valid_from, decree, decree_on, by, reason):
    """These positions ask for what this standard asks for, from that day on, by this decree. Returns how many."""
    posts = tuple(post for post in posts if post != (standard.unit_id, standard.title))
    if not posts:
        raise CompetenceRefused("Pilih paling sedikit satu jabatan lain.")
    levels = dict(standard.levels.values_list("competence", "level"))
    return len(set_standards([Wanted(posts, valid_from, decree, decree_on, levels)], by=by, reason=reason))


def _standards_of(posts):
    """All standards that these positions ever had."""
    units, titles = {unit for unit, _ in posts}, {title for _, title in posts}
    chosen = set(posts)
    found = CompetenceStandard.objects.filter(unit__in=units, title__in=titles)
    return [each for each in found if (each.unit_id, each.title) in chosen]


def _one_at_a_time():
    """Standards are set rarely and by few: whoever comes second waits until the first is through."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('training_competencestandard'))")

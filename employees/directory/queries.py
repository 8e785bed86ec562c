"""Finding people: who is listed for a user, and what a typed text means."""

import re

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Coalesce, Lower

from employees.models import Employee, Unit
from simpeg.core.sql import IsAny

# What a row of a list shows, and nothing else is read.
SHOWN = [
    *("nip", "name", "front_title", "back_title", "status", "standing"),
    *("state__sort_name", "state__grade_since", "state__position_title", "state__position_since"),
    *("state__grade__code", "state__grade__level", "state__unit__name"),
]

# Each order ends in something unique and holds no NULL (see simpeg.web.paging).
SORTS = {
    "name": ("Nama", ["state__sort_name", "pk"]),
    "nip": ("NIP", ["nip"]),
    "grade": ("Golongan", ["-state__grade__level", "state__sort_name", "pk"]),
    "unit": ("Unit kerja", ["unit_name", "state__sort_name", "pk"]),
}

NIP_PART = re.compile(r"[0-9]{3,18}")
TITLES = {"dr", "drg", "drh", "drs", "dra", "ir", "prof", "h", "hj", "apt", "ns"}


def listed(user):
    """The people whom a user's lists are about, with what a row shows."""
    people = Employee.objects.visible_to(user).filter(state__isnull=False)
    if not user.has_perm("employees.view_all_units"):
        # `visible_to` adds one's own file wherever it is; a list is of the units one works for, and is read by unit.
        people = people.filter(in_units(Unit.objects.visible_to(user)))
    return (
        people.annotate(unit_name=Coalesce("state__unit__name", Value("")))
        .select_related("state__grade", "state__unit")
        .only(*SHOWN)
    )


def in_units(units):
    """The condition "works in one of these units" (a queryset of them)."""
    return Q(IsAny(F("state__unit_id"), ArraySubquery(units.order_by().values("pk"))))


def matching(people, text):
    """Those whose NIP holds the typed digits, or whose name holds every typed word; titles are not looked at."""
    if digits := nip_part(text):
        return people.filter(nip__contains=digits)
    return people.filter(*(Q(state__sort_name__contains=folded(word)) for word in name_words(text)))


def nip_part(text):
    """The digits of a NIP or of a part of it, however they are grouped; None when the text is something else."""
    digits = re.sub(r"[\s.\-]", "", text)
    return digits if NIP_PART.fullmatch(digits) else None


def name_words(text):
    """The words of a name without its titles: `Dr. H. Siti Rahma, S.Pd.` is Siti and Rahma.

    Whoever types nothing but titles means them: then they are the words.
    """
    before_comma = text.split(",")[0].split() or text.replace(",", " ").split()
    words = [word for word in before_comma if "." not in word and word.lower() not in TITLES]
    return words or [word.strip(".") for word in before_comma if word.strip(".")]


def folded(word):
    """A word as `sort_name` spells it: lower case, without accents. The database does it, as it did for the names."""
    return Func(Lower(Value(word)), function="unaccent")

"""Finding people: who is listed for a user, and what a typed text means."""

import re

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Coalesce, Lower

from employees.asof.reading import present_state, without_a_day
from employees.models import Employee, Unit
from simpeg.core.sql import IsAny

# What a row of a list shows, and nothing else is read.
SHOWN = [
    *("nip", "name", "front_title", "back_title"),
    *(
        "state__status",
        "state__standing",
        "state__sort_name",
        "state__grade_since",
        "state__position_title",
        "state__position_since",
    ),
    *("state__grade__code", "state__grade__level", "state__unit__name"),
]

# Each order ends in something unique and holds no NULL (see simpeg.web.paging). By name and by NIP are columns of the
# state row alone, so that an index is the order; the others have to be sorted, which is for lists that can be counted.
BY_NAME = ["state__sort_name", "state__employee"]
SORTS = {
    "name": ("Nama", BY_NAME),
    "nip": ("NIP", ["state__nip"]),
    "grade": ("Golongan", ["-state__grade__level", *BY_NAME]),
    "unit": ("Unit kerja", ["unit_name", *BY_NAME]),
}
SORTED_BY_INDEX = ("name", "nip")

MOST_HITS = 10_000  # of a typed text; nobody reads on, he types another word

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
    digits = nip_part(text)
    if digits and len(digits) == 18:
        return people.filter(state__nip=digits)
    if digits:
        return first_hits(people, Q(state__nip__contains=digits))
    words = name_words(text)
    if not words:
        return people
    return first_hits(people, *(Q(state__sort_name__contains=folded(word)) for word in words))


def first_hits(people, *conditions):
    """Those who meet the conditions, at most MOST_HITS of them.

    They are found first and sorted afterwards: asked for both at once, PostgreSQL walks millions in the order of the
    list, in the hope of a hit.
    """
    hits = people.filter(*conditions).order_by().values("pk")[:MOST_HITS]
    return people.filter(state__employee__in=hits)


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


def with_open_files(page, request):
    """The page, with `closed_file` on those whose file this user may not open today: they have left his units since."""
    if request.per and not request.user.has_perm("employees.view_all_units"):
        with present_state():
            visible = Employee.objects.visible_to(request.user).filter(pk__in=[person.pk for person in page])
            visible = set(visible.values_list("pk", flat=True))
        for person in page:
            person.closed_file = person.pk not in visible
    return page


def undated(people, request):
    """How many of these left at a day that is not on file; asked where a page speaks of another day than today."""
    return without_a_day(people.order_by()).count() if request.per else None

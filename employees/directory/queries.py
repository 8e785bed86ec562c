"""Finding people: who is listed for a user, and what a typed text means."""

import re
from dataclasses import dataclass, replace

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Coalesce, ExtractYear, Lower

from employees.asof.reading import present_state, without_a_day
from employees.models import Employee, EmployeeState, NameWord, Unit
from employees.models.employee import titled
from simpeg.core.sql import IsAny, Words
from simpeg.web import paging
from simpeg.web.paging import PAGE_SIZE, Hits, Page, counted_page, estimate, keyset_page, merged_page

# What a row of a list shows, and all of it stands in the index by unit: a list of an office reads nothing else.
SHOWN = [
    *("employee", "sort_name", "nip", "status", "standing", "grade__code", "grade_since"),
    *("position_title", "unit"),
]

# Each order ends in something unique and holds no NULL (see simpeg.web.paging). By name and by NIP are columns of the
# state row alone, so that an index is the order; the others have to be sorted, which is for lists that can be counted.
BY_NAME = ["sort_name", "employee"]
SORTS = {
    "name": ("Nama", BY_NAME),
    "nip": ("NIP", ["nip"]),
    "grade": ("Golongan", ["level_down", *BY_NAME]),
    "unit": ("Unit kerja", ["unit_name", *BY_NAME]),
}
SORTED_BY_INDEX = ("name", "nip")
SORTED_BY = {"level_down": -F("grade__level"), "unit_name": Coalesce("unit__name", Value(""))}

CHEAP = 800  # planner's units: to read all that a list holds, some hundred pages
MOST_SORTED = 60_000  # rows; what the planner finds cheap and is not
USUAL = (Employee.Standing.ACTIVE, Employee.Standing.PPPK_ACTIVE)  # a standing that goes without saying
MOST_HITS = 100  # of a typed text that fits too many; nobody reads on, he types another word
# Words of names that hold what was typed: so many are looked up; beside a rarer word only a few, for the others it is
# asked of those whom the index found. What is in more words than that, any reading of names finds soon.
MOST_WORDS, FEW_WORDS = 500, 30

NIP_PART = re.compile(r"[0-9]{3,18}")
TITLES = {"dr", "drg", "drh", "drs", "dra", "ir", "prof", "h", "hj", "apt", "ns"}


@dataclass(frozen=True, slots=True)
class Listed:
    """A person as a row of a list shows him."""

    pk: int
    nip: str
    name: str
    full_name: str
    grade: str
    grade_since: object
    position: str
    unit: str
    status: str
    standing: str
    closed_file: bool = False


def states(user):
    """The states of the people whom a user's lists are about."""
    if user.has_perm("employees.view_all_units"):
        return EmployeeState.objects.all()
    # `visible_to` adds one's own file wherever it is; a list is of the units one works for, and is read by unit.
    return EmployeeState.objects.filter(in_units(Unit.objects.visible_to(user)))


def listed(user):
    """The people whom a user's lists are about."""
    people = Employee.objects.filter(state__isnull=False)
    if user.has_perm("employees.view_all_units"):
        return people
    return people.filter(in_units(Unit.objects.visible_to(user), "state__unit_id"))


def in_units(units, unit="unit_id"):
    """The condition "works in one of these units" (a queryset of them)."""
    return Q(IsAny(F(unit), ArraySubquery(units.order_by().values("pk"))))


def active(law):
    """The condition "kedudukan hukum counts as active service on the law's day"."""
    waiting = Q(status=Employee.Status.CPNS, standing__in=law["kedudukan.aktif_cpns"])
    return Q(standing__in=law["kedudukan.aktif"]) | waiting


def people_page(people, sort, cursor, *, typed=False, size=PAGE_SIZE, cheap=None, years=None):
    """One page of these states, how many there are, and the order that it has: (Page of Listed, Hits, sort).

    A list too long to be read whole is too long to be counted and sorted: an index has to be its order. Of a typed
    text that fits too many the first that are found are shown. `cheap` is for lists of another day, which no index
    orders and which have to be read whole anyway. `years` of birth, of people of one grade: an index has those of each
    year in order, and finds that there are none where the planner expects some hundred thousand.
    """
    several = estimate(people.order_by().values(*SHOWN), CHEAP if cheap is None else cheap)
    if several and several.exact:
        page, hits = Page([]), several  # nobody can match
    elif several and not typed:
        sort = sort if sort in SORTED_BY_INDEX and not years else "name"
        # Their keys first, which are in the index with all that is filtered.
        keys, order = people.values(*{*BY_NAME, *SORTS[sort][1]}), SORTS[sort][1]
        if years:
            page = merged_page(keys, ExtractYear("birth_date"), years, order, cursor, size)
        else:
            page = keyset_page(keys, order, cursor, size)
        hits = several if page.has_neighbours or cursor else Hits(len(page), True)
        found = {row["employee"]: row for row in EmployeeState.objects.filter(pk__in=_people(page)).values(*SHOWN)}
        page = replace(page, rows=[found[pk] for pk in _people(page) if pk in found])
    else:
        order = SORTS[sort][1]
        people = people.annotate(**{name: SORTED_BY[name] for name in order if name in SORTED_BY})
        shown = people.values(*SHOWN, *(name for name in order if name in SORTED_BY))
        page, hits = counted_page(shown, order, cursor, MOST_HITS if several else MOST_SORTED, size)
    return replace(page, rows=rows_of(page.rows)), hits, sort


def _people(page):
    return [row["employee"] for row in page]


def cheap_on(request):
    return paging.CHEAP if request.per else CHEAP


def rows_of(found):
    """The rows that a page shows of these states (dicts of SHOWN): their names and the names of their units besides."""
    people = Employee.objects.filter(pk__in=[row["employee"] for row in found])
    names = {pk: parts for pk, *parts in people.values_list("pk", "name", "front_title", "back_title")}
    units = dict(Unit.objects.filter(pk__in={row["unit"] for row in found}).values_list("pk", "name"))
    statuses, standings = dict(Employee.Status.choices), dict(Employee.Standing.choices)
    return [
        Listed(
            row["employee"],
            row["nip"],
            names[row["employee"]][0],
            titled(*names[row["employee"]]),
            row["grade__code"],
            row["grade_since"],
            row["position_title"] or "Tanpa jabatan",
            units.get(row["unit"], "Tanpa unit"),
            statuses.get(row["status"], row["status"]),
            "" if row["standing"] in USUAL else standings.get(row["standing"], row["standing"]),
        )
        for row in found
    ]


def matching(people, text):
    """Those whose NIP holds the typed digits, or whose name holds every typed word; titles are not looked at."""
    digits = nip_part(text)
    if digits:
        return people.filter(nip=digits) if len(digits) == 18 else people.filter(nip__contains=digits)
    known = sorted(_known_words(name_words(text)), key=lambda pair: len(pair[1]))
    people = people.alias(words=Words("sort_name"))
    for place, (typed, words) in enumerate(known):
        if not words:
            return people.none()
        by_index = len(words) <= (FEW_WORDS if place else MOST_WORDS)
        people = people.filter(words__overlap=words) if by_index else people.filter(sort_name__contains=folded(typed))
    return people


def _known_words(typed):
    """(typed word, the words of names that hold it) of each: one query; of too many some, which are too many too."""
    found = [
        NameWord.objects.filter(word__contains=folded(word)).values_list(Value(place), "word").distinct()
        for place, word in enumerate(typed)
    ]
    found = [words[: MOST_WORDS + 1] for words in found]
    known = {}
    for place, word in found[0].union(*found[1:], all=True) if found else ():
        known.setdefault(place, []).append(word)
    return [(word, known.get(place, [])) for place, word in enumerate(typed)]


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
    if not request.per or request.user.has_perm("employees.view_all_units"):
        return page
    with present_state():
        visible = Employee.objects.visible_to(request.user).filter(pk__in=[person.pk for person in page])
        visible = set(visible.values_list("pk", flat=True))
    return replace(page, rows=[replace(person, closed_file=person.pk not in visible) for person in page])


def undated(people, request):
    """How many of these left at a day that is not on file; asked where a page speaks of another day than today."""
    return without_a_day(people.order_by()).count() if request.per else None

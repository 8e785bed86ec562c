"""Two days side by side: who came, left, moved and rose, in every part of an organisation, so that it adds up."""

from dataclasses import dataclass, field, fields

from django.db.models import Count, Q

from employees.models import StateChange, Unit
from employees.models.change import in_any

NOBODYS = "tanpa"  # the name, in an address, of the area of those without a unit
RELATED = ("employee", "unit_before", "unit_after", "grade_before", "grade_after")
OUTSIDE = "Di luar wilayah kewenangan Anda"


@dataclass(frozen=True)
class Area:
    """A part of the organisation: a unit with everything below (`tree`), alone (`own`), nobody's unit, or all of it.

    `ids` are its units, None where it is everything; the database is asked by `inside`, cells are sorted by `holds`.
    """

    label: str
    kind: str
    unit: Unit | None = None
    ids: frozenset | None = None
    units: object = None

    def holds(self, unit_id):
        return self.ids is None or unit_id in self.ids

    def inside(self, column):
        if self.kind == "all":
            return Q()
        if self.kind == "none":
            return Q(**{f"{column}__isnull": True})
        return Q(**{column: self.unit.pk}) if self.kind == "own" else in_any(self.units, column)

    def outside(self, column):
        if self.kind == "all":
            return Q(pk__in=[])
        if self.kind == "none":
            return Q(**{f"{column}__isnull": False})
        return Q(**{f"{column}__isnull": True}) | ~self.inside(column)

    @property
    def query(self):
        """How an address names this area."""
        if self.kind == "none":
            return f"unit={NOBODYS}"
        if self.unit is None:
            return ""
        return f"unit={self.unit.pk}" + ("&sendiri=1" if self.kind == "own" else "")


@dataclass
class Flow:
    """How many people an area had then and has now: then + came + into - away - gone = now."""

    then: int = 0
    came: int = 0
    into: int = 0
    away: int = 0
    gone: int = 0
    now: int = 0
    within: int = 0
    rose: int = 0
    reposted: int = 0
    restated: int = 0
    changed: int = 0

    @property
    def adds_up(self):
        return self.then + self.came + self.into - self.away - self.gone == self.now

    def __bool__(self):
        return any(getattr(self, each.name) for each in fields(self))


@dataclass(frozen=True)
class Comparison:
    """The whole, and each of the parts it falls into: (area, flow)."""

    area: Area
    flow: Flow
    parts: list[tuple[Area, Flow]] = field(default_factory=list)


# What a number on the page counts, as a condition on the rows of an area: (words, condition).
KINDS = {
    "dulu": ("Pegawai aktif pada tanggal awal", lambda a: Q(active_before=True) & a.inside("unit_before_id")),
    "masuk": ("Masuk", lambda a: Q(came=True) & a.inside("unit_after_id")),
    "pindah-masuk": (
        "Pindah masuk dari unit lain",
        lambda a: Q(moved=True) & a.inside("unit_after_id") & a.outside("unit_before_id"),
    ),
    "pindah-keluar": (
        "Pindah keluar ke unit lain",
        lambda a: Q(moved=True) & a.inside("unit_before_id") & a.outside("unit_after_id"),
    ),
    "keluar": ("Keluar", lambda a: Q(gone=True) & a.inside("unit_before_id")),
    "kini": ("Pegawai aktif pada tanggal akhir", lambda a: Q(active_after=True) & a.inside("unit_after_id")),
    "pindah": (
        "Pindah unit di dalamnya",
        lambda a: Q(moved=True) & a.inside("unit_before_id") & a.inside("unit_after_id"),
    ),
    "naik": ("Naik golongan", lambda a: Q(rose=True) & a.inside("unit_after_id")),
    "jabatan": ("Ganti jabatan", lambda a: Q(reposted=True) & a.inside("unit_after_id")),
    "status": ("Ganti status kepegawaian", lambda a: Q(restated=True) & a.inside("unit_after_id")),
}
FLOW_OF = {
    "dulu": "then", "masuk": "came", "pindah-masuk": "into", "pindah-keluar": "away", "keluar": "gone", "kini": "now",
    "pindah": "within", "naik": "rose", "jabatan": "reposted", "status": "restated",
}  # fmt: skip
CHANGED = Q(came=True) | Q(gone=True) | Q(moved=True) | Q(rose=True) | Q(reposted=True) | Q(restated=True)


def everything(user):
    """All that this user may compare."""
    if user.has_perm("employees.view_all_units"):
        return Area("Semua unit kerja", "all")
    visible = Unit.objects.visible_to(user)
    return Area(
        "Wilayah kewenangan Anda", "visible", ids=frozenset(visible.values_list("pk", flat=True)), units=visible
    )


def area_of(user, unit, *, alone=False, nobodys=False):
    """The area that an address names; without one, all that the user may see."""
    if nobodys:
        return Area("Tanpa unit kerja", "none", ids=frozenset([None]))
    if unit is None:
        return everything(user)
    if alone:
        return Area(f"{unit.name} (unit itu sendiri)", "own", unit, frozenset([unit.pk]))
    below = Unit.objects.below(unit)
    return Area(unit.name, "tree", unit, frozenset(below.values_list("pk", flat=True)), below)


def area_named(user, query):
    """The area that `Area.query` named."""
    asked = dict(part.split("=") for part in query.split("&") if part)
    unit = Unit.objects.visible_to(user).get(pk=asked["unit"]) if asked.get("unit", NOBODYS) != NOBODYS else None
    return area_of(user, unit, alone="sendiri" in asked, nobodys=asked.get("unit") == NOBODYS)


def changes(user, area, kind=None):
    """The people of an area on one of the two days; of one kind of change, or all whom anything befell."""
    rows = StateChange.objects.visible_to(user).select_related(*RELATED)
    if kind:
        return rows.filter(KINDS[kind][1](area))
    was_here = Q(active_before=True) & area.inside("unit_before_id")
    return rows.filter(CHANGED, was_here | Q(active_after=True) & area.inside("unit_after_id"))


def compare(user, area):
    """The whole area and its parts, all from one pass over the two days."""
    cells = list(
        StateChange.objects.visible_to(user)
        .order_by()
        .values_list("unit_before", "unit_after", "active_before", "active_after", "rose", "reposted", "restated")
        .annotate(number=Count("pk"))
    )
    flows = [(part, _flow(part, cells)) for part in _parts(user, area)]
    return Comparison(area, _flow(area, cells), [(part, flow) for part, flow in flows if flow])


def _flow(area, cells):
    flow = Flow()
    for before, after, was, is_now, rose, reposted, restated, number in cells:
        from_here, to_here = was and area.holds(before), is_now and area.holds(after)
        flow.then += number * from_here
        flow.now += number * to_here
        flow.came += number * (to_here and not was)
        flow.gone += number * (from_here and not is_now)
        flow.into += number * (to_here and was and not from_here)
        flow.away += number * (from_here and is_now and not to_here)
        flow.within += number * (from_here and to_here and before != after)
        flow.rose += number * (to_here and rose)
        flow.reposted += number * (to_here and reposted)
        flow.restated += number * (to_here and restated)
        befell = was != is_now or before != after or rose or reposted or restated
        flow.changed += number * ((from_here or to_here) and befell)
    return flow


def _parts(user, area):
    """The units right below, then the unit itself; of all together, the offices and those of no unit."""
    if area.kind in ("own", "none"):
        return []
    units = list(Unit.objects.visible_to(user).values_list("pk", "name", "parent_id", "path"))
    if area.unit:
        tops, alone = [unit for unit in units if unit[2] == area.unit.pk], [area.unit]
    else:
        visible = {unit[0] for unit in units}
        tops = [unit for unit in units if not visible & set(unit[3][:-1])]
        roots = tops if len(tops) == 1 else []  # one top alone says nothing: its branches do
        tops = [unit for unit in units if unit[2] == roots[0][0]] if roots else tops
        alone = [Unit(pk=root[0], name=root[1]) for root in roots]
    parts = []
    for pk, name, _, _ in sorted(tops, key=lambda unit: (unit[1], unit[0])):
        below = frozenset(unit[0] for unit in units if pk in unit[3])
        parts.append(Area(name, "tree", Unit(pk=pk, name=name), below))
    parts += [Area(f"{unit.name} (unit itu sendiri)", "own", unit, frozenset([unit.pk])) for unit in alone]
    if area.kind == "all":
        parts.append(Area("Tanpa unit kerja", "none", ids=frozenset([None])))
    return parts

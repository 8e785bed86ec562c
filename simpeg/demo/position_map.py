"""The position map (peta jabatan): what the units need, worked out from who sits where."""

from collections import Counter

from simpeg.demo import ladder
from simpeg.demo.posts import BY_OFFICE, EXPERT, HEALTH_CENTRE, HOSPITAL, OPERATIVES, PRIMARY_SCHOOL, SECONDARY_SCHOOL

SEAT_CLASSES = {"21": 15, "22": 14, "31": 12, "32": 11, "41": 9, "42": 8}
TIER_CLASSES = {"PM": 5, "TR": 6, "MH": 7, "PY": 8, "PT": 8, "MU": 9, "MA": 11, "UT": 13}
NOT_HOLDING = ("02", "04", "05", "13")  # still employees, but their position counts as empty
INACTIVE = ("66", "88", "98", "99")
FAMILIES = [*PRIMARY_SCHOOL, *SECONDARY_SCHOOL, *HEALTH_CENTRE, *HOSPITAL, *BY_OFFICE.values()]


def position_map(office):
    """Rows of PETA JABATAN: structural seats, and the functional tiers and operative posts that people hold or held."""
    holders = Counter()
    posts, tiers = {}, {}
    for person in office.people:
        held = person.position
        if held and person.standing not in NOT_HOLDING + INACTIVE:
            holders[held.unit.id, held.name] += 1
        for row in person.appointments:
            if row.kind == "4":
                posts[row.unit.id, row.name] = row.unit
            elif row.tier and row.unit.parent:
                tiers.setdefault((row.unit.id, person.family), {})[row.tier] = row.unit
    rows = [
        (seat.unit.id, seat.name, "1", seat.echelon, None, SEAT_CLASSES[seat.echelon], 1, "40", None)
        for seat in office.tree.seats
    ]
    for (unit_id, family), held in tiers.items():
        for tier in _tiers_of(family, held):
            name = f"{family.name} {tier.title}"
            need = holders[unit_id, name] + _vacancies(office, family, unit_id, tier)
            if need:
                level = "30" if family.category != EXPERT else "40"
                rows.append((unit_id, name, "2", None, tier.code, TIER_CLASSES[tier.code], need, level, None))
    known = {post.name: post for post in OPERATIVES}
    for unit_id, name in posts:
        post = known[name]
        need = max(holders[unit_id, name] + office.rng.choice([-1, 0, 0, 1]), 1)
        rows.append((unit_id, name, "4", None, None, post.grade_class, need, post.level, post.fields))
    order = {unit.id: place for place, unit in enumerate(office.tree.units)}
    return sorted(rows, key=lambda row: (order[row[0]], row[2], row[3] or "", row[1]))


def _tiers_of(family, held):
    """The tiers anybody holds or held, and the one above the highest."""
    own = [tier for tier in ladder.tiers().values() if tier.category == family.category]
    top = max(own.index(tier) for tier in own if tier.code in held)
    return [tier for tier in own[: top + 2] if tier.code in held or own.index(tier) == top + 1]


def _vacancies(office, family, unit_id, tier):
    """Room above the present holders: none in a closed family, always where a case asks for it."""
    if family.closed:
        return 0
    if (unit_id, family.name, tier.code) in office.vacancies:
        return 1
    return office.rng.choice([0, 0, 1])

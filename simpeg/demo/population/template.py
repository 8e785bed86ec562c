"""What every agency of an invented population is like: its units, seats, teams and names, as small temporary tables.

They are the only part that Python makes, and as large for ten people as for ten million.
"""

from typing import NamedTuple

from simpeg.demo import ladder, names
from simpeg.demo.careers import entry_grade
from simpeg.demo.people import CLERK_LEVELS, CONTRACT_LEVELS, GRADES, MARKS, SHARES, STATUSES
from simpeg.demo.posts import MASTERS, OPERATIVE_DIPLOMAS, OPERATIVES, families_of
from simpeg.demo.units import Tree

SLOTS = 200  # a choice by weight is an array with so many places
CLERICAL = ("SETDA", "BAGIAN", "SUBBAG", "KECAMATAN", "KELURAHAN", "UPTD", "BIDANG")
OFFICES = ("DINAS", "BADAN", "BIDANG", "BAGIAN", "INSPEKTORAT")
LEAST_AGE = {"05": 12, "10": 15, "15": 18, "30": 21, "40": 22, "45": 24}
POST_LEVELS = {"10": "05", "45": "40"}  # who has this holds posts that ask for that
MARK_CODES = {"SANGAT BAIK": 1, "BAIK": 2, "BUTUH PERBAIKAN": 3, "KURANG": 4, "SANGAT KURANG": 5}


class Table(NamedTuple):
    columns: str
    rows: list


def template(employees):
    """`{name: Table}` of the template of an agency with so many people."""
    tree = Tree(employees)
    number = {unit.id: place for place, unit in enumerate(tree.units, 1)}
    families = {}
    teams = [(number[u.id], _slots({_family(families, f): w for f, w in families_of(u).items()}))
             for u in tree.units if u.families]  # fmt: skip
    return {
        "unit": Table("k int, parent int, name text, kind text, echelon int, region text", _units(tree, number)),
        "seat": Table("s int, k int, title text, echelon int, lowest int, highest int", _seats(tree, number)),
        "place": Table(
            "kind text, ks int[], pns float8, cpns float8, pppk float8",
            [(kind, [number[u.id] for u in units], *_shares(STATUSES[kind])) for kind, units in _places(tree).items()],
        ),
        "share": Table("slots text[]", [(_slots(SHARES),)]),
        "team": Table("k int, families int[]", teams),
        "family": Table(
            "f int, name text, category text, closed bool, level text, entry int, diploma text, front text, back text, "
            "master text, grades int[]",
            [_family_row(f, family) for family, f in families.items()],
        ),
        "tier": Table(
            "category text, code text, title text, low int, high int, next_code text, next_title text", _tiers()
        ),
        "level": Table(
            "code text, entry int, ceiling int, contract int, least_age int, posts text[], post_levels text[], "
            "diplomas text[], diploma_levels text[], backs text[]",
            [_level_row(code) for code in OPERATIVE_DIPLOMAS],
        ),
        "clerk": Table("levels text[], contract_levels text[]", [(_slots(CLERK_LEVELS), _slots(CONTRACT_LEVELS))]),
        "credit": Table(
            "level int, pns_months int, pppk_months int",
            [(n, ladder.entry_months(pns), ladder.entry_months(pppk)) for n, (pns, pppk) in _both_ladders()],
        ),
        "mark": Table("slots int[]", [(_slots({MARK_CODES[name]: weight for name, weight in MARKS.items()}, 1000),)]),
        "given": Table(
            "sex text, religion text, names text[]",
            [(sex, rel[1], given) for sex, all_of_them in (("M", names.MEN), ("F", names.WOMEN))
             for rel, given in all_of_them.items()],
        ),
        "word": Table(
            "religions text[], families text[], men text[], women text[], places text[], streets text[]",
            [([name for _, name in names.RELIGIONS], names.FAMILIES, names.SECOND["M"], names.SECOND["F"],
              names.BIRTHPLACES, names.STREETS)],
        ),
        "post": Table("title text, level text, fields text, class int", [tuple(post) for post in OPERATIVES]),
    }  # fmt: skip


def _units(tree, number):
    return [
        (number[u.id], u.parent and number[u.parent.id], u.name, u.kind or "", u.echelon and int(u.echelon), u.region)
        for u in tree.units
    ]


def _seats(tree, number):
    seats = sorted(tree.seats, key=lambda seat: (seat.echelon, number[seat.unit.id], seat.name))
    ranges = {seat.echelon: [_rank(grade) for grade in ladder.echelon(seat.echelon)[1:]] for seat in seats}
    return [(n, number[s.unit.id], s.name, int(s.echelon), *ranges[s.echelon]) for n, s in enumerate(seats)]


def _places(tree):
    return {
        "SEKOLAH": tree.of_kind("SEKOLAH"),
        "PUSKESMAS": tree.of_kind("PUSKESMAS"),
        "RSUD": [u for u in tree.of_kind("RSUD", "BIDANG") if u.families and u.office.kind == "RSUD"],
        "FUNCTIONAL": [u for u in tree.of_kind(*OFFICES) if u.families and u.office.kind != "RSUD"],
        "CLERK": tree.of_kind(*CLERICAL),
    }


def _shares(statuses):
    """Where PNS end, CPNS end and full-time PPPK end on a line from 0 to 1."""
    pns, cpns, pppk = (statuses[name] / 100 for name in ("PNS", "CPNS", "PPPK"))
    return pns, pns + cpns, pns + cpns + pppk


def _family(known, family):
    return known.setdefault(family, len(known) + 1)


def _family_row(f, family):
    diploma = family.diplomas[0]
    entry = _rank(entry_grade(diploma))
    grades = {_rank(grade): weight for grade, weight in GRADES[family.category].items() if _rank(grade) >= entry}
    return (f, family.name, family.category, family.closed, diploma.level, entry, diploma.name, diploma.front,
            diploma.back, MASTERS.get(diploma.back, ""), _slots(grades))  # fmt: skip


def _tiers():
    for tier in ladder.tiers().values():
        above = ladder.next_tier(tier)
        low, high = _rank(tier.grades[0]), _rank(tier.grades[-1])
        yield tier.category, tier.code, tier.title, low, high, above and above.code, above and above.title


def _level_row(code):
    level, diplomas = ladder.level(code), OPERATIVE_DIPLOMAS[code]
    posts = [post for post in OPERATIVES if post.level == POST_LEVELS.get(code, code)]
    contract = ladder.grades("PPPK").index(ladder.contract_grade(code)) + 1 if code in CONTRACT_LEVELS else None
    return (code, _rank(level.entry), _rank(level.ceiling), contract, LEAST_AGE[code], [post.name for post in posts],
            [post.level for post in posts], [d.name for d in diplomas], [d.level for d in diplomas],
            [d.back for d in diplomas])  # fmt: skip


def _both_ladders():
    return enumerate(zip(ladder.grades(), ladder.grades("PPPK"), strict=True), 1)


def _rank(grade):
    return ladder.grades().index(grade) + 1


def _slots(weights, slots=SLOTS):
    """An array in which each key stands as often as it weighs; every key at least once."""
    whole = sum(weights.values())
    return [key for key, weight in weights.items() for _ in range(max(round(slots * weight / whole), 1))]

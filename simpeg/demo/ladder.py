"""What careers climb: grades, functional tiers, echelons, diplomas and pay, read from the files of the law."""

import csv
from functools import cache
from typing import NamedTuple

from simpeg.law.files import DATA

# Months of grade service that the law takes off when a promotion crosses into the next group (I to II, II to III).
CROSSING_MONTHS = {"II": 72, "III": 60}


class Tier(NamedTuple):
    """Jenjang of a functional position with the grades it holds, lowest first."""

    code: str
    title: str
    category: str
    grades: tuple
    yearly: float
    step: float


class Level(NamedTuple):
    """A level of education: where it lets a civil servant enter, and how far it carries."""

    code: str
    name: str
    group: str
    entry: str
    ceiling: str


@cache
def grades(kind="PNS"):
    """Codes of the ladder, lowest first."""
    return tuple(row["golongan"] for row in _rows("golongan.csv") if row["jenis_asn"] == kind)


@cache
def grade_id(code):
    """The id SIASN uses: 31 for III/a; for PPPK the Roman numeral itself."""
    row = next(row for row in _rows("golongan.csv") if row["golongan"] == code)
    return row["kode_siasn"] or code


def grade_below(code):
    return grades()[grades().index(code) - 1]


def grade_above(code):
    return grades()[grades().index(code) + 1]


def rungs(lower, upper):
    """How many promotions lie between two grades; negative when `upper` is below."""
    return grades().index(upper) - grades().index(lower)


@cache
def contract_grade(level_code):
    """The grade of a PPPK who is appointed with this level of education."""
    entry = level(level_code).entry
    return next(row["golongan"] for row in _rows("golongan.csv") if row["jenis_asn"] == "PPPK" and _same_as(row, entry))


@cache
def level(code):
    row = next(row for row in _rows("pendidikan_ceiling.csv") if row["tk_pendidikan_kode"] == code)
    return Level(code, row["tk_pendidikan"], row["group"], row["gol_masuk_pns"], row["gol_tertinggi_kp_reguler"])


@cache
def tiers():
    """Functional tiers by code."""
    found = {}
    for row in _rows("jf_jenjang_pangkat.csv"):
        held = found.get(row["kode_siasn"])
        found[row["kode_siasn"]] = Tier(
            row["kode_siasn"],
            row["jenjang"],
            row["kategori"],
            (*(held.grades if held else ()), row["golongan"]),
            float(row["koefisien_ak_per_tahun"]),
            held.step if held else float(row["ak_kp_dari_golongan_ini"]),
        )
    return found


@cache
def tier_of(category, grade):
    """The tier that a grade belongs to; None where the category has no such grade."""
    return next((tier for tier in tiers().values() if tier.category == category and grade in tier.grades), None)


def next_tier(tier):
    """The tier above in the same category; None from the highest."""
    own = [t for t in tiers().values() if t.category == tier.category]
    return dict(zip(own, own[1:], strict=False)).get(tier)


def base_points(tier, grade):
    """AK dasar of a grade within its tier."""
    return tier.grades.index(grade) * tier.step


def points_needed(tier, grade):
    """AK kumulatif that leads on from a grade: to the next grade, or out of the tier."""
    return base_points(tier, grade) + tier.step


@cache
def echelon(code):
    """(name, lowest grade, highest grade) of a structural echelon."""
    row = next(row for row in _rows("eselon_pangkat_range.csv") if row["kode_siasn"] == code)
    return row["eselon"], row["gol_terendah"], row["gol_tertinggi"]


@cache
def pay(grade):
    """{years of grade service: rupiah} of the salary table in force."""
    tables = ("gaji_pns_pp5_2024.csv", "gaji_pppk_perpres11_2024.csv")
    return {
        int(row["mkg_years"]): int(row["rupiah"]) for name in tables for row in _rows(name) if row["golongan"] == grade
    }


@cache
def retirement_age(code):
    return next(int(row["bup"]) for row in _rows("bup.csv") if row["kode"] == code)


@cache
def sanction(code):
    """(severity, months) of a kind of sanction; months is None where it has no end."""
    row = next(row for row in _rows("disiplin.csv") if row["kode"] == code)
    return row["tingkat"], int(row["durasi_bulan"]) if row["durasi_bulan"] else None


def entry_months(grade):
    """Grade service that a new civil servant is credited with: three years where the pay table starts there."""
    return 12 * min(pay(grade))


def _same_as(row, grade):
    return row["golongan_setara_pns"] == grade


@cache
def _rows(name):
    with (DATA / name).open(encoding="utf-8", newline="") as handle:
        return tuple(csv.DictReader(handle))

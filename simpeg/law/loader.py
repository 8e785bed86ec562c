"""The law as data: the files in data/ are the source, the tables are their copy."""

import csv
import tomllib
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

from django.db import connections, transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from simpeg.law.models import (
    EchelonRange,
    EducationCeiling,
    EducationLevel,
    Grade,
    Parameter,
    PromotionPeriod,
    RetirementAge,
    SalaryStep,
    SanctionKind,
    TierStep,
)

DATA = Path(__file__).parent / "data"
GROUPS = ["SD", "SLTP", "SLTA", "D-II", "D-III", "S-1/D-IV", "S-2", "S-3"]
SEVERITIES = {"ringan": "LIGHT", "sedang": "MEDIUM", "berat": "HEAVY"}
FUNCTIONAL_BASIS = "PermenPANRB 1/2023; Peraturan BKN 3/2023"
FUNCTIONAL_SINCE = date(2000, 11, 17)  # the grades of a jenjang are older than the credit points of 2023
SALARY_TABLES = [("gaji_pns_pp5_2024.csv", "PP 5/2024"), ("gaji_pppk_perpres11_2024.csv", "Perpres 11/2024")]
PERIODS_UNTIL = 2100  # the last year for which periods are laid out
SALARY_SINCE = date(2024, 1, 1)


@transaction.atomic
def load_law(folder=DATA):
    """Make the tables say what the files say. Rows that records point to are updated in place, never deleted."""
    _upsert(Grade, _grades(folder))
    by_code = {grade.code: grade for grade in Grade.objects.all()}
    _upsert(EducationLevel, _education_levels(folder))
    _upsert(SanctionKind, _sanction_kinds(folder))
    _replace(EducationCeiling, _education_ceilings(folder, by_code))
    _replace(EchelonRange, _echelon_ranges(folder, by_code))
    _replace(TierStep, _tier_steps(folder, by_code))
    _replace(SalaryStep, _salary_steps(folder, by_code))
    _replace(RetirementAge, _retirement_ages(folder))
    _replace(Parameter, (p for path in sorted(folder.glob("*.toml")) for p in _parameters(path)))
    _fill_periods()


def table_exists(using):
    """False while the law app is migrated back to nothing."""
    return Parameter._meta.db_table in connections[using].introspection.table_names()


def _fill_periods():
    """Every day on which promotions take effect, from the dated months; windows the agency moved stay as they are."""
    opens, closes = (Parameter.objects.get(key=f"kp.usul_{edge}_hari").value for edge in ("buka", "tutup"))
    periods = [
        PromotionPeriod(
            day=day, opens_on=day - timedelta(days=opens), closes_on=day - timedelta(days=closes), basis=months.basis
        )
        for months in Parameter.objects.filter(key="kp.bulan_periode")
        for day in _firsts(months)
    ]
    PromotionPeriod.objects.exclude(day__in=[period.day for period in periods]).delete()
    PromotionPeriod.objects.bulk_create(periods, update_conflicts=True, unique_fields=["day"], update_fields=["basis"])


def _firsts(months):
    """The firsts of the named months while they are in force, up to PERIODS_UNTIL."""
    for year in range(months.in_force.lower.year, PERIODS_UNTIL + 1):
        for month in months.value:
            if date(year, month, 1) in months.in_force:
                yield date(year, month, 1)


def _upsert(model, rows):
    fields = [f.name for f in model._meta.concrete_fields if not f.primary_key]
    key = [model._meta.pk.name]
    model.objects.bulk_create(rows, update_conflicts=True, unique_fields=key, update_fields=fields)


def _replace(model, rows):
    model.objects.all().delete()
    model.objects.bulk_create(rows)


def _rows(folder, name):
    with (folder / name).open(encoding="utf-8", newline="") as handle:
        yield from csv.DictReader(handle)


def _in_force(row):
    """valid_from and valid_to of a row, both days included in the file, as a range."""
    last = row["valid_to"] and date.fromisoformat(row["valid_to"])
    return DateRange(date.fromisoformat(row["valid_from"]), last or None, "[]" if last else "[)")


def _parameters(path):
    for topic, keys in tomllib.loads(path.read_text(encoding="utf-8")).items():
        for key, entry in keys.items():
            for now, later in pairwise([*sorted(entry["values"], key=lambda v: v["since"]), None]):
                in_force = DateRange(now["since"], later and later["since"])
                yield Parameter(key=f"{topic}.{key}", value=now["value"], in_force=in_force, basis=now["basis"])


def _grades(folder):
    for row in _rows(folder, "golongan.csv"):
        level = int(row["urutan"])
        number = int(row["kode_siasn"]) if row["kode_siasn"] else 100 + level
        yield Grade(id=number, kind=row["jenis_asn"], code=row["golongan"], title=row["pangkat"], level=level)


def _education_levels(folder):
    for row in _rows(folder, "pendidikan_ceiling.csv"):
        if code := row["tk_pendidikan_kode"]:
            group = row["group"]
            rank = GROUPS.index(group) + 1
            yield EducationLevel(code=code, name=row["tk_pendidikan"], group=group, group_rank=rank)


def _education_ceilings(folder, grades):
    for row in _rows(folder, "pendidikan_ceiling.csv"):
        special = "SGPLB" if "SGPLB" in row["tk_pendidikan"] else "PROFESI"
        yield EducationCeiling(
            kind=row["tk_pendidikan_kode"] or special,
            ceiling=grades[row["gol_tertinggi_kp_reguler"]],
            adjusts_to=grades.get(row["pi_gol_hasil"]),
            group=row["group"],
            in_force=DateRange(date(2000, 11, 17), None),
            basis=row["legal"].replace("Pasal", "PP 99/2000 jo. PP 12/2002 Pasal", 1)
            if row["legal"].startswith("Pasal")
            else row["legal"],
        )


def _echelon_ranges(folder, grades):
    for row in _rows(folder, "eselon_pangkat_range.csv"):
        yield EchelonRange(
            echelon=int(row["kode_siasn"]),
            name=row["eselon"],
            lowest=grades[row["gol_terendah"]],
            highest=grades[row["gol_tertinggi"]],
            in_force=_in_force(row),
            basis=row["legal"],
        )


def _tier_steps(folder, grades):
    rows = list(_rows(folder, "jf_jenjang_pangkat.csv"))
    codes = {row["jenjang"]: row["kode_siasn"] for row in rows}
    for row in rows:
        yield TierStep(
            category=row["kategori"],
            tier=row["kode_siasn"],
            grade=grades[row["golongan"]],
            yearly_points=Decimal(row["koefisien_ak_per_tahun"]),
            base_points=Decimal(row["ak_dasar_di_golongan"]),
            grade_points=_decimal(row["ak_kp_dari_golongan_ini"]),
            tier_points=_decimal(row["ak_kj_dari_jenjang_ini"]),
            next_grade=grades.get(row["golongan_berikut"]),
            next_tier=codes.get(row["jenjang_berikut"], ""),
            crosses=row["lintas_jenjang"] == "1",
            in_force=DateRange(FUNCTIONAL_SINCE, None),
            basis=FUNCTIONAL_BASIS,
        )


def _salary_steps(folder, grades):
    for name, basis in SALARY_TABLES:
        for row in _rows(folder, name):
            yield SalaryStep(
                grade=grades[row["golongan"]],
                years=int(row["mkg_years"]),
                rupiah=int(row["rupiah"]),
                in_force=DateRange(SALARY_SINCE, None),
                basis=basis,
            )


def _retirement_ages(folder):
    for row in _rows(folder, "bup.csv"):
        yield RetirementAge(
            code=row["kode"], name=row["jabatan"], age=int(row["bup"]), in_force=_in_force(row), basis=row["legal"]
        )


def _sanction_kinds(folder):
    for row in _rows(folder, "disiplin.csv"):
        yield SanctionKind(
            code=row["kode"],
            name=row["nama"],
            severity=SEVERITIES[row["tingkat"]],
            months=int(row["durasi_bulan"]) if row["durasi_bulan"] else None,
            siasn_code=row["kode_siasn"],
            served_as=row["pengganti_transisi"],
            blocks_promotion=row["blokir_kp"] == "1",
            blocks_increment=row["blokir_kgb"] == "1",
            in_force=_in_force(row),
            regime=row["rezim"],
            effects=row["efek_lain"],
            basis=row["legal"],
        )


def _decimal(text):
    return Decimal(text) if text else None

"""The dated tables of the law: what their rows are, which cells the agency may set, and what has to hold of them.

A row is JSON with codes instead of ids (`{"grade": "III/a", "years": 4, "rupiah": 2964000}`), as the files and a
`LawChange` write it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from simpeg.law.files import Piece, csv_rows, csv_span
from simpeg.law.models import EchelonRange, EducationCeiling, RetirementAge, SalaryStep, TierStep

FUNCTIONAL_BASIS = "PermenPANRB 1/2023; Peraturan BKN 3/2023"
FUNCTIONAL_SINCE = date(2000, 11, 17)  # the grades of a jenjang are older than the credit points of 2023
CEILING_SINCE = date(2000, 11, 17)
SALARY_SINCE = date(2024, 1, 1)


@dataclass(frozen=True)
class Cell:
    """A column of a table: its field, its words, its kind (`text`, `grade`, `number`, `points`, `rupiah`, `flag`)."""

    name: str
    label: str
    kind: str = "text"
    may_be_empty: bool = False
    least: int = 0
    most: int = 0


@dataclass(frozen=True)
class Table:
    code: str
    topic: str
    title: str
    sentence: str
    model: type
    identity: tuple  # the fields that tell its rows apart on one day
    cells: tuple
    set_by_agency: tuple  # names of the cells that may be set
    read: Callable  # folder -> pieces
    grades: str = ""  # of the two salary tables: whose

    def rows(self):
        """What stands in the database."""
        found = self.model.objects.all()
        return found.filter(grade__kind=self.grades) if self.grades else found

    def related(self):
        return [cell.name for cell in self.cells if cell.kind == "grade"]

    def as_data(self, row):
        """A row of the database as JSON."""
        return {cell.name: _plain(getattr(row, cell.name), cell.kind) for cell in self.cells}

    def name_of(self, data):
        """What tells this row from the others of its day."""
        return tuple(data[name] for name in self.identity)

    def cell(self, name):
        return next(cell for cell in self.cells if cell.name == name)

    @property
    def is_salary(self):
        return bool(self.grades)


def _plain(value, kind):
    if kind == "grade":
        return value.code if value else None
    if kind == "points":
        return None if value is None else float(value)
    return value


def _verified(row):
    return not row["verification"].startswith("K")


def _piece(start, end, what, row):
    return Piece(start, end, what | {"unverified": not _verified(row)}, row["legal"])


def _salary(name, basis):
    def read(folder):
        for row in csv_rows(folder, name):
            what = {"grade": row["golongan"], "years": int(row["mkg_years"]), "rupiah": int(row["rupiah"])}
            yield Piece(SALARY_SINCE, None, what, basis)

    return read


def _echelons(folder):
    for row in csv_rows(folder, "eselon_pangkat_range.csv"):
        what = {"echelon": int(row["kode_siasn"]), "name": row["eselon"],
                "lowest": row["gol_terendah"], "highest": row["gol_tertinggi"]}  # fmt: skip
        yield _piece(*csv_span(row), what, row)


def _ceilings(folder):
    for row in csv_rows(folder, "pendidikan_ceiling.csv"):
        special = "SGPLB" if "SGPLB" in row["tk_pendidikan"] else "PROFESI"
        what = {"kind": row["tk_pendidikan_kode"] or special, "group": row["group"],
                "ceiling": row["gol_tertinggi_kp_reguler"], "adjusts_to": row["pi_gol_hasil"] or None}  # fmt: skip
        if row["legal"].startswith("Pasal"):
            row["legal"] = f"PP 99/2000 jo. PP 12/2002 {row['legal']}"
        yield _piece(CEILING_SINCE, None, what, row)


def _tiers(folder):
    rows = list(csv_rows(folder, "jf_jenjang_pangkat.csv"))
    codes = {row["jenjang"]: row["kode_siasn"] for row in rows}
    for row in rows:
        what = {
            "category": row["kategori"],
            "tier": row["kode_siasn"],
            "grade": row["golongan"],
            "yearly_points": _number(row["koefisien_ak_per_tahun"]),
            "base_points": _number(row["ak_dasar_di_golongan"]),
            "grade_points": _number(row["ak_kp_dari_golongan_ini"]),
            "tier_points": _number(row["ak_kj_dari_jenjang_ini"]),
            "next_grade": row["golongan_berikut"] or None,
            "next_tier": codes.get(row["jenjang_berikut"], ""),
            "crosses": row["lintas_jenjang"] == "1",
        }
        yield Piece(FUNCTIONAL_SINCE, None, what, FUNCTIONAL_BASIS)


def _ages(folder):
    for row in csv_rows(folder, "bup.csv"):
        what = {"code": row["kode"], "name": row["jabatan"], "age": int(row["bup"])}
        yield _piece(*csv_span(row), what, row)


def _number(text):
    return float(Decimal(text)) if text else None


SALARY_CELLS = (
    Cell("grade", "Golongan", "grade"),
    Cell("years", "MKG (tahun)", "number", most=45),
    Cell("rupiah", "Gaji pokok", "rupiah", least=500_000, most=100_000_000),
)
POINTS = {"kind": "points", "most": 5000}

TABLES = {
    table.code: table
    for table in (
        Table(
            "gaji-pns", "gaji", "Gaji pokok PNS",
            "Gaji pokok sebulan menurut golongan dan masa kerja golongan (MKG).",
            SalaryStep, ("grade", "years"), SALARY_CELLS, ("rupiah",),
            _salary("gaji_pns_pp5_2024.csv", "PP 5/2024"), "PNS",
        ),
        Table(
            "gaji-pppk", "gaji", "Gaji pokok PPPK",
            "Gaji pokok sebulan menurut golongan dan masa kerja golongan (MKG).",
            SalaryStep, ("grade", "years"), SALARY_CELLS, ("rupiah",),
            _salary("gaji_pppk_perpres11_2024.csv", "Perpres 11/2024"), "PPPK",
        ),
        Table(
            "eselon", "kp", "Jenjang pangkat jabatan struktural",
            "Pangkat terendah dan tertinggi setiap eselon.",
            EchelonRange, ("echelon",),
            (Cell("echelon", "Kode", "number"), Cell("name", "Eselon"), Cell("lowest", "Terendah", "grade"),
             Cell("highest", "Tertinggi", "grade")),
            ("lowest", "highest"), _echelons,
        ),
        Table(
            "pendidikan", "kp", "Batas golongan menurut pendidikan",
            "Golongan tertinggi kenaikan pangkat reguler, dan golongan penyesuaian ijazah.",
            EducationCeiling, ("kind",),
            (Cell("kind", "Tingkat pendidikan"), Cell("group", "Kelompok"), Cell("ceiling", "Tertinggi", "grade"),
             Cell("adjusts_to", "Penyesuaian ijazah", "grade", may_be_empty=True)),
            ("ceiling", "adjusts_to"), _ceilings,
        ),
        Table(
            "jenjang", "kp", "Jenjang jabatan fungsional dan angka kredit",
            "Golongan setiap jenjang, dan angka kredit yang membawanya naik.",
            TierStep, ("tier", "grade"),
            (Cell("category", "Kategori"), Cell("tier", "Jenjang"), Cell("grade", "Golongan", "grade"),
             Cell("yearly_points", "Koefisien setahun", **POINTS), Cell("base_points", "AK dasar", **POINTS),
             Cell("grade_points", "AK naik pangkat", may_be_empty=True, **POINTS),
             Cell("tier_points", "AK naik jenjang", may_be_empty=True, **POINTS),
             Cell("next_grade", "Golongan berikut", "grade", may_be_empty=True), Cell("next_tier", "Jenjang berikut"),
             Cell("crosses", "Pindah jenjang", "flag")),
            ("yearly_points", "base_points", "grade_points", "tier_points"), _tiers,
        ),
        Table(
            "bup", "pensiun", "Batas usia pensiun (BUP)",
            "Usia pensiun menurut jabatan yang dipegang ketika usia itu dicapai.",
            RetirementAge, ("code",),
            (Cell("code", "Kode"), Cell("name", "Jabatan"), Cell("age", "BUP (tahun)", "number", least=50, most=80)),
            ("age",), _ages,
        ),
    )
}  # fmt: skip

"""The units of the demo regency: a tree of about three hundred, from the Bupati's secretariat to the last school."""

from dataclasses import dataclass

from simpeg.demo.organisation import (
    AGENCIES,
    ASSISTANTS,
    BUREAUS,
    DEPARTMENTS,
    DISTRICTS,
    EDUCATION,
    HEALTH,
    TECHNICAL_UNITS,
)

# Echelons of the heads, by SIASN's ids.
EXECUTIVE, HEAD_OF_OFFICE = "21", "22"
ADMINISTRATOR, HEAD_OF_DIVISION = "31", "32"
SUPERVISOR, JUNIOR_SUPERVISOR = "41", "42"


@dataclass
class Unit:
    """One node of the tree; `families` are the functional positions at home in it."""

    id: str
    name: str
    parent: "Unit | None" = None
    kind: str | None = None
    echelon: str | None = None
    region: str = "76.02"
    families: tuple = ()

    @property
    def office(self):
        """The OPD this unit belongs to: the nearest unit upwards whose parent is the root."""
        return self if self.parent is None or self.parent.parent is None else self.parent.office


@dataclass
class Seat:
    """A structural position; `holder` is who holds it, `free_from` the day its former holder left."""

    unit: Unit
    name: str
    echelon: str
    holder: object = None
    free_from: object = None


class Tree:
    """Every unit in the order of the sheet (a unit after its parent), and every structural seat."""

    def __init__(self, employees):
        self.units = []
        self.seats = []
        root = self._unit("Pemerintah Kabupaten Mamuju")
        self._secretariat(root)
        council = self._headed(root, "SETWAN", "Sekretariat DPRD", "Sekretaris DPRD")
        self._division(council, "Bagian Umum dan Keuangan", "BAGIAN", ADMINISTRATOR)
        self._division(council, "Bagian Persidangan dan Perundang-undangan", "BAGIAN", ADMINISTRATOR)
        inspectorate = self._headed(
            root, "INSPEKTORAT", "Inspektorat Daerah", "Inspektur Daerah", families=("Auditor",)
        )
        self._secretary(inspectorate)
        for number in ("I", "II", "III"):
            self._division(inspectorate, f"Inspektur Pembantu {number}", "BIDANG", ADMINISTRATOR, head="")
        for kind, offices in (("DINAS", DEPARTMENTS), ("BADAN", AGENCIES)):
            for name, divisions, families in offices:
                self._office(root, kind, name, divisions, tuple(families))
        self._hospital(root)
        for office, name in TECHNICAL_UNITS:
            self._division(self.named(office), name, "UPTD", JUNIOR_SUPERVISOR)
        for region, name, wards in DISTRICTS:
            self._district(root, region, name, wards)
        self._health_centres()
        self._schools(max(22, round(employees * 0.055)))

    def named(self, name):
        return next(unit for unit in self.units if unit.name == name)

    def of_kind(self, *kinds):
        return [unit for unit in self.units if unit.kind in kinds]

    def seat(self, name):
        return next(seat for seat in self.seats if seat.name == name)

    def _unit(self, name, parent=None, kind=None, echelon=None, region=None, families=()):
        number = len(self.units) + 1
        region = region or (parent.region if parent else "76.02")
        unit = Unit(f"DEMO-UNOR-{number:05}", name, parent, kind, echelon, region, families)
        self.units.append(unit)
        return unit

    def _headed(self, root, kind, name, head, echelon=HEAD_OF_OFFICE, region=None, families=()):
        unit = self._unit(name, root, kind, echelon, region, families)
        self.seats.append(Seat(unit, head, echelon))
        return unit

    def _division(self, parent, name, kind, echelon, head="Kepala ", families=()):
        unit = self._unit(name, parent, kind, echelon, families=families)
        self.seats.append(Seat(unit, f"{head}{name}", echelon))
        return unit

    def _secretary(self, office, echelon=ADMINISTRATOR):
        unit = self._unit(f"Sekretariat {office.name}", office, "BAGIAN", echelon)
        self.seats.append(Seat(unit, f"Sekretaris {office.name}", echelon))
        self._division(unit, f"Subbagian Umum dan Kepegawaian {office.name}", "SUBBAG", SUPERVISOR)

    def _office(self, root, kind, name, divisions, families):
        office = self._headed(root, kind, name, f"Kepala {name}", families=families)
        self._secretary(office)
        for division in divisions:
            self._division(office, f"Bidang {division}", "BIDANG", HEAD_OF_DIVISION, families=families)

    def _secretariat(self, root):
        secretariat = self._headed(root, "SETDA", "Sekretariat Daerah", "Sekretaris Daerah", EXECUTIVE)
        self.seats += [Seat(secretariat, name, HEAD_OF_OFFICE) for name in ASSISTANTS]
        for bureau in BUREAUS:
            families = {"Pengadaan Barang dan Jasa": ("Pengelola Pengadaan",), "Organisasi": ("Analis Kebijakan",)}
            self._division(secretariat, f"Bagian {bureau}", "BAGIAN", ADMINISTRATOR, families=families.get(bureau, ()))

    def _hospital(self, root):
        hospital = self._headed(
            root,
            "RSUD",
            "RSUD Kabupaten Mamuju",
            "Direktur RSUD Kabupaten Mamuju",
            ADMINISTRATOR,
            families=("HOSPITAL",),
        )
        self._division(hospital, "Bagian Tata Usaha RSUD", "BAGIAN", HEAD_OF_DIVISION)
        self._division(hospital, "Bidang Pelayanan Medik RSUD", "BIDANG", HEAD_OF_DIVISION, families=("HOSPITAL",))
        self._division(hospital, "Bidang Keperawatan RSUD", "BIDANG", HEAD_OF_DIVISION, families=("HOSPITAL",))

    def _district(self, root, region, name, wards):
        district = self._headed(root, "KECAMATAN", f"Kecamatan {name}", f"Camat {name}", ADMINISTRATOR, region)
        self._secretary(district, HEAD_OF_DIVISION)
        for section in ("Pemerintahan", "Pemberdayaan Masyarakat"):
            self._division(district, f"Seksi {section} Kecamatan {name}", "SUBBAG", SUPERVISOR)
        for number, ward in wards:
            unit = self._unit(f"Kelurahan {ward}", district, "KELURAHAN", SUPERVISOR, f"{region}.{number}")
            self.seats.append(Seat(unit, f"Lurah {ward}", SUPERVISOR))

    def _health_centres(self):
        health = self.named(HEALTH)
        for region, name, _ in DISTRICTS:
            self._unit(f"Puskesmas {name}", health, "PUSKESMAS", None, region, ("HEALTH",))
        for region, name in (("76.02.01", "Puskesmas Bambu"), ("76.02.03", "Puskesmas Beru-Beru")):
            self._unit(name, health, "PUSKESMAS", None, region, ("HEALTH",))

    def _schools(self, count):
        education = self.named(EDUCATION)
        for number in range(count):
            region, name, _ = DISTRICTS[number % len(DISTRICTS)]
            turn = number // len(DISTRICTS)
            kind, families = ("SMP", ("SMP",)) if turn % 3 == 1 else ("SD", ("SD",))
            order = turn // 3 + 1 if kind == "SMP" else turn - (turn + 1) // 3 + 1
            self._unit(f"{kind} Negeri {order} {name}", education, "SEKOLAH", None, region, families)

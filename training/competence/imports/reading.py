"""A sheet of assessments or of standards as facts: each row read by its columns, and each refusal told."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from employees.models import Employee, Position, Unit
from simpeg.imports.columns import Choice, Code, Day, Id, Nip, Text, Whole
from simpeg.imports.examined import read_sheet
from simpeg.imports.sheet import folded
from training.competence.services import KEPT
from training.models import Assessment, Competence, CompetenceImport, CompetenceStandard, StandardLevel

Kind = CompetenceImport.Kind
SHEETS = {Kind.ASSESSMENTS: "PENILAIAN KOMPETENSI", Kind.STANDARDS: "STANDAR KOMPETENSI"}


@dataclass(frozen=True)
class AssessmentFact:
    """An assessment as the sheet says it; the fields are those that `keep_assessments` writes."""

    employee_id: int
    competence_id: int
    assessed_on: date
    level: int
    source: str
    assessor: str
    decree: str


@dataclass(frozen=True)
class StandardFact:
    """A line of a standard as the sheet says it."""

    unit_id: int
    title: str
    competence_id: int
    level: int
    valid_from: date
    decree: str
    decree_on: date | None


@dataclass(frozen=True)
class Found:
    """A sound row: what it says, of whom or what, and what is on file of it now (None: nothing)."""

    row: int
    who: str
    about: str
    fact: object
    before: int | None
    same: bool
    person: int | None = None


def examine(source, kind):
    """`Examined` of a workbook (a path or an open file). Raises NotAWorkbook where file or header cannot be read."""
    known = {each.code: each for each in Competence.objects.open()}
    columns, resolve = READERS[kind]
    result, sound = read_sheet(source, SHEETS[kind], columns(known))
    resolve(sound, result)
    result.refused.sort(key=lambda refusal: refusal.row)
    return result


def _competence(known):
    return Code("KODE KOMPETENSI", known, of="kamus kompetensi", unknown="unknown competence", required=True)


# -- Assessments ----------------------------------------------------------------------------------------------------


def _assessment_columns(known):
    sources = {label: value for value, label in Assessment.Source.choices} | {v: v for v in Assessment.Source.values}
    return [
        Nip("NIP BARU", required=True),
        _competence(known),
        Whole("TINGKAT", least=1, most=5, required=True),
        Day("TANGGAL PENILAIAN", required=True),
        Choice("SUMBER", sources, unknown="unknown source", required=True),
        Text("PENILAI", 150),
        Text("NOMOR DOKUMEN", 100),
    ]


def _resolve_assessments(sound, result):
    people = {each.nip: each for each in Employee.objects.filter(nip__in={said["NIP BARU"] for _, said in sound})}
    present = {
        (row.employee_id, row.competence_id, row.assessed_on): row
        for row in Assessment.objects.filter(employee__in=[each.pk for each in people.values()])
    }
    first_row, today = {}, timezone.localdate()
    for number, said in sound:
        person, entry, day = people.get(said["NIP BARU"]), said["KODE KOMPETENSI"], said["TANGGAL PENILAIAN"]
        key = said["NIP BARU"], entry.pk, day
        refusal = None
        if person is None:
            refusal = "NIP BARU", said["NIP BARU"], f"NIP {said['NIP BARU']} tidak ada di SIMPEG. Perbaiki NIP-nya."
        elif key in first_row:
            refusal = "KODE KOMPETENSI", entry.code, (
                f"Kompetensi ini sudah dinilai pada tanggal yang sama di baris {first_row[key]}. Hapus salah satunya."
            )  # fmt: skip
        elif day > today:
            refusal = "TANGGAL PENILAIAN", day, "Tanggal ini belum tiba. Isi hari penilaiannya."
        elif day < person.cpns_since:
            refusal = "TANGGAL PENILAIAN", day, (
                f"Pegawai ini baru diangkat pada {person.cpns_since:%d-%m-%Y}. Periksa tahunnya."
            )  # fmt: skip
        if refusal:
            result.refuse(number, *refusal)
            continue
        first_row[key] = number
        fact = AssessmentFact(
            person.pk, entry.pk, day, said["TINGKAT"], said["SUMBER"], said.get("PENILAI") or "",
            said.get("NOMOR DOKUMEN") or "",
        )  # fmt: skip
        before = present.get((person.pk, entry.pk, day))
        same = before is not None and all(getattr(before, name) == getattr(fact, name) for name in KEPT)
        about = f"{entry.name}, {day:%d-%m-%Y}"
        who = f"{person.full_name} ({person.nip})"
        result.found.append(Found(number, who, about, fact, before and before.level, same, person.pk))


# -- Standards --------------------------------------------------------------------------------------------------------


def _standard_columns(known):
    return [
        Id("UNOR ID", 42, required=True),
        Text("JABATAN NAMA", 255, required=True),
        _competence(known),
        Whole("TINGKAT", least=1, most=5, required=True),
        Day("BERLAKU MULAI", required=True),
        Text("NOMOR SK", 100, required=True),
        Day("TANGGAL SK"),
    ]


def _resolve_standards(sound, result):
    """Rows of one position and day are one standard: they name its decree alike, and a competence once."""
    units = dict(Unit.objects.filter(siasn_id__in={said["UNOR ID"] for _, said in sound}).values_list("siasn_id", "pk"))
    posts = _posts(units.values())
    starts, levels = _present(units.values())
    first_row, decrees = {}, {}
    for number, said in sound:
        unit, entry, day = units.get(said["UNOR ID"]), said["KODE KOMPETENSI"], said["BERLAKU MULAI"]
        title = posts.get((unit, folded(said["JABATAN NAMA"])))
        decree = said["NOMOR SK"], said.get("TANGGAL SK")
        key = unit, title, entry.pk, day
        refusal = None
        if unit is None:
            refusal = "UNOR ID", said["UNOR ID"], "Unit kerja ini tidak ada di SIMPEG. Periksa UNOR ID-nya."
        elif title is None:
            refusal = "JABATAN NAMA", said["JABATAN NAMA"], (
                "Jabatan ini tidak ada pada peta jabatan unit itu. Samakan namanya dengan peta jabatan."
            )  # fmt: skip
        elif key in first_row:
            refusal = "KODE KOMPETENSI", entry.code, (
                f"Kompetensi ini sudah disebut untuk jabatan yang sama di baris {first_row[key]}. Hapus salah satunya."
            )  # fmt: skip
        elif decrees.setdefault((unit, title, day), (decree, number))[0] != decree:
            refusal = "NOMOR SK", said["NOMOR SK"], (
                f"Baris {decrees[unit, title, day][1]} menyebut SK lain untuk jabatan dan hari itu. Samakan SK-nya."
            )  # fmt: skip
        elif any(start > day for start in starts.get((unit, title), ())):
            refusal = "BERLAKU MULAI", day, (
                "Jabatan ini sudah punya standar yang mulai sesudah hari itu. Pilih hari sesudahnya."
            )  # fmt: skip
        if refusal:
            result.refuse(number, *refusal)
            continue
        first_row[key] = number
        fact = StandardFact(unit, title, entry.pk, said["TINGKAT"], day, *decree)
        before = levels.get(key)
        same = before == (fact.level, *decree)
        about = f"{entry.name}, mulai {day:%d-%m-%Y}"
        result.found.append(Found(number, title, about, fact, before and before[0], same))


def _posts(units):
    """{(unit, folded title): title} of the position map, today's rows and old ones."""
    rows = Position.objects.filter(unit__in=units).values_list("unit", "title")
    return {(unit, folded(title)): title for unit, title in rows}


def _present(units):
    """(the first days of every position's standards, {line: (level, decree, its day)}) that are on file."""
    starts, levels = {}, {}
    for unit, title, day in CompetenceStandard.objects.filter(unit__in=units).values_list(
        "unit", "title", "valid_from"
    ):
        starts.setdefault((unit, title), []).append(day)
    rows = StandardLevel.objects.filter(standard__unit__in=units).select_related("standard")
    for row in rows:
        of = row.standard
        levels[of.unit_id, of.title, row.competence_id, of.valid_from] = row.level, of.decree, of.decree_on
    return starts, levels


READERS = {
    Kind.ASSESSMENTS: (_assessment_columns, _resolve_assessments),
    Kind.STANDARDS: (_standard_columns, _resolve_standards),
}

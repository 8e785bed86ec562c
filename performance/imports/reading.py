"""A sheet of yearly predikat as facts of people: each row read by its columns, and each refusal told."""

from dataclasses import dataclass

from django.utils import timezone

from employees.models import AnnualRating, Employee
from employees.records.ratings import RatingFact
from performance.imports.scales import NotOnTheScale, Scales
from performance.models import YEARLY, Appraisal
from simpeg.imports.columns import Choice, Fraction, Nip, Whole
from simpeg.imports.examined import read_sheet

SHEET = "RW SKP"
SCALE_NAMES = ("PP 10/1979", "PP 46/2011", "PP 30/2019")


@dataclass(frozen=True)
class Found:
    """A sound row: whose predikat of which year, and what the file says of it now (None: nothing)."""

    row: int
    nip: str
    name: str
    fact: RatingFact
    before: int | None
    same: bool


def examine(source, *, year=None):
    """`Examined` of a workbook (a path or an open file); `year` is meant where the sheet has no TAHUN.

    Raises NotAWorkbook where the file or its header cannot be read.
    """
    scales = Scales()
    result, sound = read_sheet(source, SHEET, _columns(scales, year))
    _resolve(sound, year, scales, result)
    result.refused.sort(key=lambda refusal: refusal.row)
    return result


def _columns(scales, year):
    words = {word: word for word in scales.known_words()}
    return [
        Nip("NIP BARU", required=True),
        Whole("TAHUN", least=1970, most=2100, required=year is None),
        Choice("PREDIKAT", words, unknown="unknown predikat", column_required=False),
        Fraction("NILAI", digits=5, places=2),
        Choice("SKALA", {name: name for name in SCALE_NAMES}, unknown="unknown scale"),
    ]


def _resolve(sound, year_meant, scales, result):
    """Take the rows that say what can be: their people and what the files say now come in a query each."""
    people = _people({said["NIP BARU"] for _, said in sound})
    present = _present(people)
    decided = _decided_here(people)
    first_row, this_year = {}, timezone.localdate().year
    for number, said in sound:
        nip, year = said["NIP BARU"], said.get("TAHUN") or year_meant
        person, key, refusal = people.get(nip), (nip, year), None
        if person is None:
            refusal = "NIP BARU", nip, f"NIP {nip} tidak ada di SIMPEG. Perbaiki NIP-nya."
        elif key in first_row:
            refusal = "TAHUN", year, f"Predikat ini sudah ada pada baris {first_row[key]}. Hapus salah satunya."
        elif year > this_year:
            refusal = "TAHUN", year, f"Tahun {year} belum tiba. Periksa tahunnya."
        elif year < person.cpns_since.year:
            refusal = "TAHUN", year, f"Pegawai ini baru diangkat pada {person.cpns_since.year}."
        elif (person.pk, year) in decided:
            refusal = "TAHUN", year, (
                f"Predikat {year} pegawai ini sudah final di SIMPEG; yang mengubahnya hanya keberatan."
            )  # fmt: skip
        else:
            word, score = said.get("PREDIKAT") or "", said.get("NILAI")
            try:
                rating, score, scale = scales.read(year, word=word, score=score, name=said.get("SKALA") or "")
                fact = RatingFact(person.pk, year, rating, score=score, scale=scale)
            except NotOnTheScale as off:
                refusal = off.column, score if off.column == "NILAI" else word, str(off)
        if refusal:
            result.refuse(number, *refusal)
            continue
        first_row[key] = number
        before = present.get((person.pk, year))
        same = before is not None and before == (fact.rating, fact.score, fact.scale)
        result.found.append(Found(number, nip, person.full_name, fact, before and before[0], same))


def _people(nips):
    return {person.nip: person for person in Employee.objects.filter(nip__in=nips)}


def _present(people):
    rows = AnnualRating.objects.filter(employee__in=[person.pk for person in people.values()])
    return {
        (employee, year): (rating, score, scale)
        for employee, year, rating, score, scale in rows.values_list("employee", "year", "rating", "score", "scale")
    }


def _decided_here(people):
    """The years of these people whose predikat is final in SIMPEG itself."""
    rows = Appraisal.objects.filter(
        status=Appraisal.Status.FINAL,
        window__number=YEARLY,
        plan__employee__in=[person.pk for person in people.values()],
    )
    return set(rows.values_list("plan__employee", "window__cycle__year"))

"""A sheet of yearly predikat as facts of people: each row read by its columns, and each refusal told."""

import hashlib
import json
from dataclasses import dataclass, field

from django.utils import timezone

from employees.models import AnnualRating, Employee
from employees.records.ratings import RatingFact
from performance.imports.scales import NotOnTheScale, Scales
from performance.models import YEARLY, Appraisal
from simpeg.imports.columns import Choice, Fraction, Nip, Whole, shown
from simpeg.imports.mending import REFUSED_BECAUSE
from simpeg.imports.package import NotAWorkbook
from simpeg.imports.sheet import folded, match_header, read_rows
from simpeg.imports.workbook import open_workbook

SHEET = "RW SKP"
SCALE_NAMES = ("PP 10/1979", "PP 46/2011", "PP 30/2019")
ROWS_AT_ONCE = 5000


@dataclass(frozen=True)
class Refused:
    """What is wrong with a row: where, what stands there, and what to do."""

    row: int
    column: str
    value: str
    sentence: str

    def as_data(self):
        return {"row": self.row, "column": self.column, "value": self.value, "sentence": self.sentence}


@dataclass(frozen=True)
class Found:
    """A sound row: whose predikat of which year, and what the file says of it now (None: nothing)."""

    row: int
    nip: str
    name: str
    fact: RatingFact
    before: int | None
    same: bool


@dataclass
class Examined:
    """What a workbook would do: sound rows, refused ones, and columns that nobody reads."""

    found: list = field(default_factory=list)
    refused: list = field(default_factory=list)
    unknown: tuple = ()
    rows: int = 0
    sheet: str = ""

    @property
    def new(self):
        return [row for row in self.found if row.before is None]

    @property
    def changed(self):
        return [row for row in self.found if row.before is not None and not row.same]

    @property
    def same(self):
        return [row for row in self.found if row.same]

    @property
    def refused_rows(self):
        return len({refusal.row for refusal in self.refused})

    @property
    def counts(self):
        return {
            "rows": self.rows, "new": len(self.new), "changed": len(self.changed), "same": len(self.same),
            "refused": self.refused_rows,
        }  # fmt: skip

    @property
    def digest(self):
        """A fingerprint of all that would be done, and of what stands there now."""
        said = [[row.nip, row.fact.year, row.fact.rating, str(row.fact.score), row.before] for row in self.found]
        said.append(sorted((refusal.row, refusal.column) for refusal in self.refused))
        return hashlib.sha256(json.dumps(said).encode()).hexdigest()


def examine(source, *, year=None):
    """`Examined` of a workbook (a path or an open file); `year` is meant where the sheet has no TAHUN.

    Raises NotAWorkbook where the file or its header cannot be read.
    """
    scales = Scales()
    with open_workbook(source) as book:
        name = next((name for name in book.sheet_names if folded(name) == SHEET), book.sheet_names[0])
        rows = iter(book.rows(name))
        first = next(rows, None)
        if first is None or not isinstance(first[1], list):
            raise NotAWorkbook(f"Lembar {name} kosong. Baris pertamanya harus judul kolom: NIP BARU, TAHUN, PREDIKAT.")
        header = match_header(first[1], _columns(scales, year))
        if header.problems:
            raise NotAWorkbook(" ".join(problem.sentence for problem in header.problems))
        unknown = tuple(title for title in header.unknown if folded(title) != REFUSED_BECAUSE)
        result = Examined(unknown=unknown, sheet=name)
        read = [_row(number, values, problems, header, year) for number, values, problems in read_rows(rows, header)]
    result.rows = len(read)
    _resolve(read, scales, result)
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


def _row(number, values, problems, header, year):
    read = {column.name: value for column, value in zip(header.columns, values, strict=True)}
    said = {
        "row": number,
        "nip": read.get("NIP BARU"),
        "year": read.get("TAHUN") or year,
        "word": read.get("PREDIKAT") or "",
        "score": read.get("NILAI"),
        "scale": read.get("SKALA") or "",
    }
    return said, [Refused(number, each.column, each.value or "", each.sentence) for each in problems]


def _resolve(read, scales, result):
    """Take the rows that are sound: their people and what the files say now come in a query each."""
    people = _people({said["nip"] for said, problems in read if said["nip"]})
    present = _present(people)
    decided = _decided_here(people)
    first_row, this_year = {}, timezone.localdate().year
    for said, problems in read:
        if problems:
            result.refused += problems
            continue
        refusal, fact = None, None
        person = people.get(said["nip"])
        key = said["nip"], said["year"]
        if person is None:
            refusal = ("NIP BARU", said["nip"], f"NIP {said['nip']} tidak ada di SIMPEG. Perbaiki NIP-nya.")
        elif key in first_row:
            refusal = (
                "TAHUN",
                said["year"],
                f"Predikat ini sudah ada pada baris {first_row[key]}. Hapus salah satunya.",
            )
        elif said["year"] > this_year:
            refusal = ("TAHUN", said["year"], f"Tahun {said['year']} belum tiba. Periksa tahunnya.")
        elif said["year"] < person.cpns_since.year:
            refusal = ("TAHUN", said["year"], f"Pegawai ini baru diangkat pada {person.cpns_since.year}.")
        elif (person.pk, said["year"]) in decided:
            refusal = (
                "TAHUN",
                said["year"],
                f"Predikat {said['year']} pegawai ini sudah final di SIMPEG; yang mengubahnya hanya keberatan.",
            )
        else:
            try:
                rating, score, scale = scales.read(
                    said["year"], word=said["word"], score=said["score"], name=said["scale"]
                )
                fact = RatingFact(person.pk, said["year"], rating, score=score, scale=scale)
            except NotOnTheScale as off:
                value = said["score"] if off.column == "NILAI" else said["word"]
                refusal = (off.column, value, str(off))
        if refusal:
            column, value, sentence = refusal
            result.refused.append(Refused(said["row"], column, "" if value is None else shown(value), sentence))
            continue
        first_row[key] = said["row"]
        before = present.get((person.pk, fact.year))
        same = before is not None and before == (fact.rating, fact.score, fact.scale)
        result.found.append(Found(said["row"], said["nip"], person.full_name, fact, before and before[0], same))


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

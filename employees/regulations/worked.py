"""The worked examples of the regulations, answered by today's law.

Nobody is stored for them. The rows of an example stand in the place of the tables of people: a query may name a table
of its own (WITH), and the views that the lists look through are put into it as they are defined, so that rules, facts
and legal values are the very ones by which everybody is judged.
"""

import json
import tomllib
from collections import defaultdict
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from django.db import connection
from django.db.models import Count, Max

from employees.due_lists.lists import LISTS
from employees.due_lists.sentences import failures
from employees.models import DueSubject, EmployeeState
from employees.regulations.consequences import ENDS
from simpeg.core.dates import in_words
from simpeg.core.sql import as_of
from simpeg.law.engine import Law, LawGap
from simpeg.law.models import Grade, LawChange

FILES = {
    DueSubject.PROMOTION: "kenaikan_pangkat.toml",
    DueSubject.INCREMENT: "kgb.toml",
    DueSubject.RETIREMENT: "pensiun.toml",
    DueSubject.MEDAL: "satyalancana.toml",
}
# The views in which each list finds its facts.
VIEWS = {
    DueSubject.PROMOTION: ["employees_tierrooms", "employees_promotionfacts"],
    DueSubject.INCREMENT: ["employees_incrementfacts"],
    DueSubject.RETIREMENT: ["employees_retirementfacts"],
    DueSubject.MEDAL: ["employees_medalfacts"],
}
# What a list asks beside its view: the unit tree and its heads.
ASKED_BESIDE = {"employees_unit", "employees_unithead", "employees_employee"}
# An example says where its person stands; the facts of rights are drawn from its histories, as for everybody.
STATE, SOURCE = "employees_employeestate", "employees_state_source"
SAID = [
    *("employee_id", "nip", "sort_name", "status", "standing", "birth_date", "grade_id", "grade_since"),
    *("grade_service_since", "unit_id", "appointment_id", "position_kind", "position_title", "functional_name"),
    *("echelon", "tier", "position_since", "inaugurated_on"),
]
# A view and every view and table below it, those without others below them first.
BELOW = """
WITH RECURSIVE below AS (
    SELECT %s::regclass::oid AS relation, 0 AS depth
    UNION
    SELECT c.oid, b.depth + 1
    FROM below b
    JOIN pg_rewrite r ON r.ev_class = b.relation
    JOIN pg_depend d ON d.classid = 'pg_rewrite'::regclass AND d.objid = r.oid
        AND d.refclassid = 'pg_class'::regclass AND d.refobjid <> b.relation
    JOIN pg_class c ON c.oid = d.refobjid AND c.relkind IN ('v', 'r') AND c.relname LIKE 'employees\\_%%'
)
SELECT c.relname, CASE c.relkind WHEN 'v' THEN pg_get_viewdef(c.oid) END
FROM below b JOIN pg_class c ON c.oid = b.relation
GROUP BY c.oid, c.relname, c.relkind
ORDER BY max(b.depth) DESC
"""
SANCTIONS = {"sedang": "tukin_25_6", "ringan": "teguran_lisan"}
GOOD_YEARS = {str(year): 2 for year in range(2015, 2035)}
POSITIONS = {"STRUKTURAL": "1", "FUNGSIONAL": "2"}
SUPERIORS = 10_000  # numbers of those who stand above somebody
NEXT_TIER = {"PT": "MU"}


@dataclass(frozen=True)
class Answered:
    """An example with what the law says of it today."""

    example: dict
    verdict: str
    end: str
    start: str
    earliest: object
    failures: list

    @property
    def as_expected(self):
        wanted = self.example
        return (
            self.verdict == wanted["hasil"]
            and [failure["code"] for failure in self.failures] == wanted["kode"]
            and ("menjadi" not in wanted or self.end == wanted["menjadi"])
            and ("semula" not in wanted or self.start == wanted["semula"])
            and ("paling_cepat" not in wanted or self.earliest == wanted["paling_cepat"])
        )

    @property
    def expected(self):
        """What the regulation's example says, in words."""
        wanted = self.example
        end = wanted.get("menjadi") or (wanted.get("paling_cepat") and in_words(wanted["paling_cepat"]))
        return " ".join(filter(None, [wanted["hasil"], f"→ {end}" if end else "", ", ".join(wanted["kode"])]))


@cache
def examples(subject):
    path = Path(__file__).parent / "examples" / FILES[subject]
    return tomllib.loads(path.read_text(encoding="utf-8"))["contoh"]


def answers_now(subject):
    """The answers by the law on file: asked once a process for as long as the agency decides nothing new.

    The files change only with the program, and so with its processes.
    """
    decided = LawChange.objects.filter(status=LawChange.Status.IN_FORCE).aggregate(last=Max("pk"), number=Count("pk"))
    return _answers_at(subject, *decided.values())


@lru_cache(maxsize=8)
def _answers_at(subject, last, number):
    return answers(subject)


def answers(subject):
    """Every example of a list with today's answer, in their order; one query for all examples of a day."""
    by_day = defaultdict(list)
    for number, example in enumerate(examples(subject), start=1):
        by_day[example["tanggal"]].append((number, example))
    grades = dict(Grade.objects.values_list("code", "pk"))
    definitions = _definitions(subject)
    found = {}
    for day, numbered in by_day.items():
        for row in _judged(LISTS[subject], day, numbered, grades, definitions):
            found[row["employee_id"], row["kind"]] = row
    kinds = len(LISTS[subject].kinds) > 1 and subject == DueSubject.PROMOTION
    return [
        _answer(subject, example, next(
            (row for (person, kind), row in found.items()
             if person == number and (not kinds or kind == example["jenis"])), None))
        for number, example in enumerate(examples(subject), start=1)
    ]  # fmt: skip


def _judged(kind, day, numbered, grades, definitions):
    try:
        law = Law.on(day)
        judged = kind.judged(law)
    except LawGap:
        return
    rows = defaultdict(list)
    for number, example in numbered:
        for table, row in _rows(number, example, grades):
            rows[f"employees_{table}"].append(row)
    ends = ENDS[kind.subject]
    tables, views = definitions
    people = ", ".join(
        f"{'said' if table == STATE else table} AS (SELECT * FROM jsonb_populate_recordset(NULL::{table}, %s::jsonb))"
        for table in tables
    )
    seen = ", ".join(f"{view} AS ({definition})" for view, definition in views)
    sql = f"WITH {people}, {seen} SELECT *, ({ends.start})::text AS starts, ({ends.end})::text AS ends"
    params = [json.dumps(rows[table], default=str) for table in tables]
    with as_of(day), connection.cursor() as cursor:
        cursor.execute(f"{sql} FROM ({judged.sql}) judged", [*params, *judged.params])
        names = [column[0] for column in cursor.description]
        for row in cursor.fetchall():
            yield {"day": day} | dict(zip(names, row, strict=True))


def _definitions(subject):
    """What a list looks through: the names of the tables of people, and its views as the database defines them."""
    with connection.cursor() as cursor:
        found = []
        for view in (SOURCE, *VIEWS[subject]):
            cursor.execute(BELOW, [view])
            found += cursor.fetchall()
    tables = sorted({name for name, definition in found if definition is None} | ASKED_BESIDE | {STATE})
    # A sign of `%` in a definition is no parameter.
    views = {name: definition.rstrip(";").replace("%", "%%") for name, definition in found if definition}
    source = views.pop(SOURCE)
    columns = ", ".join(
        f"{'said' if field.column in SAID else 'drawn'}.{field.column}" for field in EmployeeState._meta.concrete_fields
    )
    state = f"SELECT {columns} FROM said JOIN ({source}) drawn ON drawn.employee_id = said.employee_id"
    return tables, [(STATE, state), *((n, d) for n, d in views.items() if n not in ASKED_BESIDE)]


def _answer(subject, example, row):
    if row is None:
        return Answered(example, "–", "", "", None, [])
    return Answered(
        example, row["verdict"], row["ends"] or "", row["starts"] or "", row["earliest"], failures(LISTS[subject], row)
    )


def _rows(number, example, grades):
    """(table, row) of everything that an example says of its person."""
    status, kind = example.get("status", "PNS"), example.get("jenis", "")
    teacher = "guru" in example
    tier = example.get("jenjang") or example.get("guru", "")
    since = example.get("tmt") or example.get("dasar", {}).get("sejak") or "2020-01-01"
    birth, cpns = example.get("lahir", "1985-01-01"), example.get("cpns", "2000-01-01")
    grade = grades[example["golongan"]]
    mark = {"employee_id": number, "nip": f"{number:018d}"}
    standing = "71" if status == "PPPK" else "01"
    title = "Guru" if teacher else "Contoh"
    yield "employee", {"id": number, "nip": mark["nip"], "name": f"Contoh {example['nomor']}", "status": status,
                       "standing": standing, "birth_date": birth, "cpns_since": cpns, "grade_id": grade,
                       "grade_since": since}  # fmt: skip
    yield "employeestate", mark | {
        "status": status, "standing": standing, "birth_date": birth, "grade_id": grade, "grade_since": since,
        "grade_service_since": since, "unit_id": number, "position_kind": "2" if teacher else POSITIONS.get(kind, "4"),
        "position_title": title, "functional_name": "GURU" if teacher else "CONTOH", "echelon": example.get("eselon"),
        "tier": tier, "position_since": since, "inaugurated_on": example.get("pelantikan"),
    }  # fmt: skip
    yield "unit", {"id": number, "name": "Contoh", "path": [number], "opd_id": number, "kind": "DINAS"}
    for year, rating in example.get("predikat", GOOD_YEARS).items():
        yield "annualrating", {"employee_id": number, "year": int(year), "rating": rating}
    if level := example.get("pendidikan"):
        yield "educationrecord", {"employee_id": number, "level_id": level, "ceiling_kind": level, "name": "Ijazah",
                                  "graduated": 2000, "recognised_on": example.get("diakui")}  # fmt: skip
    if sanction := example.get("hukuman"):
        yield "sanction", {"employee_id": number, "starts_on": sanction["mulai"], "ends_on": sanction["selesai"],
                           "kind_id": sanction.get("jenis") or SANCTIONS[sanction["tingkat"]]}  # fmt: skip
    if leave := example.get("cltn"):
        yield "unpaidleave", {"employee_id": number, "starts_on": leave["mulai"], "ends_on": leave["selesai"]}
    if "ak" in example:
        yield "creditrecord", {"employee_id": number, "tier": example.get("jenjang_ak", tier), "points": example["ak"],
                               "determined_on": since}  # fmt: skip
    if exam := example.get("ujian"):
        yield "serviceexam", {"employee_id": number, "kind": exam, "passed_on": since}
    if example.get("lowongan"):
        yield "position", {"unit_id": number, "kind": "2", "title": "Contoh berikutnya", "functional_name": "CONTOH",
                           "tier": NEXT_TIER[tier], "need": 1, "fields_of_study": ""}  # fmt: skip
    if least := example.get("peta"):
        yield "position", {"unit_id": number, "kind": "4", "title": title, "least_education_id": least, "need": 1,
                           "fields_of_study": ""}  # fmt: skip
    if above := example.get("atasan"):
        boss = SUPERIORS + number
        yield "employee", {"id": boss, "nip": f"{boss:018d}", "name": "Atasan"}
        yield "unithead", {"unit_id": number, "employee_id": boss, "grade_id": grades[above]}
    if base := example.get("dasar"):
        yield "stepincrease", {"employee_id": number, "since": base["sejak"], "service_years": base["tahun"],
                               "service_months": base["bulan"], "decree": "", "decree_by": ""}  # fmt: skip
    for medal in example.get("dimiliki", ()):
        yield "award", {"employee_id": number, "kind": medal, "awarded_on": "2017-08-17"}

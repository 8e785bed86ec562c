"""The map and its people as Excel."""

from datetime import date
from functools import partial

from employees.models import EmployeeState
from simpeg.core.dates import in_words
from simpeg.law.engine import Law
from simpeg.reports.long_tables import keep_long_table
from simpeg.reports.tables import keep_table
from simpeg.reports.workbook import Column
from training.competence.filters import MapFilter, PeopleFilter
from training.competence.mapping import Rows, competence_map
from training.competence.queries import counted_for, gaps, listed_for, may_read_people, scores
from training.competence.rules import Score, thresholds_of
from training.models import Competence

PEOPLE = [
    Column("No", 6, "number"),
    Column("NIP", 21),
    Column("Nama", 34),
    Column("Golongan", 10),
    Column("Jabatan", 40),
    Column("Unit kerja", 40),
    Column("Perangkat daerah", 40),
    Column("Kesesuaian (%)", 14, "number"),
    Column("Keterangan", 18),
    Column("Kompetensi diminta", 12, "number"),
    Column("Belum dinilai", 12, "number"),
    Column("Di bawah standar", 12, "number"),
    Column("Yang di bawah standar (kode, dimiliki dari diminta)", 60),
]
NOT_ASSESSED = "Yang belum dinilai tidak ikut dihitung dan tidak dianggap nol"


def export_people(job):
    """Write the people whom the asker may see and had filtered as the job's file."""
    user, params = job.requested_by, job.params
    law = Law.on(date.fromisoformat(params["day"]))
    asked = PeopleFilter(params["filters"], queryset=listed_for(user, law), user=user, law=law)
    keep_long_table(
        job,
        found=asked.qs.order_by("sort_name", "employee"),
        person="employee",
        what=f"Unduh kompetensi pegawai. {params['reason']}".strip(),
        title=f"Kompetensi pegawai per {in_words(law.day)}",
        notes=[f"Keadaan per {in_words(law.day)}. {NOT_ASSESSED}"],
        columns=PEOPLE,
        rows=partial(_people, law),
        name=f"kompetensi-{law.day:%Y-%m-%d}.xlsx",
    )


def _people(law, ids):
    states = EmployeeState.objects.filter(pk__in=ids)
    found = gaps(states, law)
    numbers, below = scores(found), _below(found)
    nothing = Score(0, 0, 0, 0, 0, thresholds_of(law))
    for row in states.select_related("employee", "grade", "unit__opd"):
        score = numbers.get(row.pk, nothing)
        yield (
            row.pk,
            [
                row.nip,
                row.employee.full_name,
                row.grade.code,
                row.position_title or "Tanpa jabatan",
                row.unit.name if row.unit else "Tanpa unit",
                row.unit.opd.name if row.unit and row.unit.opd else "",
                None if score.percent is None else round(score.percent, 2),
                score.category.label,
                score.asked,
                score.unknown,
                score.below,
                ", ".join(below.get(row.pk, ())),
            ],
        )


def _below(found):
    """{employee: ["M1 2 dari 3", …]}"""
    codes = dict(Competence.objects.values_list("pk", "code"))
    said = {}
    for row in found.rows("employee, competence, held, required", tail="WHERE held < required"):
        words = f"{codes[row['competence']]} {row['held']} dari {row['required']}"
        said.setdefault(row["employee"], []).append(words)
    return {employee: sorted(words) for employee, words in said.items()}


def export_map(job):
    """Write the map as the asker had filtered it as the job's file: a row a group and competence."""
    user, params = job.requested_by, job.params
    law = Law.on(date.fromisoformat(params["day"]))
    asked = MapFilter(params["filters"], queryset=counted_for(user, law), user=user)
    rows, columns = asked.sides
    competences, lines = competence_map(gaps(asked.qs, law), rows=rows, columns=columns, unit=asked.chosen_unit)
    least = 0 if may_read_people(user) else law["kompetensi.paling_sedikit_peta"]
    keep_table(
        job,
        title=f"Peta kompetensi per {in_words(law.day)}",
        notes=[f"Keadaan per {in_words(law.day)}. {NOT_ASSESSED}"],
        columns=[
            Column("Unit kerja" if rows == Rows.UNITS else "Jabatan", 44),
            Column("Kode", 10),
            Column("Kompetensi", 34),
            Column("Pegawai yang diminta", 12, "number"),
            Column("Sudah dinilai", 12, "number"),
            Column("Belum dinilai", 12, "number"),
            Column("Di bawah standar", 12, "number"),
            Column("Rata-rata kurang (tingkat)", 14, "number"),
            Column("Kesesuaian (%)", 14, "number"),
        ],
        rows=_cells(competences, lines, least),
        name=f"peta-kompetensi-{law.day:%Y-%m-%d}.xlsx",
    )


def _cells(competences, lines, least):
    for line in lines:
        for pk, (code, words) in competences.items():
            cell = line.cells.get(pk)
            if cell is None:
                continue
            said = [line.name, code, words, cell.asked, cell.assessed, cell.unknown]
            if cell.assessed < max(least, 1):
                yield [*said, None, None, None]
            else:
                yield [*said, cell.below, round(cell.mean, 2), round(cell.percent, 2)]

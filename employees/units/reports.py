"""The bezetting and the vacancies as Excel: every post of a tree with its need, its holders and when they retire."""

from django.utils import timezone

from employees.models import Employee, Unit
from employees.units import headcount, vacancies
from employees.units.filters import VacancyFilter
from simpeg.audit.reading import note_read
from simpeg.core.dates import in_words
from simpeg.core.sql import as_of
from simpeg.jobs.services import JobRefused, progress
from simpeg.law.engine import Law
from simpeg.reports.tables import keep_table
from simpeg.reports.workbook import Column

HEADCOUNT = [
    Column("No", 6, "number"),
    Column("Unit kerja", 40),
    Column("Jabatan", 40),
    Column("Jenis", 12),
    Column("Eselon/jenjang", 14),
    Column("Kelas", 7, "number"),
    Column("ABK", 8, "number"),
    Column("B (PNS)", 8, "number"),
    Column("B (PPPK)", 8, "number"),
    Column("B", 8, "number"),
    Column("Selisih", 8, "number"),
    Column("Pemangku (NIP, pensiun BUP)", 70),
]
VACANCIES = [
    Column("No", 6, "number"),
    Column("Unit kerja", 40),
    Column("Jabatan", 40),
    Column("Jenis", 12),
    Column("Eselon/jenjang", 14),
    Column("Lowong mulai", 13, "date"),
    Column("Jumlah", 8, "number"),
    Column("Sebab", 24),
    Column("NIP", 21),
    Column("Nama", 34),
]


def export_headcount(job):
    unit = Unit.objects.visible_to(job.requested_by).filter(pk=job.params["unit"]).first()
    if unit is None:
        raise JobRefused("Unit kerja ini tidak lagi termasuk kewenangan Anda.")
    law = Law.on(timezone.localdate())
    people = Employee.objects.visible_to(job.requested_by).active(law).filter(state__unit__path__contains=[unit.pk])
    with as_of(law.day):
        progress(job, 0, 2, "Membaca peta jabatan dan pemangkunya")
        posts = list(headcount.map_of_tree(unit, job.requested_by))
        holders = headcount.holders_in(people)
    _note(job, [person.pk for group in holders.values() for person in group], f"Unduh bezetting {unit.name}")
    notes = [f"Per {in_words(law.day)}"]
    rows = ([number, *_post(row, holders)] for number, row in enumerate(posts, start=1))
    title = f"Bezetting {unit.name}"
    keep_table(job, title=title, notes=notes, columns=HEADCOUNT, rows=rows, name=f"bezetting-{law.day}.xlsx")


def export_vacancies(job):
    law, user = Law.on(timezone.localdate()), job.requested_by
    with as_of(law.day):
        progress(job, 0, 2, "Membaca lowongan")
        asked = VacancyFilter(job.params["filters"], queryset=vacancies.vacancies(user, law), user=user, law=law)
        found = list(asked.qs.order_by(*vacancies.ORDER))
    _note(job, [row.employee_id for row in found if row.employee_id], "Unduh daftar lowongan")
    notes = [f"Per {in_words(law.day)}"]
    rows = ([number, *_vacancy(row, law)] for number, row in enumerate(found, start=1))
    name = f"lowongan-{law.day}.xlsx"
    keep_table(job, title="Lowongan jabatan", notes=notes, columns=VACANCIES, rows=rows, name=name)


def _note(job, employees, what):
    note_read(by=job.requested_by, employees=employees, what=f"{what}. {job.params.get('reason', '')}".strip())


def _post(row, holders):
    post = row.position
    people = holders.get((row.unit_id, row.title), [])
    return [
        row.unit.name,
        row.title or "(tanpa jabatan definitif)",
        row.get_kind_display() if row.kind else "",
        row.get_echelon_display() or row.get_tier_display(),
        post and post.job_class,
        row.need if post else None,
        row.pns,
        row.pppk,
        row.holders,
        row.balance if post else None,
        "; ".join(f"{person.full_name} ({person.nip}, {_year(person)})" for person in people),
    ]


def _vacancy(row, law):
    if row.employee is None:
        why = "belum terisi"
    else:
        why = "melewati BUP" if row.opens_on <= law.day else f"pensiun pada usia {row.employee.retirement.age}"
    return [
        row.unit.name,
        row.position.title,
        row.get_kind_display(),
        row.get_echelon_display() or row.position.get_tier_display(),
        row.opens_on,
        row.number,
        why,
        row.employee.nip if row.employee else "",
        row.employee.full_name if row.employee else "",
    ]


def _year(person):
    return person.retirement.retires_on.year if person.retirement.retires_on else "BUP belum diketahui"

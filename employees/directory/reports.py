"""The list of people as Excel: those whom the page lists, in its order, with their career; more where asked for."""

from contextlib import nullcontext
from datetime import date
from functools import partial

from employees.asof.reading import present_state, state_on
from employees.directory.filters import PeopleFilter
from employees.directory.forms import MORE
from employees.directory.queries import SORTED_BY, SORTS, states
from employees.models import Employee
from employees.privacy import PERMISSIONS, Privacy
from simpeg.core.dates import in_words
from simpeg.reports.long_tables import keep_long_table
from simpeg.reports.workbook import Column

# What the page itself shows of everybody on it.
LISTED = [
    Column("NIP", 21),
    Column("Nama", 34),
    Column("Status", 12),
    Column("Kedudukan hukum", 20),
    Column("Pangkat/gol.", 26),
    Column("TMT golongan", 13, "date"),
    Column("Jenis jabatan", 16),
    Column("Jabatan", 40),
    Column("TMT jabatan", 13, "date"),
    Column("Unit kerja", 40),
    Column("Perangkat daerah", 40),
]
CAREER = [
    Column("MK gol. (tahun)", 9, "number"),
    Column("MK gol. (bulan)", 9, "number"),
    Column("TMT CPNS", 13, "date"),
    Column("TMT PNS", 13, "date"),
    Column("Tempat lahir", 18),
    Column("Tanggal lahir", 13, "date"),
    Column("Jenis kelamin", 13),
]
FIELDS = {
    Privacy.PERSONAL: ["religion", "marital_status", "phone", "email", "address"],
    Privacy.SPECIFIC: ["nik", "tax_number", "health_insurance"],
}
READ = [
    *("nip", "name", "front_title", "back_title", "cpns_since", "pns_since", "birth_place", "birth_date", "sex"),
    *("state__status", "state__standing", "state__grade_since", "state__position_kind", "state__position_title"),
    *("state__position_since", "state__service_years", "state__service_months", "state__grade__code"),
    *("state__grade__title", "state__grade__kind", "state__unit__name", "state__unit__opd__name"),
]
WIDTHS = {"email": 28, "address": 44, "nik": 18, "tax_number": 20}


def export(job):
    """Write the list of people that the asker may see and had filtered as the job's file."""
    user, params = job.requested_by, job.params
    day = date.fromisoformat(params["day"])
    more = [privacy for privacy, (code, _) in MORE.items()
            if code in params["include"] and user.has_perm(PERMISSIONS[privacy])]  # fmt: skip
    names = [name for privacy in more for name in FIELDS[privacy]]
    asked = PeopleFilter(params["filters"], queryset=states(user), user=user, day=day)
    with_more = f" dengan data {' dan '.join(MORE[privacy][0] for privacy in more)}" if more else ""
    keep_long_table(
        job,
        found=asked.qs.annotate(**SORTED_BY).order_by(*SORTS[asked.sorting][1]),
        person="employee",
        what=f"Unduh daftar pegawai{with_more}. {params['reason']}".strip(),
        title=f"Daftar pegawai per {in_words(day)}",
        notes=[f"Keadaan per {in_words(day)}"],
        columns=[Column("No", 6, "number"), *LISTED, *CAREER, *map(_column, names)],
        rows=partial(_rows, user, names, params["dated"]),
        name=f"daftar-pegawai-{day:%Y-%m-%d}.xlsx",
        within=partial(state_on, day) if params["dated"] else nullcontext,
    )


def _column(name):
    label = Employee._meta.get_field(name).verbose_name
    return Column(label[0].upper() + label[1:], WIDTHS.get(name, 18))


def _rows(user, names, dated, ids):
    related = ("state__grade", "state__unit__opd")
    people = Employee.objects.filter(pk__in=ids).select_related(*related).only(*READ, *names)
    opened = _opened(user, ids) if dated else None
    for person in people:
        state, unit = person.state, person.state.unit
        cells = [
            person.nip,
            person.full_name,
            state.get_status_display(),
            state.get_standing_display(),
            str(state.grade),
            state.grade_since,
            state.get_position_kind_display(),
            state.position_title or "Tanpa jabatan",
            state.position_since,
            unit.name if unit else "Tanpa unit",
            unit.opd.name if unit and unit.opd else "",
        ]
        if opened is not None and person.pk not in opened:
            yield person.pk, [*cells, *[None] * (len(CAREER) + len(names))]
            continue
        cells += [
            state.service_years,
            state.service_months,
            person.cpns_since,
            person.pns_since,
            person.birth_place,
            person.birth_date,
            person.get_sex_display(),
        ]
        yield person.pk, [*cells, *(getattr(person, name) for name in names)]


def _opened(user, ids):
    """Of those who are listed as of another day: whose file this user may open today."""
    with present_state():
        return set(Employee.objects.visible_to(user).filter(pk__in=ids).values_list("pk", flat=True))

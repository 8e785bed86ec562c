"""The people whom something befell between two days, as Excel."""

from employees.comparison.queries import OUTSIDE, compare, everything
from employees.models import Employee
from simpeg.core.dates import in_words
from simpeg.reports.tables import keep_table
from simpeg.reports.workbook import Column

CHUNK = 500
WORDS = {
    "came": "Masuk",
    "gone": "Keluar",
    "moved": "Pindah unit",
    "rose": "Naik golongan",
    "reposted": "Ganti jabatan",
    "restated": "Ganti status",
}
COLUMNS = [
    Column("No", 6, "number"),
    Column("NIP", 21),
    Column("Nama", 34),
    Column("Perubahan", 34),
    Column("Golongan dahulu", 10),
    Column("Golongan kini", 10),
    Column("Jabatan dahulu", 34),
    Column("Jabatan kini", 34),
    Column("Unit kerja dahulu", 34),
    Column("Unit kerja kini", 34),
    Column("Status dahulu", 12),
    Column("Status kini", 12),
    Column("Kedudukan dahulu", 22),
    Column("Kedudukan kini", 22),
]


def what_befell(change):
    """`Naik golongan, ganti jabatan`."""
    words = [word for name, word in WORDS.items() if getattr(change, name)]
    return ", ".join([words[0], *(word.lower() for word in words[1:])]) if words else "Tidak berubah"


def side(change, which, ids):
    """What is shown of one of the two days; an office that a reader does not see is not told to him.

    `ids` are the units he sees, None for all. Where one was not in service there is nothing to say but the standing.
    """
    unit = getattr(change, f"unit_{which}")
    hidden = ids is not None and (unit is None or unit.pk not in ids)
    grade = getattr(change, f"grade_{which}")
    status, standing = getattr(change, f"status_{which}"), getattr(change, f"standing_{which}")
    if not status:
        return {
            "grade": "",
            "title": "",
            "unit": "",
            "status": "",
            "standing": "Belum menjadi pegawai",
            "active": False,
        }
    return {
        "grade": "" if hidden else grade.code,
        "title": "" if hidden else getattr(change, f"title_{which}") or "Tanpa jabatan",
        "unit": OUTSIDE if hidden else (unit.name if unit else "Tanpa unit"),
        "status": Employee.Status(status).label,
        "standing": dict(Employee.Standing.choices).get(standing, standing),
        "active": getattr(change, f"active_{which}"),
    }


def export(job, area, rows, days):
    """Write these changes (inside `between`) as the job's file."""
    before, after = days
    user, total = job.requested_by, rows.count()
    ids = everything(user).ids
    rows = rows.order_by("sort_name", "employee")
    flow = compare(user, area).flow
    notes = [
        f"{area.label}: {flow.then} pegawai aktif per {in_words(before)}; masuk {flow.came}, pindah masuk {flow.into}, "
        f"pindah keluar {flow.away}, keluar {flow.gone}; {flow.now} per {in_words(after)}",
    ]
    keep_table(
        job,
        title=f"Perbandingan {before:%d-%m-%Y} dan {after:%d-%m-%Y}",
        notes=notes,
        columns=COLUMNS,
        rows=_counted(rows, ids),
        total=total,
        name=f"perbandingan-{before:%Y-%m-%d}-{after:%Y-%m-%d}.xlsx",
    )


def _counted(rows, ids):
    for number, change in enumerate(rows.iterator(chunk_size=CHUNK), start=1):
        then, now = side(change, "before", ids), side(change, "after", ids)
        pairs = [
            value for name in ("grade", "title", "unit", "status", "standing") for value in (then[name], now[name])
        ]
        yield [number, change.nip, change.employee.full_name, what_befell(change), *pairs]

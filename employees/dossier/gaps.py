"""What the file still lacks for the decisions that read it, as sentences with what to do."""

from employees.models import Employee, PositionKind

RATED_YEARS = 2  # the years before this one whose predikat promotions and increments look at


def gaps(employee, history, *, day):
    """The missing facts of an active person's file, most telling first."""
    return list(_gaps(employee, history, day))


def _gaps(employee, history, day):
    state = employee.state
    if not history.education:
        yield "Riwayat pendidikan belum ada. Serahkan salinan ijazah terakhir."
    rated = {rating.year for rating in history.ratings}
    for year in range(day.year - 1, day.year - 1 - RATED_YEARS, -1):
        if year not in rated and employee.cpns_since.year <= year:
            yield f"Predikat kinerja {year} belum ada. Mintalah pejabat penilai menetapkannya."
    if state.appointment_id is None:
        yield "Jabatan definitif belum ada. Serahkan SK jabatan terakhir."
    elif state.unit_id is None:
        yield "Unit kerja belum ada. Serahkan SK penempatan."
    if state.position_kind == PositionKind.FUNCTIONAL and not state.tier:
        yield "Jenjang jabatan fungsional belum ada. Serahkan SK jabatan fungsional."
    if employee.status == Employee.Status.PNS and employee.pns_since is None:
        yield "TMT PNS belum ada. Serahkan SK PNS."
    if not employee.nik:
        yield "NIK belum ada. Serahkan salinan KTP."
    if any(not record.decree for record in history.grades):
        yield "Ada riwayat golongan tanpa nomor SK. Serahkan salinan SK kenaikan pangkat."

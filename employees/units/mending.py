"""Where a finding is mended, for whoever may mend it; everybody else is led to where it can be read."""

from django.urls import reverse

from employees.models import OrganisationFinding

Kind = OrganisationFinding.Kind
IN_THE_FILE = {
    Kind.GRADE_TOO_LOW: "golongan",
    Kind.EDUCATION_TOO_LOW: "pendidikan",
    Kind.OTHER_FIELD: "pendidikan",
    Kind.EDUCATION_UNKNOWN: "pendidikan",
}


def way_to_mend(finding, user):
    """(address, words) of the next step."""
    kind = Kind(finding.kind)
    if kind in (Kind.OFF_THE_MAP, Kind.TWO_HOLDERS) and user.has_perm("employees.change_position"):
        if finding.position_id:
            return reverse("units:position", args=[finding.position_id]), "Buka jabatan ini"
        query = {"jabatan": finding.title}
        return reverse("units:position-add", args=[finding.unit_id], query=query), "Tambahkan ke peta jabatan"
    if kind == Kind.IN_CLOSED_UNIT and user.has_perm("employees.add_reorganisation"):
        return reverse("units:close", args=[finding.unit_id]), "Pindahkan pegawainya"
    if finding.employee_id and kind != Kind.NO_HEAD:
        return reverse("dossier:detail", args=[finding.employee.nip]), "Buka berkas pegawai"
    return reverse("units:detail", args=[finding.unit_id]), "Buka unit ini"

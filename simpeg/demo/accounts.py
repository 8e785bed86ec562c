"""The demo logins: one for each role, with a password that everybody may know. They exist in DEBUG only."""

from typing import NamedTuple

from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group

from employees.models import Mandate, Unit
from simpeg import roles
from simpeg.accounts.models import User
from simpeg.audit.change import change
from simpeg.demo.cases.functional import tier_must_come_first
from simpeg.demo.cases.regular import personnel_clerk
from simpeg.demo.cases.structural import head_of_the_largest_office
from simpeg.demo.organisation import EDUCATION, HEALTH

PASSWORD = "padi-ombak-senja-76"
PROMOTION_LOGIN, RECORDS_LOGIN = "pangkat", "data"


class Login(NamedTuple):
    """A demo account of one role: with a name of its own, or of the employee of a case; `unit` is its tree."""

    role: roles.Role
    username: str
    name: str = ""
    case: str = ""
    unit: str = ""


LOGINS = [
    Login(roles.SUPER_ADMIN, "admin", "Admin Contoh"),
    Login(roles.RECORDS_OFFICER, RECORDS_LOGIN, "Petugas Data"),
    Login(roles.PROMOTION_OFFICER, PROMOTION_LOGIN, "Petugas Pangkat"),
    Login(roles.TRAINING_OFFICER, "pelatihan", "Petugas Pelatihan"),
    Login(roles.RECRUITMENT_OFFICER, "pengadaan", "Petugas Pengadaan"),
    Login(roles.PERFORMANCE_OFFICER, "kinerja", "Petugas Kinerja"),
    Login(roles.REGIONAL_LEADER, "bupati", "Pimpinan Daerah Contoh"),
    Login(roles.OPD_OFFICER, "opd", case=personnel_clerk.__name__, unit=HEALTH),
    Login(roles.UNIT_HEAD, "kepala", case=head_of_the_largest_office.__name__, unit=EDUCATION),
    Login(roles.EMPLOYEE, "pegawai", case=tier_must_come_first.__name__),
    Login(roles.AUDITOR, "auditor", "Auditor Contoh"),
]


def logins():
    """[(role, user name, password)] in the order in which they are worth trying."""
    return [(login.role.name, login.username, PASSWORD) for login in LOGINS]


def open_demo_accounts(office, *, by):
    """Create the account of every demo login; those who are employees get the NIP of their case's person.

    A user name that is taken already stays whose it is.
    """
    people = {person.case: person for person in office.people if person.case}
    units = {unit.name: unit.id for unit in office.tree.units}
    password = make_password(PASSWORD)
    groups = {group.name: group for group in Group.objects.all()}
    with change(by=by, reason="Akun contoh dibuat"):
        taken = set(User.objects.values_list("username", flat=True))
        for login in (each for each in LOGINS if each.username not in taken):
            person = people.get(login.case)
            user = User.objects.create(
                username=login.username,
                name=person.name if person else login.name,
                nip=person and person.nip,
                password=password,
                is_demo=True,
            )
            user.groups.add(groups[login.role.name])
            if login.unit:
                Mandate.objects.create(user=user, unit=Unit.objects.get(siasn_id=units[login.unit]))

"""Proposals of the people of the demo logins: one waits, one came back, one was approved."""

from django.core.files.uploadedfile import SimpleUploadedFile

from employees.dossier.queries import files_of
from employees.proposals import services
from simpeg.accounts.models import User
from simpeg.demo.accounts import RECORDS_LOGIN
from simpeg.demo.scans import drawn
from simpeg.law.models import EducationLevel


def make_demo_proposals():
    """They go by the doors that real ones take, each by the account that may."""
    decider = User.objects.get(username=RECORDS_LOGIN)
    people = {name: _with_file(name) for name in ("pegawai", "kepala", "opd")}
    waiting = _diploma(*people["pegawai"], "S-2 Administrasi Pendidikan", 2022)
    services.send(waiting, by=people["pegawai"][1])
    returned = _diploma(*people["kepala"], "S-2 Manajemen", 2019)
    services.send(returned, by=people["kepala"][1])
    services.give_back(returned, "B01", by=decider, reason="Halaman kedua gelap.", seen=_seen(returned))
    approved = _contact(*people["opd"], "081200001234")
    services.send(approved, by=people["opd"][1])
    services.approve(approved, by=decider, seen=_seen(approved))
    services.send(_contact(*people["pegawai"], "081200005678"), by=people["pegawai"][1])


def _with_file(username):
    user = User.objects.get(username=username)
    return files_of(user).get(nip=user.nip), user


def _diploma(employee, user, name, year):
    values = {"level": EducationLevel.objects.get(code="45"), "name": name, "graduated": year}
    values |= {"school": "Universitas Contoh", "diploma": f"S2/{year}/0{employee.pk}"}
    said = {"by": user, "reason": "Ijazah ini belum tercatat pada berkas saya."}
    proposal = services.propose(employee, "pendidikan", "ADD", values, **said)
    scan = drawn("Ijazah", [employee.full_name, name, f"Lulus {year}"], "pendidikan")
    services.attach(proposal, SimpleUploadedFile("ijazah.jpg", scan), by=user)
    return proposal


def _contact(employee, user, phone):
    said = {"by": user, "reason": "Nomor saya berganti."}
    return services.propose(employee, "data-utama", "CORRECT", {"phone": phone}, **said)


def _seen(proposal):
    return services.seen_of(proposal, services.target_of(proposal))

"""Plain builders of people whose index is looked at; what a test overrides is what it is about."""

from datetime import date

from django.utils import timezone

from employees.models import Course, Sanction
from employees.tests.factories import make_appointment, make_education, make_employee, make_unit
from simpeg import roles
from simpeg.testing.people import make_user
from training.professionalism.services import measure

YEAR = 2026
THIS_YEAR = timezone.localdate().year
KINDS = {"1": "Kepala Seksi", "2": "Auditor", "4": "Pengolah Data"}


def make_person(*, position="4", echelon=None, tier="", level="40", rating=2, **fields):
    """Somebody with a position of that kind (None: without one), a diploma of that level and a predikat of 2025.

    Without level or rating there is none on file.
    """
    ratings = {YEAR - 1: rating} if rating else {}
    person = make_employee(ratings=ratings, **fields)
    if position:
        echelon = (echelon or 41) if position == "1" else None
        make_appointment(person, title=KINDS[position], kind=position, echelon=echelon, tier=tier)
    if level:
        make_education(person, level=level, name=f"Ijazah {level}")
    return person


def make_course(person, kind="TEKNIS", *, hours=20, ends_on=date(YEAR, 6, 30), level="", name=None):
    number = person.courses.count() + 1
    return Course.objects.create(
        employee=person, kind=kind, level=level, name=name or f"Pelatihan {number}", ends_on=ends_on,
        learning_hours=hours,
    )  # fmt: skip


def make_sanction(person, kind="teguran_lisan", starts_on=date(YEAR, 3, 1)):
    return Sanction.objects.create(employee=person, kind_id=kind, starts_on=starts_on, ends_on=starts_on)


class Regency:
    """Two offices; in the first a division, and people of every kind. This year and the last are measured."""

    def __init__(self):
        self.office, self.other = make_unit("Dinas Satu"), make_unit("Dinas Dua")
        self.division = make_unit("Bidang Satu", parent=self.office)
        here = {"unit": self.division}
        self.learned = self.make(name="Ani Terlatih", **here)
        make_course(self.learned, ends_on=date(THIS_YEAR, 2, 1))
        self.punished = self.make(name="Budi Dihukum", **here)
        make_sanction(self.punished, starts_on=date(THIS_YEAR, 1, 2))
        self.head = self.make(name="Citra Kepala", unit=self.office, position="1", echelon=22)
        self.contract = self.make(name="Dewi Kontrak", status="PPPK", standing="71", grade="IX", **here)
        self.unrated = self.make(name="Eka Tanpa Predikat", rating=None, **here)
        self.elsewhere = self.make(name="Fajar Jauh", unit=self.other, position="2", tier="PT")
        self.training = make_user(role=roles.TRAINING_OFFICER.name)
        self.leader = make_user(role=roles.REGIONAL_LEADER.name)
        self.records = make_user(role=roles.RECORDS_OFFICER.name)
        self.head_of_1 = make_user(role=roles.UNIT_HEAD.name, mandates=[self.office], nip=self.head.nip)
        self.opd_of_2 = make_user(role=roles.OPD_OFFICER.name, mandates=[self.other])
        self.own = make_user(role=roles.EMPLOYEE.name, nip=self.learned.nip)
        measure(year=THIS_YEAR - 1, by=self.training, reason="Pengukuran")
        self.measurement = measure(year=THIS_YEAR, by=self.training, reason="Pengukuran")

    def make(self, *, rating=2, **fields):
        """Somebody who was rated last year."""
        person = make_person(rating=None, **fields)
        if rating:
            person.ratings.create(year=THIS_YEAR - 1, rating=rating)
        return person


def page(client, user, url, **query):
    client.force_login(user)
    return client.get(url, query)


def listed(client, user, **query):
    response = page(client, user, "/ip-asn/daftar/", **query)
    return {score.nip for score, _ in response.context["rows"]}


def person_page(client, user, person):
    return page(client, user, f"/ip-asn/pegawai/{person.nip}/")


def nips(*people):
    return {person.nip for person in people}

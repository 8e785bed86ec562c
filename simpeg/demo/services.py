"""Filling an empty installation with the demo regency."""

from typing import NamedTuple

from django.conf import settings

from employees.calendar.services import run_calendar, warn
from employees.documents.services import all_or_nothing
from employees.due_lists.lists import LISTS
from employees.due_lists.services import run_list
from employees.imports.services import examined_book
from employees.models import DueList, DueSubject, Employee
from employees.quality.services import run_quality_check
from simpeg.accounts.models import User
from simpeg.accounts.services import system_user
from simpeg.core.dates import months_after
from simpeg.demo.accounts import PROMOTION_LOGIN, RECORDS_LOGIN, open_demo_accounts
from simpeg.demo.book import RegencyBook
from simpeg.demo.competence import make_demo_competence
from simpeg.demo.courses import make_demo_courses
from simpeg.demo.credits import make_demo_credits
from simpeg.demo.due_cases import make_demo_cases
from simpeg.demo.letters import make_demo_letters
from simpeg.demo.performance import make_demo_performance
from simpeg.demo.professionalism import make_demo_indexes
from simpeg.demo.proposals import make_demo_proposals
from simpeg.demo.regency import sheets_of, staffed_office
from simpeg.demo.reorganisation import draft_reorganisation, work_out_a_need
from simpeg.demo.rewards import make_demo_rewards
from simpeg.demo.scans import keep_demo_scans

QUALITY_CHECKED = (5, 4, 3, 2, 1, 0)  # months ago: a trend to look at, and breaches whose day has passed


class DemoRefused(Exception):
    """This installation is no place for invented people. The message is for people."""


class Loaded(NamedTuple):
    people: int
    promotions: DueList


def load_demo(*, today, employees=1000, seed=1):
    """Bring the regency in by the import that real workbooks take, open the demo logins, run the coming promotions.

    All of it or nothing: an interrupted start leaves an empty installation.
    """
    if not settings.DEBUG:
        raise DemoRefused("Kabupaten contoh hanya dapat dimuat selama DEBUG menyala. Tidak ada yang dimuat.")
    if Employee.objects.exists():
        raise DemoRefused("Basis data ini sudah berisi pegawai, sehingga kabupaten contoh tidak dimuat.")
    office = staffed_office(employees, seed, today)
    by = system_user()
    with all_or_nothing():
        bring_people(office, by=by)
        open_demo_accounts(office, by=by)
        keep_demo_scans(User.objects.filter(is_demo=True, nip__isnull=False).values_list("nip", flat=True), by=by)
        officer = User.objects.get(username=PROMOTION_LOGIN)
        for back in QUALITY_CHECKED:
            run_quality_check(day=months_after(today, -back), by=by)
        records = User.objects.get(username=RECORDS_LOGIN)
        draft_reorganisation(today=today, by=records)
        work_out_a_need(by=records)
        make_demo_proposals()
        kept = {
            subject: run_list(subject, day=office.period if subject == DueSubject.PROMOTION else kind.first_day(today),
                              by=officer)
            for subject, kind in LISTS.items()
        }  # fmt: skip
        make_demo_cases(kept[DueSubject.PROMOTION], kept[DueSubject.RETIREMENT], by=officer)
        make_demo_letters(kept[DueSubject.INCREMENT], today=today, by=officer)
        make_demo_performance()
        make_demo_credits()
        make_demo_rewards()
        make_demo_competence(today)
        make_demo_courses()
        make_demo_indexes()  # of what the files say by now
        run_calendar(day=today, by=by)
        warn(day=today, by=by)
        return Loaded(len(office.people), kept[DueSubject.PROMOTION])


def bring_people(office, *, by):
    """Everybody of this regency is in the database, through the import."""
    with examined_book(RegencyBook(sheets_of(office)), to_store=True) as examination:
        _refuse_halves(examination)
        examination.store(by=by, reason="Kabupaten contoh dimuat")


def _refuse_halves(examination):
    if examination.total("same") or examination.total("changed"):
        raise DemoRefused("Kabupaten contoh baru saja dimuat oleh proses lain. Tidak ada yang dimuat di sini.")
    if examination.rejected:
        raise DemoRefused(f"{examination.rejected} baris kabupaten contoh ditolak oleh impor. Tidak ada yang dimuat.")

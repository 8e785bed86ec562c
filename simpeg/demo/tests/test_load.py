"""The demo regency in the database: imported whole, every case judged as it tells, logins only in DEBUG."""

from collections import Counter
from datetime import date

import pytest
from django.core.management import CommandError, call_command

from employees.due_lists.services import run_list
from employees.imports.services import examined, examined_book
from employees.models import DueSubject, Employee
from employees.promotion.rules import PROMOTION
from simpeg.accounts.models import User
from simpeg.accounts.services import system_user
from simpeg.demo.accounts import open_demo_accounts
from simpeg.demo.book import RegencyBook
from simpeg.demo.cases import CASES
from simpeg.demo.regency import TODAY, staffed_office
from simpeg.demo.services import bring_people
from simpeg.demo.tests.conftest import SMALL
from simpeg.demo.workbook import write_workbook
from simpeg.law.engine import MET, UNKNOWN

pytestmark = pytest.mark.django_db


def test_the_whole_regency_imports_without_one_rejection_or_warning(sheets):
    with examined_book(RegencyBook(sheets)) as examination:
        assert list(examination.issues()) == []
        assert examination.total("new") == sum(len(sheet.rows) for sheet in sheets.values())


def test_its_workbook_imports_just_as_well(tmp_path):
    path = tmp_path / "kabupaten.xlsx"
    write_workbook(path, employees=200, seed=6)

    with examined(path) as examination:
        assert list(examination.issues()) == []
        assert examination.counts["DATA UTAMA"]["new"] == 200


def promotions_of(office):
    """The promotion list of the office's people, as everybody who loads the demo gets it."""
    by = system_user()
    bring_people(office, by=by)
    return run_list(DueSubject.PROMOTION, day=office.period, by=by)


@pytest.mark.parametrize("today", [TODAY, date(2026, 12, 9), date(2028, 2, 29)], ids=str)
def test_every_case_is_judged_as_it_tells_whenever_it_is_loaded(today):
    office = staffed_office(SMALL, today=today)

    told = {}
    for verdict in promotions_of(office).verdicts.all():
        outcomes = PROMOTION.outcomes(verdict.asked, verdict.failed, verdict.unknown)
        failures = [rule.code + ("?" if outcome == UNKNOWN else "") for rule, outcome in outcomes if outcome != MET]
        told[verdict.nip, verdict.kind] = (verdict.verdict, Counter(failures))
    nips = {person.case: person.nip for person in office.people if person.case}

    for case in CASES:
        if case.kind:
            assert told[nips[case.key], case.kind] == (case.verdict, Counter(case.failures)), case.about
        else:
            assert nips[case.key] not in {nip for nip, _ in told}, case.about


def test_the_list_of_the_coming_month_has_something_to_look_at(office):
    made = promotions_of(office)

    verdicts = Counter(made.verdicts.values_list("verdict", flat=True))
    assert made.day == date(2026, 12, 1)
    assert 0.08 < verdicts["MS"] / verdicts.total() < 0.12


def test_outside_debug_nothing_is_loaded(settings):
    settings.DEBUG = False

    with pytest.raises(CommandError, match="hanya dapat dimuat selama DEBUG menyala"):
        call_command("load_demo")

    assert not Employee.objects.exists()
    assert not User.objects.filter(is_demo=True).exists()


def test_an_account_that_is_there_already_stays_as_it_is(small_office):
    User.objects.create(username="admin", name="Yang Sebenarnya")

    bring_people(small_office, by=system_user())
    open_demo_accounts(small_office, by=system_user())

    assert User.objects.get(username="admin").name == "Yang Sebenarnya"
    assert not User.objects.get(username="admin").is_demo


def test_the_command_tells_what_it_loaded(settings, tmp_path, capsys):
    settings.DEBUG, settings.MEDIA_ROOT = True, tmp_path

    call_command("load_demo", employees=200)

    assert capsys.readouterr().out.startswith("200 pegawai contoh dimuat, daftar kenaikan pangkat 1 ")

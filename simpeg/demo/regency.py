"""Kabupaten Mamuju as it might be: about a thousand invented people in the sheets of the import workbook."""

from datetime import date
from typing import NamedTuple

from simpeg.demo.cases import add_cases
from simpeg.demo.columns import HEADERS
from simpeg.demo.histories import settle
from simpeg.demo.office import Office
from simpeg.demo.people import populate
from simpeg.demo.position_map import position_map
from simpeg.demo.sheets import HISTORIES, main_row, unit_rows

TODAY = date(2026, 11, 24)
FEWEST = 200  # the cases alone are more than a hundred people


class Sheet(NamedTuple):
    """One sheet of the workbook: its header and its rows of typed values."""

    header: tuple
    rows: list


def staffed_office(employees=1000, seed=1, today=TODAY):
    """The office with everybody taken on: first every kind of case, then ordinary people up to the head-count."""
    if employees < FEWEST:
        raise ValueError(f"Kabupaten contoh memerlukan sedikitnya {FEWEST} pegawai.")
    office = Office(employees=employees, seed=seed, today=today)
    add_cases(office)
    populate(office, employees)
    for person in office.people:
        settle(office, person)
    return office


def regency(employees=1000, seed=1, today=TODAY):
    """{sheet name: Sheet}; the same arguments give the same rows."""
    return sheets_of(staffed_office(employees, seed, today))


def sheets_of(office):
    rows = {
        "DATA UTAMA": [main_row(person, office.today) for person in office.people],
        "UNOR": list(unit_rows(office.tree)),
        "PETA JABATAN": position_map(office),
    }
    for name, of_person in HISTORIES.items():
        rows[name] = [row for person in office.people for row in of_person(person)]
    return {name: Sheet(header, rows[name]) for name, header in HEADERS.items()}

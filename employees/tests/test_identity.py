"""What the digits of NIP and NIK say: the same in Python, for one person, and in the database, for everybody."""

from datetime import date

import pytest
from django.db import connection

from employees.identity import (
    identity_warnings,
    is_email,
    is_mobile_number,
    nik_tells_birth,
    nip_tells_birth,
    nip_tells_service,
    nip_tells_sex,
)
from employees.models import Employee

PNS, PPPK = "198503142010011001", "199001012023212007"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("nip", "status", "birth", "sex", "since", "expected"),
    [
        (PNS, "PNS", date(1985, 3, 14), "M", date(2010, 1, 1), (True, True, True)),
        (PNS, "CPNS", date(1985, 4, 14), "F", date(2010, 2, 1), (False, False, False)),
        (PPPK, "PPPK", date(1990, 1, 1), "F", date(2023, 7, 1), (True, True, True)),
        (PPPK, "PPPK_PW", date(1990, 1, 1), "F", date(2024, 7, 1), (True, True, False)),
        (PNS, "PPPK", date(1985, 3, 14), "M", date(2010, 1, 1), (True, True, False)),
        ("000103142010011001", "PNS", date(1, 3, 14), "M", date(2010, 1, 1), (True, True, True)),
    ],
    ids=["agrees", "nothing agrees", "a contract", "another year", "no code of a contract", "the year 1"],
)
def test_a_nip_tells_birth_sex_and_service(nip, status, birth, sex, since, expected):
    said = nip_tells_birth(nip, birth), nip_tells_sex(nip, sex), nip_tells_service(nip, status, since)

    assert said == expected
    assert asked("nip_tells_birth(%s, %s)", nip, birth) is said[0]
    assert asked("nip_tells_sex(%s, %s)", nip, sex) is said[1]
    assert asked("nip_tells_service(%s, %s, %s)", nip, status, since) is said[2]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("nik", "sex", "expected"),
    [
        ("7602011403850001", "M", True),
        ("7602015403850001", "F", True),
        ("7602011403850001", "F", False),
        ("7602011503850001", "M", False),
        ("", "M", None),
    ],
)
def test_a_nik_tells_the_day_of_birth_and_adds_forty_for_women(nik, sex, expected):
    birth = date(1985, 3, 14)

    assert nik_tells_birth(nik, birth, sex) is expected
    assert asked("nik_tells_birth(%s, %s, %s)", nik, birth, sex) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("0812-3456-7890", True),
        ("+62 812 3456 7890", True),
        ("(0426) 21234", False),
        ("08١٢٣٤٥٦٧٨٩", False),
        ("", False),
    ],
)
def test_a_mobile_number_is_known_by_its_form(text, expected):
    assert is_mobile_number(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("siti.rahma@contoh.go.id", True), ("siti@", False), ("siti rahma@contoh.id", False), ("siti@contoh", False)],
)
def test_an_email_address_is_known_by_its_form(text, expected):
    assert is_email(text) is expected


def test_warnings_name_the_field_and_what_to_look_at():
    employee = Employee(
        nip=PNS, birth_date=date(1985, 3, 15), sex="F", status="PNS", cpns_since=date(2010, 2, 1),
        nik="7602011403850001", phone="21234", email="siti@",
    )  # fmt: skip

    found = dict(identity_warnings(employee))

    assert list(found) == ["birth_date", "cpns_since", "sex", "nik", "phone", "email"]
    assert found["birth_date"] == "Tanggal lahir tidak sesuai dengan NIP (angka 1–8)."


def asked(function, *values):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {function}", values)
        return cursor.fetchone()[0]

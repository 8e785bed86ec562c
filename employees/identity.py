"""NIP and NIK: what their digits say about the person who bears them. Compared and told, never derived from.

The law leaves room (a birth date corrected by a court, a NIK drawn anew), so a disagreement warns and refuses nothing.
The database asks the same of everybody at once (migrations/sql/identity.sql).
"""

import re

from employees.models import Employee

PPPK_CODES_FROM = "21"  # digits 13 and 14 of a NI PPPK: 21 for the first appointment, 22 and so on for later ones
WOMEN_ADD = 40  # to the day of birth in a NIK
MOBILE = re.compile(r"(?:\+?62|0)8[0-9]{7,11}")
EMAIL = re.compile(r"[A-Za-z0-9._%+'-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}")
SEPARATORS = str.maketrans("", "", " .()-")


def nip_tells_birth(nip, birth_date):
    return nip[:8] == f"{birth_date.year:04}{birth_date.month:02}{birth_date.day:02}"


def nip_tells_sex(nip, sex):
    return nip[14:15] == ("1" if sex == Employee.Sex.MALE else "2")


def nip_tells_service(nip, status, cpns_since):
    """PNS: year and month of the TMT CPNS. PPPK: the year of the first appointment, then a code from 21 up."""
    if status in (Employee.Status.CPNS, Employee.Status.PNS):
        return nip[8:14] == f"{cpns_since.year:04}{cpns_since.month:02}"
    return nip[8:12] == f"{cpns_since.year:04}" and nip[12:14] >= PPPK_CODES_FROM


def nik_tells_birth(nik, birth_date, sex):
    """None for somebody without NIK."""
    if not nik:
        return None
    day = birth_date.day + (WOMEN_ADD if sex == Employee.Sex.FEMALE else 0)
    return nik[6:12] == f"{day:02}{birth_date.month:02}{birth_date.year % 100:02}"


def is_email(text):
    return bool(EMAIL.fullmatch(text.strip()))


def is_mobile_number(text):
    """An Indonesian mobile number, however it is grouped: 0812-3456-7890 or +62 812 3456 7890."""
    return bool(MOBILE.fullmatch(text.translate(SEPARATORS)))


def identity_warnings(employee):
    """(field, sentence) of what the NIP and NIK say otherwise than the record; to be shown, not to be refused."""
    nip = employee.nip
    if not nip_tells_birth(nip, employee.birth_date):
        yield "birth_date", "Tanggal lahir tidak sesuai dengan NIP (angka 1–8)."
    if not nip_tells_service(nip, employee.status, employee.cpns_since):
        pns = employee.status in (Employee.Status.CPNS, Employee.Status.PNS)
        what = "TMT CPNS tidak sesuai dengan NIP" if pns else "Tahun atau kode pengangkatan tidak sesuai dengan NI PPPK"
        yield "cpns_since", f"{what} (angka 9–14)."
    if not nip_tells_sex(nip, employee.sex):
        yield "sex", "Jenis kelamin tidak sesuai dengan NIP (angka 15)."
    if nik_tells_birth(employee.nik, employee.birth_date, employee.sex) is False:
        yield "nik", "Tanggal lahir atau jenis kelamin tidak sesuai dengan NIK (angka 7–12)."
    if employee.phone and not is_mobile_number(employee.phone):
        yield "phone", "Nomor HP tidak berbentuk nomor seluler Indonesia, misalnya 0812 3456 7890."
    for field in ("email", "office_email"):
        text = getattr(employee, field)
        if text and not is_email(text):
            yield field, f"{Employee._meta.get_field(field).verbose_name.capitalize()} tidak berbentuk alamat surel."

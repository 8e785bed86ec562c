"""The declarations against the format: every sheet, every column, every required one, and the tables they fill."""

import pytest
from django.db.models import Q

from employees.imports.sheets import SHEET_NAMES, sheets

pytestmark = pytest.mark.django_db

# The format's own words; a star marks what must be there.
AMONG = {  # among which rows the key of a sheet holds
    "valid_until IS NULL": Q(valid_until=None),  # posts without an end
    "kind IN ('201', '202', '203')": Q(kind__in=["201", "202", "203"]),  # medals, not the regency's own awards
}
FORMAT = {
    "UNOR": "UNOR ID*, NAMA*, ID ATASAN, JENIS, ESELON ID, KODE WILAYAH",
    "PETA JABATAN": "UNOR ID*, JABATAN NAMA*, JENIS JABATAN ID*, ESELON ID, JENJANG, KELAS, KEBUTUHAN, "
    "TINGKAT PENDIDIKAN ID, BIDANG PENDIDIKAN",
    "RW GOLONGAN": "NIP BARU*, GOLONGAN ID*, TMT GOLONGAN*, JENIS KP ID, MK TAHUN*, MK BULAN*, SK NOMOR, SK TANGGAL",
    "RW JABATAN": "NIP BARU*, JENIS JABATAN ID*, JABATAN NAMA*, ESELON ID, JENJANG, UNOR ID, TMT JABATAN*, "
    "TMT PELANTIKAN, PENUGASAN, SK NOMOR, SK TANGGAL",
    "RW PENDIDIKAN": "NIP BARU*, TINGKAT PENDIDIKAN ID*, PENDIDIKAN NAMA*, TAHUN LULUS*, NAMA SEKOLAH, NOMOR IJAZAH, "
    "TGL PENCANTUMAN GELAR",
    "RW SKP": "NIP BARU*, TAHUN*, PREDIKAT*",
    "RW ANGKA KREDIT": "NIP BARU*, JENJANG*, TGL PENETAPAN*, AK KUMULATIF*",
    "RW HUKDIS": "NIP BARU*, KODE*, TGL MULAI*, TGL SELESAI",
    "RW DIKLAT": "NIP BARU*, JENIS*, NAMA*, TINGKAT, PENYELENGGARA, NOMOR SERTIFIKAT, TGL MULAI, TGL SELESAI*, JP*",
    "RW UJIAN": "NIP BARU*, JENIS*, TGL LULUS*, JENJANG, NOMOR",
    "RW CLTN": "NIP BARU*, TGL MULAI*, TGL SELESAI*",
    "RW PENGHARGAAN": "NIP BARU*, KODE*, TGL*",
    "RW KGB": "NIP BARU*, TMT KGB*, MK TAHUN*, MK BULAN*, GAJI POKOK, SK NOMOR, SK TANGGAL",
}
MAIN_REQUIRED = {
    "NIP BARU",
    "NAMA",
    "TANGGAL LAHIR",
    "JENIS KELAMIN",
    "KEDUDUKAN HUKUM ID",
    "STATUS CPNS PNS",
    "TMT CPNS",
    "GOL AKHIR ID",
    "TMT GOLONGAN",
}


def declared(name):
    return next(sheet for sheet in sheets() if sheet.name == name)


def test_the_names_that_pages_use_are_those_of_the_sheets():
    assert [sheet.name for sheet in sheets()] == list(SHEET_NAMES)


@pytest.mark.parametrize("name", FORMAT)
def test_a_history_sheet_has_the_columns_of_the_format_in_its_order(name):
    columns = [f"{each.name}{'*' if each.column_required else ''}" for each in declared(name).columns]

    assert ", ".join(columns) == FORMAT[name]


def test_data_utama_has_the_69_columns_of_siasn():
    columns = declared("DATA UTAMA").columns

    assert len({column.name for column in columns}) == len(columns) == 69
    assert {column.name for column in columns if column.column_required} == MAIN_REQUIRED


def test_every_key_is_one_that_the_database_holds_unique():
    for sheet in sheets():
        unique = {tuple(each.fields) for each in sheet.model._meta.total_unique_constraints}
        unique |= {(each.name,) for each in sheet.model._meta.concrete_fields if each.unique}
        if sheet.among:  # the key holds among some rows
            constraints = sheet.model._meta.constraints
            unique |= {tuple(c.fields) for c in constraints if getattr(c, "condition", None) == AMONG[sheet.among]}
        assert tuple(target.removesuffix("_id") if target != "siasn_id" else target for target in sheet.key) in unique

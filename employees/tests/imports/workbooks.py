"""Small workbooks in SIASN's shape: boring rows, each test names what it is about."""

from itertools import count

import openpyxl

NIP = "198501012010011001"
OTHER_NIP = "198501012010012002"

_serial = count(100)


def new_nip():
    return f"198501012010011{next(_serial)}"


def unit(unor="U-1", name="Dinas Contoh", **cells):
    return {"UNOR ID": unor, "NAMA": name, "ID ATASAN": None, "JENIS": "DINAS", "ESELON ID": "22"} | cells


def person(nip=NIP, **cells):
    """A PNS in active service whose cells agree with his NIP."""
    return {
        "NIP BARU": nip,
        "NAMA": "CONTOH PEGAWAI",
        "TANGGAL LAHIR": "01-01-1985",
        "JENIS KELAMIN": "M" if nip[14:15] == "1" else "F",
        "KEDUDUKAN HUKUM ID": "01",
        "STATUS CPNS PNS": "P",
        "TMT CPNS": "01-01-2010",
        "GOL AWAL ID": "31",
        "GOL AKHIR ID": "33",
        "TMT GOLONGAN": "01-04-2022",
        "UNOR ID": "U-1",
    } | cells


def pppk(nip="198501012021211001", **cells):
    words = {"KEDUDUKAN HUKUM NAMA": "PPPK Aktif", "JENIS PEGAWAI NAMA": "PPPK Daerah Kab./Kota"}
    codes = {"KEDUDUKAN HUKUM ID": "71", "STATUS CPNS PNS": None, "GOL AWAL ID": "IX", "GOL AKHIR ID": "IX"}
    return person(nip) | {"TMT CPNS": "01-03-2021"} | codes | words | cells


def grade(nip=NIP, **cells):
    return {"NIP BARU": nip, "GOLONGAN ID": "33", "TMT GOLONGAN": "01-04-2022", "MK TAHUN": 12, "MK BULAN": 3} | cells


def appointment(nip=NIP, **cells):
    return {
        "NIP BARU": nip,
        "JENIS JABATAN ID": "4",
        "JABATAN NAMA": "Pengolah Data",
        "UNOR ID": "U-1",
        "TMT JABATAN": "02-01-2020",
        "PENUGASAN": None,
    } | cells


def rating(nip=NIP, year=2025, **cells):
    return {"NIP BARU": nip, "TAHUN": year, "PREDIKAT": "BAIK"} | cells


def sanction(nip=NIP, **cells):
    return {"NIP BARU": nip, "KODE": "tunda_kp_1th", "TGL MULAI": "01-01-2024", "TGL SELESAI": "31-12-2024"} | cells


def course(nip=NIP, **cells):
    return {
        "NIP BARU": nip,
        "JENIS": "TEKNIS",
        "NAMA": "Pelatihan Contoh",
        "TGL MULAI": "01-02-2024",
        "TGL SELESAI": "05-02-2024",
        "JP": 40,
    } | cells


def position(**cells):
    return {"UNOR ID": "U-1", "JABATAN NAMA": "Pengolah Data", "JENIS JABATAN ID": "4", "KEBUTUHAN": 2} | cells


def write(path, sheets):
    """Write `{sheet: [row, ...]}`; the header is what the rows name, in the order in which they first do."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        header = list(dict.fromkeys(title for row in rows for title in row))
        sheet.append(header)
        for row in rows:
            sheet.append([row.get(title) for title in header])
            for cell in sheet[sheet.max_row]:
                if isinstance(cell.value, str):
                    cell.data_type = "s"
    book.save(path)
    return path


REGENCY = {"UNOR": [unit()], "DATA UTAMA": [person()]}


def with_person(**sheets):
    """A regency of one unit and one person, and these sheets: `with_person(RW_SKP=[rating()])`."""
    return REGENCY | {name.replace("_", " "): rows for name, rows in sheets.items()}

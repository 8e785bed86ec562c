"""What is imported all the same, but flagged: digits of a NIP or NIK that say other things, and spans that overlap.

Nothing is derived silently from a NIP: where it disagrees with the cells, a person has to look.
BKN's own rules of data quality are CON_1 (TMT CPNS), CON_2 (birth date), CON_3 (sex) and CON_4 (year of a PPPK);
the comparisons are functions of the database (migrations/sql/identity.sql), which the quality desk asks too.
"""

from employees.imports.checks import report
from employees.imports.staging import WARNING

PNS = "s.status IN ('CPNS', 'PNS')"
BIRTH_OF_NIP = "substr(s.nip, 1, 8)"
TELLS_BIRTH = "nip_tells_birth(s.nip::text, s.birth_date)"
TELLS_SEX = "nip_tells_sex(s.nip::text, s.sex::text)"
TELLS_SERVICE = "nip_tells_service(s.nip::text, s.status::text, s.cpns_since)"


def flag_people(cursor, staged):
    """Compare NIP and NIK with the cells of the rows that will be stored."""
    sheet = staged.sheet

    def flag(column, value, kind, says, where):
        report(
            cursor,
            sheet,
            column=column,
            value=value,
            level=WARNING,
            kind=kind,
            message=f"{says} || ' Periksa mana yang benar.'",
            where=where,
            source=f"{sheet.plan} s",
        )

    flag(
        "TMT CPNS",
        "s.cpns_since",
        "NIP disagrees with TMT CPNS",
        "'CON_1: TMT CPNS tidak sesuai dengan NIP (' || substr(s.nip, 13, 2) || '-' || substr(s.nip, 9, 4) || ').'",
        f"{PNS} AND NOT {TELLS_SERVICE}",
    )
    flag(
        "TMT CPNS",
        "s.cpns_since",
        "NI PPPK disagrees with year",
        "'CON_4: tahun pengangkatan atau kode PPPK tidak sesuai dengan NI PPPK (' || substr(s.nip, 9, 6) || ').'",
        f"NOT {PNS} AND NOT {TELLS_SERVICE}",
    )
    flag(
        "TANGGAL LAHIR",
        "s.birth_date",
        "NIP disagrees with birth date",
        f"'CON_2: tanggal lahir tidak sesuai dengan NIP (' || {BIRTH_OF_NIP} || ').'",
        f"NOT {TELLS_BIRTH}",
    )
    flag(
        "JENIS KELAMIN",
        "s.sex",
        "NIP disagrees with sex",
        "'CON_3: jenis kelamin tidak sesuai dengan NIP (angka ke-15: ' || substr(s.nip, 15, 1) || ').'",
        f"NOT {TELLS_SEX}",
    )
    if staged.has("nik"):
        flag(
            "NIK",
            "s.nik",
            "NIK disagrees with birth date or sex",
            "'Tanggal lahir atau jenis kelamin tidak sesuai dengan NIK.'",
            # Where the NIP disagrees too, the cell is flagged already.
            f"NOT nik_tells_birth(s.nik::text, s.birth_date, s.sex::text) AND {TELLS_BIRTH} AND {TELLS_SEX}",
        )


def flag_overlaps(cursor, staged):
    """Spans of one person that run into an earlier one, of this workbook or on file. A reprimand has no span."""
    sheet, table = staged.sheet, staged.sheet.table
    if sheet.name == "RW HUKDIS":
        lasting = "(SELECT severity <> 'LIGHT' FROM law_sanctionkind WHERE code = {0}.kind_id)"
        word, kind = "Hukuman", "overlapping hukdis"
    else:
        lasting, word, kind = "true", "CLTN", "overlapping cltn"

    def has_span(alias):
        return f"({alias}.ends_on IS NOT NULL OR {lasting.format(alias)})"

    columns = [*dict.fromkeys(["employee_id", "starts_on", "ends_on", *(["kind_id"] if "kind_id" in lasting else [])])]
    listed = ", ".join(columns)
    others = (
        f"SELECT {listed} FROM {sheet.plan} UNION ALL SELECT {listed} FROM {table} t"
        f" WHERE NOT EXISTS (SELECT FROM {sheet.plan} p WHERE p.id = t.id)"
    )
    report(
        cursor,
        sheet,
        column="TGL MULAI",
        value="s.starts_on",
        level=WARNING,
        kind=kind,
        message=f"'{word} ini mulai sebelum {word.lower() if word == 'Hukuman' else word} sebelumnya selesai.'",
        source=f"{sheet.plan} s",
        where=f"{has_span('s')} AND EXISTS (SELECT FROM ({others}) o WHERE o.employee_id = s.employee_id"
        f" AND o.starts_on < s.starts_on AND COALESCE(o.ends_on, 'infinity') >= s.starts_on AND {has_span('o')})",
    )

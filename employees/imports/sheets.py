"""The sheets of SIASN's workbook, declared: which columns each has, and what of our records they fill.

Order matters: a sheet may refer to units and people of the sheets before it.
"""

from employees.imports.sheet import PERSON, UNIT, Field, Sheet
from employees.models import (
    AnnualRating,
    Appointment,
    Award,
    Course,
    CreditRecord,
    EducationRecord,
    Employee,
    GradeRecord,
    Position,
    PositionKind,
    Sanction,
    ServiceExam,
    StepIncrease,
    Unit,
    UnpaidLeave,
)
from simpeg.imports.columns import Choice, Code, Day, Fraction, Id, Nik, Nip, Text, Whole
from simpeg.law.models import Echelon, EducationLevel, Grade, SanctionKind, Tier

NO_ECHELON = "99"  # SIASN's "NON"
# fmt: off
SHEET_NAMES = [
    "UNOR", "DATA UTAMA", "PETA JABATAN", "RW GOLONGAN", "RW JABATAN", "RW PENDIDIKAN", "RW SKP", "RW ANGKA KREDIT",
    "RW HUKDIS", "RW DIKLAT", "RW UJIAN", "RW CLTN", "RW PENGHARGAAN", "RW KGB",
]
# fmt: on
SHOW_UNIT = "(SELECT name FROM import_unit WHERE id = {})"
SHOW_NUMBER = "trim_scale({})::text"  # 87.5 and 87.500 are one number
MOST_INTEGER = 2_147_483_647


def sheets():
    """All sheets, with the codes that the law knows today."""
    grades = {str(grade.id) if grade.kind == Grade.Kind.PNS else grade.code: grade.id for grade in Grade.objects.all()}
    levels = {code: code for code in EducationLevel.objects.values_list("code", flat=True)}
    sanctions = {code: code for code in SanctionKind.objects.values_list("code", flat=True)}
    echelons = {str(code): code for code in Echelon.values}
    echelons[NO_ECHELON] = None

    def grade(name, target, **options):
        column = Code(name, grades, of="golongan", unknown="unknown golongan id", **options)
        return Field(column, target, show="(SELECT code FROM law_grade WHERE id = {})")

    def level(name, target, **options):
        column = Code(name, levels, of="tingkat pendidikan", unknown="unknown tingkat pendidikan", width=2, **options)
        return Field(column, target)

    def echelon(target):
        return Field(Code("ESELON ID", echelons, of="eselon", unknown="unknown eselon"), target)

    return (
        _units(echelon),
        _people(grade),
        _positions(level, echelon),
        _grade_records(grade),
        _appointments(echelon),
        _education(level),
        *_merit(sanctions),
        _step_increases(),
    )


def _text(model, name, target, **options):
    return Field(Text(name, _length(model, target), **options), target)


def _id(model, name, target, **options):
    return Field(Id(name, _length(model, target), **options), target)


def _day(name, target, **options):
    return Field(Day(name, **options), target)


def _choice(name, target, choices, unknown, **options):
    """Words as they stand in the workbook; where we show others, the report shows ours."""
    return Field(Choice(name, choices, unknown=unknown, **options), target)


def _length(model, target):
    return model._meta.get_field(target).max_length or 1000


def _owner():
    return Field(Nip("NIP BARU", required=True), "employee_id", PERSON, "nip")


def _own_words(choices):
    return {value: value for value in choices.values}


def _tier(target="tier", **options):
    return _choice("JENJANG", target, _own_words(Tier), "unknown jenjang", **options)


def _service(**options):
    return (
        Field(Whole("MK TAHUN", most=99, **options), "service_years"),
        Field(Whole("MK BULAN", most=11, **options), "service_months"),
    )


def _decree(model):
    return _text(model, "SK NOMOR", "decree"), _day("SK TANGGAL", "decree_on")


def _units(echelon):
    return Sheet(
        "UNOR",
        Unit,
        (
            _id(Unit, "UNOR ID", "siasn_id", required=True),
            _text(Unit, "NAMA", "name", required=True),
            Field(Id("ID ATASAN", 42), "parent_id", UNIT, "parent_unor", SHOW_UNIT),
            _choice("JENIS", "kind", _own_words(Unit.Kind), "unknown jenis unor"),
            echelon("head_echelon"),
            _id(Unit, "KODE WILAYAH", "region_code"),
        ),
        key=("siasn_id",),
        key_column="UNOR ID",
    )


def _people(grade):
    person = Employee
    extra_ids = (
        "TEMPAT LAHIR ID, AGAMA ID, JENIS KAWIN ID, JENIS PEGAWAI ID, JENIS JABATAN ID, JABATAN ID, PENDIDIKAN ID, "
        "KPKN ID, LOKASI KERJA ID, INSTANSI INDUK ID, INSTANSI KERJA ID, SATUAN KERJA INDUK ID, "
        "SATUAN KERJA KERJA ID, ESELON ID, TAHUN LULUS"
    )
    extra_words = (
        "KEDUDUKAN HUKUM NAMA, GOL AWAL NAMA, GOL AKHIR NAMA, JENIS JABATAN NAMA, JABATAN NAMA, "
        "TINGKAT PENDIDIKAN NAMA, PENDIDIKAN NAMA, KPKN NAMA, LOKASI KERJA NAMA, UNOR NAMA, INSTANSI INDUK NAMA, "
        "INSTANSI KERJA NAMA, SATUAN KERJA INDUK NAMA, SATUAN KERJA KERJA NAMA, IS VALID NIK, NAMA SEKOLAH, FLAG IKD, "
        "ESELON NAMA"
    )
    return Sheet(
        "DATA UTAMA",
        person,
        (
            _id(person, "PNS ID", "pns_id"),
            Field(Nip("NIP BARU", required=True), "nip"),
            _id(person, "NIP LAMA", "former_nip"),
            _text(person, "NAMA", "name", required=True),
            _text(person, "GELAR DEPAN", "front_title"),
            _text(person, "GELAR BELAKANG", "back_title"),
            _text(person, "TEMPAT LAHIR NAMA", "birth_place"),
            _day("TANGGAL LAHIR", "birth_date", required=True),
            _choice("JENIS KELAMIN", "sex", _own_words(Employee.Sex), "unknown sex", required=True),
            _text(person, "AGAMA NAMA", "religion"),
            _text(person, "JENIS KAWIN NAMA", "marital_status"),
            Field(Nik("NIK"), "nik"),
            _id(person, "NOMOR HP", "phone"),
            _id(person, "EMAIL", "email"),
            _id(person, "EMAIL GOV", "office_email"),
            _text(person, "ALAMAT", "address"),
            _id(person, "NPWP NOMOR", "tax_number"),
            _id(person, "BPJS", "health_insurance"),
            _text(person, "JENIS PEGAWAI NAMA", "employee_type"),
            Field(
                Code(
                    "KEDUDUKAN HUKUM ID",
                    _own_words(Employee.Standing),
                    of="kedudukan hukum",
                    unknown="unknown kedudukan hukum",
                    width=2,
                    required=True,
                ),
                "standing",
            ),
            # Empty for PPPK, so the column must be there but not every cell; `checks` asks for the cell.
            Field(
                Choice("STATUS CPNS PNS", {"C": "CPNS", "P": "PNS"}, unknown="unknown status", column_required=True),
                "status",
            ),
            _id(person, "KARTU ASN VIRTUAL", "asn_card"),
            _text(person, "NOMOR SK CPNS", "cpns_decree"),
            _day("TANGGAL SK CPNS", "cpns_decree_on"),
            _day("TMT CPNS", "cpns_since", required=True),
            _text(person, "NOMOR SK PNS", "pns_decree"),
            _day("TANGGAL SK PNS", "pns_decree_on"),
            _day("TMT PNS", "pns_since"),
            grade("GOL AWAL ID", "first_grade_id"),
            grade("GOL AKHIR ID", "grade_id", required=True),
            _day("TMT GOLONGAN", "grade_since", required=True),
            *_service(),
            Field(Id("UNOR ID", 42), "unit_id", UNIT, "unor", SHOW_UNIT),
        ),
        key=("nip",),
        key_column="NIP BARU",
        duplicate="duplicate NIP",
        extra=(
            *(Id(name, 42) for name in extra_ids.split(", ")),
            *(Text(name, 255) for name in extra_words.split(", ")),
            Id("TINGKAT PENDIDIKAN ID", 2, width=2),
            Day("TMT JABATAN"),
        ),
    )


def _positions(level, echelon):
    return Sheet(
        "PETA JABATAN",
        Position,
        (
            Field(Id("UNOR ID", 42, required=True), "unit_id", UNIT, "unor", SHOW_UNIT),
            _text(Position, "JABATAN NAMA", "title", required=True),
            _choice("JENIS JABATAN ID", "kind", _own_words(PositionKind), "unknown jenis jabatan", required=True),
            echelon("echelon"),
            _tier(),
            Field(Whole("KELAS"), "job_class"),
            Field(Whole("KEBUTUHAN", most=MOST_INTEGER), "need"),
            level("TINGKAT PENDIDIKAN ID", "least_education_id"),
            _text(Position, "BIDANG PENDIDIKAN", "fields_of_study"),
        ),
        key=("unit_id", "title"),
        key_column="JABATAN NAMA",
        among="valid_until IS NULL",  # a post that has ended stays as it was
    )


def _grade_records(grade):
    return Sheet(
        "RW GOLONGAN",
        GradeRecord,
        (
            _owner(),
            grade("GOLONGAN ID", "grade_id", required=True),
            _day("TMT GOLONGAN", "since", required=True),
            _id(GradeRecord, "JENIS KP ID", "kind_code"),
            *_service(required=True),
            *_decree(GradeRecord),
        ),
        key=("employee_id", "since"),
        key_column="TMT GOLONGAN",
    )


def _appointments(echelon):
    return Sheet(
        "RW JABATAN",
        Appointment,
        (
            _owner(),
            _choice("JENIS JABATAN ID", "kind", _own_words(PositionKind), "unknown jenis jabatan", required=True),
            _text(Appointment, "JABATAN NAMA", "title", required=True),
            echelon("echelon"),
            _tier(),
            Field(Id("UNOR ID", 42), "unit_id", UNIT, "unor", SHOW_UNIT),
            _day("TMT JABATAN", "since", required=True),
            _day("TMT PELANTIKAN", "inaugurated_on"),
            _choice("PENUGASAN", "assignment", _own_words(Appointment.Assignment), "unknown penugasan"),
            *_decree(Appointment),
        ),
        key=("employee_id", "since", "assignment"),
        key_column="TMT JABATAN",
    )


def _education(level):
    return Sheet(
        "RW PENDIDIKAN",
        EducationRecord,
        (
            _owner(),
            level("TINGKAT PENDIDIKAN ID", "level_id", required=True),
            _text(EducationRecord, "PENDIDIKAN NAMA", "name", required=True),
            Field(Whole("TAHUN LULUS", least=1940, most=2100, required=True), "graduated"),
            _text(EducationRecord, "NAMA SEKOLAH", "school"),
            _text(EducationRecord, "NOMOR IJAZAH", "diploma"),
            _day("TGL PENCANTUMAN GELAR", "recognised_on"),
        ),
        key=("employee_id", "name"),
        key_column="PENDIDIKAN NAMA",
    )


def _merit(sanctions):
    ratings = {label.upper(): value for value, label in AnnualRating.Rating.choices}
    shown_rating = " ".join(f"WHEN {value} THEN '{word}'" for word, value in ratings.items())
    return (
        Sheet(
            "RW SKP",
            AnnualRating,
            (
                _owner(),
                Field(Whole("TAHUN", least=1970, most=2100, required=True), "year"),
                Field(
                    Choice("PREDIKAT", ratings, unknown="unknown predikat", required=True),
                    "rating",
                    show=f"CASE {{}} {shown_rating} END",
                ),
            ),
            key=("employee_id", "year"),
            key_column="TAHUN",
        ),
        Sheet(
            "RW ANGKA KREDIT",
            CreditRecord,
            (
                _owner(),
                _tier(required=True),
                _day("TGL PENETAPAN", "determined_on", required=True),
                Field(Fraction("AK KUMULATIF", digits=9, places=3, required=True), "points", show=SHOW_NUMBER),
            ),
            key=("employee_id", "determined_on"),
            key_column="TGL PENETAPAN",
        ),
        Sheet(
            "RW HUKDIS",
            Sanction,
            (
                _owner(),
                Field(
                    Code("KODE", sanctions, of="jenis hukuman disiplin", unknown="unknown hukdis kode", required=True),
                    "kind_id",
                ),
                _day("TGL MULAI", "starts_on", required=True),
                _day("TGL SELESAI", "ends_on"),
            ),
            key=("employee_id", "starts_on"),
            key_column="TGL MULAI",
        ),
        Sheet(
            "RW DIKLAT",
            Course,
            (
                _owner(),
                _choice("JENIS", "kind", _own_words(Course.Kind), "unknown jenis diklat", required=True),
                _text(Course, "NAMA", "name", required=True),
                _choice("TINGKAT", "level", _own_words(Course.Level), "unknown tingkat diklat"),
                _text(Course, "PENYELENGGARA", "provider"),
                _text(Course, "NOMOR SERTIFIKAT", "certificate"),
                _day("TGL MULAI", "starts_on"),
                _day("TGL SELESAI", "ends_on", required=True),
                Field(Whole("JP", most=MOST_INTEGER, required=True), "learning_hours"),
            ),
            key=("employee_id", "name", "ends_on"),
            key_column="NAMA",
        ),
        Sheet(
            "RW UJIAN",
            ServiceExam,
            (
                _owner(),
                _choice("JENIS", "kind", _own_words(ServiceExam.Kind), "unknown jenis ujian", required=True),
                _day("TGL LULUS", "passed_on", required=True),
                _tier(),
                _text(ServiceExam, "NOMOR", "number"),
            ),
            key=("employee_id", "kind", "passed_on"),
            key_column="TGL LULUS",
        ),
        Sheet(
            "RW CLTN",
            UnpaidLeave,
            (
                _owner(),
                _day("TGL MULAI", "starts_on", required=True),
                _day("TGL SELESAI", "ends_on", required=True),
            ),
            key=("employee_id", "starts_on"),
            key_column="TGL MULAI",
        ),
        Sheet(
            "RW PENGHARGAAN",
            Award,
            (
                _owner(),
                _choice("KODE", "kind", {kind: kind for kind in Award.MEDALS}, "unknown penghargaan", required=True),
                _day("TGL", "awarded_on", required=True),
            ),
            key=("employee_id", "kind"),
            key_column="KODE",
            among="kind IN ('201', '202', '203')",  # those of the regency are decided here, and stay
        ),
    )


def _step_increases():
    return Sheet(
        "RW KGB",
        StepIncrease,
        (
            _owner(),
            _day("TMT KGB", "since", required=True),
            *_service(required=True),
            Field(Whole("GAJI POKOK", most=MOST_INTEGER), "base_salary"),
            *_decree(StepIncrease),
        ),
        key=("employee_id", "since"),
        key_column="TMT KGB",
    )

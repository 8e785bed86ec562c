"""Peran: who may do what. This file is the whole truth; after every migrate the database's groups are made equal to it.

An account gets its rights from its roles alone. Roles that read or write "wilayah kewenangan" reach the units of the
account's mandates (employees.Mandate) and everything under them. One's own file needs no role.
"""

from dataclasses import dataclass
from fnmatch import fnmatchcase

from django.apps import apps as installed

from simpeg.accounts.services import system_user
from simpeg.audit.change import change

RECORDS = [  # histories that hang on an employee
    "annualrating",
    "appointment",
    "award",
    "course",
    "creditrecord",
    "educationrecord",
    "familymember",
    "graderecord",
    "sanction",
    "serviceexam",
    "standingrecord",
    "stepincrease",
    "unpaidleave",
]

READS_THE_LAW = ("law.view_parameter",)  # the law on file: values, tables, rules, worked examples
# And who proposes that it changes; another one puts it in force (law.change_parameter).
TENDS_THE_LAW = (*READS_THE_LAW, "law.view_lawchange", "law.add_lawchange")


def rights(actions, *models):
    """`rights("add view", "unit")` is add_unit and view_unit, of the employees app."""
    return tuple(f"employees.{action}_{model}" for model in models for action in actions.split())


@dataclass(frozen=True)
class Role:
    """A role: its code for the program, its name for people, what it is for, and the permissions it grants.

    A permission may be a pattern: `*.view_*` grants every permission of that shape.
    """

    code: str
    name: str
    sentence: str
    permissions: tuple[str, ...] = ()

    def grants(self, permission):
        return any(fnmatchcase(permission, pattern) for pattern in self.permissions)


SUPER_ADMIN = Role(
    "super_admin",
    "Super admin",
    "Mengelola akun, peran, dan wilayah kewenangan, memutuskan perubahan peraturan, serta dapat membaca dan memperbaiki"
    " semua data.",
    ("*",),
)
RECORDS_OFFICER = Role(
    "records_officer",
    "Pengelola data BKPSDM",
    "Membaca, mengimpor, mengunduh, dan memperbaiki data kepegawaian semua unit kerja, memutuskan usulan perbaikan"
    " data, dan membaca Indeks Profesionalitas ASN.",
    (
        "employees.view_all_units",
        "employees.import_workbook",
        "employees.view_difference",
        "employees.decide_difference",
        "employees.export_list",
        "employees.view_duelist",
        "employees.decide_proposal",
        "employees.view_personal",
        "employees.view_specific",
        "training.view_indexscore",
        "accounts.open_admin",
        *TENDS_THE_LAW,
        *rights("add change", "document"),
        *rights("view add", "qualityrun", "qualityexception"),
        *rights("view add change", "employee", "unit", "position", "reorganisation"),
        *rights("view add change delete", *RECORDS),
    ),
)
PROMOTION_OFFICER = Role(
    "promotion_officer",
    "Pengelola kenaikan pangkat BKPSDM",
    "Membaca dan mengimpor data semua unit kerja, menjalankan daftar hak (kenaikan pangkat, KGB, pensiun,"
    " Satyalancana), mengunduhnya, mengolah usulnya, mencatat SK-nya, menerbitkan surat, dan memberi suara sebagai"
    " panitia penghargaan.",
    (
        "employees.view_all_units",
        "employees.import_workbook",
        "employees.export_list",
        "employees.view_duelist",
        "employees.add_duelist",
        "employees.handle_duecase",
        "employees.view_sanction",
        *rights("view add", "letter", "lettertemplate", "letternumbering", "signer"),
        "employees.withdraw_letter",
        "employees.view_letterbatch",
        "performance.view_creditdetermination",
        "performance.decide_reward",
        *TENDS_THE_LAW,
    ),
)
TRAINING_OFFICER = Role(
    "training_officer",
    "Pengelola pengembangan kompetensi BKPSDM",
    "Membaca data dan kompetensi pegawai semua unit kerja untuk merencanakan pelatihan, mengunduh daftarnya, mengelola"
    " kamus, standar, dan penilaian kompetensi serta katalog, sesi, dan sertifikat pelatihan, mengukur dan menetapkan"
    " Indeks Profesionalitas ASN, dan memberi suara sebagai panitia penghargaan.",
    (
        "employees.view_all_units",
        "employees.export_list",
        "performance.decide_reward",
        "training.view_all_competence",
        "training.change_competence",
        "training.change_competencestandard",
        "training.add_assessment",
        "training.import_competence",
        "training.keep_courses",
        "training.view_indexscore",
        "training.measure_index",
        "training.settle_index",
        *READS_THE_LAW,
        *rights("view", "course"),
    ),
)
RECRUITMENT_OFFICER = Role(
    "recruitment_officer",
    "Pengelola pengadaan BKPSDM",
    "Membaca unit kerja dan peta jabatan untuk menyusun kebutuhan pegawai; tidak membaca berkas pegawai.",
    ("accounts.open_admin", *READS_THE_LAW, *rights("view", "unit", "position")),
)
PERFORMANCE_OFFICER = Role(
    "performance_officer",
    "Pengelola kinerja BKPSDM",
    "Membaca data, SKP, dan predikat kinerja pegawai semua unit kerja, dan mengunduh daftarnya; membuka siklus tahunan,"
    " mengatur masa penilaian, mencatat capaian unit kerja, mengganti pejabat penilai, menetapkan dan membatalkan angka"
    " kredit, mengimpor predikat, serta menyiapkan, menilai, memutuskan, dan menerbitkan penghargaan.",
    (
        "employees.view_all_units",
        "employees.export_list",
        "performance.view_all_appraisals",
        "performance.view_results",
        "performance.add_cycle",
        "performance.change_window",
        "performance.add_unitachievement",
        "performance.change_performanceplan",
        "performance.view_creditdetermination",
        "performance.add_creditdetermination",
        "performance.withdraw_creditdetermination",
        "performance.import_ratings",
        "performance.add_rewardround",
        "performance.decide_reward",
        "performance.settle_reward",
        *READS_THE_LAW,
        *rights("view", "annualrating", "creditrecord"),
        *rights("view", "lettertemplate", "letternumbering", "signer"),
    ),
)
REGIONAL_LEADER = Role(
    "regional_leader",
    "Pimpinan daerah",
    "Menilai atas nama Bupati para kepala perangkat daerah, memutuskan keberatan mereka, membaca predikat dan"
    " sebarannya, peta kompetensi, dan Indeks Profesionalitas ASN untuk seluruh kabupaten, dan memutuskan dan"
    " menerbitkan penerima penghargaan.",
    (
        "performance.appraise_for_regent",
        "performance.view_results",
        "performance.settle_reward",
        "training.view_competence_map",
        "training.view_all_indexes",
    ),
)
OPD_OFFICER = Role(
    "opd_officer",
    "Pengelola kepegawaian perangkat daerah",
    "Membaca data, hasil kenaikan pangkat, surat, keadaan SKP, predikat, kompetensi, dan Indeks Profesionalitas ASN"
    " pegawai dalam wilayah kewenangannya, mengunduhnya, memeriksa usulan perbaikan data mereka, dan mencalonkan"
    " peserta pelatihan.",
    (
        "employees.view_own_units",
        "employees.view_personal",
        "employees.export_list",
        "employees.view_duelist",
        "employees.view_letter",
        "employees.check_proposal",
        "performance.view_unit_results",
        "performance.view_creditdetermination",
        "training.view_unit_competence",
        "training.nominate",
        "training.view_indexscore",
        *READS_THE_LAW,
    ),
)
UNIT_HEAD = Role(
    "unit_head",
    "Kepala unit kerja",
    "Membaca data, hasil kenaikan pangkat, surat, kompetensi, dan Indeks Profesionalitas ASN pegawai dalam wilayah"
    " kewenangannya, sebagai atasan dan penilai; mencalonkan mereka dan menyetujui permintaan mereka untuk pelatihan.",
    (
        "employees.view_own_units",
        "employees.view_duelist",
        "employees.view_letter",
        "training.view_unit_competence",
        "training.nominate",
        "training.view_indexscore",
        *READS_THE_LAW,
    ),
)
EMPLOYEE = Role(
    "employee", "Pegawai", "Membaca berkasnya sendiri dan mengusulkan perbaikannya; tidak membaca data orang lain."
)
AUDITOR = Role(
    "auditor",
    "Auditor",
    "Membaca semua data, jejak perubahan, jejak baca, dan kejadian keamanan; tidak mengubah apa pun.",
    ("*.view_*", "accounts.open_admin"),
)

ROLES = (
    SUPER_ADMIN,
    RECORDS_OFFICER,
    PROMOTION_OFFICER,
    TRAINING_OFFICER,
    RECRUITMENT_OFFICER,
    PERFORMANCE_OFFICER,
    REGIONAL_LEADER,
    OPD_OFFICER,
    UNIT_HEAD,
    EMPLOYEE,
    AUDITOR,
)


def sync(*, apps=installed, **_):
    """Make the groups equal to ROLES: names, permissions, and no group besides. Writes only what differs.

    Called after every migrate with the apps as migrated so far; before the tables exist there is nothing to do.
    """
    try:
        Group, Permission = apps.get_model("auth", "Group"), apps.get_model("auth", "Permission")
        accounts, _ = apps.get_model("accounts", "User"), apps.get_model("audit", "Entry")
    except LookupError:
        return
    known = {
        f"{app}.{codename}": pk
        for pk, app, codename in Permission.objects.values_list("pk", "content_type__app_label", "codename")
    }
    wanted = {role.name: {pk for name, pk in known.items() if role.grants(name)} for role in ROLES}
    groups = Group.objects.prefetch_related("permissions")
    present = {group.name: {permission.pk for permission in group.permissions.all()} for group in groups}
    if present == wanted:
        return
    with change(by=system_user(accounts), reason="Peran disesuaikan dengan yang berlaku"):
        Group.objects.exclude(name__in=wanted).delete()
        for name, permissions in wanted.items():
            if present.get(name) != permissions:
                Group.objects.get_or_create(name=name)[0].permissions.set(permissions)

"""What the navigation shows to whom: the one place that says so. A page still asks its own permissions."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from django.urls import reverse


def everyone(user):
    return True


def has_a_file(user):
    return bool(user.nip)


def keeps_data(user):
    return user.is_staff


def is_asked(user):
    """Whom BKPSDM may ask about data: people themselves, and those who work for their units."""
    return has_a_file(user) or user.has_perm("employees.view_own_units")


def has_only_own_letters(user):
    """Whoever reads others' letters finds his own among them."""
    return has_a_file(user) and not user.has_perm("employees.view_letter")


def may(*permissions):
    """Whoever holds one of these permissions."""
    return lambda user: any(user.has_perm(permission) for permission in permissions)


@dataclass(frozen=True)
class Entry:
    """One link of the navigation: its words, its page, its icon, and who sees it."""

    label: str
    page: str
    icon: str
    seen_by: Callable = everyone
    args: tuple = ()

    @cached_property
    def href(self):
        return reverse(self.page, args=self.args)

    def is_current(self, path, href):
        return path == href if href == "/" else path.startswith(href)


def rates_people(user):
    """Heads of units, and whoever rates in the name of the Bupati; others find those they rate on the page Kinerja."""
    if user.has_perm("performance.appraise_for_regent"):
        return True
    return user.has_perm("employees.view_own_units") and not user.has_perm("employees.check_proposal")


def is_appraised_or_reads(user):
    """Whom performance concerns: people themselves, and whoever reads or signs for others."""
    return has_a_file(user) or rates_people(user) or READS_RESULTS(user)


READS_LISTS = may("employees.view_duelist")
READS_COMPETENCE = may("training.view_all_competence", "training.view_unit_competence", "training.view_competence_map")
READS_RESULTS = may("performance.view_all_appraisals", "performance.view_results", "performance.view_unit_results")
READS_INDEXES = may("training.view_indexscore", "training.view_all_indexes")

NAVIGATION = {
    "": [Entry("Beranda", "home:index", "home")],
    "Kepegawaian": [
        Entry(
            "Pegawai",
            "directory:list",
            "people",
            may("employees.view_all_units", "employees.view_own_units"),
        ),
        Entry(
            "Unit kerja",
            "units:tree",
            "unit",
            may("employees.view_all_units", "employees.view_own_units"),
        ),
        Entry(
            "Usulan data",
            "proposals:queue",
            "proposal",
            may("employees.check_proposal", "employees.decide_proposal", "employees.view_proposal"),
        ),
        Entry(
            "Kualitas data",
            "quality:desk",
            "met",
            may("employees.view_all_units", "employees.view_own_units"),
        ),
        Entry("Selisih SIASN", "differences:desk", "sheet", may("employees.view_difference")),
        Entry("Impor SIASN", "imports:start", "import", may("employees.import_workbook")),
    ],
    "Hak pegawai": [
        Entry("Kalender hak", "calendar:index", "calendar", READS_LISTS),
        Entry("Peringatan dini", "calendar:warnings", "warning", READS_LISTS),
        Entry("Kenaikan pangkat", "due_lists:list", "promotion", READS_LISTS, ("kenaikan-pangkat",)),
        Entry("Gaji berkala (KGB)", "due_lists:list", "pay", READS_LISTS, ("kgb",)),
        Entry("Pensiun", "due_lists:list", "calendar", READS_LISTS, ("pensiun",)),
        Entry("Satyalancana", "due_lists:list", "award", READS_LISTS, ("satyalancana",)),
        Entry("Usul dan SK", "due_cases:index", "send", READS_LISTS),
        Entry("Surat", "letters:list", "print", may("employees.view_letter")),
    ],
    "Kinerja": [
        Entry("Kinerja", "performance:index", "rating", is_appraised_or_reads),
        Entry("Menilai pegawai", "review:start", "edit", rates_people),
        Entry("Keberatan predikat", "review:objections", "sanction", rates_people),
        Entry("Siklus kinerja", "cycle:index", "reload", READS_RESULTS),
        Entry("Sebaran predikat", "fairness:start", "chart", READS_RESULTS),
        Entry("Angka kredit", "credits:list", "promotion", may("performance.view_creditdetermination")),
        Entry("Impor predikat", "rating_imports:start", "import", may("performance.import_ratings")),
        Entry("Penghargaan", "rewards:index", "award"),
    ],
    "Kompetensi": [
        Entry("Peta kompetensi", "competence:map", "chart", READS_COMPETENCE),
        Entry("Standar jabatan", "competence:posts", "position", READS_COMPETENCE),
        Entry("Kamus kompetensi", "competence:dictionary", "school"),
        Entry(
            "Impor kompetensi",
            "competence_imports:start",
            "import",
            may("training.import_competence"),
        ),
        Entry("Pelatihan", "courses:index", "course"),
        Entry("Sesi pelatihan", "sessions:index", "calendar"),
        Entry(
            "JP pegawai",
            "wallet:people",
            "points",
            may("training.keep_courses", "training.view_enrolment", "training.nominate"),
        ),
        Entry("Persetujuan pelatihan", "sessions:approvals", "met", may("training.nominate", "training.keep_courses")),
        Entry("IP ASN", "ip_asn:index", "chart", READS_INDEXES),
    ],
    "Saya": [
        Entry("Berkas saya", "dossier:own", "file", has_a_file),
        Entry("Kalender hak saya", "calendar:own", "calendar", has_a_file),
        Entry("Surat saya", "letters:list", "print", has_only_own_letters),
        Entry("Usulan saya", "proposals:own", "proposal", has_a_file),
        Entry("SKP saya", "plans:own", "rating", has_a_file),
        Entry("Kompetensi saya", "competence:own", "school", has_a_file),
        Entry("Pelatihan saya", "sessions:own", "course", has_a_file),
        Entry("IP ASN saya", "ip_asn:own", "chart", has_a_file),
        Entry("JP saya", "wallet:own", "points", has_a_file),
        Entry("Pekerjaan saya", "jobs:list", "jobs"),
        Entry("Pertanyaan data", "differences:questions", "unknown", is_asked),
        Entry("Pemberitahuan", "notices:list", "bell"),
    ],
    "Pengawasan": [
        Entry("Peraturan", "regulations:index", "law", may("law.view_parameter")),
        Entry("Jejak audit", "audit:list", "audit", may("audit.view_entry")),
        Entry("Peran", "home:roles", "key", may("auth.view_group")),
        Entry("Perbaikan data", "admin:index", "admin", keeps_data),
    ],
}

ACCOUNT = [
    Entry("Berkas saya", "dossier:own", "file", has_a_file),
    Entry("Siapa melihat data saya", "own-data:readers", "audit", has_a_file),
    Entry("Sesi saya", "accounts:sessions", "session"),
    Entry("Ganti kata sandi", "accounts:password", "key"),
]


def links(entries, user, path):
    """The entries this user sees, as rows for a template: label, href, icon, current."""
    seen = []
    for entry in entries:
        if entry.seen_by(user):
            seen.append(
                {
                    "label": entry.label,
                    "href": entry.href,
                    "icon": entry.icon,
                    "current": entry.is_current(path, entry.href),
                }
            )
    return seen


def groups(user, path):
    """The whole navigation for this user: (heading, links), without empty groups."""
    if not user.is_authenticated:
        return []
    shown = [(heading, links(entries, user, path)) for heading, entries in NAVIGATION.items()]
    _mark_the_nearest([link for _, entries in shown for link in entries])
    return [(heading, entries) for heading, entries in shown if entries]


def _mark_the_nearest(found):
    """One entry is current: "Berkas saya" lies below the address of "Pegawai"."""
    current = [link for link in found if link["current"]]
    nearest = max(current, key=lambda link: len(link["href"]), default=None)
    for link in current:
        link["current"] = link is nearest

"""Competence as a regency finds it after its first assessments: standards here and there, gaps, and much unknown."""

from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256

from employees.directory.queries import active
from employees.models import EmployeeState, Position, PositionKind, Unit
from simpeg.accounts.models import User
from simpeg.demo.organisation import EDUCATION, HEALTH
from simpeg.law.engine import Law
from training.competence.queries import gaps
from training.competence.services import add_competence, keep_assessments
from training.competence.standards import Wanted, set_standards
from training.models import Competence

TECHNICAL = [
    ("PDK.01", "Perancangan Pembelajaran", "Pendidikan", "Menyusun rencana belajar yang sesuai kemampuan siswa."),
    ("KES.01", "Promosi Kesehatan Masyarakat", "Kesehatan", "Mengajak masyarakat hidup sehat dan mengukur hasilnya."),
    ("TIK.01", "Aplikasi Perkantoran", "Komunikasi dan informatika", "Mengolah dokumen, angka, dan surat."),
    ("TIK.02", "Pengolahan Data", "Komunikasi dan informatika", "Menata, memeriksa, dan menyajikan data."),
    ("ARS.01", "Pengelolaan Arsip Dinamis", "Kearsipan", "Menata arsip sehingga ditemukan kembali dengan cepat."),
]  # fmt: skip
STEPS = (
    "Mengenal istilah dan caranya.", "Mengerjakan dengan bimbingan.", "Mengerjakan sendiri.",
    "Memperbaiki cara kerja.", "Menjadi rujukan orang lain.",
)  # fmt: skip
EXTRA = {"1": ("TIK.02", 3), "2": ("TIK.01", 3), "4": ("TIK.01", 2)}
DEMANDING = {EDUCATION: ("M6", "PDK.01"), HEALTH: ("M5", "KES.01")}  # one level more, and what they know of their trade
SHARE_ASSESSED, SHARE_LAPSED = 72, 8  # of a hundred people


@dataclass(frozen=True)
class _Fact:
    employee_id: int
    competence_id: int
    assessed_on: date
    level: int
    source: str
    assessor: str
    decree: str


def make_demo_competence(today):
    """A dictionary, standards of two offices, and assessments of most people."""
    officer = User.objects.get(username="pelatihan")
    for code, name, sector, meaning in TECHNICAL:
        texts = {f"level_{level}": words for level, words in enumerate(STEPS, start=1)}
        add_competence(code=code, name=name, sector=sector, meaning=meaning, by=officer, **texts)
    codes = dict(Competence.objects.values_list("code", "pk"))
    law = Law.on(today)
    for number, (office, (managerial, trade)) in enumerate(DEMANDING.items(), start=1):
        _set_standards(office, managerial, trade, number, codes, law, officer)
    _assess(law, codes, officer)


def _set_standards(office, managerial, trade, number, codes, law, officer):
    """Every post of the office by one decree, as its rank asks for it."""
    units = Unit.objects.below(*Unit.objects.filter(name=office))
    usual, groups = law["kompetensi.tingkat_lazim"], {}
    for post in Position.objects.filter(unit__in=units, valid_until=None):
        key = {"1": str(post.echelon), "2": post.tier}.get(post.kind, "PELAKSANA")
        if key in usual:
            groups.setdefault((post.kind, usual[key]), []).append((post.unit_id, post.title))
    wanted = []
    for (kind, level), posts in groups.items():
        technical, asked = EXTRA[kind]
        levels = {codes[managerial]: min(5, level + 1), codes[technical]: asked}
        if kind == PositionKind.FUNCTIONAL:
            levels[codes[trade]] = min(5, level + 1)
        since = date(law.day.year - 1, 1, 2)
        wanted.append(Wanted(tuple(posts), since, f"800.1/{number}/STANDAR/{since.year}", since, levels))
    set_standards(wanted, by=officer, reason="Standar kompetensi contoh")


def _assess(law, codes, officer):
    """Most people, at what is asked of them and a little less here and there; some of them too long ago."""
    people = EmployeeState.objects.filter(active(law))
    logins = User.objects.filter(is_demo=True, nip__isnull=False).values("nip")
    logins = set(people.filter(nip__in=logins).values_list("pk", flat=True))
    recent, long_ago = law.day - timedelta(days=200), law.day - timedelta(days=1300)
    facts = []
    for row in gaps(people, law).rows("employee, competence, required"):
        person, chance = _dice(row["employee"]), _dice(row["employee"], row["competence"])
        if row["employee"] in logins:  # whoever looks at his own page finds something
            person = SHARE_LAPSED
        if person >= SHARE_ASSESSED:
            continue
        hard = row["competence"] in (codes["M7"], codes["TIK.01"], codes["TIK.02"], codes["M6"])
        short = (chance < 55) + (chance < 12) if hard else chance < 15
        level = max(1, row["required"] - short) if chance < 90 else min(5, row["required"] + 1)
        day = long_ago if person < SHARE_LAPSED else recent
        source, assessor = ("AC", "UPT Penilaian Kompetensi") if person % 3 else ("ATASAN", "Atasan langsung")
        facts.append(_Fact(row["employee"], row["competence"], day, level, source, assessor, ""))
    keep_assessments(facts, by=officer, reason="Penilaian kompetensi contoh")


def _dice(*what):
    """0 to 99, always the same for the same."""
    return int.from_bytes(sha256(repr(what).encode()).digest()[:4]) % 100

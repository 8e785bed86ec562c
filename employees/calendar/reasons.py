"""What keeps a right away and can be mended: by whom, and what he does about it."""

from dataclasses import dataclass

from employees.increments.rules import INCREMENT
from employees.models import DueSubject
from employees.promotion.rules import PROMOTION


@dataclass(frozen=True)
class Remedy:
    """A condition that somebody can still meet: its words in a list, and what to do."""

    code: str
    name: str
    advice: str


EXAM_1 = Remedy(
    "UD1", "Ujian Dinas Tingkat I", "Ikuti Ujian Dinas Tingkat I, atau cantumkan ijazah yang membebaskannya."
)
EXAM_2 = Remedy(
    "UD2", "Ujian Dinas Tingkat II", "Ikuti Ujian Dinas Tingkat II, atau selesaikan pelatihan yang membebaskannya."
)
REMEDIES = {
    remedy.code: remedy
    for remedy in (
        EXAM_1,
        EXAM_2,
        Remedy("UPKP", "UPKP", "Ikuti Ujian Penyesuaian Kenaikan Pangkat (UPKP)."),
        Remedy("PENDIDIKAN", "Pencantuman gelar", "Ajukan pencantuman gelar untuk ijazah yang lebih tinggi."),
        Remedy("AK", "Angka kredit", "Kumpulkan dan tetapkan angka kredit yang masih kurang."),
        Remedy("KJ", "Kenaikan jenjang", "Ikuti uji kompetensi, lalu ajukan kenaikan jenjang."),
        Remedy("KINERJA", "Predikat kinerja", "Mintalah pejabat penilai menetapkan predikat tahun itu, lalu catatkan."),
        Remedy("JENJANG", "Jenjang atau eselon", "Lengkapi jenjang atau eselon jabatan pada berkas."),
        Remedy("TUGAS", "Peta jabatan", "Lengkapi pendidikan terendah jabatan ini pada peta jabatan unit."),
    )
}

# Of what is known to fail, a person mends exams, diplomas, points and his jenjang. What is unknown is mended by writing
# it down; only a sanction without an end is not, and nobody is told of one here.
FAILED_BUT_MENDABLE = PROMOTION.mask("UD1", "UD2", "UPKP", "PENDIDIKAN", "AK", "KJ")
NOT_MENDABLE = PROMOTION.mask("HUKDIS")
RULES = {DueSubject.PROMOTION: PROMOTION, DueSubject.INCREMENT: INCREMENT}


def reasons_of(right):
    """The remedies of a right that is kept away, in the order of its rules."""
    rules = RULES.get(DueSubject(right.subject))
    if rules is None:
        return []
    mask = right.failed | right.unknown
    return [REMEDIES[rule.code] for rule in rules.rules if rule.bit & mask and rule.code in REMEDIES]


def mark_of(right):
    """Which right of its kind this is, so that it is told once: the grade it leads to, or the day it falls due."""
    if right.subject == DueSubject.PROMOTION:
        return str(right.target_id)
    return right.facts["due_on"]

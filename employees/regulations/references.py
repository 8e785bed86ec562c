"""Tables of codes and kinds that records point to. The files of the program bring them; nobody changes them here."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils import timezone

from simpeg.core.dates import in_words
from simpeg.law.models import EducationLevel, Grade, PromotionPeriod, SanctionKind

PERIODS_SHOWN = 36


@dataclass(frozen=True)
class Reference:
    code: str
    topic: str
    title: str
    sentence: str
    heads: tuple
    rows: Callable  # -> rows of text


def _grades():
    for grade in Grade.objects.all():
        yield grade.kind, grade.code, grade.title or "–", grade.pk


def _levels():
    for level in EducationLevel.objects.all():
        yield level.code, level.name, level.group


def _sanctions():
    for kind in SanctionKind.objects.order_by("-in_force", "severity", "name"):
        last = f" sampai {in_words(kind.in_force.upper)}" if kind.in_force.upper else ""
        yield (
            kind.name,
            kind.get_severity_display(),
            "–" if kind.months is None else f"{kind.months} bulan" if kind.months else "tanpa masa",
            "Ya" if kind.blocks_promotion else "Tidak",
            "Ya" if kind.blocks_increment else "Tidak",
            f"sejak {in_words(kind.in_force.lower)}{last}",
            kind.basis,
        )


def _periods():
    """A year back, and as far ahead as anybody plans."""
    today = timezone.localdate()
    days = PromotionPeriod.objects.filter(day__gte=today.replace(year=today.year - 1, day=1))[:PERIODS_SHOWN]
    for period in days:
        yield in_words(period.day), in_words(period.opens_on), in_words(period.closes_on), period.basis


REFERENCES = {
    reference.code: reference
    for reference in (
        Reference(
            "golongan", "kp", "Golongan ruang dan pangkat", "Tujuh belas golongan PNS dengan pangkatnya, dan PPPK.",
            ("Jenis ASN", "Golongan", "Pangkat", "Kode SIASN"), _grades,
        ),
        Reference(
            "tingkat-pendidikan", "kp", "Tingkat pendidikan", "Kode SIASN setiap tingkat, dan kelompoknya.",
            ("Kode", "Tingkat", "Kelompok"), _levels,
        ),
        Reference(
            "hukuman-disiplin", "kp", "Jenis hukuman disiplin", "Tingkat, lama, dan hak yang ditahan selama dijalani.",
            ("Hukuman", "Tingkat", "Lama", "Menahan KP", "Menahan KGB", "Berlaku", "Dasar hukum"), _sanctions,
        ),
        Reference(
            "periode", "kp", "Periode kenaikan pangkat",
            "TMT kenaikan pangkat dan waktu pengusulannya; instansi dapat menggeser waktu usul.",
            ("TMT", "Usul dibuka", "Usul ditutup", "Dasar hukum"), _periods,
        ),
    )
}  # fmt: skip

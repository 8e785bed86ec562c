"""Plain builders of competence: every default is boring."""

from datetime import date, timedelta

from django.utils import timezone

from training.models import Assessment, Competence, CompetenceStandard

DAY = date(2026, 11, 24)
RECENT = timezone.localdate() - timedelta(days=100)


def technical(code="TIK.01", name="Pengelolaan Jaringan", **fields):
    return Competence.objects.create(code=code, name=name, meaning="Mengelola jaringan.", **fields)


def of_law(code="M1"):
    return Competence.objects.get(code=code)


def assess(employee, levels, *, on=date(2025, 6, 1), source="AC"):
    """`assess(person, {"M1": 2})`: what he was found to hold on that day."""
    return [
        Assessment.objects.create(
            employee=employee, competence=of_law(code), level=level, assessed_on=on, source=source, assessor="BKN"
        )
        for code, level in levels.items()
    ]


def make_standard(unit, title="Pengolah Data", levels=None, *, valid_from=date(2025, 1, 1), **fields):
    fields.setdefault("decree", "SK-STD-1")
    standard = CompetenceStandard.objects.create(unit=unit, title=title, valid_from=valid_from, **fields)
    for code, level in (levels or {}).items():
        standard.levels.create(competence=of_law(code), level=level)
    return standard


NINE = ("M1", "M2", "M3", "M4", "M5", "M6", "M7", "M8", "S1")


def all_nine(level):
    return dict.fromkeys(NINE, level)


def text(response):
    """The page with single spaces."""
    return " ".join(response.content.decode().split())

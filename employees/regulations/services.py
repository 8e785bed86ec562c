"""Verbs about changes of the law, where people are concerned: count the consequences, decide with them in sight."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from employees.due_lists.lists import LISTS
from employees.models import LawPreview
from employees.regulations.consequences import days_of, first_day, preview
from employees.regulations.queries import subject_words
from simpeg.law import services as law
from simpeg.law.engine import Law
from simpeg.law.services import ChangeRefused
from simpeg.notices.services import notify

FRESH = timedelta(days=14)  # older counts are of people as they were


def count_consequences(change, *, start=None, number=None, since=None, tell=lambda done, total, step: None):
    """Every list before and after the change, on its next days; what was counted after `since` is not counted again.

    Returns how many answers change. Raises `LawGap` where the law on file does not reach so far.
    """
    start = start or first_day(change)
    number = number or Law.on(timezone.localdate())["peraturan.periode_dibandingkan"]
    wanted = [(subject, day) for subject in LISTS for day in days_of(change, subject, start, number)]
    counted = set()
    if since:
        counted = set(LawPreview.objects.filter(change=change, counted_at__gte=since).values_list("subject", "day"))
    for done, (subject, day) in enumerate(wanted):
        if (subject, day) not in counted:
            tell(done, len(wanted), f"{LISTS[subject].title} per {day:%d-%m-%Y}")
            preview(change, subject, day)
    tell(len(wanted), len(wanted), "Selesai")
    outside = LawPreview.objects.filter(change=change)
    for subject, day in wanted:
        outside = outside.exclude(subject=subject, day=day)
    outside.delete()
    return sum(LawPreview.objects.filter(change=change).values_list("changed", flat=True))


def put_in_force(change, *, by, reason=""):
    """The change holds; whoever proposed it is told. Nobody decides without having its consequences before him."""
    counted = LawPreview.objects.filter(change=change, counted_at__gte=timezone.now() - FRESH)
    if counted.values("subject").distinct().count() < len(LISTS):
        raise ChangeRefused("Dampaknya belum dihitung, atau hitungannya sudah lama. Hitung dampaknya lebih dahulu.")
    law.put_in_force(change, by=by, reason=reason)
    _tell(change, by, "diberlakukan")


def refuse(change, *, by, reason):
    law.refuse(change, by=by, reason=reason)
    _tell(change, by, "ditolak")


def _tell(change, by, what):
    if change.proposed_by_id != by.pk:
        text = f"Usul perubahan “{subject_words(change)}” {what} oleh {by}."
        href = reverse("regulations:change", args=[change.pk])
        notify([change.proposed_by], text=text, href=href, topic="usul perubahan peraturan Anda")

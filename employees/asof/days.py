"""The day, and the moment of knowledge, that a page is asked for; what cannot be asked is said in a sentence."""

import re
from datetime import date, datetime, time, timedelta
from functools import cache

from django.db.models.functions import Lower
from django.utils import timezone

from simpeg.core.dates import in_words
from simpeg.law.models import Parameter

LATEST_AHEAD = timedelta(days=2 * 366)  # decrees are signed ahead, but not by more than that
DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
MOMENT = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:[T ]([0-9]{2}):([0-9]{2})(?::[0-9]{2})?)?")
ACTIVE = "kedudukan.aktif"  # without it nobody can be counted


class DayRefused(Exception):
    """No page can speak of that day; the message is a sentence for whoever asked."""


def day_from(text):
    """The day that `text` (`2024-01-01`) names, within the days we can speak of."""
    day = _written(text)
    earliest, latest = first_day(), timezone.localdate() + LATEST_AHEAD
    if day < earliest:
        raise DayRefused(
            f"Tanggal {in_words(day)} terlalu lama: peraturan yang tersimpan berlaku sejak {in_words(earliest)}. "
            "Pilih tanggal sejak hari itu."
        )
    if day > latest:
        raise DayRefused(f"Tanggal {in_words(day)} terlalu jauh. Pilih tanggal paling lambat {in_words(latest)}.")
    return day


def moment_from(text):
    """The moment that `text` (`2026-11-24T10:15`, or a day for its end) names, no later than now; to the minute."""
    match = MOMENT.fullmatch(text.strip())
    if not match:
        raise DayRefused("Waktu pencatatan tidak dikenal. Tulis tanggal dan jamnya, misalnya 2026-11-24T10:15.")
    day, hour, minute = match.groups()
    try:
        clock = time(int(hour), int(minute), 59, 999999) if hour else time.max
    except ValueError:
        raise DayRefused(f"Jam {hour}.{minute} tidak ada. Tulis jam 00.00 sampai 23.59.") from None
    written = _written(day)
    if written.year < 2000:
        raise DayRefused(f"Pada {in_words(written)} SIMPEG belum ada. Pilih waktu setelah data pertama dicatat.")
    moment = timezone.make_aware(datetime.combine(written, clock))
    if moment > timezone.now() + timedelta(days=1):
        raise DayRefused("Waktu pencatatan belum tiba. Pilih waktu sampai sekarang.")
    return moment


@cache
def first_day():
    """The first day whose active people the law can tell; the law of a release does not change while it runs."""
    return Parameter.objects.filter(key=ACTIVE).values_list(Lower("in_force"), flat=True).order_by("in_force").first()


def _written(text):
    match = DAY.fullmatch(text.strip())
    if match:
        year, month, day = map(int, match.groups())
        try:
            return date(year, month, day)
        except ValueError:
            raise DayRefused(
                f"Tanggal {day}-{month}-{year} tidak ada dalam kalender. Periksa hari dan bulannya."
            ) from None
    raise DayRefused("Tanggal tidak dikenal. Tulis tahun, bulan, dan hari, misalnya 2024-01-31.")

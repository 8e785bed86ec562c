"""`manage.py quality [--date 2026-11-24] [--json]`: check everybody's records, keep and print the index."""

import json
import time
from datetime import date

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from employees.models import DIMENSIONS
from employees.quality.indicators import INDICATORS
from employees.quality.services import run_quality_check
from simpeg.accounts.services import system_user
from simpeg.law.engine import LawGap


class Command(BaseCommand):
    help = "Memeriksa kualitas data semua pegawai dan menyimpan indeksnya, per unit kerja dan per pelanggaran."

    def add_arguments(self, parser):
        parser.add_argument("--date", default="", help="periksa per tanggal ini (2026-11-24); kosong: hari ini")
        parser.add_argument("--json", action="store_true", help="cetak hasil sebagai JSON")

    def handle(self, **options):
        day = _day(options["date"])
        start = time.monotonic()
        try:
            run = run_quality_check(day=day, by=system_user())
        except LawGap as gap:
            raise CommandError(str(gap)) from gap
        seconds = time.monotonic() - start
        if options["json"]:
            scores = {dim: run_score and str(run_score) for dim in DIMENSIONS for run_score in [getattr(run, dim)]}
            self.stdout.write(
                json.dumps(
                    {"date": day.isoformat(), "people": run.people, "index": str(run.index), **scores,
                     "indicators": run.indicators, "seconds": round(seconds, 2)}
                )
            )  # fmt: skip
            return
        self.stdout.write(f"Indeks {run.index} dari {run.people} pegawai per {day:%d-%m-%Y}, {seconds:.1f} detik.")
        for dim, words in DIMENSIONS.items():
            self.stdout.write(f"  {words:<16} {getattr(run, dim)}")
        self.stdout.write(f"{'Indikator':<12} {'ditanya':>8} {'melanggar':>10} {'tak diketahui':>14}")
        for code, (asked, breached, unknown) in run.indicators.items():
            self.stdout.write(f"{code:<12} {asked:>8} {breached:>10} {unknown:>14}  {INDICATORS[code].title}")


def _day(text):
    if not text:
        return timezone.localdate()
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise CommandError(f"{text!r} bukan tanggal; tulis seperti 2026-12-01.") from error

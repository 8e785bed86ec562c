"""Print everybody's index of professionalism of a year."""

import json
import os
import sys
from functools import cache

from django.core.management.base import BaseCommand, CommandError

from simpeg.law.engine import LawGap
from training.professionalism.queries import rows_of

KEYS = ("kualifikasi", "kompetensi", "kinerja", "disiplin", "total")
TOGETHER = 5_000  # lines that are written at once


class Command(BaseCommand):
    help = "Cetak Indeks Profesionalitas ASN suatu tahun (JSON Lines), urut NIP."

    def add_arguments(self, parser):
        parser.add_argument("--year", type=int, required=True, help="tahun pengukuran, misalnya 2026")
        parser.add_argument("--format", choices=["jsonl"], default="jsonl")

    def handle(self, *, year, **options):
        lines = []
        try:
            for nip, parts, category in rows_of(year):
                lines.append(f'{{"nip": "{nip}", {_scores(*parts, category)}')
                if len(lines) == TOGETHER:
                    self._write(lines)
            self._write(lines)
        except LawGap as gap:
            raise CommandError(str(gap)) from gap
        except BrokenPipeError:  # the reader has seen enough (`… | head`)
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())

    def _write(self, lines):
        if lines:
            self.stdout.write("\n".join(lines))
            lines.clear()


@cache
def _scores(*parts_and_category):
    """The rest of a line behind the NIP: some hundred different ones, however many people there are."""
    *parts, category = parts_and_category
    shown = {key: int(part) if part == int(part) else part for key, part in zip(KEYS, parts, strict=True)}
    return json.dumps(shown | {"category": category}, ensure_ascii=False).removeprefix("{")

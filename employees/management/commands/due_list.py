"""Print a due list: who is due on a date, why or why not, under which article, and when at the earliest."""

import csv
import io
import json
import os
import sys
from argparse import ArgumentTypeError
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from employees.due_lists.lists import LISTS, due_rows
from employees.models import Unit
from simpeg.law.engine import LawGap
from simpeg.reports.workbook import Column, write_table

KEYS = ["list", "date", "nip", "name", "kind", "verdict", "from", "to", "earliest", "failures"]
WIDTHS = {"nip": 20, "name": 32, "kind": 20, "failures": 80}
DANGEROUS = ("=", "+", "-", "@", "\t", "\r")


class Command(BaseCommand):
    help = "Cetak daftar hak pada suatu tanggal (JSON Lines, CSV, atau Excel)."

    def add_arguments(self, parser):
        parser.add_argument(
            "list", choices=sorted(LISTS), metavar="LIST", help="nama daftar: " + ", ".join(sorted(LISTS))
        )
        parser.add_argument("--date", required=True, type=_day, help="tanggal, YYYY-MM-DD")
        parser.add_argument("--unit", help="UNOR ID: hanya unit ini dan bawahannya")
        parser.add_argument("--nip", help="hanya pegawai ini")
        parser.add_argument("--format", choices=["jsonl", "csv", "xlsx"], default="jsonl")
        parser.add_argument("--output", type=Path, help="berkas tujuan; tanpa ini ke keluaran standar")

    def handle(self, *, list, date, unit, nip, format, output, **options):
        if format == "xlsx" and output is None:
            raise CommandError("Format xlsx memerlukan --output BERKAS.")
        rows = due_rows(list, date, unit=_unit(unit), nip=nip)
        try:
            WRITERS[format](rows, output, f"Daftar {list} per {date:%d-%m-%Y}", self.stdout)
        except LawGap as gap:
            raise CommandError(str(gap)) from gap
        except BrokenPipeError:  # the reader has seen enough (`… | head`)
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        except OSError as problem:
            raise CommandError(f"Berkas {output} tidak dapat ditulis: {problem.strerror}.") from problem


def _day(text):
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"'{text}' bukan tanggal; tulis seperti 2026-12-01.") from None


def _unit(siasn_id):
    if siasn_id is None:
        return None
    try:
        return Unit.objects.get(siasn_id=siasn_id)
    except Unit.DoesNotExist:
        raise CommandError(f"Tidak ada unit kerja dengan UNOR ID '{siasn_id}'.") from None


@contextmanager
def _opened(output):
    """The file to write; it appears under its name only when it is whole."""
    part = output.with_name(f".{output.name}.part")
    try:
        with part.open("wb") as handle:
            yield handle
        part.replace(output)
    finally:
        part.unlink(missing_ok=True)


@contextmanager
def _text(output, stdout):
    if output is None:
        yield stdout
        return
    with _opened(output) as handle, io.TextIOWrapper(handle, encoding="utf-8", newline="") as text:
        yield text


def _write_jsonl(rows, output, title, stdout):
    with _text(output, stdout) as handle:
        for row in rows:
            handle.write(json.dumps(row, ensure_ascii=False) + "\n")


def _write_csv(rows, output, title, stdout):
    with _text(output, stdout) as handle:
        writer = csv.writer(handle)
        writer.writerow(KEYS)
        writer.writerows([_inert(value) for value in _flat(row)] for row in rows)


def _write_xlsx(rows, output, title, stdout):
    columns = [Column(key, WIDTHS.get(key, 14)) for key in KEYS]
    with _opened(output) as handle:
        write_table(handle, title=title, notes=[], columns=columns, rows=map(_flat, rows))


def _flat(row):
    reasons = "; ".join(f"{f['code']}: {f['detail']} ({f['citation']})" for f in row["failures"])
    return [reasons if key == "failures" else row[key] for key in KEYS]


def _inert(value):
    """Text that a spreadsheet would take for a formula is led by an apostrophe."""
    return f"'{value}" if isinstance(value, str) and value.startswith(DANGEROUS) else value


WRITERS = {"jsonl": _write_jsonl, "csv": _write_csv, "xlsx": _write_xlsx}

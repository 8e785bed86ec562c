"""How long the lists and the main pages take over the people who are there now."""

import json
import os
import resource
from dataclasses import asdict
from datetime import date
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction

from employees.benchmark.lists import cost_of
from employees.benchmark.measuring import page_costs
from employees.due_lists.lists import LISTS
from employees.models import EmployeeState
from simpeg.accounts.services import system_user
from simpeg.law.engine import LawGap

MEBIBYTE = 1024


class Command(BaseCommand):
    help = "Ukur daftar hak dan halaman utama dengan pegawai yang ada; tidak ada yang disimpan."

    def add_arguments(self, parser):
        parser.add_argument("--date", type=date.fromisoformat, default=date(2026, 12, 1), help="hari daftar dinilai")
        parser.add_argument("--list", action="append", choices=LISTS, help="hanya daftar ini (boleh diulang)")
        parser.add_argument("--without-publishing", action="store_true", help="hanya menilai, tanpa menyimpan")
        parser.add_argument("--without-pages", action="store_true", help="tanpa halaman utama")
        parser.add_argument("--json", action="store_true", help="hasil sebagai JSON")

    def handle(self, *, date, list, without_publishing, without_pages, **options):
        people = EmployeeState.objects.count()
        if not people:
            raise CommandError("Belum ada pegawai. Impor buku kerja, atau jalankan generate_population.")
        by, lists, pages, aloud = system_user(), [], [], not options["json"]
        with transaction.atomic():
            for subject in list or LISTS:
                try:
                    cost = cost_of(subject, day=date, by=by, publish=not without_publishing)
                except LawGap as gap:
                    raise CommandError(str(gap)) from gap
                lists.append(cost)
                if aloud:
                    self._tell(cost, first=len(lists) == 1)
            for page in () if without_pages else page_costs():
                pages.append(page)
                if aloud:
                    self._tell_page(page, first=len(pages) == 1)
            transaction.set_rollback(True)
        found = {
            "people": people,
            "date": date.isoformat(),
            **_machine(),
            "lists": [cost.as_json() for cost in lists],
            "pages": [asdict(page) | {"kept": page.kept} for page in pages],
        }
        if not aloud:
            self.stdout.write(json.dumps(found, indent=1))
            return
        for name in ("people", "server", "cores", "jit", "server_peak_mib", "own_peak_mib"):
            self.stdout.write(f"{name}: {found[name]}")

    def _tell_page(self, page, *, first):
        if first:
            self.stdout.write(
                f"\n{'halaman':46}{'siapa':16}{'jawaban':>8}{'kueri':>6}{'p95 ms':>8}{'buffer':>8}{'Python ms':>10}"
            )
        self.stdout.write(
            f"{page.name:46}{page.who:16}{page.answers:>8}{page.queries:>6}{page.p95_ms:>8.1f}{page.buffers:>8}"
            f"{page.python_ms:>10.1f}{'' if page.kept else '  lewat batas'}"
        )

    def _tell(self, cost, *, first):
        if first:
            self.stdout.write(
                f"{'daftar':18}{'baris':>10}{'sentuh s':>10}{'nilai s':>9}{'x sentuh':>9}{'x SQL':>7}{'us/orang':>9}"
                f"{'buffer':>10}{'terbit s':>10}{'B/hasil':>8}"
            )
        published = "" if cost.published is None else f"{cost.published:.2f}"
        said = cost.as_json()
        self.stdout.write(
            f"{cost.subject:18}{cost.rows:>10}{cost.touch:>10.3f}{cost.judged:>9.3f}{cost.to_touch:>9.1f}"
            f"{cost.to_hand:>7.2f}{said['microseconds_a_person']:>9.2f}{cost.buffers:>10}{published:>10}"
            f"{cost.bytes_a_verdict or '':>8}"
        )
        if not cost.same_by_hand:
            self.stderr.write(f"{cost.subject}: SQL tangan menjawab lain daripada aturan.")


def _machine():
    """What it ran on, and the most memory that this program and its own server process have held."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid(), current_setting('server_version'), pg_jit_available()")
        process, version, jit = cursor.fetchone()
    return {
        "server": version,
        "jit": jit,
        "cores": os.cpu_count(),
        "server_peak_mib": _peak(process),
        "own_peak_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // MEBIBYTE,
    }


def _peak(process):
    """The high-water mark of a process of this machine in MiB; None where the server runs on another."""
    try:
        lines = Path(f"/proc/{process}/status").read_text(encoding="utf-8").splitlines()
    except OSError:
        return None
    return next(int(line.split()[1]) // MEBIBYTE for line in lines if line.startswith("VmHWM:"))

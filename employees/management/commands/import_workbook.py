"""`manage.py import_workbook FILE [--dry-run] [--valid-only] [--json]`: SIASN's workbook into our records."""

import json
from pathlib import Path

from django.core.management.base import BaseCommand

from employees.imports.services import ImportClash, NotAWorkbook, examined
from simpeg.accounts.services import system_user

SOMETHING_REJECTED, NO_WORKBOOK = 1, 2
LINES_SHOWN = 50
COUNTED = {"rows": "baris", "new": "baru", "changed": "berubah", "same": "tetap", "rejected": "ditolak"}


class Command(BaseCommand):
    help = "Mengimpor buku kerja SIASN (.xlsx). Keluar dengan 0: semua masuk; 1: ada yang ditolak; 2: bukan buku kerja."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="periksa dan bandingkan saja, tanpa menyimpan")
        parser.add_argument("--valid-only", action="store_true", help="simpan baris yang sah walaupun ada yang ditolak")
        parser.add_argument("--json", action="store_true", help="cetak hasil sebagai JSON")

    def handle(self, *, file, dry_run, valid_only, **options):
        write = self._write_json if options["json"] else self._write_text
        try:
            with examined(file, to_store=not dry_run) as examination:
                storing = not dry_run and (valid_only or not examination.rejected)
                write(file, examination, storing, dry_run)
                if storing:
                    examination.store(by=system_user(), reason=f"Impor buku kerja {file.name}")
        except (NotAWorkbook, ImportClash) as refusal:
            if options["json"]:
                self.stdout.write(json.dumps({"file": file.name, "stored": False, "error": str(refusal)}))
            else:
                self.stderr.write(str(refusal))
            raise SystemExit(NO_WORKBOOK if isinstance(refusal, NotAWorkbook) else SOMETHING_REJECTED) from refusal
        if examination.rejected:
            raise SystemExit(SOMETHING_REJECTED)

    def _write_json(self, file, examination, storing, dry_run):
        """One object; its long lists are written as they are read."""
        head = {
            "file": file.name,
            "dry_run": dry_run,
            "stored": storing,
            "rejected": examination.rejected,
            "counts": examination.counts,
        }
        self.stdout.write(json.dumps(head)[:-1] + ', "issues": [')
        self._write_items(issue | {"level": issue["level"].lower()} for issue in examination.issues())
        self.stdout.write('], "changes": [')
        self._write_items(examination.changes())
        self.stdout.write("]}")

    def _write_items(self, items):
        comma = ""
        for item in items:
            self.stdout.write(comma + json.dumps(item, ensure_ascii=False))
            comma = ","

    def _write_text(self, file, examination, storing, dry_run):
        self.stdout.write(f"{'Lembar':<16}" + "".join(f"{title:>10}" for title in [*COUNTED.values(), "peringatan"]))
        for sheet, count in examination.counts.items():
            numbers = [*(count[key] for key in COUNTED), count["warnings"]]
            self.stdout.write(f"{sheet:<16}" + "".join(f"{number:>10}" for number in numbers))
        self._write_some("Ditolak dan peringatan", examination.issues(), self._issue)
        self._write_some("Perubahan", examination.changes(), self._change)
        self.stdout.write(f"\n{self._conclusion(examination, storing, dry_run)}")

    def _write_some(self, title, items, line):
        hidden = 0
        for number, item in enumerate(items):
            if number == 0:
                self.stdout.write(f"\n{title}")
            if number < LINES_SHOWN:
                self.stdout.write(line(item))
            else:
                hidden += 1
        if hidden:
            self.stdout.write(f"  ... dan {hidden} lainnya; gunakan --json untuk semuanya.")

    def _issue(self, issue):
        word = "DITOLAK" if issue["level"] == "ERROR" else "PERIKSA"
        value = "kosong" if issue["value"] is None else repr(issue["value"])
        return f"  {word} {issue['sheet']} baris {issue['row']}, {issue['column']} ({value}): {issue['message']}"

    def _change(self, change):
        old, new = change["old"] or "kosong", change["new"] or "kosong"
        return f"  {change['sheet']} baris {change['row']} ({change['subject']}), {change['column']}: {old} -> {new}"

    def _conclusion(self, examination, storing, dry_run):
        rejected = f"{examination.rejected} baris ditolak" if examination.rejected else "tidak ada yang ditolak"
        if dry_run:
            return f"Hanya diperiksa, tidak ada yang disimpan; {rejected}."
        if not storing:
            return f"Tidak ada yang disimpan karena {rejected}. Perbaiki barisnya, atau ulangi dengan --valid-only."
        stored = examination.total("new"), examination.total("changed")
        return "{} baris baru dan {} baris berubah disimpan; {}.".format(*stored, rejected)

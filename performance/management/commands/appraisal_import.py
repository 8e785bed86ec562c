from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from performance.imports.reading import examine
from performance.imports.services import keep_facts
from simpeg.accounts.services import system_user
from simpeg.imports.package import NotAWorkbook

SOMETHING_REFUSED, NO_WORKBOOK = 1, 2
EARLIEST = 1970


class Command(BaseCommand):
    help = (
        "Mengimpor predikat kinerja tahunan (.xlsx dengan kolom NIP BARU, TAHUN, PREDIKAT; untuk tahun sampai 2021"
        " juga NILAI dan SKALA). Keluar dengan 0: semua masuk; 1: ada yang ditolak; 2: bukan buku kerja."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--year", type=int, help="tahun yang dimaksud bila kolom TAHUN kosong")
        parser.add_argument("--dry-run", action="store_true", help="periksa saja, tanpa menyimpan")
        parser.add_argument("--keep-good", action="store_true", help="simpan baris yang sah walaupun ada yang ditolak")

    def handle(self, *, file, year, dry_run, keep_good, **options):
        if year is not None and not EARLIEST <= year <= timezone.localdate().year:
            raise CommandError(f"Tahun antara {EARLIEST} dan {timezone.localdate().year}.")
        try:
            examined = examine(file, year=year)
        except NotAWorkbook as refusal:
            self.stderr.write(str(refusal))
            raise SystemExit(NO_WORKBOOK) from refusal
        for refusal in examined.refused:
            value = repr(refusal.value) if refusal.value else "kosong"
            self.stdout.write(f"DITOLAK baris {refusal.row}, {refusal.column} ({value}): {refusal.sentence}")
        for title in examined.unknown:
            self.stdout.write(f"PERIKSA kolom {title} tidak dikenal dan tidak dibaca.")
        keeps = not dry_run and (keep_good or not examined.refused)
        if keeps:
            keep_facts(examined, by=system_user(), reason=f"Impor predikat {file.name}")
        self.stdout.write(self._conclusion(examined, keeps, dry_run))
        if examined.refused:
            raise SystemExit(SOMETHING_REFUSED)

    def _conclusion(self, examined, keeps, dry_run):
        counts = examined.counts
        said = f"{counts['new']} predikat baru, {counts['changed']} berubah, {counts['same']} tetap, " \
               f"{counts['refused']} baris ditolak."  # fmt: skip
        if dry_run:
            return f"Hanya diperiksa, tidak ada yang disimpan: {said}"
        if not keeps:
            return f"Tidak ada yang disimpan: {said} Perbaiki barisnya, atau ulangi dengan --keep-good."
        return f"Tersimpan: {said}"

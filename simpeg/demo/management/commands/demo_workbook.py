from django.core.management.base import BaseCommand, CommandError

from simpeg.demo.regency import FEWEST
from simpeg.demo.workbook import write_workbook


class Command(BaseCommand):
    help = "Menulis kabupaten contoh sebagai buku kerja .xlsx, untuk mencoba halaman impor."

    def add_arguments(self, parser):
        parser.add_argument("file", help="Nama file .xlsx yang ditulis.")
        parser.add_argument("--employees", type=int, default=1000, help=f"Jumlah pegawai, sedikitnya {FEWEST}.")
        parser.add_argument("--seed", type=int, default=1, help="Benih acak; benih yang sama memberi isi yang sama.")

    def handle(self, *args, file, employees, seed, **options):
        try:
            write_workbook(file, employees, seed)
        except (ValueError, OSError) as error:
            raise CommandError(f"Buku kerja tidak ditulis: {error}") from error
        self.stdout.write(f"{employees} pegawai contoh ditulis ke {file}.")

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from simpeg.core.dates import in_words
from simpeg.demo.services import DemoRefused, load_demo


class Command(BaseCommand):
    help = "Memuat kabupaten contoh dan akun-akunnya ke basis data yang masih kosong, selama DEBUG menyala."

    def add_arguments(self, parser):
        parser.add_argument("--employees", type=int, default=1000, help="Jumlah pegawai.")
        parser.add_argument("--seed", type=int, default=1, help="Benih acak; benih yang sama memberi isi yang sama.")

    def handle(self, *args, employees, seed, **options):
        try:
            loaded = load_demo(today=timezone.localdate(), employees=employees, seed=seed)
        except (DemoRefused, ValueError) as refused:
            raise CommandError(str(refused)) from refused
        self.stdout.write(
            f"{loaded.people} pegawai contoh dimuat, "
            f"daftar kenaikan pangkat {in_words(loaded.promotions.day)} sudah dijalankan."
        )

"""An invented population, up to a whole nation, with all its records; for measuring and for trying out."""

import time
from datetime import date

from django.core.management.base import BaseCommand, CommandError

from simpeg.demo.population.services import PopulationRefused, generate_population, settle

# Fixed, so that number and seed alone decide.
REFERENCE = date(2026, 12, 1)


class Command(BaseCommand):
    help = (
        "Buat populasi rekaan dalam basis data yang kosong (DEBUG): jumlah dan benih yang sama memberi isi yang sama."
    )

    def add_arguments(self, parser):
        parser.add_argument("--employees", type=int, required=True, help="jumlah pegawai")
        parser.add_argument("--seed", type=int, default=1, help="benih acak")
        parser.add_argument("--date", type=date.fromisoformat, default=REFERENCE, help="periode yang dihadapi mereka")

    def handle(self, *, employees, seed, date, **options):
        begun = last = time.perf_counter()

        def tell(what, rows):
            nonlocal last
            now = time.perf_counter()
            self.stdout.write(
                f"{now - begun:8.1f} s  +{now - last:7.1f} s  {what}{f': {rows} baris' if rows > 0 else ''}"
            )
            self.stdout.flush()
            last = now

        try:
            counts = generate_population(employees=employees, seed=seed, day=date, tell=tell)
        except PopulationRefused as refused:
            raise CommandError(str(refused)) from refused
        settle(tell)
        for name, number in counts.items():
            self.stdout.write(f"{number:>12}  {name}")
        self.stdout.write(f"{employees} pegawai rekaan dalam {time.perf_counter() - begun:.0f} detik.")

"""Prove that the present state of every employee agrees with the histories it is drawn from."""

from django.core.management.base import BaseCommand, CommandError

from employees import state


class Command(BaseCommand):
    help = "Bandingkan keadaan pegawai (satu baris per orang) dengan riwayatnya; --rebuild menyusunnya kembali."

    def add_arguments(self, parser):
        parser.add_argument("--rebuild", action="store_true", help="susun kembali semua baris lebih dahulu")

    def handle(self, *, rebuild, **options):
        if rebuild:
            self.stdout.write(f"{state.rebuild()} baris disusun kembali.")
        wrong = state.disagreements()
        if wrong:
            shown = ", ".join(nip for nip, _ in wrong[:20])
            raise CommandError(
                f"{len(wrong)} pegawai tidak sesuai dengan riwayatnya: {shown}. Jalankan dengan --rebuild."
            )
        self.stdout.write("Keadaan semua pegawai sesuai dengan riwayatnya.")

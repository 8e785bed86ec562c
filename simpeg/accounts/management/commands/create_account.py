from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.core.management import BaseCommand, CommandError

from simpeg.accounts.models import User
from simpeg.accounts.services import open_account, system_user

FIRST_ROLE = "Super admin"


class Command(BaseCommand):
    help = "Buat akun dan tampilkan kata sandi pertamanya, satu kali saja. Tanpa --role: super admin."

    def add_arguments(self, parser):
        parser.add_argument("username", help="nama pengguna: huruf kecil, angka, titik, garis")
        parser.add_argument("--name", required=True, help="nama lengkap")
        parser.add_argument("--nip", help="NIP, 18 angka tanpa spasi")
        parser.add_argument("--role", action="append", dest="roles", help="peran; dapat diulang")

    def handle(self, *, username, name, nip, roles, **_):
        roles = roles or [FIRST_ROLE]
        known = set(Group.objects.values_list("name", flat=True))
        if unknown := set(roles) - known:
            raise CommandError(
                f"Peran tidak dikenal: {', '.join(sorted(unknown))}. Yang ada: {', '.join(sorted(known))}."
                if known
                else "Belum ada peran di basis data. Jalankan dulu: python manage.py migrate"
            )
        try:
            User(username=username, name=name, nip=nip or None).full_clean(exclude=["password"])
        except ValidationError as refused:
            raise CommandError(" ".join(refused.messages)) from refused
        _, password = open_account(username=username, name=name, nip=nip, roles=roles, by=system_user())
        self.stdout.write(
            f"Akun {username} dibuat dengan peran {', '.join(roles)}.\n"
            f"Kata sandi pertama: {password}\n"
            "Kata sandi ini ditampilkan sekali ini saja dan berlaku untuk satu kali masuk; "
            "setelah masuk, kata sandi sendiri harus dibuat."
        )

"""The index of professionalism as it looks in its third year: two years settled, the running one still open."""

from django.utils import timezone

from simpeg.accounts.models import User
from training.professionalism.services import measure, settle

YEARS_BEFORE = 2


def make_demo_indexes():
    """This year and those before it are measured; what is over is settled."""
    officer, today = User.objects.get(username="pelatihan"), timezone.localdate()
    for year in range(today.year - YEARS_BEFORE, today.year + 1):
        measurement = measure(year=year, by=officer, reason=f"Pengukuran IP ASN {year} (contoh)")
        if year < today.year:
            settle(measurement, by=officer, reason=f"Laporan IP ASN {year} kepada BKN (contoh)")

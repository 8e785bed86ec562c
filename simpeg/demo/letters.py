"""Letters of the demo regency: somebody signs, some steps are told, one letter was withdrawn."""

from datetime import date

from django.utils import timezone

from employees.letters.people import cover_said, increment_said
from employees.letters.services import issue, keep_signer, withdraw
from employees.models import Signer, Verdict

TOLD = 4
HEAD = {
    "name": "Dr. H. Contoh Kepala, M.Si.",
    "nip": "197003151996031002",
    "rank": "Pembina Utama Muda (IV/c)",
    "title": "Kepala Badan Kepegawaian dan Pengembangan Sumber Daya Manusia",
    "on_behalf": "a.n. Bupati Mamuju",
}


def make_demo_letters(kept, *, today, by):
    """The first of a list of steps get their letters; the rest wait for whoever tries the batch."""
    day = min(today, timezone.localdate())  # a letter is not signed ahead
    signer = keep_signer(Signer(**HEAD, since=date(day.year - 1, 1, 2)), by=by, reason="Penanda tangan contoh")
    rows = kept.verdicts.filter(verdict=Verdict.MEETS, earliest__isnull=False)
    rows = list(rows.select_related("list", "unit__opd", "employee__grade").order_by("nip"))
    rows = [row for row in rows if "pay_next" in row.facts][:TOLD]
    letters = [issue(increment_said(row, day=day, signer=signer), by=by, reason="Surat KGB contoh") for row in rows]
    if letters:
        withdraw(letters[0], by=by, reason="Salah nomor SK dasar; diganti surat baru")
        issue(increment_said(rows[0], day=day, signer=signer), by=by, reason="Surat KGB contoh, pengganti")
    said = cover_said(
        addressee=["Kepala Kantor Regional IV BKN", "Makassar"],
        items=[("Usul kenaikan pangkat periode berikutnya", "12 (dua belas) berkas", "Untuk diproses lebih lanjut")],
        copies=["Bupati Mamuju (sebagai laporan)"],
        day=day,
        signer=signer,
    )
    issue(said, by=by, reason="Surat pengantar contoh")

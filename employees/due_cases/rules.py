"""How a case moves: one table for what goes to BKN, a shorter one for what the agency grants itself."""

from dataclasses import dataclass

from employees.models import DueCase, DueSubject

OPENED, VERIFIED, SENT, RETURNED, APPROVED, DECREED, REFUSED, CANCELLED = DueCase.Status


@dataclass(frozen=True)
class Move:
    """From which state to which. `verb` is on the button, `done` completes "Usul #12 …"; `reasons` names the codes."""

    start: str
    to: str
    verb: str
    done: str
    reasons: str = ""


_TO_BKN = [
    Move(OPENED, VERIFIED, "Nyatakan lengkap", "diverifikasi BKPSDM"),
    Move(VERIFIED, SENT, "Kirim ke BKN", "dikirim ke BKN"),
    Move(SENT, RETURNED, "Catat BTL dari BKN", "dikembalikan BKN", "BTL"),
    Move(RETURNED, SENT, "Kirim kembali ke BKN", "dikirim kembali ke BKN"),
    Move(SENT, APPROVED, "Catat pertek", "mendapat pertimbangan teknis"),
    Move(SENT, REFUSED, "Catat TMS dari BKN", "ditolak BKN", "TMS"),
    Move(APPROVED, DECREED, "Catat SK", "ditetapkan dengan SK"),
    *(
        Move(state, CANCELLED, "Batalkan usul", "dibatalkan", "BATAL")
        for state in (OPENED, VERIFIED, SENT, RETURNED, APPROVED)
    ),
]
_BY_THE_AGENCY = [
    Move(OPENED, DECREED, "Catat surat KGB", "ditetapkan dengan surat"),
    Move(OPENED, CANCELLED, "Batalkan usul", "dibatalkan", "BATAL"),
]
MOVES = {
    subject: {(move.start, move.to): move for move in (_BY_THE_AGENCY if subject == DueSubject.INCREMENT else _TO_BKN)}
    for subject in DueSubject
}
# Stations on the way, for the picture of where a case stands.
WAY = {
    subject: (OPENED, DECREED) if subject == DueSubject.INCREMENT else (OPENED, VERIFIED, SENT, APPROVED, DECREED)
    for subject in DueSubject
}


def moves_from(case):
    """What can be done with a case now, in the order of the table."""
    return [move for (start, _), move in MOVES[case.subject].items() if start == case.status]


def reasons(law, kind):
    """{code: sentence} of the reasons for BTL, TMS or BATAL."""
    return {row["kode"]: row["kalimat"] for row in law["usul_hak.alasan"] if row["untuk"] == kind}

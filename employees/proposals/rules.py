"""How a proposal moves, who moves it, and how long each step may take."""

from dataclasses import dataclass

from employees.models.proposal import Proposal
from simpeg.core.workdays import workdays_after, workdays_between

DRAFT, SUBMITTED, CHECKED, RETURNED, APPROVED, REFUSED, WITHDRAWN = Proposal.Status
EMPLOYEE, CHECKER, DECIDER = "employee", "checker", "decider"
MENDABLE, FINAL = "K", "T"  # what a reason is for: it goes back, or it ends


@dataclass(frozen=True)
class Move:
    """From which state to which, by whom, with which kind of reason; `done` completes "Usulan #12 …"."""

    start: str
    to: str
    actor: str
    done: str
    reasons: str = ""


_ALL = [
    Move(DRAFT, SUBMITTED, EMPLOYEE, "dikirim"),
    Move(DRAFT, CHECKED, EMPLOYEE, "dikirim langsung ke BKPSDM"),
    Move(DRAFT, WITHDRAWN, EMPLOYEE, "dibuang sebelum dikirim"),
    Move(RETURNED, SUBMITTED, EMPLOYEE, "dikirim kembali"),
    Move(RETURNED, CHECKED, EMPLOYEE, "dikirim kembali langsung ke BKPSDM"),
    *(Move(state, WITHDRAWN, EMPLOYEE, "ditarik pengusul") for state in (SUBMITTED, CHECKED, RETURNED)),
    Move(SUBMITTED, CHECKED, CHECKER, "diperiksa perangkat daerah dan diteruskan"),
    Move(SUBMITTED, RETURNED, CHECKER, "dikembalikan perangkat daerah", MENDABLE),
    Move(SUBMITTED, REFUSED, CHECKER, "ditolak perangkat daerah", FINAL),
    Move(CHECKED, APPROVED, DECIDER, "disetujui"),
    Move(CHECKED, RETURNED, DECIDER, "dikembalikan BKPSDM", MENDABLE),
    Move(CHECKED, REFUSED, DECIDER, "ditolak BKPSDM", FINAL),
]
MOVES = {(move.start, move.to): move for move in _ALL if move.actor != EMPLOYEE}
MOVES_OF_EMPLOYEE = {(move.start, move.to): move for move in _ALL if move.actor == EMPLOYEE}
PROMISED = {
    SUBMITTED: "usulan.hari_kerja_periksa",
    CHECKED: "usulan.hari_kerja_putus",
    RETURNED: "usulan.hari_kerja_perbaikan",
}


def due_on(status, law):
    """The day by which whoever holds it now has promised to act; None where nobody is waited for."""
    return workdays_after(law.day, law[PROMISED[status]]) if status in PROMISED else None


def days_left(proposal, day):
    """Working days until the promised day; negative once it has passed, None where nothing is promised."""
    return workdays_between(day, proposal.due_on) if proposal.due_on else None


def reasons(law, kind):
    """{code: words} of the reasons to return (K) or to refuse (T)."""
    return {row["kode"]: row["kalimat"] for row in law["usulan.alasan"] if row["untuk"] == kind}

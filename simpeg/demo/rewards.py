"""Recognition as it looks in the middle of a year: one round whose winners are known, and one that takes names."""

from datetime import timedelta

from django.utils import timezone

from employees.models import EmployeeState
from performance.models import Candidate, Nomination, RewardCriterion, RewardRound
from performance.rewards.kinds import end_kind, make_kind
from performance.rewards.queries import ORDER, findings_now, proposals
from performance.rewards.services import announce, decide, keep_draft, nominate, publish, vote
from simpeg.accounts.models import User
from simpeg.audit.change import change
from simpeg.law.engine import Law

RATED = {"code": "PREDIKAT", "value": 2, "years": 2, "words": "", "weight": 50}
CLEAN = {"code": "HUKDIS", "value": 1, "years": 5, "words": "", "weight": 20}
SERVICE = {"code": "MASA", "value": 5, "years": None, "words": "", "weight": 10}
EXAMPLE = {"code": "PANITIA", "value": None, "years": None, "words": "Menjadi teladan bagi rekannya", "weight": 20}
GROUNDS = [
    "Menata arsip unit sehingga berkas ditemukan dalam hitungan menit.",
    "Menyederhanakan layanan dari tujuh langkah menjadi tiga.",
    "Membimbing rekan baru sampai dapat bekerja sendiri.",
]
PUBLISHED = ["Arsip unitnya kini ditemukan dalam hitungan menit.", "Layanannya kini tiga langkah saja."]


def make_demo_rewards():
    """Three kinds, one of them ended; a published round with two winners, an open one with two nominations."""
    officer = User.objects.get(username="kinerja")
    given = {"statuses": [], "position_kinds": [], "by": officer}
    teladan = make_kind(
        name="Pegawai Teladan", sentence="Untuk pegawai yang melayani dengan sepenuh hati dan menjadi teladan.",
        gives="PIAGAM", repeats=False, **given,
    )  # fmt: skip
    inovasi = make_kind(
        name="Inovasi Layanan", sentence="Untuk gagasan yang sudah mempermudah urusan masyarakat.",
        gives="PELATIHAN", repeats=True, **given,
    )  # fmt: skip
    hadir = make_kind(
        name="Pegawai Terdisiplin", sentence="Untuk pegawai yang hadir tepat waktu sepanjang tahun.",
        gives="PIAGAM", repeats=True, **given,
    )  # fmt: skip
    end_kind(hadir, reason="Kehadiran sudah dihitung dalam predikat kinerja setiap tahun.", by=officer)
    _published(teladan, officer)
    _open(inovasi, officer)


def _published(kind, officer):
    today = timezone.localdate()
    since, until = today - timedelta(days=60), today - timedelta(days=30)
    with change(by=officer, reason="Putaran penghargaan contoh"):
        round_ = RewardRound.objects.create(
            kind=kind, year=since.year, nominations_from=since, nominations_until=until, winners=2, made_by=officer
        )
        for place, each in enumerate((RATED, CLEAN, SERVICE), start=1):
            RewardCriterion.objects.create(round=round_, place=place, **each)
        RewardRound.objects.filter(pk=round_.pk).update(status=RewardRound.Status.ANNOUNCED, announced_on=since)
        round_.refresh_from_db()
        for grounds, person in zip(GROUNDS, _fitting(round_, today), strict=False):
            candidate = Candidate.objects.create(
                round=round_, employee=person, unit_id=person.unit_id, findings=findings_now(round_, person)
            )
            Nomination.objects.create(
                candidate=candidate, relation="REKAN", grounds=grounds, by=User.objects.get(username="pegawai")
            )
    leader = User.objects.get(username="bupati")
    for number, candidate in enumerate(round_.candidates.select_related("round__kind", "employee").order_by("pk")):
        wins = number < len(PUBLISHED)
        for username in ("pangkat", "pelatihan"):
            by = User.objects.get(username=username)
            vote(candidate, in_favour=wins, reason="Sesuai bukti yang dilampirkan.", judgements={}, by=by)
        decide(
            candidate, wins=wins, reason="Menurut suara panitia.", public_words=PUBLISHED[number] if wins else "",
            by=leader,
        )  # fmt: skip
    publish(round_, by=leader)


def _open(kind, officer):
    today = timezone.localdate()
    round_ = keep_draft(
        kind=kind, year=today.year, nominations_from=today, nominations_until=today + timedelta(days=21), winners=3,
        criteria=[RATED, CLEAN, EXAMPLE], by=officer,
    )  # fmt: skip
    announce(round_, by=officer)
    for person, username, grounds in zip(_fitting(round_, today), ("kepala", "pegawai"), GROUNDS[1:], strict=False):
        nominate(round_, person, grounds=grounds, by=User.objects.get(username=username))


def _fitting(round_, day, most=3):
    """Some who meet what the files can answer, none of them with a login of the demo; else anybody."""
    logins = User.objects.filter(is_demo=True, nip__isnull=False).values("nip")
    found = proposals(round_, list(round_.criteria.all()), Law.on(day)).exclude(nip__in=logins)
    found = found if found.exists() else EmployeeState.objects.exclude(nip__in=logins)
    return [state.employee for state in found.select_related("employee").order_by(*ORDER)[:most]]

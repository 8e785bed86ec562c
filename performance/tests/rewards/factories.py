"""Plain builders of rounds, candidates and votes."""

from datetime import timedelta

from django.db import connection
from django.utils import timezone

from performance.models import RewardRound
from performance.rewards.kinds import make_kind
from performance.rewards.services import announce, keep_draft, nominate, vote
from simpeg.testing.people import make_user

PREPARES = ("add_rewardround", "decide_reward", "settle_reward", "view_results")
SERVICE = {"code": "MASA", "value": 5, "years": None, "words": "", "weight": 40}
RATED = {"code": "PREDIKAT", "value": 2, "years": 2, "words": "", "weight": 60}
CLEAN = {"code": "HUKDIS", "value": 2, "years": 5, "words": "", "weight": 20}
LEARNED = {"code": "JP", "value": 20, "years": 1, "words": "", "weight": 10}
JUDGED = {"code": "PANITIA", "value": None, "years": None, "words": "Menjadi teladan", "weight": 30}


def officer(**fields):
    return make_user(*PREPARES, **fields)


def make_reward_kind(*, by=None, **fields):
    said = {"name": "Pegawai Teladan", "sentence": "Untuk yang melayani dengan sepenuh hati.", "gives": "PIAGAM",
            "statuses": [], "position_kinds": [], "repeats": False}  # fmt: skip
    return make_kind(**said | fields, by=by or officer())


def make_draft(*, kind=None, criteria=(SERVICE,), by=None, **fields):
    today, by = timezone.localdate(), by or officer()
    days = {"nominations_from": today, "nominations_until": today + timedelta(days=9)}
    said = {"year": today.year, "winners": 1, "kind": kind or make_reward_kind(by=by)}
    return keep_draft(criteria=[dict(each) for each in criteria], by=by, **said | days | fields)


def make_round(**fields):
    """A round that takes names today."""
    by = fields.pop("by", None) or officer()
    return announce(make_draft(by=by, **fields), by=by)


def close(round_):
    """Its nominations are over since yesterday; the days of an announced round move only behind the trigger's back."""

    yesterday = timezone.localdate() - timedelta(days=1)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE performance_rewardround DISABLE TRIGGER round_stays")
        RewardRound.objects.filter(pk=round_.pk).update(
            announced_on=yesterday, nominations_from=yesterday, nominations_until=yesterday
        )
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE performance_rewardround ENABLE TRIGGER round_stays")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    round_.refresh_from_db()
    return round_


def make_candidate(round_, employee, *, by, grounds="Selalu tuntas."):
    return nominate(round_, employee, grounds=grounds, by=by).candidate


def make_vote(candidate, *, by=None, in_favour=True, judgements=None):
    by = by or make_user("decide_reward")
    return vote(candidate, in_favour=in_favour, reason="Sesuai bukti.", judgements=judgements or {}, by=by)

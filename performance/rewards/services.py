"""Verbs of recognition: prepare and announce a round, name people, vote, decide, publish."""

from django.db import IntegrityError
from django.urls import reverse
from django.utils import timezone

from employees.directory.queries import active
from employees.models import Award, EmployeeState
from employees.records.services import RecordRefused, add_record
from performance.models import (
    Candidate,
    Judgement,
    Nomination,
    RewardCriterion,
    RewardDecision,
    RewardRound,
    Vote,
)
from performance.review.queries import account_of
from performance.rewards.kinds import refuse_ended
from performance.rewards.queries import findings_now, rates
from performance.rewards.rules import OPEN, Code, RewardRefused, want
from simpeg.audit.change import change
from simpeg.core.dates import in_words
from simpeg.law.engine import Law
from simpeg.notices.services import notify_each

Status = RewardRound.Status
TOPIC = "penghargaan"
LONG_AGO = 5  # years; what is announced for a year further away is a typing error


def keep_draft(round_=None, *, criteria, by, **values):
    """The round stands as a draft with these days and these criteria in their order. Raises RewardRefused.

    `criteria` are dicts of code, value, years, words, weight; those that it had are gone.
    """
    want(by, "performance.add_rewardround", "Putaran penghargaan disiapkan oleh pengelola kinerja BKPSDM.")
    today = timezone.localdate()
    if abs(values["year"] - today.year) > LONG_AGO:
        raise RewardRefused(f"Tahun {values['year']} terlalu jauh dari tahun ini. Periksa tahunnya.")
    if abs(values["nominations_from"].year - values["year"]) > 1:
        raise RewardRefused("Pencalonan dibuka dalam tahun penghargaannya, atau setahun sebelum atau sesudahnya.")
    if values["nominations_until"] < values["nominations_from"]:
        raise RewardRefused("Hari tutup pencalonan tidak boleh sebelum hari bukanya.")
    if (values["nominations_until"] - values["nominations_from"]).days > 366:
        raise RewardRefused("Pencalonan paling lama satu tahun. Periksa hari tutupnya.")
    if not criteria:
        raise RewardRefused("Isi paling sedikit satu syarat.")
    same = RewardRound.objects.filter(kind=values["kind"], year=values["year"]).exclude(pk=round_ and round_.pk)
    if there := same.first():
        raise RewardRefused(f"{there} sudah ada. Buka putaran itu, atau pilih tahun lain.")
    try:
        with change(by=by, reason=f"Putaran penghargaan disiapkan: {values['kind'].name} {values['year']}"):
            if round_ is None:
                refuse_ended(values["kind"])
                round_ = RewardRound.objects.create(**values, made_by=by)
            else:
                round_ = _held(round_, Status.DRAFT, "Putaran ini sudah diumumkan, sehingga tidak dapat diubah lagi.")
                refuse_ended(values["kind"])
                RewardRound.objects.filter(pk=round_.pk).update(**values)
                round_.criteria.all().delete()
            RewardCriterion.objects.bulk_create(
                RewardCriterion(round=round_, place=place, **each) for place, each in enumerate(criteria, start=1)
            )
    except IntegrityError as refused:
        if "one_round_a_year" not in str(refused):
            raise
        raise RewardRefused("Putaran penghargaan ini pada tahun itu baru saja dibuat orang lain.") from refused
    round_.refresh_from_db()
    return round_


def announce(round_, *, by):
    """Everybody can read the round and its criteria, and nothing of them changes any more. Raises RewardRefused."""
    want(by, "performance.add_rewardround", "Putaran diumumkan oleh pengelola kinerja BKPSDM.")
    today = timezone.localdate()
    with change(by=by, reason=f"Putaran penghargaan diumumkan: {round_}"):
        held = _held(round_, Status.DRAFT, "Putaran ini sudah diumumkan.")
        refuse_ended(held.kind)
        if held.nominations_from < today:
            raise RewardRefused(
                f"Pencalonan dibuka {in_words(held.nominations_from)}, sedangkan putaran diumumkan sebelum dibuka. "
                "Ubah dahulu hari bukanya."
            )
        RewardRound.objects.filter(pk=held.pk).update(status=Status.ANNOUNCED, announced_on=today)
    round_.refresh_from_db()
    return round_


def nominate(round_, employee, *, grounds, link="", by):
    """The person is a candidate of the round, on these grounds too. Raises RewardRefused."""
    grounds, link, today = grounds.strip(), link.strip(), timezone.localdate()
    officer = by.has_perm("performance.add_rewardround")
    if not by.nip and not officer:
        raise RewardRefused("Yang mencalonkan adalah pegawai, atau pengelola kinerja BKPSDM.")
    if by.nip and by.nip == employee.nip:
        raise RewardRefused("Anda tidak dapat mencalonkan diri sendiri. Atasan atau rekan Anda dapat melakukannya.")
    if not round_.takes_names_on(today):
        raise RewardRefused(
            f"Pencalonan {round_} dibuka {in_words(round_.nominations_from)} s.d. {in_words(round_.nominations_until)}."
        )
    if not grounds:
        raise RewardRefused("Tulis alasan pencalonan: apa yang dikerjakannya dan hasilnya.")
    if not EmployeeState.objects.filter(active(Law.on(today)), pk=employee.pk).exists():
        raise RewardRefused(f"{employee.full_name} tidak sedang aktif sebagai pegawai.")
    Relation = Nomination.Relation
    relation = Relation.SUPERIOR if rates(by, employee) else Relation.COLLEAGUE if by.nip else Relation.OFFICER
    with change(by=by, reason=f"Pencalonan {round_}"):
        # Of two at once the second waits for the row of the round and then finds the candidate.
        RewardRound.objects.select_for_update().get(pk=round_.pk)
        candidate = Candidate.objects.filter(round=round_, employee=employee).first()
        if candidate and candidate.nominations.filter(by=by).exists():
            raise RewardRefused(f"Anda sudah mencalonkan {employee.full_name} dalam putaran ini.")
        if candidate is None:
            candidate = Candidate.objects.create(
                round=round_, employee=employee, unit_id=employee.unit_id, findings=findings_now(round_, employee)
            )
        return Nomination.objects.create(candidate=candidate, relation=relation, grounds=grounds, link=link, by=by)


def vote(candidate, *, in_favour, reason, judgements, by):
    """A member of the committee says so, with his reasons; until the decision he may say otherwise.

    `judgements` is {criterion: (is it met, why)} of the criteria that the committee judges. Raises RewardRefused.
    """
    want(by, "performance.decide_reward", "Yang memberi suara adalah panitia penghargaan.")
    _not_a_candidate(candidate.round, by)
    reason = reason.strip()
    if not reason:
        raise RewardRefused("Tulis alasan suara Anda.")
    asked = {each.pk: each for each in candidate.round.criteria.filter(code=Code.JUDGED)}
    if set(judgements) != set(asked) or any(not why.strip() for _, why in judgements.values()):
        raise RewardRefused("Nilai setiap syarat panitia, masing-masing dengan alasannya.")
    with change(by=by, reason=f"Suara panitia {candidate.round}"):
        _open_for_decision(candidate)
        found, _ = Vote.objects.update_or_create(
            candidate=candidate, by=by, defaults={"in_favour": in_favour, "reason": reason, "at": timezone.now()}
        )
        found.judgements.all().delete()
        Judgement.objects.bulk_create(
            Judgement(vote=found, criterion=asked[pk], is_met=is_met, reason=why.strip())
            for pk, (is_met, why) in judgements.items()
        )
    return found


def decide(candidate, *, wins, reason, public_words="", by):
    """It is decided whether the candidate gets the reward, with the reasons and the facts of the day.

    Raises RewardRefused: too few votes, too many winners, one's own nominee alone, or not open to him at all.
    """
    want(by, "performance.settle_reward", "Penerima diputuskan oleh pimpinan daerah atau pengelola kinerja BKPSDM.")
    round_, reason, public_words = candidate.round, reason.strip(), public_words.strip()
    _not_a_candidate(round_, by)
    if not reason:
        raise RewardRefused("Tulis alasan keputusan.")
    if wins and not public_words:
        raise RewardRefused("Tulis alasan yang diumumkan bersama nama penerima.")
    nominators = set(candidate.nominations.values_list("by", flat=True))
    if nominators == {by.pk}:
        raise RewardRefused("Hanya Anda yang mencalonkannya, sehingga orang lain yang memutuskan.")
    needed = Law.on(timezone.localdate())["kinerja.penghargaan_suara"]
    with change(by=by, reason=f"Keputusan {round_}"):
        held = _open_for_decision(candidate)
        if candidate.votes.count() < needed:
            raise RewardRefused(f"Calon ini diputuskan sesudah paling sedikit {needed} anggota panitia memberi suara.")
        found = findings_now(round_, candidate.employee, candidate)
        if wins:
            _refuse_winner(held, candidate, found)
        return RewardDecision.objects.create(
            candidate=candidate, wins=wins, reason=reason, public_words=public_words if wins else "", findings=found,
            decided_at=timezone.now(), decided_by=by,
        )  # fmt: skip


def _refuse_winner(round_, candidate, found):
    if any(each["code"] == OPEN and not each["met"] for each in found):
        raise RewardRefused(
            "Penghargaan ini tidak terbuka bagi calon ini (status, jenis jabatan, atau sudah pernah menerimanya)."
        )
    won = RewardDecision.objects.filter(candidate__round=round_, wins=True).count()
    if won >= round_.winners:
        raise RewardRefused(f"Sudah ada {won} penerima, sebanyak yang diumumkan untuk putaran ini.")


def publish(round_, *, by):
    """Everybody can read who won and why; the winners' files say it, and those who named somebody are told.

    Raises RewardRefused while somebody is not decided yet.
    """
    want(by, "performance.settle_reward", "Hasil diterbitkan oleh pimpinan daerah atau pengelola kinerja BKPSDM.")
    _not_a_candidate(round_, by)
    today = timezone.localdate()
    reason = f"Penerima {round_} diterbitkan"
    with change(by=by, reason=reason):
        held = _held(round_, Status.ANNOUNCED, "Hasil putaran ini sudah terbit, atau putarannya belum diumumkan.")
        _refuse_before_the_end(held, today)
        if undecided := held.candidates.filter(decision=None).count():
            raise RewardRefused(f"Masih ada {undecided} calon yang belum diputuskan.")
        won = RewardDecision.objects.filter(candidate__round=held, wins=True)
        for decision in won.select_related("candidate__employee"):
            values = {"kind": Award.Kind.LOCAL, "title": str(round_), "awarded_on": today}
            try:
                add_record(decision.candidate.employee, "penghargaan", values, by=by, reason=reason)
            except RecordRefused as refusal:
                raise RewardRefused(f"{decision.candidate.employee.full_name}: {refusal}") from refusal
        RewardRound.objects.filter(pk=held.pk).update(status=Status.PUBLISHED, published_on=today, published_by=by)
        _tell(held)
    round_.refresh_from_db()
    return round_


def _tell(round_):
    """Winners, and whoever named a candidate."""
    candidates = list(
        round_.candidates.select_related("employee", "decision").prefetch_related("nominations__by").order_by("pk")
    )
    accounts = account_of([each.employee.nip for each in candidates if each.decision.wins])
    page, words = reverse("rewards:winners"), []
    for each in candidates:
        name, wins = each.employee.full_name, each.decision.wins
        if wins and each.employee.nip in accounts:
            words.append((accounts[each.employee.nip], f"Selamat, Anda menerima {round_}.", page))
        said = "terpilih sebagai penerima" if wins else "belum terpilih"
        words += [(one.by, f"{round_}: {name}, yang Anda calonkan, {said}.", page) for one in each.nominations.all()]
    notify_each(words, topic=TOPIC)


def _not_a_candidate(round_, by):
    if by.nip and round_.candidates.filter(employee__nip=by.nip).exists():
        raise RewardRefused("Anda sendiri calon dalam putaran ini, sehingga tidak ikut menilai atau memutuskan.")


def _held(round_, status, sentence):
    """The round's row, held until the transaction ends; refused unless it is in this state."""
    held = RewardRound.objects.select_for_update(of=("self",)).select_related("kind").get(pk=round_.pk)
    if held.status != status:
        raise RewardRefused(sentence)
    return held


def _refuse_before_the_end(round_, day):
    if day <= round_.nominations_until:
        raise RewardRefused(
            f"Pencalonan masih terbuka sampai {in_words(round_.nominations_until)}; sesudahnya calon diputuskan."
        )


def _open_for_decision(candidate):
    """The round, held, while this candidate may be voted on and decided."""
    held = _held(candidate.round, Status.ANNOUNCED, "Hasil putaran ini sudah terbit.")
    _refuse_before_the_end(held, timezone.localdate())
    if RewardDecision.objects.filter(candidate=candidate).exists():
        raise RewardRefused("Calon ini sudah diputuskan. Tidak ada yang disimpan.")
    return held

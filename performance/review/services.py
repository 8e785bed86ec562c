"""Verbs of rating: rate, sign a unit's predikat, accept, object, decide, and what becomes final."""

from datetime import timedelta

from django.db import IntegrityError
from django.db.models import F
from django.utils import timezone

from employees.models import Employee
from employees.records.ratings import RatingFact, record_ratings
from performance.models import (
    Appraisal,
    AppraisalEntry,
    Determination,
    Objection,
    PerformancePlan,
    UnitAchievement,
)
from performance.review.queries import (
    BY_NAME,
    account_of,
    achievement_for,
    plans_of,
    regents,
    unsigned,
    waiting,
    why_not_due,
    with_facts,
)
from performance.review.rules import judge_pattern, predikat_of, result_of_unit
from simpeg.audit.change import change
from simpeg.core.dates import in_words
from simpeg.law.engine import Law
from simpeg.notices.services import notify, notify_each

Status = Appraisal.Status
TOPIC = "evaluasi kinerja"
NAMES_SHOWN = 5  # of those who are not rated yet, in the sentence that says so
MEANWHILE = "Penilaian ini baru saja diubah. Tidak ada yang disimpan; lihat nilai yang sekarang, lalu nilai lagi."


class RatingRefused(Exception):
    """The rating, signature or objection cannot be taken; the message is for people."""


class RatedMeanwhile(RatingRefused):
    """Somebody else, or the same person in another window, rated since the page was opened."""

    def __init__(self):
        super().__init__(MEANWHILE)


def rate(plan, window, *, result, result_reason, behaviour, behaviour_reason, seen, by):
    """The appraisal of this plan in this span says so, and the predikat follows. Raises RatingRefused.

    `seen` is `seen_of` when the page was opened: of two at once the second is told.
    """
    today = timezone.localdate()
    law = Law.on(today)
    refuse_rating(plan, window, by=by, day=today, law=law)
    result_reason, behaviour_reason = result_reason.strip(), behaviour_reason.strip()
    if not result_reason or not behaviour_reason:
        raise RatingRefused("Tulis alasan untuk hasil kerja dan untuk perilaku kerja: pegawai membacanya.")
    _refuse_other_than_unit(plan, window, result, law)
    now = timezone.now()
    fields = {
        "appraiser_id": plan.appraiser_id,
        "result": result,
        "result_reason": result_reason,
        "behaviour": behaviour,
        "behaviour_reason": behaviour_reason,
        "predikat": predikat_of(result, behaviour, law),
        "rated_at": now,
        "rated_by": by,
    }
    with change(by=by, reason=f"Penilaian kinerja {window}"):
        present = Appraisal.objects.select_for_update().filter(plan=plan, window=window).first()
        if seen != seen_of(present):
            raise RatedMeanwhile
        if present is None:
            try:
                present = Appraisal.objects.create(plan=plan, window=window, **fields)
            except IntegrityError as refused:
                raise RatedMeanwhile from refused
        else:
            same = ("result", "behaviour", "result_reason", "behaviour_reason")
            if all(getattr(present, name) == fields[name] for name in same):
                return present
            Appraisal.objects.filter(pk=present.pk).update(changes=F("changes") + 1, **fields)
            present.refresh_from_db()
        AppraisalEntry.objects.create(
            appraisal=present, result=result, behaviour=behaviour, predikat=present.predikat, at=now, by=by
        )
    return present


def seen_of(appraisal):
    """What a page says of the appraisal it shows: none yet, or how often it was changed."""
    return "0" if appraisal is None else f"{appraisal.pk}-{appraisal.changes}-{appraisal.status}"


def refuse_rating(plan, window, *, by, day, law):
    """Raise RatingRefused where this user cannot rate this plan in this span on this day."""
    if by.nip and by.nip == plan.employee.nip:
        raise RatingRefused("Anda tidak menilai diri sendiri.")
    if not PerformancePlan.objects.appraised_by(by).filter(pk=plan.pk).exists():
        raise RatingRefused("Anda bukan pejabat penilai SKP ini, atau bukan lagi. Yang menilai tercatat pada SKP.")
    if plan.cycle_id != window.cycle_id or plan.starts_on > window.ends_on or plan.ends_on < window.starts_on:
        raise RatingRefused(f"SKP ini tidak berlaku pada {window}.")
    if not window.is_open_on(day):
        span = f"{in_words(window.opens_on)} s.d. {in_words(window.closes_on)}"
        raise RatingRefused(f"Penilaian {window} dibuka {span}. Bila perlu, minta pengelola kinerja memperpanjangnya.")
    if plan.agreed_version is None:
        raise RatingRefused("SKP ini belum disepakati. Sepakati atau tetapkan SKP-nya dahulu, lalu nilai.")
    if window.is_yearly:
        _refuse_yearly(plan, window, law)
    present = Appraisal.objects.filter(plan=plan, window=window).exclude(status=Status.RATED).first()
    if present:
        raise RatingRefused("Predikat ini sudah ditetapkan. Yang masih dapat mengubahnya hanya keputusan keberatan.")


def _refuse_yearly(plan, window, law):
    row = with_facts(PerformancePlan.objects.filter(pk=plan.pk), window).get()
    if why := why_not_due(row, window, law):
        raise RatingRefused(why)


def _refuse_other_than_unit(plan, window, result, law):
    """The head of a unit has for his results what his unit achieved."""
    if plan.heads_id is None:
        return
    achieved = UnitAchievement.objects.filter(window=window, unit=plan.heads_id).select_related("unit").first()
    if achieved and result_of_unit(achieved.achievement, law) != int(result):
        raise RatingRefused(
            f"Rating hasil kerja pimpinan mengikuti capaian {achieved.unit.name}, yaitu"
            f" {achieved.get_achievement_display()}. Sesuaikan ratingnya."
        )


def set_achievement(window, unit, achievement, *, basis, by):
    """The unit achieved this in this span, by this basis. Raises RatingRefused once its list was signed."""
    if not by.has_perm("performance.add_unitachievement"):
        raise RatingRefused("Capaian kinerja organisasi dicatat pengelola kinerja BKPSDM.")
    if not basis.strip():
        raise RatingRefused("Tulis dasarnya, misalnya nomor keputusan Bupati atau hasil reviu laporan kinerja.")
    if Determination.objects.filter(window=window, unit__path__contains=[unit.pk]).exists():
        raise RatingRefused("Predikat pegawai unit ini sudah ditetapkan menurut capaian yang tercatat.")
    with change(by=by, reason=f"Capaian kinerja {unit.name}, {window}"):
        kept, _ = UnitAchievement.objects.update_or_create(
            window=window,
            unit=unit,
            defaults={"achievement": achievement, "basis": basis.strip(), "set_by": by, "set_at": timezone.now()},
        )
    return kept


def sign(window, *, appraiser, reason, seen, by):
    """The predikat that this appraiser (None: the Bupati) gave are signed as one list, and each person is told.

    `seen` are the numbers of the five predikat on the page: the signature stands under what was seen. A deviation from
    the pattern asks for a reason, except in a small unit. Raises RatingRefused.
    """
    today = timezone.localdate()
    law = Law.on(today)
    if not window.is_yearly:
        raise RatingRefused("Yang ditandatangani adalah predikat tahunan; predikat periodik berlaku begitu dinilai.")
    if not window.is_open_on(today):
        span = f"{in_words(window.opens_on)} s.d. {in_words(window.closes_on)}"
        raise RatingRefused(f"Penetapan predikat {window} dibuka {span}.")
    with change(by=by, reason=f"Penetapan predikat kinerja {window}"):
        plans = plans_of(window, appraiser=appraiser)
        _refuse_strangers(plans, appraiser, by)
        missing = waiting(plans, window, law)
        if number := missing.count():
            first = missing.order_by(*BY_NAME)[:NAMES_SHOWN]
            names = ", ".join(plan.employee.full_name for plan in first)
            more = f", dan {number - NAMES_SHOWN} lagi" if number > NAMES_SHOWN else ""
            raise RatingRefused(f"Masih ada {number} pegawai yang belum dinilai: {names}{more}.")
        open_ones = list(unsigned(window, plans).select_for_update(of=("self",)))
        counts = counts_of(appraisal.predikat for appraisal in open_ones)
        if not open_ones:
            raise RatingRefused("Tidak ada predikat yang menunggu tanda tangan.")
        if counts != list(seen):
            raise RatedMeanwhile
        achieved = achievement_for(window, appraiser)
        if achieved is None:
            raise RatingRefused(
                "Capaian kinerja organisasi unit Anda belum ditetapkan. Mintalah kepada pengelola kinerja BKPSDM."
            )
        judged = judge_pattern(counts, achieved.achievement, law)
        if judged.asks_reason and not reason.strip():
            raise RatingRefused("Sebaran predikat menyimpang dari pola. Tulis alasannya, lalu tandatangani.")
        determination = _determine(window, appraiser, achieved, counts, judged, reason, by)
        until = today + timedelta(days=law["kinerja.keberatan_hari"])
        Appraisal.objects.filter(pk__in=[appraisal.pk for appraisal in open_ones]).update(
            status=Status.SIGNED, determination=determination, objection_until=until
        )
        _tell_signed(open_ones, until)
    return determination


def counts_of(given):
    """How many there are of each of the five predikat, Sangat Baik first."""
    counts = [0] * 5
    for predikat in given:
        counts[predikat - 1] += 1
    return counts


def _determine(window, appraiser, achieved, counts, judged, reason, by):
    try:
        return Determination.objects.create(
            window=window,
            appraiser=appraiser,
            unit=achieved.unit,
            achievement=achieved.achievement,
            counts=counts,
            deviations=list(judged.deviations),
            reason=reason.strip(),
            signed_at=timezone.now(),
            signed_by=by,
        )
    except IntegrityError as refused:
        raise RatingRefused("Penetapan ini sudah ditandatangani.") from refused


def _refuse_strangers(plans, appraiser, by):
    own = appraiser is not None and by.nip and by.nip == appraiser.nip
    regent = appraiser is None and by.has_perm("performance.appraise_for_regent")
    if not (own or regent):
        raise RatingRefused("Penetapan ini ditandatangani pejabat penilainya sendiri.")
    if not plans.exists():
        raise RatingRefused("Tidak ada pegawai yang Anda nilai pada masa ini.")


def _tell_signed(appraisals, until):
    told = Appraisal.objects.filter(pk__in=[each.pk for each in appraisals]).select_related("plan__employee")
    accounts = account_of([each.plan.employee.nip for each in told])
    words = [
        (
            accounts[each.plan.employee.nip],
            f"Predikat kinerja Anda ditetapkan: {each.get_predikat_display()}. Terima, atau ajukan keberatan paling"
            f" lambat {in_words(until)}.",
            each.get_absolute_url(),
        )
        for each in told
        if each.plan.employee.nip in accounts
    ]
    notify_each(words, topic=TOPIC)


def accept(appraisal, *, by):
    """The person accepts his predikat: it is final now and stands in his file. Raises RatingRefused."""
    _refuse_not_own(appraisal, by)
    with change(by=by, reason="Predikat kinerja diterima pegawai"):
        found = _locked(appraisal)
        if found.status != Status.SIGNED:
            raise RatingRefused("Predikat ini tidak menunggu jawaban Anda.")
        Appraisal.objects.filter(pk=found.pk).update(accepted_at=timezone.now())
    make_final([found.pk], by=by)


def file_objection(appraisal, words, *, by):
    """The person does not accept his predikat: it lies with the appraiser's superior. Raises RatingRefused."""
    _refuse_not_own(appraisal, by)
    today = timezone.localdate()
    if not words.strip():
        raise RatingRefused("Tulis keberatan Anda: apa yang tidak sesuai, dan apa buktinya.")
    with change(by=by, reason="Keberatan atas predikat kinerja diajukan"):
        found = _locked(appraisal)
        if found.status != Status.SIGNED:
            raise RatingRefused("Keberatan hanya diajukan satu kali, selama predikat belum final.")
        if today > found.objection_until:
            raise RatingRefused(f"Keberatan dapat diajukan sampai {in_words(found.objection_until)}.")
        due_on = today + timedelta(days=Law.on(today)["kinerja.keberatan_putus_hari"])
        objection = Objection.objects.create(
            appraisal=found, words=words.strip(), filed_at=timezone.now(), filed_by=by, due_on=due_on
        )
        Appraisal.objects.filter(pk=found.pk).update(status=Status.OBJECTED)
        text = f"{found.plan.employee.full_name} mengajukan keberatan atas predikatnya. Putuskan paling lambat"
        notify(
            _deciders(found.plan), text=f"{text} {in_words(due_on)}.", href=objection.get_absolute_url(), topic=TOPIC
        )
    return objection


def decide(objection, *, result, behaviour, reason, by):
    """What the appraiser's superior finds is the predikat; both stay on file. Raises RatingRefused."""
    if not Objection.objects.decidable_by(by).filter(pk=objection.pk).exists():
        raise RatingRefused("Keberatan ini diputuskan atasan pejabat penilai, dan hanya satu kali.")
    if not reason.strip():
        raise RatingRefused("Tulis alasan keputusan Anda: pegawai dan pejabat penilainya membacanya.")
    predikat = predikat_of(result, behaviour, Law.on(timezone.localdate()))
    with change(by=by, reason="Keberatan atas predikat kinerja diputuskan"):
        decided = Objection.objects.filter(pk=objection.pk, decided_at=None).update(
            result=result,
            behaviour=behaviour,
            predikat=predikat,
            reason=reason.strip(),
            decided_at=timezone.now(),
            decided_by=by,
        )
        if not decided:
            raise RatingRefused("Keberatan ini baru saja diputuskan. Tidak ada yang disimpan.")
        objection.refresh_from_db()
        make_final([objection.appraisal_id], by=by)
        plan = objection.appraisal.plan
        text = f"Keberatan atas predikat {plan.employee.full_name} diputuskan: {objection.get_predikat_display()}."
        told = [objection.filed_by, objection.appraisal.rated_by]
        notify(told, text=text, href=objection.get_absolute_url(), topic=TOPIC)
    return objection


def end_waiting(*, day, by, at_once=500):
    """Predikat to which nobody objected in time are final. Returns how many; in portions, so that it can go on."""
    done = 0
    while True:
        waiting = Appraisal.objects.filter(status=Status.SIGNED, objection_until__lt=day).order_by("pk")
        ids = list(waiting.values_list("pk", flat=True)[:at_once])
        if not ids:
            return done
        make_final(ids, by=by)
        done += len(ids)


def make_final(ids, *, by):
    """These appraisals end with what was found last, and the files of their people say so."""
    now = timezone.now()
    with change(by=by, reason="Predikat kinerja final"):
        rows = list(
            Appraisal.objects.select_for_update(of=("self",))
            .filter(pk__in=ids)
            .exclude(status__in=[Status.RATED, Status.FINAL])
            .select_related("plan", "window__cycle", "appraiser", "objection", "determination")
        )
        for row in rows:
            objection = getattr(row, "objection", None)
            row.final_predikat = objection.predikat if objection and objection.predikat else row.predikat
            row.status, row.final_at = Status.FINAL, now
        Appraisal.objects.bulk_update(rows, ["final_predikat", "status", "final_at"])
        record_ratings((_fact(row) for row in rows), by=by, reason="Predikat kinerja final dicatat pada berkas")
    return len(rows)


def _fact(row):
    return RatingFact(
        employee_id=row.plan.employee_id,
        year=row.window.cycle.year,
        rating=row.final_predikat,
        decree=f"PPK/{row.window.cycle.year}/{row.determination_id}",
        decree_on=timezone.localdate(row.determination.signed_at),
        decree_by=row.appraiser.full_name[:150] if row.appraiser else "Bupati",
    )


def _locked(appraisal):
    return Appraisal.objects.select_for_update(of=("self",)).select_related("plan__employee").get(pk=appraisal.pk)


def _refuse_not_own(appraisal, by):
    if not by.nip or by.nip != appraisal.plan.employee.nip:
        raise RatingRefused("Hanya pegawai itu sendiri yang menerima predikatnya atau mengajukan keberatan.")


def _deciders(plan):
    if plan.regent_decides:
        return regents()
    nips = Employee.objects.filter(pk=plan.second_appraiser_id).values_list("nip", flat=True)
    return account_of(list(nips)).values()

"""Verbs of credit points: determine for one, for everybody of a year, and withdraw."""

import hashlib
import json
from decimal import Decimal

from django.db import IntegrityError
from django.utils import timezone

from employees.letters import numbers
from employees.letters.refusal import LetterRefused
from employees.models import Employee, LetterKind
from employees.permissions import is_own
from employees.records.credits import CreditFact, CreditsMoved, record_credits, withdraw_credit
from performance.credits.document import said, template_on
from performance.credits.queries import account_of, accounts, higher_diplomas, waiting_for
from performance.credits.rules import diploma_points
from performance.models import Conversion, CreditDetermination
from simpeg.audit.change import change
from simpeg.core.dates import in_words
from simpeg.law.engine import Law, LawGap
from simpeg.law.models import Tier

NOTHING_NEW = (
    "Tidak ada bulan kinerja yang belum dihitung pada jenjang ini: predikatnya belum final, atau PAK sebelumnya "
    "dianggap sudah menghitungnya."
)
OWN = "Angka kredit Anda sendiri ditetapkan dan dibatalkan pengelola kinerja yang lain."
AT_ONCE = 200  # people whose determinations are kept together; a job that is cut off goes on behind them
REASON_MOST = CreditDetermination._meta.get_field("withdrawn_reason").max_length


class CreditRefused(Exception):
    """The determination cannot be made or withdrawn; the message is for people."""


class Moved(CreditRefused):
    """What the page showed is not what would be determined now."""

    def __init__(self):
        super().__init__("Data pegawai ini berubah sejak halaman dibuka. Tidak ada yang disimpan; periksa lagi.")


def seen_of(account):
    """What a page shows of an account, as a short fingerprint: what is signed is what was seen."""
    lines = [[str(line.starts_on), str(line.ends_on), str(line.points)] for line in account.lines]
    shown = [str(account.previous.points), account.tier, lines]
    return hashlib.sha256(json.dumps(shown).encode()).hexdigest()[:16]


def determine(employee, *, day, signer, seen, by, tier="", with_periodic=False, counted_from=None, diploma=None):
    """The credit points of this person are determined, and his file says so. Raises CreditRefused."""
    _refuse_stranger(by)
    if is_own(by, employee):
        raise CreditRefused(OWN)
    _refuse_day(day, signer)
    how = {"day": day, "tier": tier, "with_periodic": with_periodic, "counted_from": counted_from}
    try:
        with change(by=by, reason=f"Penetapan angka kredit per {in_words(day)}"):
            _lock([employee.pk])
            account = account_of(employee, **how)
            if account is None:
                raise CreditRefused("Pegawai ini tidak memegang jabatan fungsional yang berjenjang.")
            if account.refusal:
                raise CreditRefused(account.refusal)
            if seen != seen_of(account):
                raise Moved
            if diploma is not None and diploma.pk not in {row.pk for row in higher_diplomas(account, day)}:
                raise CreditRefused("Ijazah itu tidak lebih tinggi, atau sudah dihitung dalam jenjang ini.")
            if not account.lines and diploma is None:
                raise CreditRefused(NOTHING_NEW)
            (made,) = _write([account], diplomas={employee.pk: diploma}, day=day, signer=signer, by=by)
    except LawGap as gap:
        raise CreditRefused(str(gap)) from gap
    except LetterRefused as refusal:
        raise CreditRefused(str(refusal)) from refusal
    return made


def determine_year(*, year, day, signer, by, tell=None):
    """Everybody's final predikat of the year are determined, AT_ONCE in one transaction each.

    Returns (made, [(employee, why not)]). Whoever was determined is not found again: a run that was cut off goes on.
    """
    _refuse_stranger(by)
    _refuse_day(day, signer)
    if day.year <= year:
        raise CreditRefused(f"Kinerja {year} ditetapkan sesudah tahunnya berakhir. Pilih tanggal pada {year + 1}.")
    waiting = list(waiting_for(year).order_by("plan__employee").values_list("plan__employee", flat=True).distinct())
    made, refused = 0, []
    for start in range(0, len(waiting), AT_ONCE):
        portion = waiting[start : start + AT_ONCE]
        try:
            with change(by=by, reason=f"Penetapan angka kredit {year} per {in_words(day)}"):
                _lock(portion)
                sound = []
                for account in accounts(portion, day=day):
                    why_not = OWN if is_own(by, account.employee) else account.refusal
                    if account.lines and not why_not:
                        sound.append(account)
                    else:
                        refused.append((account.employee, why_not or NOTHING_NEW))
                made += len(_write(sound, diplomas={}, day=day, signer=signer, by=by))
        except LawGap as gap:
            raise CreditRefused(str(gap)) from gap
        except LetterRefused as refusal:
            raise CreditRefused(str(refusal)) from refusal
        if tell:
            tell(start + len(portion), len(waiting), f"Menetapkan angka kredit {year}")
    return made, refused


def withdraw(determination, *, by, reason):
    """The determination no longer stands, nor what it left in the file; it stays readable. Raises CreditRefused."""
    if not by.has_perm("performance.withdraw_creditdetermination"):
        raise CreditRefused("Penetapan angka kredit dibatalkan pengelola kinerja BKPSDM.")
    if is_own(by, determination.employee):
        raise CreditRefused(OWN)
    reason = " ".join(reason.split())
    if not reason or len(reason) > REASON_MOST:
        raise CreditRefused(f"Alasan 1 sampai {REASON_MOST} huruf. Tulis mengapa penetapan ini dibatalkan.")
    with change(by=by, reason=f"Penetapan angka kredit dibatalkan: {reason}"):
        _lock([determination.employee_id])
        later = (
            CreditDetermination.objects.standing()
            .filter(
                employee=determination.employee_id,
                tier=determination.tier,
                determined_on__gt=determination.determined_on,
            )
            .first()
        )
        if later:
            raise CreditRefused(f"PAK {later.number} sesudahnya memakai angka ini. Batalkan PAK itu dahulu.")
        withdrawn = CreditDetermination.objects.filter(pk=determination.pk, withdrawn_at=None).update(
            withdrawn_at=timezone.now(), withdrawn_by=by, withdrawn_reason=reason
        )
        if not withdrawn:
            raise CreditRefused("Penetapan ini sudah dibatalkan orang lain. Muat ulang halaman ini.")
        Conversion.objects.filter(determination=determination).update(is_standing=False)
        try:
            withdraw_credit(_fact(determination), by=by, reason=f"PAK {determination.number} dibatalkan: {reason}")
        except CreditsMoved as moved:
            raise CreditRefused(
                "Angka kredit pada berkas pegawai sudah diperbaiki sesudah penetapan ini. Cabut catatan itu dahulu, "
                "lalu batalkan penetapannya."
            ) from moved
    determination.refresh_from_db()
    return determination


def _write(found, *, diplomas, day, signer, by):
    """The determinations of these accounts with their numbers, their conversions, and the facts in the files."""
    if not found:
        return []
    law = Law.on(day)
    version, _ = template_on(day)
    pattern, first = numbers.reserve(LetterKind.CREDIT, day, len(found))
    rows = []
    for place, account in enumerate(found):
        number = numbers.number_text(pattern, first + place, day)
        rows.append(_determination(account, diplomas.get(account.employee.pk), number, day, signer, version, law, by))
    try:
        made = CreditDetermination.objects.bulk_create(rows)
        Conversion.objects.bulk_create(
            Conversion(
                determination=row,
                employee_id=row.employee_id,
                appraisal_id=line.appraisal_id,
                plan_id=line.plan_id,
                starts_on=line.starts_on,
                ends_on=line.ends_on,
                months=line.months,
                tier=line.tier,
                predikat=line.predikat,
                percent=line.percent,
                coefficient=line.coefficient,
                points=line.points,
                basis=line.basis,
            )
            for row, account in zip(made, found, strict=True)
            for line in account.lines
        )
        record_credits(map(_fact, made), by=by, reason=f"Penetapan angka kredit per {in_words(day)}")
    except IntegrityError as refused:
        raise CreditRefused(_clash(refused)) from refused
    return made


def _determination(account, diploma, number, day, signer, version, law, by):
    words = diploma.name if diploma else ""
    extra = diploma_points(account.grade_points, law) if diploma else Decimal(0)
    total = account.total + extra
    return CreditDetermination(
        employee=account.employee,
        tier=account.tier,
        functional_name=account.state.functional_name,
        position_title=account.state.position_title,
        unit=account.state.unit,
        grade=account.employee.grade,
        determined_on=day,
        year=day.year,
        number=number,
        counted_from=account.previous.counted_from,
        previous=account.previous.points,
        previous_on=account.previous.on,
        previous_words=account.previous.words,
        added=account.added,
        diploma_words=words,
        diploma_points=extra,
        total=total,
        grade_need=account.need.grade_need,
        tier_need=account.need.tier_need,
        signer=signer,
        template=version,
        fields=said(
            account, number=number, day=day, signer=signer, diploma_words=words, diploma_points=extra, total=total,
            law=law,
        ),
        made_by=by,
    )  # fmt: skip


def _fact(determination):
    return CreditFact(
        employee_id=determination.employee_id,
        tier=Tier(determination.tier).value,
        determined_on=determination.determined_on,
        points=determination.total,
        decree=determination.number,
        decree_by=determination.signer.title,
    )


def _lock(ids):
    """Whoever determines for one of these people at the same moment waits here, and then sees what was done."""
    list(Employee.objects.select_for_update(of=("self",)).filter(pk__in=ids).order_by("pk").values_list("pk"))


def _refuse_stranger(by):
    if not by.has_perm("performance.add_creditdetermination"):
        raise CreditRefused("Angka kredit ditetapkan pengelola kinerja BKPSDM.")


def _refuse_day(day, signer):
    if day > timezone.localdate():
        raise CreditRefused("Tanggal penetapan belum tiba. Pilih hari ini atau sebelumnya.")
    if not (signer.since <= day and (signer.until is None or day <= signer.until)):
        raise CreditRefused(f"{signer.name} tidak menandatangani pada {in_words(day)}. Pilih yang lain.")


def _clash(refused):
    constraint = getattr(getattr(refused.__cause__, "diag", None), "constraint_name", "")
    if constraint == "determination_number_once":
        return "Nomor PAK itu sudah dipakai. Naikkan nomor terakhir pada penomoran surat, lalu ulangi."
    if constraint in ("one_credit_record_a_day", "one_determination_a_day"):
        return "Pegawai ini sudah mempunyai penetapan bertanggal itu. Pilih tanggal lain."
    if constraint == "a_month_is_converted_once":
        return "Bulan itu sudah dikonversi dalam penetapan lain. Muat ulang halaman ini."
    raise refused

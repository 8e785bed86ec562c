"""Verbs of a case. Every move goes through one door, `move`: it happens once, or whoever came second is told."""

from django.db import IntegrityError
from django.utils import timezone

from employees.due_cases import rules
from employees.due_cases.facts import FactMissing, fact_of
from employees.due_lists.lists import LISTS, judged_on
from employees.models import DueCase, DueCaseStep, DueSubject, Verdict
from employees.permissions import is_own
from employees.records.services import RecordRefused, add_record
from simpeg.accounts.models import User
from simpeg.audit.change import change
from simpeg.core.dates import in_words
from simpeg.law.engine import Law
from simpeg.law.models import PromotionPeriod
from simpeg.notices.services import notify

Status = DueCase.Status
OWN = "Usul untuk diri sendiri diolah oleh pejabat lain."
ELSEWHERE = "Dokumen yang belum ada di sini diperiksa pada arsip (DMS) SIASN"


class CaseRefused(Exception):
    """The case cannot do this; the message is for people."""


class MovedMeanwhile(CaseRefused):
    """Somebody else moved the case since its page was opened."""

    def __init__(self, sentence="Usul ini baru saja diubah pengguna lain. Tidak ada yang disimpan; periksa lagi."):
        super().__init__(sentence)


def day_of(verdict):
    """The day on which the right of an MS row takes effect: of a step or a retirement its own, else the list's."""
    own = (DueSubject.INCREMENT, DueSubject.RETIREMENT)
    return verdict.earliest if verdict.list.subject in own else verdict.list.day


def open_case(verdict, *, by, reason=""):
    """The case that an MS row of a list begins, if the file of today still says so. Raises CaseRefused."""
    _refuse_window(verdict.list, timezone.localdate())
    return _open(verdict, met_on(verdict.list.subject, verdict.list.day, nip=verdict.nip), by, reason)


def open_cases(kept, verdicts, *, by, tell):
    """A case for each of these MS rows that has none; (how many were opened, [(verdict, why not)]).

    Each is opened for itself, so that a run that was stopped goes on where it was.
    """
    _refuse_window(kept, timezone.localdate())
    met = met_on(kept.subject, kept.day)
    begun = DueCase.objects.standing().filter(subject=kept.subject).values("employee", "day")
    begun = set(begun.values_list("employee_id", "day"))
    wanted = verdicts.filter(verdict=Verdict.MEETS).select_related("employee", "list").order_by("nip", "kind")
    total, opened, refused = wanted.count(), 0, []
    for number, verdict in enumerate(wanted.iterator(chunk_size=500), start=1):
        if (verdict.employee_id, day_of(verdict)) not in begun:
            try:
                _open(verdict, met, by, "")
            except CaseRefused as refusal:
                refused.append((verdict, str(refusal)))
            else:
                opened += 1
        if number % 20 == 0 or number == total:
            tell(number, total, f"{number} dari {total} pegawai")
    return opened, refused


def set_window(period, *, opens_on, closes_on, by, reason):
    """Promotions of this period are proposed from one day to the other, as BKN's letter says. Raises CaseRefused."""
    if not by.has_perm("employees.handle_duecase"):
        raise CaseRefused("Masa usul diatur oleh pengelola hak kepegawaian BKPSDM.")
    if opens_on > closes_on:
        raise CaseRefused("Hari tutup tidak boleh sebelum hari buka.")
    if not reason.strip():
        raise CaseRefused("Tulis dasarnya, misalnya nomor surat BKN.")
    with change(by=by, reason=f"Masa usul periode {in_words(period.day)}: {reason.strip()}"):
        PromotionPeriod.objects.filter(pk=period.pk).update(opens_on=opens_on, closes_on=closes_on)


def move(case, to, *, by, seen, code="", words="", elsewhere=False, approval="", approval_on=None):
    """The case in its next state, with its step and notices. Raises CaseRefused.

    `seen` is `case.seen` when the page was opened. `elsewhere` says that documents not on file were looked at in
    SIASN's archive.
    """
    step = _allowed(case, to, by, seen)
    law = Law.on(timezone.localdate())
    known = rules.reasons(law, step.reasons) if step.reasons else {}
    if step.reasons and code not in known:
        raise CaseRefused("Pilih salah satu alasan dari daftar.")
    fields = {"code": code}
    if to == Status.VERIFIED:
        words = _looked_at(case, words, elsewhere)
    if to == Status.SENT:
        _refuse_window(case.verdict.list, law.day)
    if to == Status.APPROVED:
        if not approval.strip() or approval_on is None:
            raise CaseRefused("Isi nomor dan tanggal pertimbangan teknis (pertek).")
        fields |= {"approval": approval.strip(), "approval_on": approval_on}
    with change(by=by, reason=f"Usul #{case.pk} {step.done}"):
        _step(case, step, by, code, known.get(code, ""), words, fields)
    return case


def decree(case, *, decree, decree_on, decree_by, by, seen):
    """The right is granted: its fact is in the file, and with it pay and every day that follows, in one transaction.

    Raises CaseRefused; then nothing was stored.
    """
    step = _allowed(case, Status.DECREED, by, seen)
    if not decree.strip() or decree_on is None or not decree_by.strip():
        raise CaseRefused("Isi nomor, tanggal, dan pejabat penanda tangan SK.")
    named = {"decree": decree.strip(), "decree_on": decree_on, "decree_by": decree_by.strip()}
    for name, value in named.items():
        setattr(case, name, value)
    said = f"Usul #{case.pk} {step.done} {decree.strip()}"
    try:
        with change(by=by, reason=said):
            if _unmoved(case).select_for_update().first() is None:
                raise MovedMeanwhile
            key, values = fact_of(case)
            record = add_record(case.employee, key, values, by=by, reason=said)
            _step(case, step, by, "", "", f"SK {decree.strip()}", named | {"code": "", "record_id": record.pk})
    except (FactMissing, RecordRefused) as refused:
        raise CaseRefused(str(refused)) from refused
    return case


def grant(verdict, *, number, day, signed_by, by, met=None):
    """The right of an MS row, by the letter that tells of it: the case ends with that letter, opened if there is none.

    `met` spares judging everybody's file again (`met_on`). Raises CaseRefused.
    """
    same = DueCase.objects.standing().filter(
        employee=verdict.employee, subject=verdict.list.subject, day=day_of(verdict)
    )
    case = same.select_related("employee", "verdict__list", "verdict__grade", "verdict__target").first()
    if case is None:
        kept = verdict.list
        case = _open(verdict, met_on(kept.subject, kept.day, nip=verdict.nip) if met is None else met, by, "")
    if case.status != Status.DECREED:
        decree(case, decree=number, decree_on=day, decree_by=signed_by, by=by, seen=case.seen)
    return case


def met_on(subject, day, **narrow):
    """{(nip, kind): row} of whoever meets the rules of a list by the file of today."""
    with judged_on(subject, day, **narrow) as rows:
        return {(row["nip"], row["kind"]): row for row in rows if row["verdict"] == Verdict.MEETS}


def missing_documents(case):
    """The names of the documents that it asks for and the file does not hold."""
    return list(case.requirements.filter(document=None).values_list("name", flat=True))


def _open(verdict, met, by, reason):
    subject = verdict.list.subject
    if not by.has_perm("employees.handle_duecase"):
        raise CaseRefused("Usul dibuka oleh pengelola hak kepegawaian BKPSDM.")
    if by.nip and by.nip == verdict.nip:
        raise CaseRefused(OWN)
    if verdict.verdict != Verdict.MEETS:
        raise CaseRefused("Usul hanya dibuka dari hasil yang memenuhi syarat (MS).")
    now, day = met.get((verdict.nip, verdict.kind)), day_of(verdict)
    if now is None:
        raise CaseRefused("Menurut data hari ini pegawai ini tidak lagi memenuhi syarat. Jalankan daftar baru.")
    if subject in (DueSubject.INCREMENT, DueSubject.RETIREMENT) and now["earliest"] != day:
        raise CaseRefused(f"Menurut data hari ini TMT-nya {in_words(now['earliest'])}. Jalankan daftar baru.")
    case = DueCase(
        subject=subject,
        kind=verdict.kind,
        employee=verdict.employee,
        day=day,
        verdict=verdict,
        unit_id=verdict.unit_id,
        moved_at=timezone.now(),
        opened_by=by,
    )
    try:
        with change(by=by, reason=f"Usul {LISTS[subject].words.name} {in_words(day)} dibuka"):
            case.save()
            DueCaseStep.objects.create(case=case, at=case.moved_at, by=by, to_status=Status.OPENED, words=reason)
    except IntegrityError as twin:
        raise CaseRefused("Usul untuk hak dan TMT ini sudah ada.") from twin
    return case


def _refuse_window(kept, today):
    """Promotions are proposed while the window of their period is open; other rights have none."""
    if kept.subject != DueSubject.PROMOTION:
        return
    period = PromotionPeriod.objects.filter(day=kept.day).first()
    if period is None:
        raise CaseRefused(f"{in_words(kept.day)} bukan periode kenaikan pangkat.")
    if today < period.opens_on:
        raise CaseRefused(f"Usul periode {in_words(kept.day)} baru dibuka {in_words(period.opens_on)}.")
    if today > period.closes_on:
        raise CaseRefused(
            f"Usul periode {in_words(kept.day)} sudah ditutup {in_words(period.closes_on)}. Bila BKN memperpanjang,"
            " ubah batasnya pada data periode."
        )


def _allowed(case, to, by, seen):
    """The step of the table that leads there, if this user may take it now."""
    step = rules.MOVES[case.subject].get((case.status, to))
    if is_own(by, case.employee):
        raise CaseRefused(OWN)
    if not DueCase.objects.handled_by(by).filter(pk=case.pk).exists():
        raise CaseRefused("Usul ini diolah oleh pengelola hak kepegawaian BKPSDM.")
    if step is None or seen != case.seen:
        raise MovedMeanwhile
    return step


def _looked_at(case, words, elsewhere):
    missing = missing_documents(case)
    if missing and not elsewhere:
        raise CaseRefused(
            f"Belum ada pindaian: {', '.join(missing)}. Lengkapi dokumennya, atau nyatakan bahwa dokumen itu sudah "
            "diperiksa pada arsip SIASN."
        )
    return f"{ELSEWHERE}: {', '.join(missing)}. {words}".strip() if missing else words


def _unmoved(case):
    return DueCase.objects.filter(pk=case.pk, status=case.status, moved_at=case.moved_at)


def _step(case, step, by, code, code_words, words, fields):
    now = timezone.now()
    if not _unmoved(case).update(status=step.to, moved_at=now, **fields):
        raise MovedMeanwhile
    DueCaseStep.objects.create(
        case=case,
        at=now,
        by=by,
        from_status=step.start,
        to_status=step.to,
        code=code,
        code_words=code_words,
        words=words.strip()[:1000],
    )
    case.status, case.moved_at = step.to, now
    for name, value in fields.items():
        setattr(case, name, value)
    if step.to in (Status.DECREED, Status.REFUSED):
        _tell(case, step)


def _tell(case, step):
    name = LISTS[case.subject].words.name
    text = f"Usul {name} Anda, TMT {in_words(case.day)}, {step.done}."
    person = User.objects.filter(nip=case.employee.nip, is_active=True)
    notify(person, text=text, href=case.get_absolute_url(), topic="hak kepegawaian Anda")

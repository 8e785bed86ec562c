"""Verbs of a proposal. Every move goes through one door, `_move`: it happens once, or whoever came second is told."""

from django.db import IntegrityError
from django.db.models import Q
from django.utils import timezone

from employees.documents.services import DocumentRefused, keep_document, move_document
from employees.models import Document, Employee, Proposal, ProposalStep
from employees.models.proposal import DISCIPLINE
from employees.permissions import is_own, may_record
from employees.proposals import rules
from employees.proposals.queries import checkers_of, deciders_of
from employees.proposals.scope import TITLES, fields_of, may_be_proposed, needs_proof, right_for
from employees.proposals.values import ValueGone, as_python, fingerprint, kept_values, model_of, typed_values
from employees.records import services as records
from employees.records.kinds import PERSONAL
from employees.records.services import ChangedMeanwhile, RecordRefused
from simpeg.audit.change import change
from simpeg.core.workdays import workdays_between
from simpeg.law.engine import Law
from simpeg.notices.services import notify

Status, Action = Proposal.Status, Proposal.Action
TOPIC = "usulan perbaikan data"
NO_OFFICER = "Unit kerja ini belum mempunyai pengelola kepegawaian yang dapat memeriksanya."
OWN_OFFICER = "Pengusul sendiri pengelola kepegawaian unit kerjanya."
NO_PROOF = "Lampirkan pindaian dokumen yang membuktikannya (PDF, JPEG, atau PNG), lalu kirim."
TWIN = "Catatan ini sudah punya usulan yang sedang diproses. Tunggu jawabannya, atau tarik dahulu usulan itu."
SANCTION_IS_BKPSDM = "Hukuman disiplin hanya dibaca BKPSDM."


class ProposalRefused(Exception):
    """The proposal cannot do this now; the message is for people."""


class ProofRefused(ProposalRefused):
    """The scan is none, or lies there already; the message says what and why."""


class MovedMeanwhile(ProposalRefused):
    """Somebody else moved the proposal, or changed the file, since its page was opened."""

    def __init__(
        self, sentence="Usulan atau data pada berkas baru saja berubah. Tidak ada yang disimpan; periksa lagi."
    ):
        super().__init__(sentence)


def target_of(proposal):
    """The row that the proposal speaks of; None for an addition, and for a record that is gone."""
    if proposal.kind == PERSONAL:
        return Employee.objects.filter(pk=proposal.employee_id).first()
    if proposal.record_id is None:
        return None
    rows = model_of(proposal.kind)._default_manager.filter(employee=proposal.employee_id)
    return rows.filter(pk=proposal.record_id).first()


def seen_of(proposal, target):
    """What a page shows of a proposal and of the row it speaks of; a decision says which it saw."""
    return fingerprint(str(proposal.pk), proposal.status, proposal.moved_at.isoformat(), _said(proposal, target))


def has_changed_since(proposal, target):
    """Whether the file no longer says what the employee saw when he wrote the proposal."""
    if proposal.action == Action.ADD:
        return False
    return target is None or kept_values(target, proposal.old_values) != proposal.old_values


def propose(employee, kind, action, values, *, by, reason, record=None):
    """A draft of the wish that the file say `values`. Raises ProposalRefused or RecordRefused."""
    if not is_own(by, employee):
        raise ProposalRefused("Usulan hanya ditulis untuk berkas sendiri.")
    if not may_be_proposed(kind, action):
        raise ProposalRefused(f"{TITLES.get(kind, 'Data ini')} tidak dapat diusulkan dengan cara ini.")
    record = employee if kind == PERSONAL else record
    if (record is None) != (action == Action.ADD) or (record is not None and _owner(record) != employee.pk):
        raise ProposalRefused("Catatan itu tidak ada pada berkas Anda.")
    proposal = Proposal(
        employee=employee,
        kind=kind,
        action=action,
        record_id=None if kind == PERSONAL or record is None else record.pk,
        moved_at=timezone.now(),
        proposed_by=by,
    )
    _fill(proposal, values, reason, record)
    with change(by=by, reason="Usulan perbaikan data ditulis"):
        proposal.save()
    return proposal


def rewrite(proposal, values, *, by, reason):
    """The draft, or what was returned, with other values, compared with the file of today."""
    _refuse_others(proposal, by)
    if not proposal.is_editable:
        raise MovedMeanwhile("Usulan ini sudah dikirim dan tidak dapat diubah. Tarik dahulu bila keliru.")
    target = target_of(proposal)
    if target is None and proposal.action != Action.ADD:
        raise ProposalRefused("Catatan yang diusulkan sudah tidak ada pada berkas. Tarik usulan ini.")
    _fill(proposal, values, reason, target)
    fields = {name: getattr(proposal, name) for name in ("old_values", "new_values", "words")}
    with change(by=by, reason=f"Usulan #{proposal.pk} diubah pengusul"):
        if not _unmoved(proposal).update(**fields):
            raise MovedMeanwhile
    return proposal


def attach(proposal, upload, *, by):
    """The scan comes with the draft, or with what was returned. Raises ProofRefused where it is none."""
    _refuse_others(proposal, by)
    if not proposal.is_editable:
        raise MovedMeanwhile("Usulan ini sudah dikirim; buktinya tidak dapat ditambah lagi.")
    title = f"Bukti usulan {proposal.pk}: {TITLES[proposal.kind].lower()}"
    try:
        return keep_document(
            proposal.employee,
            upload,
            kind=Document.Kind.PROPOSAL,
            record_id=proposal.pk,
            title=title,
            by=by,
            reason=f"Usulan #{proposal.pk}: bukti dilampirkan",
        )
    except DocumentRefused as refused:
        raise ProofRefused(str(refused)) from refused


def proofs_of(proposal):
    """The scans that came with it, oldest first: with the proposal, and after its approval with what it changed."""
    own = Q(kind=Document.Kind.PROPOSAL, record_id=proposal.pk)
    return Document.objects.standing().filter(own, employee=proposal.employee_id).order_by("pk")


def send(proposal, *, by, reason=""):
    """The proposal lies with the OPD officers or, where none of them can check it, with BKPSDM."""
    _refuse_others(proposal, by)
    target = target_of(proposal)
    if has_changed_since(proposal, target):
        raise ProposalRefused("Berkas sudah berubah sejak usulan ini ditulis. Ubah usulan ini, periksa, lalu kirim.")
    if needs_proof(proposal) and not proofs_of(proposal).exists():
        raise ProposalRefused(NO_PROOF)
    if target is not None and proposal.kind != PERSONAL and _open_twin(proposal):
        raise ProposalRefused(TWIN)
    checkers = list(checkers_of(proposal.employee))
    straight = _why_straight(proposal, by, checkers)
    to = Status.CHECKED if straight else Status.SUBMITTED
    now = timezone.now()
    fields = {"straight": straight, "checked_by": None, "sent_at": proposal.sent_at or now}
    told = deciders_of(proposal.employee) if straight else checkers
    try:
        return _move(proposal, to, by=by, words=reason, tell=told, **fields)
    except IntegrityError as refused:  # two tabs at the same moment: one_open_proposal_a_record
        raise ProposalRefused(TWIN) from refused


def withdraw(proposal, *, by, reason=""):
    """The employee no longer wishes it; what was waited for ends."""
    _refuse_others(proposal, by)
    return _move(proposal, Status.WITHDRAWN, by=by, words=reason)


def check(proposal, *, by, reason="", seen):
    """The OPD officer finds it in order: it lies with BKPSDM."""
    _refuse_stale(proposal, by, seen)
    told = deciders_of(proposal.employee, but=by.pk)
    return _move(proposal, Status.CHECKED, by=by, words=reason, tell=told, checked_by=by)


def give_back(proposal, code, *, by, reason="", seen):
    """It lies with the employee again, with a reason that he can mend."""
    _refuse_stale(proposal, by, seen)
    return _move(proposal, Status.RETURNED, by=by, code=code, words=reason)


def refuse(proposal, code, *, by, reason="", seen):
    """It ends here, with a reason."""
    _refuse_stale(proposal, by, seen)
    whose = "checked_by" if proposal.status == Status.SUBMITTED else "decided_by"
    return _move(proposal, Status.REFUSED, by=by, code=code, words=reason, **{whose: by})


def approve(proposal, *, by, reason="", seen):
    """The file says what was proposed, in the same transaction. Raises RecordRefused where the file cannot.

    `seen` is `seen_of` when the decider looked: whatever the file says otherwise since then stops the decision.
    """
    with change(by=by, reason=f"Usulan #{proposal.pk} disetujui"):
        employee = Employee.objects.select_for_update(of=("self",)).get(pk=proposal.employee_id)
        _refuse_stale(proposal, by, seen)
        if not may_record(by, employee, proposal.kind, right_for(proposal.action)):
            raise ProposalRefused("Peran Anda tidak mengubah jenis data ini. Serahkan kepada pengelola data BKPSDM.")
        _move(proposal, Status.APPROVED, by=by, words=reason, decided_by=by)
        record = _apply(proposal, employee, by)
        if proposal.action == Action.ADD:
            Proposal.objects.filter(pk=proposal.pk).update(result_id=record.pk)
            proposal.result_id = record.pk
        _hand_over_proofs(proposal, by)
    return proposal


def _hand_over_proofs(proposal, by):
    """From now on the scans prove what they changed. One that lies there already stays with the proposal."""
    if proposal.action == Action.WITHDRAW:
        return
    record_id = proposal.result_id if proposal.action == Action.ADD else proposal.record_id
    for document in proofs_of(proposal):
        try:
            move_document(
                document,
                kind=proposal.kind,
                record_id=record_id,
                by=by,
                reason=f"Usulan #{proposal.pk} disetujui: bukti dipindahkan",
            )
        except DocumentRefused:
            continue


def _apply(proposal, employee, by):
    said = {"by": by, "reason": f"usulan #{proposal.pk} disetujui"}
    try:
        values = as_python(proposal.kind, proposal.new_values)
    except ValueGone as gone:
        raise RecordRefused({"": [str(gone)]}) from gone
    if proposal.action == Action.ADD:
        return records.add_record(employee, proposal.kind, values, **said)
    target = target_of(proposal)
    if target is None:
        raise ChangedMeanwhile("Catatan yang diusulkan sudah dicabut dari berkas. Kembalikan atau tolak usulan ini.")
    seen = records.version_of(target)
    if proposal.kind == PERSONAL:
        return records.correct_employee(target, values, seen=seen, **said)
    if proposal.action == Action.WITHDRAW:
        return records.withdraw_record(target, seen=seen, **said)
    return records.correct_record(target, values, seen=seen, **said)


def _fill(proposal, values, reason, target):
    """Old and new of what differs. Raises RecordRefused where the file could never say so."""
    names = fields_of(proposal.kind)
    typed = typed_values(values, names)
    old = kept_values(target, names) if target is not None else {}
    if proposal.action == Action.WITHDRAW:
        new = {}
    elif proposal.action == Action.ADD:
        new = {name: value for name, value in typed.items() if value not in (None, "")}
    else:
        new = {name: value for name, value in typed.items() if value != old[name]}
    if not reason.strip():
        raise RecordRefused({"reason": ["Tulis alasan Anda: apa yang keliru, dan dari mana Anda mengetahuinya."]})
    if proposal.action != Action.WITHDRAW:
        if not new:
            raise RecordRefused({"": ["Belum ada yang berbeda dari berkas. Ubah isian yang keliru, lalu simpan."]})
        record = None if proposal.kind == PERSONAL else target
        records.doubts(proposal.employee, proposal.kind, as_python(proposal.kind, new), record)
    if proposal.kind == PERSONAL:
        old = {name: old[name] for name in new}
    proposal.old_values, proposal.new_values, proposal.words = old, new, reason.strip()


def _move(proposal, to, *, by, code="", words="", tell=(), **fields):
    """The one door: only from the state and the moment that were seen, only along MOVES, with its step and notices."""
    start, today = proposal.status, timezone.localdate()
    moves = rules.MOVES_OF_EMPLOYEE if is_own(by, proposal.employee) else rules.MOVES
    move = moves.get((start, to))
    if move is None:
        raise MovedMeanwhile("Langkah ini tidak dapat diambil: usulan ini sudah tidak pada tahap itu.")
    if not _unmoved(proposal).exists():
        raise MovedMeanwhile
    if not _may(move, proposal, by):
        raise ProposalRefused("Usulan ini tidak menunggu tindakan Anda.")
    law = Law.on(today)
    known = rules.reasons(law, move.reasons) if move.reasons else {}
    if move.reasons and code not in known:
        raise ProposalRefused("Pilih salah satu alasan dari daftar.")
    step = ProposalStep(
        proposal=proposal,
        at=timezone.now(),
        by=by,
        from_status=start,
        to_status=to,
        code=code,
        code_words=known.get(code, ""),
        words=words.strip(),
        due_on=proposal.due_on,
        working_days=max(0, workdays_between(timezone.localdate(proposal.moved_at), today)),
    )
    fields |= {"status": to, "moved_at": step.at, "due_on": rules.due_on(to, law)}
    with change(by=by, reason=f"Usulan #{proposal.pk} {move.done}"):
        if not _unmoved(proposal).update(**fields):
            raise MovedMeanwhile
        step.save(force_insert=True)
        for name, value in fields.items():
            setattr(proposal, name, value)
        _tell(proposal, move, step, tell)
    return proposal


def _unmoved(proposal):
    return Proposal.objects.filter(pk=proposal.pk, status=proposal.status, moved_at=proposal.moved_at)


def _may(move, proposal, by):
    one = Proposal.objects.filter(pk=proposal.pk)
    if move.actor == rules.EMPLOYEE:
        return by.is_active
    return (one.checkable_by(by) if move.actor == rules.CHECKER else one.decidable_by(by)).exists()


def _tell(proposal, move, step, others):
    """Whoever acts next, and the employee where somebody else moved it."""
    href, what = proposal.get_absolute_url(), TITLES[proposal.kind].lower()
    others = [user for user in others if user.pk != step.by_id]
    if others:
        text = f"Usulan #{proposal.pk} ({what}) dari {proposal.employee.full_name} menunggu Anda."
        notify(others, text=text, href=href, topic=TOPIC)
    if move.actor != rules.EMPLOYEE:
        why = f" {step.code_words}" if step.code_words else ""
        text = f"Usulan Anda #{proposal.pk} ({what}) {move.done}.{why}"
        notify([proposal.proposed_by], text=text, href=href, topic=TOPIC)


def _why_straight(proposal, by, checkers):
    """Why no OPD officer checks it; empty where one does."""
    if proposal.kind == DISCIPLINE:
        return SANCTION_IS_BKPSDM
    unit = proposal.employee.state.unit
    if by.has_perm("employees.check_proposal") and unit and by.mandates.filter(unit__in=unit.path).exists():
        return OWN_OFFICER
    return "" if checkers else NO_OFFICER


def _open_twin(proposal):
    open_ones = Proposal.objects.filter(kind=proposal.kind, record_id=proposal.record_id, status__in=Proposal.WAITING)
    return open_ones.exclude(pk=proposal.pk).exists()


def _refuse_others(proposal, by):
    if not is_own(by, proposal.employee):
        raise ProposalRefused("Usulan hanya diubah, dikirim, dan ditarik oleh pegawai itu sendiri.")


def _refuse_stale(proposal, by, seen):
    if is_own(by, proposal.employee):
        raise ProposalRefused("Usulan sendiri tidak diperiksa atau diputuskan sendiri.")
    if seen != seen_of(proposal, target_of(proposal)):
        raise MovedMeanwhile


def _said(proposal, target):
    """What the file says now about the fields of the proposal; for a record the whole of it."""
    if target is None:
        return ""
    return kept_values(target, proposal.old_values) if proposal.kind == PERSONAL else records.version_of(target)


def _owner(record):
    return record.pk if isinstance(record, Employee) else record.employee_id

from functools import partial

from django.contrib import messages
from django.db import transaction
from django.db.models import Count, Q
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from employees import tasks
from employees.documents.files import all_or_nothing
from employees.dossier.queries import files_of, history_of
from employees.dossier.sections import sections
from employees.models import Document, Proposal
from employees.models.proposal import DISCIPLINE
from employees.permissions import is_own, sees_nik
from employees.proposals import forms, rules, services
from employees.proposals.comparison import lines_of
from employees.proposals.filters import ProposalFilter
from employees.proposals.scope import GROUPS, TITLES, may_be_proposed, needs_proof
from employees.proposals.together import NotEqual, answer_together, equal_cases
from employees.proposals.values import ValueGone, model_of
from employees.records.kinds import KINDS, PERSONAL
from employees.records.services import RecordRefused
from simpeg.audit.reading import note_read
from simpeg.law.engine import Law
from simpeg.scans.scan import LARGEST
from simpeg.web.access import any_permission_required
from simpeg.web.paging import keyset_page
from simpeg.web.replica import reads_only
from simpeg.web.requests import takes_files

READ_OR_WRITE = ["GET", "HEAD", "POST"]
Action = Proposal.Action
ACTIONS = {"tambah": Action.ADD, "perbaiki": Action.CORRECT, "hapus": Action.WITHDRAW}
QUEUES = {"saya": "Menunggu Anda", "proses": "Sedang diproses", "selesai": "Selesai"}


@require_safe
def own(request):
    """The proposals about one's own file, those that wait first on the screen of whoever reads them."""
    employee = _own_file(request.user)
    page = keyset_page(Proposal.objects.own_of(request.user), ["-moved_at", "-id"], request.GET.get("halaman"))
    return render(request, "employees/proposals/own.html", {"employee": employee, "page": page, "rows": _rows(page)})


@require_safe
def choose(request):
    """What in one's own file shall be otherwise."""
    employee = _own_file(request.user)
    history = history_of(employee, with_sanctions=True, with_family=True)
    tables = [table for table in sections(history, day=timezone.localdate()) if table.anchor in KINDS]
    kinds = [(table, may_be_proposed(table.anchor, Action.ADD)) for table in tables]
    return render(request, "employees/proposals/choose.html", {"employee": employee, "kinds": kinds})


@takes_files(LARGEST)
@require_http_methods(READ_OR_WRITE)
def new(request, kind, action, pk=None):
    """A new proposal about one's own file: sent, or kept as a draft."""
    employee, action = _own_file(request.user), ACTIONS.get(action)
    if (
        action is None
        or not may_be_proposed(kind, action)
        or (pk is None) != (action == Action.ADD or kind == PERSONAL)
    ):
        raise Http404("Data ini tidak dapat diusulkan dengan cara ini.")
    record = None
    if pk is not None:
        record = get_object_or_404(model_of(kind)._default_manager.filter(employee=employee), pk=pk)
        record.employee = employee
    form = None if action == Action.WITHDRAW else forms.wish_form(employee, kind, _typed(request), record)
    why = forms.WhyWishForm(_typed(request))

    def keep():
        values, said = form.values if form else {}, {"by": request.user, "reason": why.cleaned_data["reason"]}
        return services.propose(_own_file(request.user), kind, action, values, record=record, **said)

    return _written(request, employee, kind, action, form, why, keep, record)


@takes_files(LARGEST)
@require_http_methods(READ_OR_WRITE)
def edit(request, pk):
    """The draft, or what came back, written again."""
    proposal = _own_proposal(request, pk)
    employee, record = proposal.employee, None
    if not proposal.is_editable:
        messages.warning(request, "Usulan ini sudah dikirim. Tarik dahulu bila keliru.")
        return redirect(proposal)
    if proposal.record_id is not None:
        record = services.target_of(proposal)
        if record is None:
            messages.warning(request, "Catatan itu sudah tidak ada pada berkas Anda. Tarik usulan ini.")
            return redirect(proposal)
    form = None
    if proposal.action != Action.WITHDRAW:
        try:
            form = forms.wish_form(employee, proposal.kind, _typed(request), record, proposal.new_values)
        except ValueGone:
            form = forms.wish_form(employee, proposal.kind, _typed(request), record)
    why = forms.WhyWishForm(_typed(request), initial={"reason": proposal.words})

    def keep():
        values = form.values if form else {}
        return services.rewrite(_own_proposal(request, pk), values, by=request.user, reason=why.cleaned_data["reason"])

    return _written(request, employee, proposal.kind, proposal.action, form, why, keep, record, proposal)


@require_POST
def send(request, pk):
    """It leaves the employee's hands."""
    proposal = _own_proposal(request, pk)
    _sent(request, proposal)
    return redirect(proposal)


@require_POST
def withdraw(request, pk):
    proposal = _own_proposal(request, pk)
    try:
        services.withdraw(proposal, by=request.user)
        messages.success(request, f"Usulan #{proposal.pk} ditarik. Tidak ada yang berubah pada berkas Anda.")
    except services.ProposalRefused as refusal:
        messages.error(request, str(refusal))
    return redirect(proposal)


@require_http_methods(READ_OR_WRITE)
def detail(request, pk):
    """Old and new side by side, the steps, and for whoever it waits for: the answer."""
    proposal = _seen_proposal(request, pk)
    user, one = request.user, Proposal.objects.filter(pk=proposal.pk)
    decides = one.decidable_by(user).exists()
    target = services.target_of(proposal)
    form = None
    if decides or one.checkable_by(user).exists():
        law = Law.on(timezone.localdate())
        known = {"mendable": rules.reasons(law, rules.MENDABLE), "final": rules.reasons(law, rules.FINAL)}
        seen = services.seen_of(proposal, target)
        form = forms.AnswerForm(_typed(request), decides=decides, seen=seen, **known)
    status = 200
    if request.method == "POST":
        if form is None:
            messages.warning(request, "Usulan ini tidak menunggu tindakan Anda. Tidak ada yang disimpan.")
            return redirect(proposal)
        if form.is_valid() and _answered(request, proposal, form):
            return redirect("proposals:queue")
        status, proposal = 422, _seen_proposal(request, pk)
        target = services.target_of(proposal)
        form.data = form.data.copy()
        form.data["seen"] = services.seen_of(proposal, target)
    if not is_own(user, proposal.employee):
        note_read(by=user, employees=[proposal.employee_id], what=f"Membuka usulan #{proposal.pk}")
    context = _shown(request, proposal, target) | {"form": form, "decides": decides}
    return render(request, "employees/proposals/detail.html", context, status=status)


@require_safe
@any_permission_required("employees.check_proposal", "employees.decide_proposal", "employees.view_proposal")
@reads_only
def queue(request):
    """What waits for this officer, the earliest promise on top; what is on its way; what has ended."""
    user = request.user
    seen = Proposal.objects.visible_to(user).exclude(pk__in=Proposal.objects.own_of(user).order_by().values("pk"))
    found = {
        "saya": Proposal.objects.waiting_for(user),
        "proses": seen.filter(status__in=Proposal.WAITING),
        "selesai": seen.filter(status__in=Proposal.CLOSED),
    }
    chosen = request.GET.get("daftar") if request.GET.get("daftar") in QUEUES else "saya"
    today = timezone.localdate()
    late = Count("pk", filter=Q(status__in=Proposal.WAITING, due_on__lt=today))
    waiting = found["saya"].aggregate(number=Count("pk"), late=late)
    counts = {name: waiting["number"] if name == "saya" else rows.count() for name, rows in found.items()}
    sieve = ProposalFilter(request.GET, queryset=found[chosen], user=user)
    order = ["-moved_at", "-id"] if chosen == "selesai" else ["due_on", "id"]
    page = keyset_page(sieve.qs.select_related("employee__state__unit"), order, request.GET.get("halaman"))
    context = {
        "page": page,
        "rows": _rows(page),
        "filter": sieve,
        "filtered": any(request.GET.get(name) for name in sieve.filters),
        "chosen": chosen,
        "may_answer": chosen == "saya" and len(page) > 1,
        "tabs": [(name, label, counts[name]) for name, label in QUEUES.items()],
        "late": waiting["late"],
    }
    return render(request, "employees/proposals/queue.html", context)


@require_POST
@any_permission_required("employees.check_proposal", "employees.decide_proposal")
def together(request):
    """Equal proposals as one list to look through; then, with the second press, all of them answered."""
    ids = [int(text) for text in request.POST.getlist("pilih") if text.isascii() and text.isdigit() and len(text) < 19]
    try:
        chosen = equal_cases(request.user, ids)
    except NotEqual as refusal:
        messages.error(request, str(refusal))
        return redirect("proposals:queue")
    if "yakin" not in request.POST:
        return render(request, "employees/proposals/together.html", _looked_through(request, chosen))
    seen = {proposal.pk: request.POST.get(f"dilihat-{proposal.pk}", "") for proposal in chosen}
    done, refused = answer_together(chosen, by=request.user, seen=seen)
    if done:
        messages.success(request, f"{done} usulan dijawab.")
    for proposal, why in refused:
        messages.warning(request, f"Usulan #{proposal.pk} ({proposal.employee.full_name}) belum: {why}")
    return redirect("proposals:queue")


def _looked_through(request, chosen):
    note_read(
        by=request.user, employees=[each.employee_id for each in chosen], what="Meninjau usulan perbaikan bersama-sama"
    )
    rows = []
    for proposal in chosen:
        target = services.target_of(proposal)
        lines = lines_of(proposal, None, whole_nik=sees_nik(request.user))
        changed = services.has_changed_since(proposal, target)
        proofs = list(services.proofs_of(proposal).filter(pk__in=Document.objects.visible_to(request.user)))
        seen = services.seen_of(proposal, target)
        rows.append({"proposal": proposal, "lines": lines, "changed": changed, "proofs": proofs, "seen": seen})
    return {
        "rows": rows,
        "title": TITLES[chosen[0].kind],
        "decides": chosen[0].status == Proposal.Status.CHECKED,
        "adds": chosen[0].action == Action.ADD,
    }


def _written(request, employee, kind, action, form, why, keep, record=None, proposal=None):
    """The form of a wish: shown, refused with its sentences, or kept and, where that button was pressed, sent."""
    failed = False
    proof = forms.ProofForm(_typed(request), request.FILES or None)
    if request.method == "POST":
        valid = [each.is_valid() for each in (form, why, proof) if each is not None]
        try:
            if all(valid):
                with all_or_nothing():
                    kept = keep()
                    for upload in proof.cleaned_data["files"]:
                        document = services.attach(kept, upload, by=request.user)
                        transaction.on_commit(partial(tasks.ask_to_draw, document))
                if "draft" in request.POST:
                    messages.success(request, "Draf tersimpan. Belum dikirim: hanya Anda yang melihatnya.")
                else:
                    _sent(request, kept)
                return redirect(kept)
        except RecordRefused as refusal:
            for name, sentences in refusal.errors.items():
                at = form if form is not None and name in form.fields else why
                for sentence in sentences:
                    at.add_error(name if name in at.fields else None, sentence)
        except services.ProofRefused as refusal:
            proof.add_error("files", str(refusal))
        except services.ProposalRefused as refusal:
            why.add_error(None, str(refusal))
        failed = True
    grouped = GROUPS.items() if kind == PERSONAL else ()
    context = {
        "employee": employee,
        "form": form,
        "why": why,
        "proof": proof,
        "proofs": list(services.proofs_of(proposal)) if proposal else [],
        "forms": [each for each in (form, why, proof) if each is not None],
        "fieldsets": [(title, [form[name] for name in names]) for title, names in grouped],
        "failed": failed,
        "title": f"Usulkan {Action(action).label.lower()}: {TITLES[kind].lower()}",
        "note": KINDS[kind].note if kind in KINDS else "",
        "record": record,
        "proposal": proposal,
        "is_discipline": kind == DISCIPLINE,
    }
    return render(request, "employees/proposals/form.html", context, status=422 if failed else 200)


def _sent(request, proposal):
    try:
        services.send(proposal, by=request.user)
    except services.ProposalRefused as refusal:
        messages.error(request, f"Belum terkirim, tersimpan sebagai draf. {refusal}")
        return
    where = "BKPSDM" if proposal.straight else "pengelola kepegawaian perangkat daerah Anda"
    messages.success(request, f"Usulan #{proposal.pk} terkirim kepada {where}.")


def _answered(request, proposal, form):
    """Whether the answer was stored; if not, the form says why."""
    said = form.cleaned_data
    common = {"by": request.user, "reason": said["words"], "seen": said["seen"]}
    try:
        match said["answer"]:
            case forms.CHECK:
                services.check(proposal, **common)
                done = "diteruskan ke BKPSDM"
            case forms.APPROVE:
                services.approve(proposal, **common)
                done = "disetujui; berkas pegawai sudah berubah"
            case forms.RETURN:
                services.give_back(proposal, said["code"], **common)
                done = "dikembalikan kepada pegawai"
            case _:
                services.refuse(proposal, said["code"], **common)
                done = "ditolak"
    except services.ProposalRefused as refusal:
        form.add_error(None, str(refusal))
        return False
    except RecordRefused as refusal:
        form.add_error(None, f"Berkas menolak isian ini: {refusal}")
        return False
    messages.success(request, f"Usulan #{proposal.pk} {done}.")
    return True


def _shown(request, proposal, target):
    today = timezone.localdate()
    whole_nik = is_own(request.user, proposal.employee) or sees_nik(request.user)
    changed = proposal.is_waiting and services.has_changed_since(proposal, target)
    lines = lines_of(proposal, target if changed else None, whole_nik=whole_nik)
    return {
        "proposal": proposal,
        "employee": proposal.employee,
        "title": TITLES[proposal.kind],
        "lines": lines,
        "changed": changed,
        "gone": changed and target is None,
        "adds": proposal.action == Action.ADD,
        "steps": list(proposal.steps.select_related("by")),
        "proofs": list(services.proofs_of(proposal).filter(pk__in=Document.objects.visible_to(request.user))),
        "unproved": proposal.is_editable and needs_proof(proposal),
        "days": rules.days_left(proposal, today),
        "is_own": is_own(request.user, proposal.employee),
        "bar": _bar(proposal),
    }


def _bar(proposal):
    """The stations on the way, each with its state in words."""
    Status = Proposal.Status
    stations = [("Dikirim", None), ("Perangkat daerah", Status.SUBMITTED), ("BKPSDM", Status.CHECKED)]
    if proposal.straight:
        del stations[1]
    order = {Status.DRAFT: 0, Status.RETURNED: 0, Status.SUBMITTED: 1, Status.CHECKED: len(stations) - 1}
    at = order.get(proposal.status, len(stations))
    rows = [
        {"label": label, "state": "selesai" if number < at else "sekarang" if number == at else "nanti"}
        for number, (label, _) in enumerate(stations)
    ]
    ended = proposal.status in Proposal.CLOSED
    label = proposal.get_status_display() if ended else "Selesai"
    return [*rows, {"label": label, "state": "sekarang" if ended else "nanti"}]


def _rows(page):
    today = timezone.localdate()
    return [(proposal, TITLES[proposal.kind], rules.days_left(proposal, today)) for proposal in page]


def _own_file(user):
    employee = files_of(user).filter(nip=user.nip or "").first()
    if employee is None:
        raise Http404("Akun Anda belum terhubung dengan berkas pegawai; NIP akun dan NIP berkas harus sama.")
    return employee


def _seen_proposal(request, pk):
    rows = Proposal.objects.visible_to(request.user)
    return get_object_or_404(rows.select_related("employee__state__unit", "proposed_by"), pk=pk)


def _own_proposal(request, pk):
    proposal = _seen_proposal(request, pk)
    if not is_own(request.user, proposal.employee):
        raise Http404("Usulan ini bukan usulan Anda.")
    return proposal


def _typed(request):
    return request.POST if request.method == "POST" else None

"""Reading plans: one's own, one's people's, and one plan with everything that happened to it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Exists, OuterRef, Q
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from performance.cycle.rules import due_on
from performance.models import YEARLY, Appraisal, Cycle, PerformancePlan, WorkResult
from performance.plans import forms, queries, rules, services
from performance.plans.doing import why_no_report
from performance.plans.writing import PlanRefused
from simpeg.audit.reading import note_read
from simpeg.law.engine import Law
from simpeg.web.files import kept_file
from simpeg.web.paging import keyset_page

LISTS = {"putusan": "Menunggu Anda", "pegawai": "Pada pegawai", "disepakati": "Disepakati", "semua": "Semua"}
IN_LIST = {
    "putusan": Q(status=rules.SUBMITTED),
    "pegawai": Q(status__in=[rules.DRAFT, rules.RETURNED]),
    "disepakati": Q(status=rules.AGREED),
    "semua": Q(),
}
DONE = {
    rules.SUBMITTED: "SKP diajukan. Pejabat penilai diberi tahu.",
    rules.RETURNED: "SKP dikembalikan. Pegawai diberi tahu.",
    rules.AGREED: "SKP disepakati. Pegawai diberi tahu, dan isinya tetap sampai ada versi baru.",
}
TAKEN_BACK = "SKP ditarik kembali menjadi draf. Pejabat penilai diberi tahu. Perbaiki, lalu ajukan lagi."
REOPENED = "Versi baru dibuka. Versi yang disepakati tetap berlaku sampai versi baru disepakati."


@require_safe
def own(request):
    """One's own plans, the newest first, each with what to do next."""
    user, law = request.user, Law.on(timezone.localdate())
    plans = PerformancePlan.objects.own_of(user).select_related("cycle", "unit", "appraiser", "employee")
    signed = Appraisal.objects.closing().filter(plan=OuterRef("pk"))
    written = WorkResult.objects.filter(version__plan=OuterRef("pk"))
    plans = plans.annotate(is_written=Exists(written), is_signed=Exists(signed))
    page = keyset_page(plans, ["-starts_on", "-pk"], request.GET.get("halaman"))
    context = {
        "page": page,
        "rows": [(plan, _next_step(plan), _due(plan, law)) for plan in page],
        "cycle": Cycle.objects.visible_to(user).present(law.day),
        "rates": PerformancePlan.objects.appraised_by(user).exists(),
    }
    return render(request, "performance/plans/own.html", context)


@require_safe
def people(request):
    """The plans of those whom this user rates: which wait for him, which lie with the people."""
    user, law = request.user, Law.on(timezone.localdate())
    cycles = list(Cycle.objects.visible_to(user)[:6])
    year = request.GET.get("tahun", "")
    rated = PerformancePlan.objects.appraised_by(user)
    cycle = next((each for each in cycles if str(each.year) == year), None) or _where_they_wait(cycles, rated, law.day)
    plans = rated.filter(cycle=cycle) if cycle else PerformancePlan.objects.none()
    numbers = plans.aggregate(**{name: Count("pk", filter=condition) for name, condition in IN_LIST.items()})
    chosen = request.GET.get("daftar")
    if chosen not in LISTS:
        chosen = "putusan" if numbers["putusan"] else "semua"
    rows = plans.filter(IN_LIST[chosen]).select_related("cycle", "unit", "employee__state", "grade")
    page = keyset_page(rows, ["employee__state__sort_name", "pk"], request.GET.get("halaman"))
    note_read(by=user, employees=[plan.employee_id for plan in page], what="Membuka daftar SKP pegawai yang dinilai")
    context = {
        "cycle": cycle,
        "cycles": cycles,
        "page": page,
        "rows": [(plan, _due(plan, law)) for plan in page],
        "tabs": [(name, label, numbers[name]) for name, label in LISTS.items()],
        "chosen": chosen,
        "number": numbers["semua"],
    }
    return render(request, "performance/plans/people.html", context)


@require_safe
def detail(request, pk):
    """One plan: what it promises, what was reached, what was said, and what the reader can do."""
    return _detail(request, get_object_or_404(queries.seen_plans(request.user), pk=pk))


@require_POST
def submit(request, pk):
    return _step(request, pk, rules.SUBMITTED)


@require_POST
def take_back(request, pk):
    return _step(request, pk, rules.DRAFT, start=rules.SUBMITTED, done=TAKEN_BACK)


@require_POST
def give_back(request, pk):
    return _step(request, pk, rules.RETURNED)


@require_POST
def agree(request, pk):
    return _step(request, pk, rules.AGREED)


@require_POST
def reopen(request, pk):
    return _step(request, pk, rules.DRAFT, start=rules.AGREED, form_class=forms.ReopenForm, done=REOPENED)


@require_safe
def evidence(request, pk):
    """The file of a proof: a picture to be shown, a PDF to be kept."""
    proof = get_object_or_404(queries.proofs_of(request.user).exclude(file=""), pk=pk)
    employee = proof.progress.plan.employee
    if employee.nip != request.user.nip:
        note_read(by=request.user, employees=[employee.pk], what="Membuka bukti dukung SKP")
    inline = proof.is_picture and "unduh" not in request.GET
    return kept_file(proof.file.name, media_type=proof.media_type, file_name=proof.file_name, inline=inline)


def _step(request, pk, to, *, start=None, form_class=forms.MoveForm, done=None):
    plan = get_object_or_404(queries.seen_plans(request.user), pk=pk)
    if queries.role_of(plan, request.user) is None:
        raise PermissionDenied("Langkah ini hanya diambil pegawai itu sendiri atau pejabat penilainya.")
    form = form_class(request.POST)
    if form.is_valid():
        try:
            services.move_to(plan, to, start=start, **form.cleaned_data, by=request.user)
        except services.PlanIncomplete as incomplete:
            form.add_error(None, services.LACKING)
            for lack in incomplete.lacks:
                form.add_error(None, lack.words)
        except PlanRefused as refusal:
            form.add_error(refusal.field, str(refusal))
        else:
            messages.success(request, done or DONE[to])
            return redirect(plan)
    plan = get_object_or_404(queries.seen_plans(request.user), pk=pk)
    return _detail(request, plan, form=form, to=to, status=422)


def _detail(request, plan, *, form=None, to=None, status=200):
    user, employee = request.user, plan.employee
    law, own_law = Law.on(timezone.localdate()), rules.law_of(plan)
    role = queries.role_of(plan, user)
    if role != rules.EMPLOYEE:
        note_read(by=user, employees=[employee.pk], what=f"Membuka SKP {plan.cycle.year}")
    versions, version = _versions(request, plan, user, role)
    lines, gone = queries.lines_of(plan, version)
    in_writing = version.number == plan.version and plan.status != rules.AGREED
    results = [line.result for line in lines]
    expected = dict(version.expectations.values_list("behaviour", "words"))
    appraisals = Appraisal.objects.visible_to(user).filter(plan=plan).select_related("window__cycle", "appraiser")
    appraisals = list(appraisals.order_by("window__ends_on", "-window__number"))
    signed = any(each.window.number == YEARLY and each.status != Appraisal.Status.RATED for each in appraisals)
    steps = list(plan.steps.select_related("by"))
    sent = in_writing and plan.status == rules.SUBMITTED
    context = {
        "plan": plan,
        "employee": employee,
        "own": role == rules.EMPLOYEE,
        "appraises": role == rules.APPRAISER,
        "versions": versions,
        "version": version,
        "in_writing": in_writing,
        "in_force": version.number == plan.agreed_version,
        "may_write": in_writing and rules.may_write(role, plan.status),
        "may_submit": in_writing and (plan.status, rules.SUBMITTED) in rules.MOVES and role == rules.EMPLOYEE,
        "may_agree": in_writing and (plan.status, rules.AGREED) in rules.MOVES and role == rules.APPRAISER,
        "may_take_back": sent and role == rules.EMPLOYEE,
        "may_give_back": sent and role == rules.APPRAISER,
        "may_reopen": bool(role) and plan.status == rules.AGREED and law.day <= plan.ends_on and not signed,
        "may_copy": in_writing and not lines and rules.may_write(role, plan.status),
        "may_make_template": bool(plan.agreed_version) and user.has_perm("performance.change_performanceplan"),
        "may_report": role == rules.EMPLOYEE and not signed and not why_no_report(plan, law.day),
        "asks_aspects": rules.asks_aspects(plan),
        "may_choose_model": in_writing and rules.may_write(role, plan.status) and plan.agreed_version is None
        and plan.form == PerformancePlan.Form.STAFF,
        "models": PerformancePlan.Model.choices,
        "groups": [(label, [line for line in lines if line.result.kind == kind]) for kind, label in GROUPS],
        "number": len(lines),
        "supported": any(line.supports for line in lines),
        "reported": [(line.result.line, line.result.words, line.progress) for line in lines if line.progress]
        + [(row.line, "hasil kerja versi lain", [row]) for row in gone],
        "behaviours": [
            (row["nama"], expected.get(row["kode"], ""), row["panduan"]) for row in own_law["kinerja.perilaku"]
        ],
        "expected": len(expected),
        "attachments": [(label, getattr(version, name)) for name, label in ATTACHMENTS],
        "lacks": rules.shortcomings(plan, results, own_law) if in_writing and role else [],
        "seen": queries.seen_of(plan, version) if role and version.number == plan.version else "",
        "feedback": queries.feedback_of(plan, user),
        "may_say": role == rules.APPRAISER and not signed,
        "appraisals": appraisals,
        "steps": [(step, _done(step)) for step in steps],
        "returned": _returned(plan, steps),
        "changes": plan.appraiser_changes.select_related("before", "after", "by"),
        "due": _due(plan, law),
        "stations": _stations(plan),
        "form": form,
        "to": to,
    }  # fmt: skip
    return render(request, "performance/plans/detail.html", context, status=status)


GROUPS = [("UTAMA", "Utama"), ("TAMBAHAN", "Tambahan")]
ATTACHMENTS = [
    ("resources", "Dukungan sumber daya"),
    ("accountability", "Skema pertanggungjawaban"),
    ("consequences", "Konsekuensi"),
]


def _versions(request, plan, user, role):
    """The versions that this reader may see, the newest first, and the one he asked for.

    What is only being written is for the two who write it and for whoever answers for all.
    """
    versions = list(plan.versions.select_related("agreed_by").order_by("-number"))
    if role is None and not user.has_perm("performance.view_all_appraisals") and plan.status == rules.DRAFT:
        versions = [each for each in versions if each.agreed_at] or versions
    asked = request.GET.get("versi", "")
    return versions, next((each for each in versions if str(each.number) == asked), versions[0])


def _where_they_wait(cycles, plans, day):
    """The year in which plans wait to be agreed, else the present one; None without any."""
    waits = plans.filter(status=rules.SUBMITTED).order_by("cycle__year").values_list("cycle", flat=True).first()
    present = next((each for each in cycles if each.year <= day.year), cycles[0] if cycles else None)
    return next((each for each in cycles if each.pk == waits), present)


def _next_step(plan):
    """What the person himself does next: a sentence for the list of his plans."""
    if plan.is_signed:
        return "Predikat tahunannya sudah ditetapkan. Lihat penilaiannya pada SKP ini."
    if plan.status == rules.AGREED:
        return "Tulis realisasi dan lampirkan buktinya sepanjang tahun."
    if plan.status == rules.SUBMITTED:
        return "Menunggu persetujuan pejabat penilai. Selama itu masih dapat Anda tarik kembali."
    if plan.status == rules.RETURNED:
        return "Perbaiki menurut catatan penilai, lalu ajukan kembali."
    if plan.agreed_version is not None:
        return "Selesaikan perubahan, lalu ajukan. Versi yang disepakati tetap berlaku."
    if not plan.is_written:
        return "Tulis hasil kerja Anda, atau isi dari SKP sebelumnya atau contoh jabatan."
    return "Lengkapi, lalu ajukan kepada pejabat penilai."


def _returned(plan, steps):
    """The step whose words the person mends now; they hold on when he sent the plan and took it back."""
    if plan.status not in PerformancePlan.WRITABLE:
        return None
    back = (step for step in reversed(steps) if step.to_status == rules.RETURNED and step.version == plan.version)
    return next(back, None)


def _done(step):
    """What a step did, as the history says it."""
    move = rules.MOVES.get((step.from_status, step.to_status))
    return move.done if move else step.get_to_status_display()


def _due(plan, law):
    """(the day by which it is agreed, whether that passed without); None once it was agreed."""
    if plan.agreed_version is not None:
        return None
    by = due_on(plan, law)
    return by, by < law.day


def _stations(plan):
    """(label, state) of each station of the way."""
    order = [rules.DRAFT, rules.SUBMITTED, rules.AGREED]
    here = order.index(plan.status) if plan.status in order else 0
    labels = ["Dikembalikan" if plan.status == rules.RETURNED else "Draf", "Diajukan", "Disepakati"]
    states = ["selesai" if place < here else "sekarang" if place == here else "nanti" for place in range(3)]
    if plan.status == rules.AGREED:
        states[2] = "selesai"
    return list(zip(labels, states, strict=True))

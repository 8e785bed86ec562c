"""Pages on which a plan is written, by its employee or its appraiser, while it is not agreed."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from performance.models import PlanTemplate
from performance.plans import copying, forms, queries, rules, writing
from performance.plans.contents import facts_of
from performance.plans.writing import PlanRefused
from simpeg.audit.reading import note_read

READ_OR_WRITE = ["GET", "HEAD", "POST"]


@require_http_methods(READ_OR_WRITE)
def result(request, pk, line=None):
    """A result with its indicators, a new one or one that the plan has."""
    plan, version = _writable(request, pk)
    if plan is None:
        return redirect("plans:detail", pk)
    found = _result(version, line) if line is not None else None
    before = facts_of(found) if found else None
    form = forms.ResultForm(_typed(request), plan=plan, leader_results=queries.leader_results(plan), before=before)
    if request.method == "POST" and form.is_valid():
        seen = form.cleaned_data["seen"]

        def keep():
            if found is None:
                return writing.add_result(plan, form.facts, seen=seen, by=request.user)
            return writing.change_result(plan, line, form.facts, seen=seen, by=request.user)

        if _kept(form, keep):
            messages.success(request, "Hasil kerja tersimpan.")
            again = request.POST.get("lagi") == "1"
            return redirect("plans:add-result", pk) if again else redirect(f"{plan.get_absolute_url()}#hasil")
    seen = form.data.get("seen")
    if not seen or getattr(form, "overtaken", False):
        # Whoever was overtaken sees why, keeps what he typed, and decides again about what there is now.
        now = _result(version, line) if found else None
        seen = writing.seen_of_result(now) if now else f"{writing.NEW}-{writing.next_line(plan)}"
    context = {"plan": plan, "form": form, "result": found, "seen": seen}
    return _page(request, "result", context, form)


@require_POST
def remove_result(request, pk, line):
    plan, version = _writable(request, pk)
    if plan is None:
        return redirect("plans:detail", pk)
    try:
        writing.remove_result(plan, line, seen=request.POST.get("seen", ""), by=request.user)
        messages.success(request, f"Hasil kerja {line} dihapus dari SKP.")
    except PlanRefused as refusal:
        messages.error(request, str(refusal))
    return redirect(f"{plan.get_absolute_url()}#hasil")


@require_http_methods(READ_OR_WRITE)
def weights(request, pk):
    """All weights on one page: none, or 100 together."""
    plan, version = _writable(request, pk)
    if plan is None:
        return redirect("plans:detail", pk)
    results = list(version.results.order_by("line"))
    form = forms.WeightsForm(_typed(request), results=results)
    if request.method == "POST" and form.is_valid() and _kept(
        form, lambda: writing.set_weights(plan, form.weights, by=request.user)
    ):  # fmt: skip
        messages.success(request, "Bobot tersimpan.")
        return redirect(f"{plan.get_absolute_url()}#hasil")
    return _page(request, "weights", {"plan": plan, "form": form}, form)


@require_http_methods(READ_OR_WRITE)
def expectations(request, pk):
    """What the leader expects in the seven behaviours, beside the official guidance."""
    plan, version = _writable(request, pk)
    if plan is None:
        return redirect("plans:detail", pk)
    if queries.role_of(plan, request.user) != rules.APPRAISER:
        raise PermissionDenied("Ekspektasi perilaku ditulis pejabat penilai.")
    behaviours = rules.law_of(plan)["kinerja.perilaku"]
    before = dict(version.expectations.values_list("behaviour", "words"))
    form = forms.ExpectationForm(_typed(request), behaviours=behaviours, before=before)
    if request.method == "POST" and form.is_valid() and _kept(
        form, lambda: writing.expect(plan, form.cleaned_data, by=request.user)
    ):  # fmt: skip
        messages.success(request, "Ekspektasi perilaku tersimpan.")
        return redirect(f"{plan.get_absolute_url()}#perilaku")
    return _page(request, "expectations", {"plan": plan, "form": form}, form)


@require_http_methods(READ_OR_WRITE)
def attachments(request, pk):
    """The three attachments of the plan."""
    plan, version = _writable(request, pk)
    if plan is None:
        return redirect("plans:detail", pk)
    initial = {name: getattr(version, name) for name in writing.ATTACHMENTS}
    form = forms.AttachmentForm(_typed(request), initial=initial)
    if request.method == "POST" and form.is_valid() and _kept(
        form, lambda: writing.attach(plan, form.cleaned_data, by=request.user)
    ):  # fmt: skip
        messages.success(request, "Lampiran tersimpan.")
        return redirect(f"{plan.get_absolute_url()}#lampiran")
    return _page(request, "attachments", {"plan": plan, "form": form}, form)


@require_POST
def model(request, pk):
    """The quantitative or the qualitative model, as long as nothing was agreed."""
    plan, _ = _writable(request, pk)
    if plan is None:
        return redirect("plans:detail", pk)
    form = forms.ModelForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Pilih salah satu model SKP.")
        return redirect(plan)
    chosen = form.cleaned_data["model"]
    try:
        asked = writing.set_model(plan, chosen, by=request.user)
    except PlanRefused as refusal:
        messages.error(request, str(refusal))
        return redirect(plan)
    said = "Model SKP kini kualitatif: indikator tidak memakai aspek lagi."
    if chosen == writing.Model.QUANTITATIVE:
        said = "Model SKP kini kuantitatif: setiap indikator memakai aspek."
    if asked:
        messages.warning(request, f"{said} Pilih aspek untuk {asked} indikator yang sudah ditulis.")
    else:
        messages.success(request, said)
    return redirect(plan)


@require_http_methods(READ_OR_WRITE)
def copy(request, pk):
    """From where an empty plan can be filled: one's own plans before, and the examples of the position."""
    plan, version = _writable(request, pk)
    if plan is None:
        return redirect("plans:detail", pk)
    sources = list(queries.sources_for(plan, request.user)[:6])
    templates = list(PlanTemplate.objects.visible_to(request.user).for_plan(plan)[:6])
    refusal, status = "", 200
    if request.method == "POST":
        kind, _, number = request.POST.get("dari", "").partition("-")
        chosen = next((each for each in {"skp": sources, "contoh": templates}.get(kind, ()) if str(each.pk) == number),
                      None)  # fmt: skip
        try:
            if chosen is None:
                raise PlanRefused("Pilih salah satu SKP atau contoh dari daftar.")
            verb = copying.copy_plan if kind == "skp" else copying.use_template
            number = verb(plan, chosen, by=request.user)
            messages.success(request, f"{number} hasil kerja disalin. Sesuaikan target dan tanggalnya.")
            return redirect(f"{plan.get_absolute_url()}#hasil")
        except PlanRefused as refused:
            refusal, status = str(refused), 422
    context = {"plan": plan, "sources": sources, "templates": templates, "refusal": refusal,
               "filled": version.results.exists()}  # fmt: skip
    return render(request, "performance/plans/copy.html", context, status=status)


def _writable(request, pk):
    """The plan and its version in writing; (None, None) with a message where it cannot be written now."""
    plan = get_object_or_404(queries.seen_plans(request.user), pk=pk)
    role = queries.role_of(plan, request.user)
    if role is None:
        raise PermissionDenied("SKP ini hanya ditulis pegawainya dan pejabat penilainya.")
    if not rules.may_write(role, plan.status):
        try:
            writing.refuse_writing(plan, request.user)
        except PlanRefused as refusal:
            messages.warning(request, str(refusal))
        return None, None
    if role == rules.APPRAISER:
        note_read(by=request.user, employees=[plan.employee_id], what=f"Membuka SKP {plan.cycle.year}")
    return plan, plan.versions.get(number=plan.version)


def _result(version, line):
    found = version.results.prefetch_related("indicators").filter(line=line).first()
    if found is None:
        raise Http404("Hasil kerja ini tidak ada pada SKP.")
    return found


def _kept(form, keep):
    """Whether it could be kept; if not, the form says why, at the box that it is about."""
    try:
        keep()
    except PlanRefused as refusal:
        form.overtaken = isinstance(refusal, writing.ChangedMeanwhile)
        form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        return False
    return True


def _typed(request):
    return request.POST if request.method == "POST" else None


def _page(request, name, context, form):
    return render(request, f"performance/plans/{name}.html", context, status=422 if form.errors else 200)

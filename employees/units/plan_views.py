"""Pages of a reorganisation: the plans, one with all it would do, its steps, and the moment it is put in force."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from employees.models import Reorganisation, Unit
from employees.records.services import RecordRefused
from employees.units import reorganisation
from employees.units.change_views import READ_OR_WRITE, answer, permitted
from employees.units.consequences import consequences, is_due, lines_of
from employees.units.forms import LINE_FORMS, PlanForm, ReplaceLineForm, SignedForm
from simpeg.web.paging import keyset_page

may_read = permission_required(["employees.view_reorganisation", "employees.view_all_units"], raise_exception=True)


@require_safe
@may_read
def plan_list(request):
    plans = Reorganisation.objects.visible_to(request.user).select_related("created_by")
    page = keyset_page(plans, ["-day", "-id"], request.GET.get("halaman"))
    context = {"page": page, "may_add": request.user.has_perm("employees.add_reorganisation")}
    return render(request, "employees/units/plan_list.html", context)


@require_http_methods(READ_OR_WRITE)
@permitted("add_reorganisation")
def plan_add(request):
    form = PlanForm(request.POST if request.method == "POST" else None)

    def save():
        return reorganisation.draft(form.values, by=request.user)

    context = {
        "title": "Susun reorganisasi",
        "back": reverse("units:reorganisations"),
        "submit": "Lanjut ke langkahnya",
    }
    context["note"] = "Rancangan belum mengubah apa pun. Sesudah ini Anda menambahkan langkahnya dan membaca akibatnya."
    return answer(request, form, save, context, "Rancangan disusun. Tambahkan langkah-langkahnya.")


@require_safe
@may_read
def plan_detail(request, pk):
    return _detail(request, _plan(request, pk))


@require_http_methods(READ_OR_WRITE)
@permitted("change_reorganisation", "view_reorganisation")
def plan_correct(request, pk):
    plan = _draft(request, pk)
    form = PlanForm(request.POST if request.method == "POST" else None, instance=plan, initial={"seen": plan.version})

    def save():
        return reorganisation.correct_plan(plan, form.values, by=request.user, seen=form.cleaned_data["seen"])

    context = {"title": "Ubah rancangan", "back": plan.get_absolute_url(), "plan": plan}
    return answer(request, form, save, context, "Rancangan diubah.")


@require_http_methods(READ_OR_WRITE)
@permitted("change_reorganisation", "view_reorganisation")
def line_add(request, pk, step):
    """One more step of a draft."""
    plan = _draft(request, pk)
    if step not in LINE_FORMS:
        raise Http404("Langkah ini tidak dikenal.")
    start = {"source": _unit_named(request, "asal"), "nip": request.GET.get("nip", "")[:18].replace("\x00", "")}
    form = LINE_FORMS[step](request.POST if request.method == "POST" else None, plan=plan, initial=start)

    def save():
        values = form.values
        if isinstance(form, ReplaceLineForm) and values.pop("with_below"):
            number = reorganisation.replace_tree(
                plan,
                values["source"],
                values["name"],
                parent=values["parent"],
                parent_line=values["parent_line"],
                rename_titles=values["rename_titles"],
                by=request.user,
            )
            messages.info(request, f"{number} unit diganti dalam rancangan ini.")
        else:
            if isinstance(form, ReplaceLineForm):
                source = values["source"]
                values |= {"unit_kind": source.kind, "head_echelon": source.head_echelon}
            reorganisation.add_line(plan, values, by=request.user)
        return plan

    words = {"bentuk": "Bentuk unit baru", "ganti": "Ganti unit", "tutup": "Tutup unit", "pindah": "Pindahkan pegawai"}
    context = {"title": words[step], "back": plan.get_absolute_url(), "plan": plan, "submit": "Tambahkan langkah"}
    return answer(request, form, save, context, "Langkah ditambahkan. Baca akibatnya di bawah.")


@require_POST
@permitted("change_reorganisation", "view_reorganisation")
def line_remove(request, pk, line):
    plan = _draft(request, pk)
    found = get_object_or_404(plan.lines, pk=line)
    try:
        reorganisation.remove_line(found, by=request.user)
    except RecordRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "Langkah dihapus dari rancangan.")
    return redirect(plan)


@require_POST
@permitted("change_reorganisation", "view_reorganisation", "change_unit", "change_position")
def plan_apply(request, pk):
    """Put the plan in force; of two who press at once, one is told."""
    plan = _plan(request, pk)
    try:
        done = reorganisation.put_in_force(plan, by=request.user, seen=request.POST.get("seen", "")[:32])
    except RecordRefused as refusal:
        plan.refresh_from_db()
        return _detail(request, plan, refused=refusal, status=422)
    told = done.outcome
    messages.success(
        request,
        f"Reorganisasi berlaku: {told['opened']} unit dibentuk, {told['closed']} ditutup, "
        f"{told['people']} pegawai pindah.",
    )
    return redirect(done)


@require_http_methods(READ_OR_WRITE)
@permitted("change_reorganisation", "view_reorganisation")
def plan_cancel(request, pk):
    plan = _draft(request, pk)
    form = SignedForm(request.POST if request.method == "POST" else None, initial={"seen": plan.version})

    def save():
        said = form.cleaned_data
        return reorganisation.cancel(plan, by=request.user, reason=said["reason"], seen=said["seen"])

    context = {
        "title": "Batalkan rancangan",
        "back": plan.get_absolute_url(),
        "plan": plan,
        "submit": "Batalkan rancangan",
    }
    context["note"] = "Rancangan yang dibatalkan tetap dapat dibaca, tetapi tidak dapat diterapkan."
    return answer(request, form, save, context, "Rancangan dibatalkan.")


def _detail(request, plan, *, refused=None, status=200):
    context = {
        "plan": plan,
        "preview": consequences(plan) if plan.is_draft else None,
        "lines": None if plan.is_draft else lines_of(plan),
        "due": is_due(plan),
        "signed": bool(plan.decree.strip() and plan.decree_on and plan.decree_by.strip()),
        "refused": [sentence for sentences in refused.errors.values() for sentence in sentences] if refused else [],
        "may_change": plan.is_draft and request.user.has_perm("employees.change_reorganisation"),
    }
    return render(request, "employees/units/plan.html", context, status=status)


def _plan(request, pk):
    plans = Reorganisation.objects.visible_to(request.user).select_related("created_by", "applied_by")
    return get_object_or_404(plans, pk=pk)


def _draft(request, pk):
    """A plan that can still be changed; one that cannot has no form."""
    plan = _plan(request, pk)
    if not plan.is_draft:
        raise Http404("Reorganisasi ini bukan rancangan lagi dan tidak dapat diubah.")
    return plan


def _unit_named(request, name):
    number = request.GET.get(name, "")
    if not (number.isascii() and number.isdigit()):
        return None
    return Unit.objects.visible_to(request.user).filter(pk=number[:18]).first()

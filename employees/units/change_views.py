"""Pages that write: a unit is opened, spelled right, closed; posts of the map are added, corrected, ended."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from employees.asof.pages import speaks_of_a_day
from employees.models import Position
from employees.records.services import RecordRefused, version_of
from employees.units import headcount, positions, reorganisation, services
from employees.units.forms import CloseForm, EndForm, PlaceForm, PositionForm, SignedForm, TaskFormSet, UnitForm
from employees.units.views import above, may_list, unit_or_404
from simpeg.core.sql import as_of
from simpeg.law.engine import Law

READ_OR_WRITE = ["GET", "HEAD", "POST"]


def permitted(*names):
    return permission_required([f"employees.{name}" for name in names], raise_exception=True)


@require_safe
@may_list
@speaks_of_a_day
def position(request, pk):
    """One post: what it needs and asks for, who holds it, what it was before, and its workload."""
    post = position_or_404(request, pk)
    law = Law.on(request.day)
    with as_of(law.day):
        rows = headcount.posts_of(post.unit, request.user, law)
    present = next((row for row in rows if row.position and row.position.pk == post.pk), None)
    tasks = list(post.tasks.all())
    named = Position.objects.filter(unit=post.unit, title=post.title)
    context = {
        "post": post,
        "unit": post.unit,
        "above": above(request.user, post.unit),
        "present": present,
        "tasks": [(task, task.volume * task.minutes) for task in tasks],
        "minutes": sum(task.volume * task.minutes for task in tasks),
        "computed": positions.computed_need([(t.name, t.volume, t.minutes) for t in tasks], law) if tasks else None,
        "hours": law["abk.jam_kerja_setahun"],
        "basis": law.basis["abk.jam_kerja_setahun"],
        "periods": named.order_by("valid_from") if named.count() > 1 else [],
        "may_change": request.user.has_perm("employees.change_position"),
    }
    return render(request, "employees/units/position.html", context)


@require_http_methods(READ_OR_WRITE)
@permitted("add_position")
def position_add(request, pk):
    unit = unit_or_404(request, pk)
    form = PositionForm(_typed(request), initial={"title": request.GET.get("jabatan", "")[:255].replace("\x00", "")})

    def save():
        return positions.add_position(unit, form.values, by=request.user, reason=form.cleaned_data["reason"])

    context = {"unit": unit, "title": "Tambah jabatan", "back": reverse("units:detail", args=[unit.pk]) + "#peta"}
    return answer(request, form, save, context, "Jabatan ditambahkan ke peta jabatan.")


@require_http_methods(READ_OR_WRITE)
@permitted("change_position")
def position_correct(request, pk):
    post = position_or_404(request, pk)
    form = PositionForm(_typed(request), instance=post, initial={"seen": version_of(post)})
    if post.tasks.exists():
        form.fields["need"].disabled = True
        form.fields["need"].help_text = "Dihitung dari beban kerjanya; ubah di sana."

    def save():
        said = form.cleaned_data
        return positions.correct_position(post, form.values, by=request.user, reason=said["reason"], seen=said["seen"])

    context = _about(post, "Perbaiki jabatan")
    context["note"] = "Untuk isian yang keliru. Bila kebutuhannya ditetapkan baru, akhiri lalu tambahkan lagi."
    return answer(request, form, save, context, "Jabatan diperbaiki. Nilai lama tetap ada pada jejak audit.")


@require_http_methods(READ_OR_WRITE)
@permitted("change_position")
def position_end(request, pk):
    post = position_or_404(request, pk)
    form = EndForm(_typed(request), initial={"seen": version_of(post)})

    def save():
        said = form.cleaned_data
        return positions.end_position(post, said["on"], by=request.user, reason=said["reason"], seen=said["seen"])

    context = _about(post, "Akhiri jabatan")
    context["note"] = "Pemangkunya tetap pada unit ini dan menjadi temuan “di luar peta” sampai mendapat jabatan lain."
    return answer(request, form, save, context, "Jabatan berakhir pada peta jabatan.")


@require_http_methods(READ_OR_WRITE)
@permitted("change_position")
def position_tasks(request, pk):
    """The workload of a post; the need follows from it."""
    post = position_or_404(request, pk)
    start = [
        {"name": task.name, "volume": _plain(task.volume), "minutes": _plain(task.minutes)} for task in post.tasks.all()
    ]
    tasks = TaskFormSet(_typed(request), initial=start, prefix="tugas")
    form = SignedForm(_typed(request), initial={"seen": version_of(post)})
    status = 200
    if request.method == "POST":
        if tasks.is_valid() and form.is_valid() and _save_tasks(request, post, tasks, form):
            return redirect("units:position", pk)
        status = 422
    law = Law.on(timezone.localdate())
    context = _about(post, "Beban kerja") | {"tasks": tasks, "form": form, "hours": law["abk.jam_kerja_setahun"]}
    return render(request, "employees/units/tasks.html", context, status=status)


@require_http_methods(READ_OR_WRITE)
@permitted("add_unit")
def unit_open(request, pk):
    """A new unit below this one."""
    parent = unit_or_404(request, pk)
    form = UnitForm(_typed(request))

    def save():
        return services.open_unit(parent, form.values, by=request.user, reason=form.cleaned_data["reason"])

    context = {"unit": parent, "title": "Bentuk unit baru", "back": reverse("units:detail", args=[parent.pk])}
    context["note"] = f"Unit baru di bawah {parent.name}."
    return answer(request, form, save, context, "Unit dibentuk. Lengkapi peta jabatannya.")


@require_http_methods(READ_OR_WRITE)
@permitted("change_unit")
def unit_correct(request, pk):
    unit = unit_or_404(request, pk)
    form = UnitForm(_typed(request), instance=unit, initial={"seen": version_of(unit)})

    def save():
        said = form.cleaned_data
        return services.correct_unit(unit, form.values, by=request.user, reason=said["reason"], seen=said["seen"])

    context = {"unit": unit, "title": "Perbaiki unit", "back": reverse("units:detail", args=[unit.pk])}
    context["note"] = "Hanya untuk salah ketik. Nama baru ialah unit baru: susun reorganisasi."
    return answer(request, form, save, context, "Unit diperbaiki. Nilai lama tetap ada pada jejak audit.")


@require_http_methods(READ_OR_WRITE)
@permitted("change_unit")
def unit_close(request, pk):
    """Close a unit: at once where nobody is left in it, else by a plan that gives everybody a place."""
    unit = unit_or_404(request, pk)
    people = services.serving_in(unit).count()
    context = {"unit": unit, "title": "Tutup unit", "back": reverse("units:detail", args=[unit.pk])}
    if not people:
        form = CloseForm(_typed(request), initial={"seen": version_of(unit)})

        def save():
            said = form.cleaned_data
            services.close_unit(
                unit, said["on"], by=request.user, reason=said["reason"], seen=said["seen"], basis=said["basis"]
            )

        context["note"] = "Jabatan pada peta jabatannya ikut berakhir. Riwayatnya tetap dapat dibaca."
        return answer(request, form, save, context, "Unit ditutup. Riwayatnya tetap dapat dibaca.")
    form = PlaceForm(_typed(request))

    def plan():
        return _plan_to_close(unit, form.cleaned_data, request.user)

    context["note"] = (
        f"Masih ada {people} pegawai di unit ini. Sebutkan tempat mereka; Anda membaca akibatnya sebelum diterapkan."
    )
    context["submit"] = "Susun rancangannya"
    return answer(request, form, plan, context, "Rancangan disusun. Baca akibatnya, lalu terapkan dengan SK-nya.")


def position_or_404(request, pk):
    visible = Position.objects.visible_to(request.user).select_related("unit", "least_education")
    return get_object_or_404(visible, pk=pk)


def answer(request, form, save, context, told):
    """The form, or what was done with it: refused with sentences and the values kept, or done and told."""
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                done = save()
            except RecordRefused as refusal:
                show(refusal, form)
            else:
                messages.success(request, told)
                return redirect(done.get_absolute_url() if hasattr(done, "get_absolute_url") else context["back"])
    return render(request, "employees/units/form.html", context | {"form": form}, status=status)


def show(refusal, form):
    """What the service said, each sentence at its field."""
    aliases = {"closed_on": "on", "valid_until": "on"}
    for name, sentences in refusal.errors.items():
        field = aliases.get(name, name) if aliases.get(name, name) in form.fields else None
        for sentence in sentences:
            form.add_error(field, sentence)


def _about(post, title):
    return {"unit": post.unit, "post": post, "title": title, "back": reverse("units:position", args=[post.pk])}


def _plain(number):
    """A decimal without idle zeros."""
    return f"{number.normalize():f}"


def _typed(request):
    return request.POST if request.method == "POST" else None


def _save_tasks(request, post, tasks, form):
    said = [row.cleaned_data for row in tasks if row.cleaned_data.get("name")]
    rows = [(row["name"], row["volume"], row["minutes"]) for row in said]
    signed = form.cleaned_data
    try:
        positions.set_tasks(post, rows, by=request.user, reason=signed["reason"], seen=signed["seen"])
    except RecordRefused as refusal:
        for sentences in refusal.errors.values():
            for sentence in sentences:
                form.add_error(None, sentence)
        return False
    messages.success(request, "Beban kerja tersimpan; kebutuhannya dihitung ulang.")
    return True


def _plan_to_close(unit, said, user):
    """A draft that closes the unit and moves everybody to one place."""
    plan = reorganisation.draft({"title": f"Penutupan {unit.name}"[:200], "day": said["day"]}, by=user)
    kind = reorganisation.Kind
    reorganisation.add_line(plan, {"kind": kind.MOVE, "source": unit, "target": said["target"]}, by=user)
    reorganisation.add_line(plan, {"kind": kind.CLOSE, "source": unit}, by=user)
    return plan

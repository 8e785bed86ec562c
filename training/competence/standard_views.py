"""What positions ask for: the posts of the map, the standard of one, its setting, its copies, its end."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.db.models import OuterRef, Subquery
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from employees.models import Position
from simpeg.law.engine import Law
from simpeg.web.chips import chips, without
from simpeg.web.paging import count_hits, keyset_page
from simpeg.web.replica import reads_only
from training.competence.filters import PostFilter
from training.competence.forms import CopyForm, EndForm, ReasonForm, StandardForm
from training.competence.queries import may_read_people
from training.competence.rules import level_names, usual_level
from training.competence.services import CompetenceRefused
from training.competence.standards import Wanted, copy_standard, end_standard, set_standards, withdraw_standard
from training.competence.views import READS_MAPS
from training.models import Competence, CompetenceStandard

MAY = "training.change_competencestandard"
READ_OR_WRITE = ["GET", "HEAD", "POST"]
OFFERED = 100  # posts to copy to, on one page
SUGGESTED = 500  # codes that a box suggests


@require_safe
@READS_MAPS
@reads_only
def posts(request):
    """The posts of the map with the standard in force; where none is, with the usual level of the law."""
    law = Law.on(timezone.localdate())
    asked = PostFilter(request.GET, queryset=_posts(law.day), user=request.user)
    page = keyset_page(asked.qs.select_related("unit"), ["title", "pk"], request.GET.get("halaman"))
    context = {
        "filter": asked,
        "chips": chips(request, asked.form),
        "clear": without(request, list(asked.filters)),
        "hits": count_hits(asked.qs),
        "page": page,
        "rows": [(post, _usual(post, law)) for post in page],
        "may_import": request.user.has_perms(["training.import_competence", "training.view_all_competence"]),
    }
    return render(request, "training/competence/posts.html", context)


@require_safe
@READS_MAPS
@reads_only
def post(request, pk):
    return _page(request, _post(pk))


def _page(request, found, ending=None, withdrawal=None):
    law = Law.on(timezone.localdate())
    present, levels = _present(found, law.day)
    usual, names = _usual(found, law), level_names(law)
    lines = [
        (each, levels.get(each.pk) or (usual if each.is_fixed else None), each.pk in levels)
        for each in Competence.objects.all()
        if each.pk in levels or (each.is_fixed and usual)
    ]
    every = _standards(found)
    context = {
        "post": found,
        "present": present,
        "lines": [(each, level, names.get(level, ""), decreed) for each, level, decreed in lines],
        "usual": usual,
        "basis": law.basis["kompetensi.tingkat_lazim"],
        "standards": every,
        "day": law.day,
        "may_change": request.user.has_perm(MAY),
        "names_people": may_read_people(request.user),
        "ending": ending or EndForm(),
        "coming": every.filter(valid_from__gt=law.day).first(),
        "withdrawal": withdrawal or ReasonForm(prefix="batal"),
    }
    status = 422 if ending and ending.errors or withdrawal and withdrawal.errors else 200
    return render(request, "training/competence/post.html", context, status=status)


@require_http_methods(READ_OR_WRITE)
@permission_required(MAY, raise_exception=True)
def set_standard(request, pk):
    """A standard from a day on, by decree; the one before ends there."""
    found, law = _post(pk), Law.on(timezone.localdate())
    present, levels = _present(found, law.day)
    known = list(Competence.objects.open())
    form = StandardForm(
        request.POST if request.method == "POST" else None,
        of_law=[each for each in known if each.is_fixed],
        technical=[each for each in known if not each.is_fixed and each.pk in levels],
        usual=_usual(found, law),
        initial={f"level_{competence}": level for competence, level in levels.items()},
    )
    if form.is_bound and form.is_valid():
        said = {name: form.cleaned_data[name] for name in ("valid_from", "decree", "decree_on")}
        wanted = Wanted(((found.unit_id, found.title),), levels=form.levels, **said)
        try:
            set_standards([wanted], by=request.user, reason=f"Standar kompetensi jabatan, {said['decree']}")
        except CompetenceRefused as refusal:
            form.add_error(refusal.field or None, str(refusal))
        else:
            messages.success(request, f"Standar kompetensi {found.title} tersimpan.")
            return redirect("competence:post", found.pk)
    context = {
        "form": form,
        "post": found,
        "present": present,
        "codes": [each for each in known if not each.is_fixed][:SUGGESTED],
    }
    return render(request, "training/competence/standard_form.html", context, status=422 if form.errors else 200)


@require_http_methods(READ_OR_WRITE)
@permission_required(MAY, raise_exception=True)
def copy(request, pk):
    """Other posts ask for the same: those of the same name, or those that are found and ticked."""
    found, law = _post(pk), Law.on(timezone.localdate())
    present, _ = _present(found, law.day)
    if present is None:
        raise Http404("Jabatan ini belum punya standar untuk disalin.")
    asked = PostFilter(
        request.GET or {"q": found.title}, queryset=_posts(law.day).exclude(pk=found.pk), user=request.user
    )
    offered = list(asked.qs.select_related("unit").order_by("title", "unit__name", "pk")[:OFFERED])
    same = _posts(law.day).filter(title=found.title).exclude(pk=found.pk)
    form = CopyForm(
        request.POST if request.method == "POST" else None,
        posts=[(each.pk, f"{each.title}, {each.unit.name}") for each in offered],
        same=same.count(),
        initial={"valid_from": law.day, "decree": present.decree, "decree_on": present.decree_on},
    )
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        chosen = {(each.unit_id, each.title) for each in offered if str(each.pk) in said.get("posts", ())}
        if said.get("all_of_name"):
            chosen |= set(same.values_list("unit", "title"))
        dates = {name: said[name] for name in ("valid_from", "decree", "decree_on")}
        try:
            number = copy_standard(
                present, sorted(chosen), **dates, by=request.user, reason=f"Standar disalin dari {found.title}"
            )
        except CompetenceRefused as refusal:
            form.add_error(refusal.field or None, str(refusal))
        else:
            messages.success(request, f"Standar disalin ke {number} jabatan.")
            return redirect("competence:post", found.pk)
    context = {"form": form, "post": found, "present": present, "filter": asked, "offered": len(offered),
               "most": OFFERED}  # fmt: skip
    return render(request, "training/competence/copy.html", context, status=422 if form.errors else 200)


@require_POST
@permission_required(MAY, raise_exception=True)
def end(request, pk):
    """From a day on the position asks for the usual level again."""
    found = _post(pk)
    present, _ = _present(found, timezone.localdate())
    form = EndForm(request.POST)
    if present is None:
        messages.error(request, "Jabatan ini tidak punya standar yang sedang berlaku.")
        return redirect("competence:post", found.pk)
    if not form.is_valid():
        return _page(request, found, form)
    try:
        end_standard(present, **form.cleaned_data, by=request.user)
    except CompetenceRefused as refusal:
        form.add_error(refusal.field or None, str(refusal))
        return _page(request, found, form)
    messages.success(request, f"Standar {found.title} berakhir.")
    return redirect("competence:post", found.pk)


@require_POST
@permission_required(MAY, raise_exception=True)
def withdraw(request, pk):
    """The latest standard that is still to come is taken back."""
    found, today = _post(pk), timezone.localdate()
    coming = _standards(found).filter(valid_from__gt=today).first()
    form = ReasonForm(request.POST, prefix="batal")
    if coming is None:
        messages.error(request, "Jabatan ini tidak punya standar yang akan datang.")
        return redirect("competence:post", found.pk)
    if not form.is_valid():
        return _page(request, found, withdrawal=form)
    try:
        withdraw_standard(coming, day=today, by=request.user, reason=form.cleaned_data["reason"])
    except CompetenceRefused as refusal:
        form.add_error(None, str(refusal))
        return _page(request, found, withdrawal=form)
    messages.success(request, f"Standar {coming.decree} dibatalkan.")
    return redirect("competence:post", found.pk)


def _standards(post):
    """All that a post ever had or will have, the latest first."""
    return CompetenceStandard.objects.filter(unit=post.unit_id, title=post.title).order_by("-valid_from")


def _posts(day):
    own = CompetenceStandard.objects.in_force_on(day).filter(unit=OuterRef("unit"), title=OuterRef("title"))
    return Position.objects.in_force_on(day).annotate(
        standard=Subquery(own.values("decree")[:1]), standard_from=Subquery(own.values("valid_from")[:1])
    )


def _post(pk):
    return get_object_or_404(_posts(timezone.localdate()).select_related("unit"), pk=pk)


def _present(post, day):
    """(the standard in force, {competence: level}); (None, {}) where there is none."""
    found = CompetenceStandard.objects.in_force_on(day).filter(unit=post.unit_id, title=post.title).first()
    return found, dict(found.levels.values_list("competence", "level")) if found else {}


def _usual(post, law):
    return usual_level(law, kind=post.kind, echelon=post.echelon, tier=post.tier)

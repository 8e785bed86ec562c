from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from employees.filters import person
from performance.models import (
    YEARLY,
    Achievement,
    Appraisal,
    Determination,
    Feedback,
    Objection,
    PerformancePlan,
    UnitAchievement,
    Window,
)
from performance.review import forms, queries, services
from performance.review.picture import bars_of
from performance.review.rules import judge_pattern, matrix_of, result_of_unit
from performance.review.services import RatingRefused
from simpeg.audit.reading import note_read
from simpeg.law.engine import Law
from simpeg.web.paging import keyset_page
from simpeg.web.replica import reads_only

READ_OR_WRITE = ["GET", "HEAD", "POST"]
LISTS = {"belum": "Belum dinilai", "sudah": "Sudah dinilai", "semua": "Semua"}
FEEDBACK_SHOWN, REASONS_OFFERED = 3, 8


@require_safe
def people(request, window=None):
    """Those whom this user rates in a span: who waits, who is done, what there is to look at."""
    user, law = request.user, Law.on(timezone.localdate())
    window = _window(window, user, law)
    if window is None:
        return render(request, "performance/review/nobody.html", {"windows": []})
    plans = queries.plans_to_rate(window, user)
    numbers = queries.progress_of(window, user, law)
    if not numbers["people"]:
        return render(request, "performance/review/nobody.html", {"window": window, "windows": _windows(window)})
    chosen = request.GET.get("daftar") if request.GET.get("daftar") in LISTS else None
    chosen = chosen or ("belum" if numbers["rated"] < numbers["due"] else "semua")
    text = " ".join(request.GET.get("q", "").replace("\0", "").split())[:100]
    if text:
        plans = plans.filter(person(text))
    page = keyset_page(_of_list(plans, chosen, window, law), queries.BY_NAME, request.GET.get("halaman"))
    note_read(by=user, employees=[p.employee_id for p in page], what=f"Membuka daftar penilaian {window}")
    context = {
        "window": window,
        "windows": _windows(window),
        "numbers": numbers,
        "left": max(0, numbers["due"] - numbers["rated"]),
        "to_sign": numbers["rated"] - numbers["signed"] if window.is_yearly else 0,
        "rows": queries.persons(page, window, law),
        "page": page,
        "text": text,
        "tabs": LISTS.items(),
        "chosen": chosen,
        "is_open": window.is_open_on(law.day),
    }
    return render(request, "performance/review/people.html", context)


@require_http_methods(READ_OR_WRITE)
def rate(request, window, pk):
    """One person: what there is to look at, the two ratings with their reasons, and on to the next."""
    user, law = request.user, Law.on(timezone.localdate())
    window = get_object_or_404(Window.objects.select_related("cycle"), pk=window)
    plan = get_object_or_404(queries.plans_to_rate(window, user), pk=pk)
    appraisal = Appraisal.objects.filter(plan=plan, window=window).first()
    achieved = _achieved(plan, window)
    fixed = result_of_unit(achieved.achievement, law) if achieved else None
    typed = request.POST if request.method == "POST" else None
    form = forms.RatingForm(typed, fixed=fixed, initial=_before(appraisal, fixed))
    status = 200
    if request.method == "POST":
        if form.is_valid():
            try:
                services.rate(plan, window, **form.cleaned_data, by=user)
            except RatingRefused as refusal:
                form.add_error(None, str(refusal))
                appraisal = Appraisal.objects.filter(plan=plan, window=window).first()
            else:
                messages.success(request, f"Penilaian {plan.employee.full_name} tersimpan.")
                following = queries.neighbours(plan, window, user, law)[2]
                if following is None:
                    return redirect("review:people", window.pk)
                return redirect("review:rate", window.pk, following)
        status = 422
    note_read(by=user, employees=[plan.employee_id], what=f"Membuka penilaian {window}")
    context = _material(plan, window, user, law) | {
        "form": form,
        "seen": services.seen_of(appraisal),
        "appraisal": appraisal,
        "refusal": _refusal(plan, window, user, law),
        "achieved": achieved,
        "matrix": matrix_of(law),
        "numbers": queries.progress_of(window, user, law),
        "last_year_label": queries.person_of(plan, appraisal, window, law).last_year_label,
    }
    return render(request, "performance/review/rate.html", context, status=status)


@require_http_methods(READ_OR_WRITE)
def sign(request, window):
    """The list of what one gave, beside the pattern of what the unit achieved, and the signature under it."""
    user, law = request.user, Law.on(timezone.localdate())
    window = get_object_or_404(Window.objects.select_related("cycle"), pk=window, number=YEARLY)
    appraiser = queries.signs_for(window, user)
    if appraiser is queries.NOBODY:
        raise Http404("Tidak ada pegawai yang Anda nilai pada masa ini.")
    plans = queries.plans_of(window, appraiser=appraiser)
    counts = services.counts_of(queries.unsigned(window, plans).values_list("predikat", flat=True))
    achieved = queries.achievement_for(window, appraiser)
    judged = judge_pattern(counts, achieved.achievement, law) if achieved else None
    typed = request.POST if request.method == "POST" else None
    seen = "-".join(map(str, counts))
    form = forms.SigningForm(typed, initial={"seen": seen}, asks_reason=bool(judged and judged.asks_reason))
    status = 200
    if request.method == "POST":
        if form.is_valid():
            try:
                signed = services.sign(window, appraiser=appraiser, **form.cleaned_data, by=user)
            except RatingRefused as refusal:
                form.add_error(None, str(refusal))
            else:
                messages.success(request, "Predikat ditetapkan. Setiap pegawai diberi tahu.")
                return redirect(signed)
        status = 422
    waiting = queries.waiting(plans, window, law)
    page = keyset_page(plans, queries.BY_NAME, request.GET.get("halaman"))
    note_read(by=user, employees=[plan.employee_id for plan in page], what=f"Membuka penetapan {window}")
    context = {
        "window": window,
        "page": page,
        "rows": queries.persons(page, window, law),
        "waiting": waiting.count(),
        "first_waiting": list(waiting.order_by(*queries.BY_NAME)[: services.NAMES_SHOWN]),
        "rated": sum(counts),
        "seen": seen,
        "bars": bars_of(counts),
        "achieved": achieved,
        "judged": judged,
        "form": form,
        "is_open": window.is_open_on(law.day),
    }
    return render(request, "performance/review/sign.html", context, status=status)


@require_safe
def determination(request, pk):
    """A signed list: its numbers, how it left the pattern and why, and whoever may be seen on it."""
    user = request.user
    found = Determination.objects.visible_to(user).select_related("window__cycle", "appraiser", "unit", "signed_by")
    kept = get_object_or_404(found, pk=pk)
    listed = PerformancePlan.objects.listed_to(user).order_by().values("pk")
    rows = kept.appraisals.filter(plan__in=listed).select_related("plan__employee__state", "plan__unit", "objection")
    rows = keyset_page(rows, ["plan__employee__state__sort_name", "pk"], request.GET.get("halaman"))
    note_read(by=user, employees=[row.plan.employee_id for row in rows], what=f"Membuka penetapan #{kept.pk}")
    context = {
        "kept": kept,
        "page": rows,
        "bars": bars_of(kept.counts),
        "people": sum(kept.counts),
        "whole": user.has_perm("performance.view_results") or kept.signed_by_id == user.pk,
    }
    return render(request, "performance/review/determination.html", context)


@require_safe
def result(request, pk):
    """One appraisal for whoever may read it; to the person himself with what he can answer."""
    return _result(request, _appraisal(request, pk), forms.ObjectionForm())


@require_POST
def accept(request, pk):
    appraisal = _own_appraisal(request, pk)
    try:
        services.accept(appraisal, by=request.user)
        messages.success(request, "Predikat Anda final dan tercatat pada berkas.")
    except RatingRefused as refusal:
        messages.error(request, str(refusal))
    return redirect(appraisal)


@require_POST
def object_to(request, pk):
    appraisal = _own_appraisal(request, pk)
    form = forms.ObjectionForm(request.POST)
    if form.is_valid():
        try:
            services.file_objection(appraisal, form.cleaned_data["words"], by=request.user)
        except RatingRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Keberatan terkirim kepada atasan pejabat penilai Anda.")
            return redirect(appraisal)
    return _result(request, appraisal, form, status=422)


@require_safe
@reads_only
def objections(request):
    """Objections that wait for this user, and those he may read, the earliest promise on top."""
    user = request.user
    seen = Objection.objects.visible_to(user).select_related("appraisal__plan__employee", "appraisal__window__cycle")
    waiting = Objection.objects.decidable_by(user).select_related("appraisal__plan__employee__state__unit")
    page = keyset_page(seen.filter(decided_at__isnull=False), ["-due_on", "-pk"], request.GET.get("halaman"))
    others = seen.filter(decided_at=None).exclude(pk__in=waiting.order_by().values("pk")).order_by("due_on", "pk")
    context = {
        "waiting": list(waiting.order_by("due_on", "pk")[:100]),
        "others": list(others[:100]),
        "page": page,
        "today": timezone.localdate(),
    }
    return render(request, "performance/review/objections.html", context)


@require_http_methods(READ_OR_WRITE)
def objection(request, pk):
    """Both sides of an objection and, for the appraiser's superior, the decision."""
    user, law = request.user, Law.on(timezone.localdate())
    rows = Objection.objects.visible_to(user).select_related(
        "appraisal__plan__employee__state", "appraisal__plan__unit", "appraisal__plan__grade", "appraisal__plan__cycle",
        "appraisal__plan__heads", "appraisal__window__cycle", "appraisal__appraiser", "decided_by",
    )  # fmt: skip
    found = get_object_or_404(rows, pk=pk)
    decides = Objection.objects.decidable_by(user).filter(pk=found.pk).exists()
    if request.method == "POST" and not decides and found.decided_at is None:
        raise Http404("Keberatan ini diputuskan atasan pejabat penilai.")
    appraisal = found.appraisal
    initial = {"result": appraisal.result, "behaviour": appraisal.behaviour}
    form = forms.DecisionForm(request.POST if request.method == "POST" else None, initial=initial)
    status = 200
    if request.method == "POST":
        if form.is_valid():
            try:
                services.decide(found, **form.cleaned_data, by=user)
            except RatingRefused as refusal:
                form.add_error(None, str(refusal))
            else:
                messages.success(request, "Keberatan diputuskan. Pegawai dan penilainya diberi tahu.")
                return redirect(found)
        status = 422
    if appraisal.plan.employee.nip != user.nip:
        note_read(by=user, employees=[appraisal.plan.employee_id], what=f"Membuka keberatan #{found.pk}")
    context = _material(appraisal.plan, appraisal.window, user, law) | {
        "objection": found,
        "appraisal": appraisal,
        "decides": decides,
        "form": form,
        "matrix": matrix_of(law),
    }
    return render(request, "performance/review/objection.html", context, status=status)


# -- What pages show ------------------------------------------------------------------------------------------------


def _window(pk, user, law):
    """The span asked for, or the one that is open now; 404 for one that is not there."""
    windows = Window.objects.select_related("cycle")
    if pk is not None:
        return get_object_or_404(windows, pk=pk)
    opened = windows.filter(opens_on__lte=law.day, closes_on__gte=law.day).order_by("number", "-cycle__year")
    return opened.first() or windows.filter(opens_on__lte=law.day).order_by("-opens_on").first()


def _windows(window):
    return list(window.cycle.windows.select_related("cycle").order_by("number"))


def _of_list(plans, chosen, window, law):
    if chosen == "belum":
        return queries.waiting(plans, window, law)
    if chosen == "sudah":
        return plans.filter(appraisals__window=window)
    return plans


def _achieved(plan, window):
    """What the unit that this person heads achieved in the span: it is the rating of his results."""
    if plan.heads_id is None:
        return None
    return UnitAchievement.objects.filter(window=window, unit=plan.heads_id).select_related("unit").first()


def _before(appraisal, fixed):
    if appraisal is None:
        return {"result": fixed}
    names = ("result", "result_reason", "behaviour", "behaviour_reason")
    return {name: getattr(appraisal, name) for name in names}


def _refusal(plan, window, user, law):
    try:
        services.refuse_rating(plan, window, by=user, day=law.day, law=law)
    except RatingRefused as refusal:
        return str(refusal)
    return ""


def _material(plan, window, user, law):
    """What a judgement of this person stands on: plan, progress, words, and earlier ratings."""
    version = plan.versions.filter(number=plan.agreed_version).first() if plan.agreed_version else None
    results = list(version.results.prefetch_related("indicators")) if version else []
    latest = {row.line: row for row in plan.progress.prefetch_related("evidence").order_by("as_of", "pk")}
    expectations = dict(version.expectations.values_list("behaviour", "words")) if version else {}
    behaviours = law["kinerja.perilaku"]
    before, after, following = queries.neighbours(plan, window, user, law)
    return {
        "plan": plan,
        "employee": plan.employee,
        "window": window,
        "results": [(result, latest.get(result.line)) for result in results],
        "behaviours": [(row["nama"], expectations.get(row["kode"], ""), row["panduan"]) for row in behaviours],
        "feedback": Feedback.objects.said_to(user, plan)[:FEEDBACK_SHOWN],
        "earlier": queries.earlier(plan, window),
        "reasons": queries.reasons_of(user, REASONS_OFFERED),
        "before": before,
        "after": after,
        "following": following,
    }


def _appraisal(request, pk):
    rows = Appraisal.objects.visible_to(request.user).select_related(
        "plan__employee__state", "plan__unit", "plan__grade", "window__cycle", "appraiser", "determination", "objection"
    )
    return get_object_or_404(rows, pk=pk)


def _own_appraisal(request, pk):
    appraisal = _appraisal(request, pk)
    if not request.user.nip or appraisal.plan.employee.nip != request.user.nip:
        raise Http404("Bukan predikat Anda.")
    return appraisal


def _result(request, appraisal, form, status=200):
    user, law = request.user, Law.on(timezone.localdate())
    own = bool(user.nip) and appraisal.plan.employee.nip == user.nip
    if own and appraisal.status == Appraisal.Status.RATED and appraisal.window.is_yearly:
        raise Http404("Predikat ini belum ditetapkan.")
    if not own:
        note_read(by=user, employees=[appraisal.plan.employee_id], what=f"Membuka hasil penilaian {appraisal.window}")
    context = {
        "appraisal": appraisal,
        "plan": appraisal.plan,
        "employee": appraisal.plan.employee,
        "window": appraisal.window,
        "own": own,
        "answers": own and appraisal.status == Appraisal.Status.SIGNED,
        "in_time": appraisal.objection_until is not None and law.day <= appraisal.objection_until,
        "objection": getattr(appraisal, "objection", None),
        "matrix": matrix_of(law),
        "form": form,
        "achievements": Achievement,
    }
    return render(request, "performance/review/result.html", context, status=status)

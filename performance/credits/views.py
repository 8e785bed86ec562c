"""Credit points on the screen: one's own, those of others, and the officer's determinations."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.db.models import Count
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from employees.letters.files import FileChanged
from employees.models import Employee
from employees.permissions import is_own
from performance import tasks
from performance.credits import forms, queries, services
from performance.credits.document import written
from performance.credits.filters import DeterminationFilter
from performance.credits.rules import Need
from performance.models import CreditDetermination, Cycle
from simpeg.audit.reading import note_read
from simpeg.jobs import services as jobs
from simpeg.law.engine import LawGap
from simpeg.law.models import Tier
from simpeg.web.chips import chips
from simpeg.web.files import seal
from simpeg.web.paging import count_hits, keyset_page
from simpeg.web.replica import reads_only

READ_OR_WRITE = ["GET", "HEAD", "POST"]
MEDIA = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}
GONE = "Templat penetapan ini tidak ada atau berubah di penyimpanan. Laporkan kepada administrator sistem."
YEARS_BACK = 3


@require_safe
@reads_only
def determination_list(request):
    """The determinations that the reader may see, newest first."""
    rows = CreditDetermination.objects.visible_to(request.user)
    found = DeterminationFilter(request.GET, queryset=rows, user=request.user)
    valid = found.form.is_valid()
    rows = found.qs if valid else rows.none()
    page = keyset_page(
        rows.select_related("employee", "grade", "unit__opd"), ["-determined_on", "-pk"], request.GET.get("halaman")
    )
    context = {
        "filter": found,
        "chips": chips(request, found.form),
        "page": page,
        "hits": count_hits(rows),
        "here": "list",
    }
    return render(request, "performance/credits/list.html", context, status=200 if valid else 422)


@require_safe
@permission_required("performance.add_creditdetermination", raise_exception=True)
@reads_only
def waiting(request):
    """Final predikat of functional people that no PAK counts yet, year by year; others are found by NIP."""
    typed = "".join(request.GET.get("nip", "").replace("\0", "").split())[:30]
    if typed and Employee.objects.visible_to(request.user).filter(nip=typed).exists():
        return redirect("credits:person", typed)
    years = _years()
    asked = request.GET.get("tahun", "")
    year = next((year for year, _ in years if str(year) == asked), years[0][0] if years else None)
    page = None
    if year:
        rows = queries.waiting_for(year).select_related("plan__employee__state__unit", "plan__employee__grade")
        page = keyset_page(rows, ["plan__employee__state__sort_name", "pk"], request.GET.get("halaman"))
        read = [row.plan.employee_id for row in page]
        note_read(by=request.user, employees=read, what=f"Membuka daftar predikat final {year}")
    context = {"years": years, "year": year, "page": page, "here": "waiting", "typed": typed}
    return render(request, "performance/credits/waiting.html", context)


@require_http_methods(READ_OR_WRITE)
@permission_required("performance.add_creditdetermination", raise_exception=True)
def year(request):
    """A whole year at once, as a job."""
    years = [(year, number) for year, number in _years() if number]
    typed = request.POST if request.method == "POST" else None
    form = forms.YearForm(typed, years=years, user=request.user)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        params = {"year": said["year"], "day": said["day"].isoformat(), "signer": said["signer"].pk}
        title = f"Tetapkan angka kredit {said['year']}"
        return redirect(jobs.submit_once(tasks.determine_credits, by=request.user, title=title, **params))
    context = {"form": form, "years": years, "here": "year"}
    return render(request, "performance/credits/year.html", context, status=422 if form.errors else 200)


@require_http_methods(READ_OR_WRITE)
@permission_required("performance.add_creditdetermination", raise_exception=True)
def person(request, nip):
    """What one person has and would have; looked at first, then determined as it was seen."""
    people = Employee.objects.visible_to(request.user).select_related("state__unit", "grade")
    employee = get_object_or_404(people, nip=nip)
    today, user = timezone.localdate(), request.user
    account, refusal = _account(employee, day=today)
    diplomas = queries.higher_diplomas(account, today) if account else []
    typed = request.POST if request.method == "POST" else None
    initial = {"tier": account.tier if account else "", "seen": services.seen_of(account) if account else ""}
    form = forms.DetermineForm(typed, diplomas=diplomas, user=user, initial=initial)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            said = dict(form.cleaned_data)
            signer, seen, chosen = said.pop("signer"), said.pop("seen"), said.pop("diploma", None)
            account, refusal = _account(employee, **said)
            diploma = next((row for row in diplomas if row.pk == chosen), None)
            if request.POST.get("look"):
                status = 200
            else:
                try:
                    made = services.determine(employee, **said, signer=signer, seen=seen, diploma=diploma, by=user)
                except services.CreditRefused as refused:
                    form.add_error(None, str(refused))
                else:
                    messages.success(request, f"PAK {made.number} ditetapkan dan tercatat pada berkas.")
                    return redirect(made)
            form.data = form.data.copy()
            form.data["seen"] = services.seen_of(account) if account else ""
    note_read(by=user, employees=[employee.pk], what="Membuka perhitungan angka kredit")
    context = {
        "employee": employee,
        "account": account,
        "tier": Tier(account.tier).label if account else "",
        "refusal": refusal or (account.refusal if account else ""),
        "missing": _missing(account.need, account.total) if account else [],
        "form": form,
        "made": CreditDetermination.objects.filter(employee=employee).order_by("-determined_on", "-pk")[:10],
    }
    return render(request, "performance/credits/person.html", context, status=status)


@require_safe
def own(request):
    """One's own credit points: what there is, what waits, and what is still missing for KP and KJ."""
    employee = None
    if request.user.nip:
        employee = Employee.objects.select_related("state__unit", "grade").filter(nip=request.user.nip).first()
    account, refusal = _account(employee, day=timezone.localdate()) if employee else (None, "")
    made = CreditDetermination.objects.filter(employee=employee) if employee else CreditDetermination.objects.none()
    context = {
        "employee": employee,
        "account": account,
        "refusal": refusal,
        "tier": Tier(account.tier).label if account else "",
        "missing": _missing(account.need, account.previous.points) if account else [],
        "made": made.order_by("-determined_on", "-pk")[:20],
    }
    return render(request, "performance/credits/own.html", context)


@require_safe
def detail(request, pk):
    return _detail(request, _determination(request, pk))


@require_safe
def file(request, pk, form):
    """The determination as Word or PDF, as it was made."""
    found = _determination(request, pk)
    if form not in MEDIA:
        raise Http404
    _note(request, found, "Mengunduh")
    try:
        content = written(found, form)
    except (FileNotFoundError, FileChanged):
        raise Http404(GONE) from None
    response = HttpResponse(content, content_type=MEDIA[form])
    response["Content-Disposition"] = f'attachment; filename="{found.file_name}.{form}"'
    return seal(response)


@require_POST
@permission_required("performance.withdraw_creditdetermination", raise_exception=True)
def withdraw(request, pk):
    """The determination was a mistake: it is marked, its fact leaves the file, and it stays readable."""
    found = _determination(request, pk)
    form = forms.WithdrawForm(request.POST)
    if form.is_valid():
        try:
            services.withdraw(found, by=request.user, reason=form.cleaned_data["reason"])
        except services.CreditRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"PAK {found.number} dibatalkan, dan catatannya dicabut dari berkas.")
            return redirect(found)
    return _detail(request, found, form=form, status=422)


# -- What pages show ------------------------------------------------------------------------------------------------


def _determination(request, pk):
    if pk >= 2**63:
        raise Http404
    rows = CreditDetermination.objects.visible_to(request.user).select_related(
        "employee", "grade", "unit__opd", "signer", "template", "made_by", "withdrawn_by"
    )
    return get_object_or_404(rows, pk=pk)


def _detail(request, found, *, form=None, status=200):
    _note(request, found, "Membuka")
    withdraws = request.user.has_perm("performance.withdraw_creditdetermination")
    may_withdraw = found.is_standing and withdraws and not is_own(request.user, found.employee)
    need = Need(
        grade_need=found.grade_need,
        tier_need=found.tier_need,
        next_grade=found.fields.get("pangkat_berikut", ""),
        next_tier=found.fields.get("jenjang_berikut", ""),
    )
    context = {
        "found": found,
        "lines": list(found.conversions.select_related("appraisal__window")),
        "missing": _missing(need, found.total),
        "is_own": is_own(request.user, found.employee),
        "form": form or (forms.WithdrawForm() if may_withdraw else None),
    }
    return render(request, "performance/credits/detail.html", context, status=status)


def _note(request, found, verb):
    if not is_own(request.user, found.employee):
        note_read(by=request.user, employees=[found.employee_id], what=f"{verb} PAK {found.number}")


def _account(employee, **how):
    """(account or None, why there is none or why it cannot be counted)."""
    try:
        return queries.account_of(employee, **how), ""
    except LawGap as gap:
        return None, str(gap)


def _missing(need, points):
    """`[(for what, needed, missing, there is)]` of the steps that credit points lead to."""
    for_grade, for_tier = need.missing(points)
    steps = [
        ("Kenaikan pangkat", need.next_grade, need.grade_need, for_grade),
        ("Kenaikan jenjang", _words_of(need.next_tier), need.tier_need, for_tier),
    ]
    return [
        (f"{step} ke {to}" if to else step, needed, lacking, min(points, needed))
        for step, to, needed, lacking in steps
        if needed is not None
    ]


def _words_of(tier):
    return Tier(tier).label if tier in Tier.values else tier


def _years():
    """`[(year, how many predikat wait)]` of the last years that were appraised, newest first."""
    cycles = list(Cycle.objects.order_by("-year").values_list("year", flat=True)[:YEARS_BACK])
    counts = {
        row["window__cycle__year"]: row["number"]
        for year in cycles
        for row in queries.waiting_for(year).order_by().values("window__cycle__year").annotate(number=Count("pk"))
    }
    return [(year, counts.get(year, 0)) for year in cycles]

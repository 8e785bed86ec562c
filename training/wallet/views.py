"""The wallet of hours on the screen: one's own, those of a unit, who falls short, and the cheapest plan."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from employees.models import Employee
from employees.permissions import is_own
from employees.purposes.words import purposes_for
from simpeg.audit.purpose import reading_for
from simpeg.audit.reading import note_read
from simpeg.jobs import services as jobs
from simpeg.law.engine import Law
from simpeg.reports.forms import ExportForm
from simpeg.web.access import any_permission_required
from simpeg.web.chips import chips, without
from simpeg.web.paging import count_hits, keyset_page
from training import tasks
from training.sessions.pages import OFFICER, WORKS_ON
from training.sessions.services import SessionRefused
from training.wallet import queries, services
from training.wallet.filters import WalletFilter
from training.wallet.picture import bar_of
from training.wallet.plan import cheapest_plan

YEARS_BACK = 4
PEOPLE_SHOWN = 25


def _asked_year(request):
    """(the year in the address, those to choose from); this year where none is named."""
    this = timezone.localdate().year
    years = list(range(this, this - YEARS_BACK - 1, -1))
    asked = request.GET.get("tahun", str(this))
    if asked not in map(str, years):
        raise Http404(f"JP tahun ini dan {YEARS_BACK} tahun sebelumnya dapat dibuka di sini.")
    return int(asked), years


def _law(year):
    """The law of today, or of the last day of a year that is over."""
    today = timezone.localdate()
    return Law.on(today if year == today.year else today.replace(year=year, month=12, day=31))


def _bases(law):
    return {name: law.basis[f"pelatihan.{name}"] for name in ("jp_paling_sedikit", "jp_paling_banyak_pppk")}


@require_safe
def own(request):
    """One's own hours."""
    employee = Employee.objects.filter(nip=request.user.nip or "").first()
    if employee is None:
        raise PermissionDenied("Akun ini tidak terhubung dengan berkas pegawai.")
    return _wallet_page(request, employee)


@require_safe
def person(request, nip):
    """Somebody's hours, for whoever works on trainings and may open his file."""
    employee = get_object_or_404(Employee.objects.visible_to(request.user), nip=nip)
    if not is_own(request.user, employee):
        if not any(request.user.has_perm(each) for each in WORKS_ON):
            raise Http404
        note_read(by=request.user, employees=[employee.pk], what="Membuka JP pegawai")
    return _wallet_page(request, employee)


def _wallet_page(request, employee):
    year, years = _asked_year(request)
    law = _law(year)
    wallet = queries.wallet_of(employee, year, law)
    if wallet is None:
        raise Http404
    context = {
        "employee": employee,
        "wallet": wallet,
        "bar": bar_of(wallet),
        "years": years,
        "year": year,
        "basis": _bases(law),
        "is_own": is_own(request.user, employee),
    }
    return render(request, "training/wallet/person.html", context)


@require_safe
@any_permission_required(*WORKS_ON)
def people(request):
    return _people_page(request)


def _people_page(request, *, export_form=None, status=200):
    """The hours of one's people, who has least first."""
    user = request.user
    year, years = _asked_year(request)
    law = _law(year)
    asked = WalletFilter(request.GET, queryset=queries.wallets(user, year, law), user=user)
    valid = asked.form.is_valid()
    rows = asked.qs if valid else queries.wallets(user, year, law).none()
    page = keyset_page(rows.select_related("employee", "grade", "unit"), queries.ORDER, request.GET.get("halaman"))
    hits = count_hits(rows)
    note_read(by=user, employees=[row.pk for row in page], what=f"Membuka daftar JP {year}")
    context = {
        "filter": asked,
        "chips": chips(request, asked.form),
        "clear": without(request, list(asked.filters)),
        "hits": hits,
        "page": page,
        "year": year,
        "years": years,
        "least": law["pelatihan.jp_paling_sedikit"],
        "most": law["pelatihan.jp_paling_banyak_pppk"],
        "basis": _bases(law),
        "plans": user.has_perm("training.keep_courses") and year == years[0],
        "may_export": user.has_perm("employees.export_list"),
        "export_form": export_form or ExportForm(rows=hits.number, purposes=purposes_for(request)),
    }
    return render(request, "training/wallet/people.html", context, status=status if valid else 422)


@require_POST
@any_permission_required(*WORKS_ON)
def export(request):
    """Hand the filtered list to a job that writes it as Excel."""
    if not request.user.has_perm("employees.export_list"):
        raise PermissionDenied
    year, _ = _asked_year(request)
    law = _law(year)
    asked = WalletFilter(request.GET, queryset=queries.wallets(request.user, year, law), user=request.user)
    if not asked.form.is_valid():
        return _people_page(request, status=422)
    form = ExportForm(request.POST, rows=count_hits(asked.qs).number, purposes=purposes_for(request))
    if not form.is_valid():
        return _people_page(request, export_form=form, status=422)
    params = {
        "filters": {name: value for name, value in request.GET.items() if value and name in asked.filters},
        "year": year,
        "day": law.day.isoformat(),
        "reason": form.cleaned_data["reason"],
    }
    with reading_for(form.cleaned_data.get("purpose", "")):
        return redirect(
            jobs.submit_once(tasks.export_wallets, by=request.user, title=f"JP pegawai {year} (Excel)", **params)
        )


@require_safe
@OFFICER
def plan(request):
    """The cheapest plan for this year with the seats there are, and whom it leaves behind."""
    today = timezone.localdate()
    law = Law.on(today)
    found = cheapest_plan(today.year, law)
    shown = found.helped[:PEOPLE_SHOWN]
    left = found.left[:PEOPLE_SHOWN]
    names = {
        employee.pk: employee
        for employee in Employee.objects.filter(pk__in=[share.pk for share in (*shown, *left)]).select_related(
            "state__unit"
        )
    }
    note_read(by=request.user, employees=list(names), what="Membuka rencana JP termurah")
    context = {
        "plan": found,
        "year": today.year,
        "least": law["pelatihan.jp_paling_sedikit"],
        "used": sum(len(people) for _, people in found.seats),
        "seats": [(session, len(people), len(people) * session.price) for session, people in found.seats],
        "rows": [(names[share.pk], share) for share in shown if share.pk in names],
        "left": [(names[share.pk], share) for share in left if share.pk in names],
        "more": len(found.helped) - len(shown),
        "more_left": len(found.left) - len(left),
    }
    return render(request, "training/wallet/plan.html", context)


@require_POST
@OFFICER
def open_plan(request):
    """Everybody whom the plan gives a seat has it, and is told."""
    today = timezone.localdate()
    try:
        done = services.open_plan(today.year, day=today, seen=request.POST.get("seen", ""), by=request.user)
    except SessionRefused as refusal:
        messages.error(request, str(refusal))
    else:
        many = sum(len(people) for _, people in done.seats)
        messages.success(request, f"{many} kursi diberikan kepada {len(done.helped)} pegawai. Mereka diberi tahu.")
    return redirect("wallet:plan")

"""Bringing an export: choosing the file, how far its reading is, what it showed."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from employees import tasks
from employees.differences import runs
from employees.differences.forms import ExportForm
from employees.differences.views import DECIDES, READS
from employees.imports.sheets import SHEET_NAMES
from employees.models import ComparisonRun
from simpeg.jobs import services as jobs
from simpeg.jobs.runs import progress_piece, run_context
from simpeg.web.paging import keyset_page

NEWEST = 30


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(READS, raise_exception=True)
def start(request):
    """Choose a file; below it, what was compared before."""
    may_upload = request.user.has_perms(DECIDES)
    if request.method == "POST" and not may_upload:
        raise PermissionDenied
    form = ExportForm(request.POST, request.FILES) if request.method == "POST" else ExportForm()
    if form.is_bound and form.is_valid():
        with transaction.atomic():
            run = runs.keep_export(form.cleaned_data["export"], scope=form.cleaned_data["scope"], by=request.user)
            _hand_on(run, request.user)
        return redirect(run)
    found = ComparisonRun.objects.visible_to(request.user).select_related("requested_by").order_by("-pk")[:NEWEST]
    context = {"form": form if may_upload else None, "runs": found, "newest": NEWEST}
    return render(request, "employees/differences/start.html", context, status=422 if form.errors else 200)


@require_safe
@permission_required(READS, raise_exception=True)
def detail(request, pk):
    run = _run(request, pk)
    if piece := progress_piece(request, run, "employees/differences/_progress.html"):
        return piece
    page = keyset_page(run.lines.all(), ["id"], request.GET.get("halaman"))
    sheets = [{"name": name, **run.counts[name]} for name in SHEET_NAMES if name in run.counts]
    context = {"run": run, "sheets": sheets, "page": page, "may_decide": request.user.has_perms(DECIDES)}
    return render(request, "employees/differences/run.html", context | run_context(run))


@require_POST
@permission_required(DECIDES, raise_exception=True)
def resume(request, pk):
    """Begin again with the kept file, where a comparison was stopped or broke off."""
    run = _run(request, pk)
    if run.can_be_resumed:
        with transaction.atomic():
            _hand_on(run, request.user)
    else:
        messages.error(request, "Perbandingan ini sudah selesai, sedang berjalan, atau filenya sudah dihapus.")
    return redirect(run)


def _run(request, pk):
    return get_object_or_404(
        ComparisonRun.objects.visible_to(request.user).select_related("job", "requested_by"), pk=pk
    )


def _hand_on(run, user):
    title = f"Membandingkan {run.file_name}"[:200]
    run.job = jobs.submit_once(tasks.compare_export, by=user, title=title, run=run.pk)
    run.save(update_fields=["job"])

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.db import transaction
from django.db.models import Count
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from employees import tasks
from employees.imports import services
from employees.imports.forms import WorkbookForm
from employees.imports.report import LINES_KEPT
from employees.imports.sheets import SHEET_NAMES
from employees.models import ImportLine, ImportRun
from simpeg.jobs import services as jobs
from simpeg.jobs.runs import progress_piece, run_context
from simpeg.web.paging import keyset_page

NEWEST = 30
Kind = ImportLine.Kind
SECTIONS = {"ditolak": Kind.ERROR, "peringatan": Kind.WARNING, "berubah": Kind.CHANGED, "baru": Kind.NEW}
MAY_IMPORT = ("employees.import_workbook", "employees.view_all_units")


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(MAY_IMPORT, raise_exception=True)
def start(request):
    """Choose a file; below it, what was imported before."""
    form = WorkbookForm(request.POST, request.FILES) if request.method == "POST" else WorkbookForm()
    if form.is_bound and form.is_valid():
        with transaction.atomic():
            run = services.keep_workbook(form.cleaned_data["workbook"], by=request.user)
            _hand_on(run, tasks.check_import, request.user, f"Memeriksa {run.file_name}")
        return redirect(run)
    runs = ImportRun.objects.visible_to(request.user).select_related("requested_by").order_by("-pk")[:NEWEST]
    context = {"form": form, "runs": runs, "newest": NEWEST}
    return render(request, "employees/imports/start.html", context, status=422 if form.errors else 200)


@require_safe
@permission_required(MAY_IMPORT, raise_exception=True)
def detail(request, pk):
    """How far the reading is; then what would change, section by section; in the end what became of it."""
    run = _run(request, pk)
    if piece := progress_piece(request, run, "employees/imports/_progress.html"):
        return piece
    context = {"run": run, "sheets": _sheets(run), "totals": _totals(run)} | run_context(run) | _section(request, run)
    return render(request, "employees/imports/detail.html", context)


@require_POST
@permission_required(MAY_IMPORT, raise_exception=True)
def confirm(request, pk):
    """Store everything, or only the sound rows."""
    run = _run(request, pk)
    try:
        with transaction.atomic():
            services.confirm(run, by=request.user, valid_only=request.POST.get("yang") == "sah")
            _hand_on(run, tasks.store_import, request.user, f"Menyimpan {run.file_name}")
    except services.MoveRefused as refusal:
        messages.error(request, str(refusal))
    return redirect(run)


@require_POST
@permission_required(MAY_IMPORT, raise_exception=True)
def cancel(request, pk):
    run = _run(request, pk)
    try:
        services.cancel(run)
    except services.MoveRefused as refusal:
        messages.error(request, str(refusal))
        return redirect(run)
    messages.success(request, f"Impor {run.file_name} dibatalkan; tidak ada yang disimpan.")
    return redirect("imports:start")


@require_POST
@permission_required(MAY_IMPORT, raise_exception=True)
def rejected(request, pk):
    """Hand the refused rows to a job that writes them as a workbook to mend."""
    run = _run(request, pk)
    if not run.file or not run.total("rejected"):
        messages.error(request, "Baris yang ditolak tidak tersedia lagi. Unggah bukunya sekali lagi.")
        return redirect(run)
    title = f"Baris yang ditolak dari {run.file_name}"[:200]
    return redirect(jobs.submit_once(tasks.export_rejected, by=request.user, title=title, run=run.pk))


def _run(request, pk):
    runs = ImportRun.objects.visible_to(request.user).select_related("job", "requested_by", "confirmed_by")
    return get_object_or_404(runs, pk=pk)


def _hand_on(run, task, user, title):
    run.job = jobs.submit(task, by=user, title=title[:200], run=run.pk)
    run.save(update_fields=["job"])


def _sheets(run):
    """The table of the preview: each sheet with its numbers, in the order of the format (jsonb keeps none)."""
    return [{"name": name, **run.counts[name]} for name in SHEET_NAMES if name in run.counts]


def _totals(run):
    """How many lines each section has; new and changed rows are counted in full, however many lines are kept."""
    lines = dict(run.lines.order_by().values_list("kind").annotate(Count("pk")))
    return {
        "new": run.total("new"),
        "changed": run.total("changed"),
        "same": run.total("same"),
        "rejected": run.total("rejected"),
        "warnings": lines.get(Kind.WARNING, 0),
        "errors": lines.get(Kind.ERROR, 0),
        "to_store": run.total("new") + run.total("changed"),
    }


def _section(request, run):
    """One page of one section: by default the first that holds anything, the most urgent first."""
    totals = {
        "ditolak": run.total("rejected"),
        "peringatan": run.lines.filter(kind=Kind.WARNING).count(),
        "berubah": run.total("changed"),
        "baru": run.total("new"),
    }
    chosen = request.GET.get("bagian")
    if chosen not in SECTIONS:
        chosen = next((name for name, number in totals.items() if number), "ditolak")
    sheet = request.GET.get("lembar")
    sheet = sheet if sheet in run.counts else None
    lines = run.lines.filter(kind=SECTIONS[chosen])
    if sheet:
        lines = lines.filter(sheet=sheet)
    page = keyset_page(lines, ["id"], request.GET.get("halaman"))
    sections = [{"code": name, "label": SECTIONS[name].label, "number": number} for name, number in totals.items()]
    counted = {"berubah": "changed", "baru": "new"}.get(chosen)
    cut = counted and any(count[counted] > LINES_KEPT for count in run.counts.values())
    return {"sections": sections, "chosen": chosen, "sheet": sheet, "page": page, "cut_at": LINES_KEPT if cut else None}

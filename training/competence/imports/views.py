from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from simpeg.audit.reading import note_read
from simpeg.jobs import services as jobs
from simpeg.jobs.runs import progress_piece, run_context
from training import tasks
from training.competence.imports import services
from training.competence.imports.forms import WorkbookForm
from training.models import EVERYBODY, MAY_IMPORT, CompetenceImport

NEWEST = 30
MAY = (MAY_IMPORT, EVERYBODY)


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(MAY, raise_exception=True)
def start(request):
    """Choose a file; below it, what was imported before."""
    form = WorkbookForm(request.POST, request.FILES) if request.method == "POST" else WorkbookForm()
    if form.is_bound and form.is_valid():
        with transaction.atomic():
            run = services.bring(form.cleaned_data["workbook"], kind=form.cleaned_data["kind"], by=request.user)
            _hand_on(run, tasks.check_competence, request.user, f"Memeriksa {run.file_name}")
        return redirect(run)
    runs = CompetenceImport.objects.visible_to(request.user).select_related("requested_by").order_by("-pk")[:NEWEST]
    context = {"form": form, "runs": runs, "newest": NEWEST}
    return render(request, "training/imports/start.html", context, status=422 if form.errors else 200)


@require_safe
@permission_required(MAY, raise_exception=True)
def detail(request, pk):
    """How far it is, and then the preview: what is new, what changes, what is refused and why."""
    run = _run(request, pk)
    if piece := progress_piece(request, run, "training/imports/_progress.html"):
        return piece
    read = [change["employee"] for change in run.changes if change["employee"]]
    if read:
        note_read(by=request.user, employees=read, what="Membuka pratinjau impor kompetensi")
    return render(request, "training/imports/detail.html", run_context(run))


@require_POST
@permission_required(MAY, raise_exception=True)
def keep(request, pk):
    """Everything, or only the sound rows, is kept."""
    run = _run(request, pk)
    try:
        with transaction.atomic():
            services.agree(run, by=request.user, only_good=request.POST.get("yang") == "sah")
            _hand_on(run, tasks.keep_competence, request.user, f"Menyimpan {run.file_name}")
    except services.MoveRefused as refusal:
        messages.error(request, str(refusal))
    return redirect(run)


@require_POST
@permission_required(MAY, raise_exception=True)
def cancel(request, pk):
    run = _run(request, pk)
    try:
        services.cancel(run, by=request.user)
    except services.MoveRefused as refusal:
        messages.error(request, str(refusal))
        return redirect(run)
    messages.success(request, f"Impor {run.file_name} dibatalkan; tidak ada yang disimpan.")
    return redirect("competence_imports:start")


def _run(request, pk):
    if pk >= 2**63:
        raise Http404
    runs = CompetenceImport.objects.visible_to(request.user).select_related("job", "requested_by", "kept_by")
    return get_object_or_404(runs, pk=pk)


def _hand_on(run, task, user, title):
    services.hand_on(run, jobs.submit(task, by=user, title=title[:200], run=run.pk), by=user)

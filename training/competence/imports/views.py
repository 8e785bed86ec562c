from django.contrib.auth.decorators import permission_required
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from simpeg.audit.reading import note_read
from simpeg.imports import pages
from simpeg.jobs.runs import progress_piece, run_context
from training import tasks
from training.competence.imports.forms import WorkbookForm
from training.competence.imports.services import COMPETENCE
from training.models import CompetenceImport

MAY = CompetenceImport.SEEN_WITH


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(MAY, raise_exception=True)
def start(request):
    """Choose a file; below it, what was imported before."""
    form = WorkbookForm(request.POST, request.FILES) if request.method == "POST" else WorkbookForm()
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        run = COMPETENCE.take_in(said["workbook"], tasks.check_competence, by=request.user, kind=said["kind"])
        return redirect(run)
    context = {"form": form, "runs": pages.newest_runs(COMPETENCE, request.user), "newest": pages.NEWEST}
    return render(request, "training/imports/start.html", context, status=422 if form.errors else 200)


@require_safe
@permission_required(MAY, raise_exception=True)
def detail(request, pk):
    """How far it is, and then the preview: what is new, what changes, what is refused and why."""
    run = pages.run_or_404(COMPETENCE, request, pk)
    if piece := progress_piece(request, run, "simpeg/imports/_progress.html"):
        return piece
    read = [change["employee"] for change in run.changes if change["employee"]]
    note_read(by=request.user, employees=read, what="Membuka pratinjau impor kompetensi")
    return render(request, "training/imports/detail.html", run_context(run))


@require_POST
@permission_required(MAY, raise_exception=True)
def keep(request, pk):
    return pages.keep_asked(COMPETENCE, request, pages.run_or_404(COMPETENCE, request, pk), tasks.keep_competence)


@require_POST
@permission_required(MAY, raise_exception=True)
def cancel(request, pk):
    return pages.cancel_asked(COMPETENCE, request, pages.run_or_404(COMPETENCE, request, pk))


@require_POST
@permission_required(MAY, raise_exception=True)
def refused(request, pk):
    """Hand all refused rows to a job that writes them as a workbook to mend."""
    run = pages.run_or_404(COMPETENCE, request, pk)
    return pages.refused_asked(COMPETENCE, request, run, tasks.export_refused_competence)

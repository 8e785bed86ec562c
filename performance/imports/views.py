from django.contrib.auth.decorators import permission_required
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from performance import tasks
from performance.imports.forms import WorkbookForm
from performance.imports.services import RATINGS
from performance.models import RatingImport
from simpeg.audit.reading import note_read
from simpeg.imports import pages
from simpeg.jobs.runs import progress_piece, run_context

MAY = RatingImport.SEEN_WITH


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(MAY, raise_exception=True)
def start(request):
    """Choose a file; below it, what was imported before."""
    form = WorkbookForm(request.POST, request.FILES) if request.method == "POST" else WorkbookForm()
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        return redirect(RATINGS.take_in(said["workbook"], tasks.check_ratings, by=request.user, year=said["year"]))
    context = {"form": form, "runs": pages.newest_runs(RATINGS, request.user), "newest": pages.NEWEST}
    return render(request, "performance/imports/start.html", context, status=422 if form.errors else 200)


@require_safe
@permission_required(MAY, raise_exception=True)
def detail(request, pk):
    """How far it is, and then the preview: what is new, what changes, what is refused and why."""
    run = pages.run_or_404(RATINGS, request, pk)
    if piece := progress_piece(request, run, "simpeg/imports/_progress.html"):
        return piece
    read = [change["employee"] for change in run.changes]
    note_read(by=request.user, employees=read, what="Membuka pratinjau impor predikat")
    return render(request, "performance/imports/detail.html", run_context(run))


@require_POST
@permission_required(MAY, raise_exception=True)
def keep(request, pk):
    return pages.keep_asked(RATINGS, request, pages.run_or_404(RATINGS, request, pk), tasks.keep_ratings)


@require_POST
@permission_required(MAY, raise_exception=True)
def cancel(request, pk):
    return pages.cancel_asked(RATINGS, request, pages.run_or_404(RATINGS, request, pk))


@require_POST
@permission_required(MAY, raise_exception=True)
def refused(request, pk):
    """Hand all refused rows to a job that writes them as a workbook to mend."""
    return pages.refused_asked(RATINGS, request, pages.run_or_404(RATINGS, request, pk), tasks.export_refused)

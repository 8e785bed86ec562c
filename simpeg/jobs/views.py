from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from simpeg.jobs import services
from simpeg.jobs.models import Job

MY_LATEST = 50


@require_safe
def job_list(request):
    jobs = Job.objects.visible_to(request.user).order_by("-pk")[:MY_LATEST]
    return render(request, "simpeg/jobs/list.html", {"jobs": jobs, "most": MY_LATEST})


@require_safe
def detail(request, pk):
    """How the work goes; asked again by htmx every two seconds until it has ended."""
    job = get_object_or_404(Job.objects.visible_to(request.user), pk=pk)
    piece = "simpeg/jobs/_progress.html" if request.htmx else "simpeg/jobs/detail.html"
    return render(request, piece, {"job": job, "progress": services.progress_of(job)})


@require_POST
def stop(request, pk):
    job = get_object_or_404(Job.objects.visible_to(request.user), pk=pk)
    services.stop(job)
    return redirect(job)


@require_safe
def download(request, pk):
    job = get_object_or_404(Job.objects.visible_to(request.user), pk=pk)
    if not job.file:
        raise Http404("Berkas sudah dihapus atau belum ada.")
    response = FileResponse(job.file.open("rb"), as_attachment=True, filename=job.file_name)
    response["X-Content-Type-Options"] = "nosniff"
    return response

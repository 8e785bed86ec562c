"""What pages say of a run (of an import, of a comparison) that a job works on."""

from django.http import HttpResponse
from django.shortcuts import render

from simpeg.jobs.services import progress_of

PIECE = "kemajuan"  # the part of such a page that htmx asks for again and again


def run_context(run):
    return {"run": run, "progress": progress_of(run.job) if run.is_being_worked_on else None}


def progress_piece(request, run, template):
    """The answer to htmx asking how far the run is: its piece, or, once it has ended, "load the page"; else None."""
    if not (request.htmx and request.htmx.target == PIECE):
        return None
    if not run.is_being_worked_on:
        response = HttpResponse()
        response["HX-Refresh"] = "true"
        return response
    return render(request, template, run_context(run))

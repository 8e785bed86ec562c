"""The answers of the pages of a workbook with a preview; each app's views say who may, and show its words."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect

from simpeg.imports.steps import MoveRefused

NEWEST = 30


def run_or_404(process, request, pk):
    if pk >= 2**63:
        raise Http404
    runs = process.model.objects.visible_to(request.user).select_related("job", "requested_by", "kept_by")
    return get_object_or_404(runs, pk=pk)


def newest_runs(process, user):
    return process.model.objects.visible_to(user).select_related("requested_by").order_by("-pk")[:NEWEST]


def keep_asked(process, request, run, task):
    """Everything, or only the sound rows, is to be kept."""
    try:
        process.ask_to_keep(run, task, by=request.user, only_good=request.POST.get("yang") == "sah")
    except MoveRefused as refusal:
        messages.error(request, str(refusal))
    return redirect(run)


def cancel_asked(process, request, run):
    try:
        process.cancel(run, by=request.user)
    except MoveRefused as refusal:
        messages.error(request, str(refusal))
        return redirect(run)
    messages.success(request, f"Impor {run.file_name} dibatalkan; tidak ada yang disimpan.")
    return redirect(f"{run.PAGES}:start")


def refused_asked(process, request, run, task):
    try:
        return redirect(process.ask_for_refused(run, task, by=request.user))
    except MoveRefused as refusal:
        messages.error(request, str(refusal))
        return redirect(run)

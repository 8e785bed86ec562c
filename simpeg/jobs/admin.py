from django.contrib import admin

from simpeg.jobs.models import Job
from simpeg.web.admin_base import ReadOnly


@admin.register(Job)
class JobAdmin(ReadOnly):
    """How the work of everybody goes. What a job produced is for whoever asked for it, and is not reached from here."""

    list_display = ["id", "title", "status", "requested_by", "created_at", "started_at", "finished_at", "attempts"]
    list_filter = ["status"]
    list_select_related = ["requested_by"]
    search_fields = ["title", "requested_by__username", "requested_by__nip"]
    ordering = ["-id"]
    exclude = ["file", "result_url"]

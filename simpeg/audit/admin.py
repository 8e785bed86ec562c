from django.contrib import admin

from simpeg.audit.models import Entry, ReadEntry
from simpeg.web.admin_base import ReadOnly


@admin.register(Entry)
class EntryAdmin(ReadOnly):
    list_display = ["at", "actor", "action", "table", "row_id", "reason"]
    list_filter = ["action"]
    search_fields = ["=row_id", "=table"]
    ordering = ["-id"]


@admin.register(ReadEntry)
class ReadEntryAdmin(ReadOnly):
    list_display = ["at", "reader", "employee", "what", "purpose"]
    search_fields = ["=reader", "=employee"]
    ordering = ["-id"]

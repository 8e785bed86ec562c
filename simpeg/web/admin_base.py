"""What our admin pages share: lists that do not count millions, and tables that are only looked at."""

from django.contrib import admin
from django.core.paginator import Paginator
from django.utils.functional import cached_property

from simpeg.web.paging import count_hits


class EstimatingPaginator(Paginator):
    """Counts exactly where that is cheap, and takes the planner's estimate elsewhere."""

    @cached_property
    def count(self):
        return count_hits(self.object_list).number


class LargeTable(admin.ModelAdmin):
    paginator = EstimatingPaginator
    show_full_result_count = False
    list_per_page = 50


class ReadOnly(LargeTable):
    """Written elsewhere, by its own rules; here it can be looked up."""

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

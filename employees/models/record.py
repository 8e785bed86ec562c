from django.db import models

from employees.models.employee import Employee


class RecordQuerySet(models.QuerySet):
    """Rows that belong to one person."""

    def visible_to(self, user):
        """Those of the people whose file this user may open."""
        return self.filter(employee__in=Employee.objects.visible_to(user).order_by())

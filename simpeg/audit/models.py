from django.db import models


class EntryQuerySet(models.QuerySet):
    def of(self, instance):
        """The trail of one row, newest first."""
        return self.filter(table=instance._meta.db_table, row_id=str(instance.pk)).order_by("-id")


class Entry(models.Model):
    """What one row looked like before and after; written only by triggers, never changed, never deleted."""

    at = models.DateTimeField("waktu")
    actor = models.BigIntegerField("pelaku", null=True)
    reason = models.TextField("alasan", null=True)  # noqa: DJ001 -- the trigger writes NULL when nobody signed
    table = models.CharField("tabel", max_length=63)
    row_id = models.TextField("baris")
    action = models.CharField("tindakan", max_length=6)
    before = models.JSONField("sebelum", null=True)
    after = models.JSONField("sesudah", null=True)

    objects = EntryQuerySet.as_manager()

    class Meta:
        managed = False  # the migration makes the table by hand: flushing the other tables must not touch the trail
        db_table = "audit_entry"
        verbose_name = "jejak audit"
        verbose_name_plural = "jejak audit"
        default_permissions = ["view"]

    def __str__(self):
        return f"{self.at:%d-%m-%Y %H:%M} {self.action} {self.table}#{self.row_id}"


class ReadEntryQuerySet(models.QuerySet):
    def of(self, employee):
        """Who read this person's file, newest first."""
        return self.filter(employee=employee.pk).order_by("-id")


class ReadEntry(models.Model):
    """That somebody read or exported one person's file; written by `note_read`, never changed, never deleted."""

    at = models.DateTimeField("waktu")
    reader = models.BigIntegerField("pembaca")
    employee = models.BigIntegerField("pegawai")
    what = models.TextField("yang dilakukan")
    purpose = models.TextField("keperluan")

    objects = ReadEntryQuerySet.as_manager()

    class Meta:
        managed = False  # as Entry
        db_table = "audit_readentry"
        verbose_name = "jejak baca"
        verbose_name_plural = "jejak baca"
        default_permissions = ["view"]

    def __str__(self):
        return f"{self.at:%d-%m-%Y %H:%M} {self.reader} -> {self.employee}"

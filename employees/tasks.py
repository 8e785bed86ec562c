"""Work that runs behind the screen: an id comes in, one service is called, the job tells its own story."""

from datetime import date

from django.urls import reverse

from employees.models import PromotionList, Unit
from employees.promotion import reports as promotion_reports
from employees.promotion import services as promotion
from simpeg.audit.reading import note_read
from simpeg.jobs.services import JobRefused, progress, work
from simpeg.law.engine import LawGap


@work("employees.run_promotion_list")
def run_promotion_list(job):
    progress(job, 0, 2, "Menilai semua pegawai menurut peraturan pada tanggal itu")
    unit = Unit.objects.get(pk=job.params["unit"]) if job.params.get("unit") else None
    try:
        kept = promotion.run_promotion_list(day=date.fromisoformat(job.params["day"]), by=job.requested_by, unit=unit)
    except LawGap as gap:
        raise JobRefused(str(gap)) from gap
    progress(job, 2, 2, "Daftar tersimpan")
    job.result = {"list": kept.pk, "verdicts": kept.counts["verdicts"]}
    job.result_url = kept.get_absolute_url()


@work("employees.export_promotion_list")
def export_promotion_list(job):
    """The usul nominatif of a list as Excel: the rows that the asker may see and had filtered."""
    kept = PromotionList.objects.get(pk=job.params["list"])
    verdicts = promotion_reports.chosen(kept, job.params["filters"], job.requested_by)
    note_read(
        by=job.requested_by,
        employees=verdicts.order_by().values_list("employee_id", flat=True).distinct(),
        what=f"Unduh usul nominatif {kept.day:%d-%m-%Y}. {job.params.get('reason', '')}".strip(),
    )
    promotion_reports.export(job, kept, verdicts)
    job.result_url = f"{reverse('promotion:detail', args=[kept.pk])}"

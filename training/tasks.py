"""Work that runs behind the screen: an id comes in, one service is called, the job tells its own story."""

from celery import shared_task
from django.utils import timezone

from simpeg.accounts.services import system_user
from simpeg.jobs.services import JobRefused, kept_together, progress, work
from simpeg.law.engine import LawGap
from training.competence import reports as competence_reports
from training.competence.imports.services import COMPETENCE
from training.models import IndexMeasurement
from training.professionalism import reports as index_reports
from training.professionalism.services import MeasurementRefused, measure, measure_present_year
from training.wallet import reports as wallet_reports


@work("training.export_competence")
def export_competence(job):
    """People with their match and their gaps, as Excel: whom the asker may see and had filtered."""
    competence_reports.export_people(job)


@work("training.export_competence_map")
def export_competence_map(job):
    """The map as the asker had filtered it, as Excel."""
    competence_reports.export_map(job)


@work("training.check_competence")
def check_competence(job):
    COMPETENCE.check_for(job)


@work("training.keep_competence")
def keep_competence(job):
    COMPETENCE.keep_for(job)


@work("training.export_refused_competence")
def export_refused_competence(job):
    COMPETENCE.write_refused_for(job)


@shared_task(name="training.purge_competence_imports")
def purge_competence_imports():
    """Workbooks of competence that nobody decided about are given up."""
    COMPETENCE.purge()


@work("training.measure_index")
def measure_index(job):
    """Everybody's index of a year is kept as the files say now."""
    if job.result:
        return
    year = job.params["year"]
    progress(job, 0, 1, f"Mengukur IP ASN {year} semua pegawai")
    try:
        with kept_together(job):
            measurement = measure(year=year, by=job.requested_by, reason=f"Pengukuran IP ASN {year}")
            job.result = {"said": f"IP ASN {year} diukur untuk {measurement.scores.count()} pegawai."}
            job.result_url = measurement.get_absolute_url()
    except (LawGap, MeasurementRefused) as refusal:
        raise JobRefused(str(refusal)) from refusal
    progress(job, 1, 1, "Selesai")


@work("training.export_index")
def export_index(job):
    """The list of a year's indexes as Excel: whom the asker may see and had filtered."""
    index_reports.export(job, IndexMeasurement.objects.get(pk=job.params["measurement"]))


@shared_task(name="training.measure_index_nightly")
def measure_index_nightly():
    """Every night: the index of the running year follows the files, until that year is settled."""
    measure_present_year(day=timezone.localdate(), by=system_user())


@work("training.export_wallets")
def export_wallets(job):
    """The hours of a year as Excel: whom the asker may see and had filtered."""
    wallet_reports.export(job)

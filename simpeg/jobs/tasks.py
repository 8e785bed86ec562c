from celery import current_app, shared_task

from simpeg.jobs import parts, services


@shared_task(name="simpeg.jobs.sweep")
def sweep():
    """Wake the jobs whose message or worker was lost, and delete results past their time."""
    for job in services.abandoned():
        services.wake(job, current_app.tasks[job.task])
    services.purge_files()


@shared_task(name="simpeg.jobs.purge_strays")
def purge_strays():
    """Delete what killed workers left lying without a row."""
    parts.purge_strays()

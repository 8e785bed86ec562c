from celery import current_app, shared_task

from simpeg.jobs import services


@shared_task(name="simpeg.jobs.sweep")
def sweep():
    """Wake the jobs whose message or worker was lost, and delete results past their time."""
    for job in services.abandoned():
        services.wake(job, current_app.tasks[job.task])
    services.purge_files()

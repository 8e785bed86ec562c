from celery import shared_task

from simpeg.accounts.sessions import SessionStore


@shared_task(name="simpeg.accounts.clear_sessions")
def clear_sessions():
    """Delete the rows of sessions that have ended; they open nothing any more."""
    SessionStore.clear_expired()

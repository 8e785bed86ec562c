"""What may still change once a session was announced."""

from simpeg.audit.change import change
from simpeg.core.dates import in_words
from training.models import CourseSession, Enrolment
from training.sessions.enrolling import fill_seats
from training.sessions.services import SessionRefused, held, keeps, tell

LATER = ("place", "link", "trainer_name", "trainer", "seats", "enrol_until")


def change_announced(session, *, by, **values):
    """The announced session with another place, trainer, last day of enrolment or number of seats.

    Who has a seat is told of another place; seats that are new are given to the waiting list.
    """
    keeps(by)
    with change(by=by, reason=f"Sesi pelatihan diubah: {session}"):
        now = held(session)
        if not now.is_ahead:
            raise SessionRefused(f"Sesi ini {now.get_status_display().lower()}, sehingga tidak dapat diubah lagi.")
        taken = now.enrolments.filter(status=Enrolment.Status.SEATED).count()
        if values["seats"] < taken:
            raise SessionRefused(f"Sudah {taken} orang mendapat kursi; kursi tidak dapat lebih sedikit dari itu.")
        if not now.enrol_from <= values["enrol_until"] <= now.starts_on:
            raise SessionRefused(
                f"Pendaftaran ditutup antara {in_words(now.enrol_from)} dan hari mulai, {in_words(now.starts_on)}."
            )
        if not (values["place"] or values["link"]):
            raise SessionRefused("Isi tempat atau tautannya.")
        moved = (now.place, now.link) != (values["place"], values["link"])
        CourseSession.objects.filter(pk=now.pk).update(**{name: values[name] for name in LATER})
        now.refresh_from_db()
        if moved:
            tell(now.enrolments.filter(status=Enrolment.Status.SEATED), f"{now}: tempatnya sekarang {now.somewhere}.")
        fill_seats(now)
    session.refresh_from_db()
    return session

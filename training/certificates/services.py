"""Verbs at the end of a session: finish it with its certificates, and withdraw one."""

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from employees.letters.numbers import number_text
from employees.records.courses import CourseFact, CourseKnown, CourseMoved, record_courses, withdraw_course
from simpeg.audit.change import change
from simpeg.core.dates import in_words
from simpeg.law.engine import Law
from simpeg.notices.services import notify_each
from training.models import CertificateCounter, CourseSession, Enrolment, TrainingCertificate
from training.recipients import accounts_of
from training.sessions.attending import refuse_participant
from training.sessions.results import results_of
from training.sessions.services import TOPIC, SessionRefused, held, keeps

Status = CourseSession.Status


def finish(session, *, signer, by):
    """The session is over: who passed has a certificate and the training in his file, everybody is told his result.

    All of it or nothing. Raises SessionRefused while something that it takes is not written.
    """
    keeps(by)
    today = timezone.localdate()
    if not (signer.since <= today and (signer.until is None or today <= signer.until)):
        raise SessionRefused(f"{signer.name} tidak menandatangani pada {in_words(today)}. Pilih yang lain.")
    reason = f"Sesi pelatihan {session} selesai"
    with change(by=by, reason=reason):
        now = held(session)
        if now.status != Status.RUNNING:
            raise SessionRefused(f"Sesi ini {now.get_status_display().lower()}, sehingga tidak dapat diselesaikan.")
        if today < now.ends_on:
            raise SessionRefused(
                f"Sesi ini berakhir {in_words(now.ends_on)}; selesaikan pada hari itu atau sesudahnya."
            )
        refuse_participant(now, by)
        results = results_of(now)
        unknown = [result for result in results if result.passed is None]
        if unknown:
            name, why = unknown[0].enrolment.employee.full_name, unknown[0].why
            raise SessionRefused(f"Belum lengkap untuk {len(unknown)} peserta. {name}: {why[:1].lower()}{why[1:]}.")
        passed = [result.enrolment for result in results if result.passed]
        failed = [result.enrolment for result in results if not result.passed]
        decided = {"decided_at": timezone.now(), "decided_by": by}
        for rows, status in ((passed, Enrolment.Status.PASSED), (failed, Enrolment.Status.FAILED)):
            Enrolment.objects.filter(pk__in=[row.pk for row in rows]).update(status=status, **decided)
        made = _issue(now, passed, signer, by, reason)
        CourseSession.objects.filter(pk=now.pk).update(status=Status.FINISHED)
        _tell(now, results)
    session.refresh_from_db()
    return made


def withdraw(certificate, *, by, reason):
    """The certificate counts no longer, nor what it left in the file; anyone who checks it reads that. Once only."""
    keeps(by)
    reason = " ".join(reason.split())[:300]
    if not reason:
        raise SessionRefused("Tulis mengapa sertifikat ini dicabut.")
    employee = certificate.enrolment.employee
    if by.nip and by.nip == employee.nip:
        raise SessionRefused("Sertifikat Anda sendiri dicabut oleh pengelola yang lain.")
    with change(by=by, reason=f"Sertifikat {certificate.number} dicabut: {reason}"):
        found = TrainingCertificate.objects.select_for_update(of=("self",)).select_related("enrolment__session__course")
        now = found.get(pk=certificate.pk)
        if not now.is_valid:
            raise SessionRefused("Sertifikat ini sudah dicabut. Muat ulang halaman ini.")
        TrainingCertificate.objects.filter(pk=now.pk).update(
            withdrawn_at=timezone.now(), withdrawn_by=by, withdrawn_reason=reason
        )
        if now.record_id:
            try:
                withdraw_course(now.record_id, _fact(now), by=by, reason=f"Sertifikat {now.number} dicabut: {reason}")
            except CourseMoved as moved:
                raise SessionRefused(
                    "Catatan pelatihan ini pada berkas pegawai sudah diperbaiki sesudah sertifikatnya terbit. Cabut "
                    "catatan itu dahulu, lalu cabut sertifikatnya."
                ) from moved
        account = accounts_of([employee.nip]).get(employee.nip)
        if account:
            page = reverse("sessions:detail", args=[now.enrolment.session_id])
            notify_each([(account, f"Sertifikat {now.number} dicabut: {reason}", page)], topic=TOPIC)
    certificate.refresh_from_db()
    return certificate


def _issue(session, rows, signer, by, reason):
    """A certificate for each of these with the next numbers of the year, and its fact in the file."""
    if not rows:
        return []
    today, course = timezone.localdate(), session.course
    pattern, first = Law.on(today)["pelatihan.pola_nomor_sertifikat"][0], _reserve(today.year, len(rows))
    made = [
        TrainingCertificate(
            enrolment=row, number=number_text(pattern, serial, today), year=today.year, serial=serial,
            name=row.employee.full_name[:355], course_name=course.name, provider=course.provider,
            starts_on=session.starts_on, ends_on=session.ends_on, learning_hours=session.learning_hours, signer=signer,
            issued_at=timezone.now(), issued_by=by,
        )
        for serial, row in enumerate(rows, start=first)
    ]  # fmt: skip
    try:
        records = record_courses([_fact(each) for each in made], by=by, reason=reason)
    except CourseKnown as known:
        raise SessionRefused(
            f"{known} Cabut atau perbaiki catatan itu pada berkasnya, lalu selesaikan sesi ini lagi."
        ) from known
    for certificate, record in zip(made, records, strict=True):
        certificate.record = record
    return TrainingCertificate.objects.bulk_create(made)


@transaction.atomic
def _reserve(year, many):
    """The first of so many serials in a row; whoever issues next waits until this transaction ends."""
    CertificateCounter.objects.bulk_create([CertificateCounter(year=year)], ignore_conflicts=True)
    counter = CertificateCounter.objects.select_for_update().get(pk=year)
    CertificateCounter.objects.filter(pk=year).update(last=counter.last + many)
    return counter.last + 1


def _fact(certificate):
    session = certificate.enrolment.session
    return CourseFact(
        employee_id=certificate.enrolment.employee_id, kind=session.course.counts_as, level=session.course.level,
        name=certificate.course_name, provider=certificate.provider, certificate=certificate.number,
        starts_on=certificate.starts_on, ends_on=certificate.ends_on, learning_hours=certificate.learning_hours,
    )  # fmt: skip


def _tell(session, results):
    accounts = accounts_of([result.enrolment.employee.nip for result in results])
    page, words = reverse("sessions:detail", args=[session.pk]), []
    for result in results:
        if user := accounts.get(result.enrolment.employee.nip):
            said = (
                f"Anda lulus {session}; {session.learning_hours} JP tercatat pada berkas Anda."
                if result.passed
                else f"Anda tidak lulus {session}: {result.why[:1].lower()}{result.why[1:]}."
            )
            words.append((user, f"{said} Isi evaluasinya, tanpa nama.", page))
    notify_each(words, topic=TOPIC)

"""Trainings as they look in the middle of a year: a catalogue, a path, and a session in each state."""

from datetime import timedelta

from django.utils import timezone

from employees.directory.queries import active
from employees.models import EmployeeState, Signer
from simpeg.accounts.models import User
from simpeg.audit.change import change
from simpeg.law.engine import Law
from training.catalogue.services import keep_course, keep_path, keep_topic
from training.certificates.services import finish
from training.models import Competence, CourseSession, Enrolment, Evaluation
from training.sessions.attending import record_attendance, record_scores
from training.sessions.enrolling import ask, nominate
from training.sessions.services import move, prepare

OURS, CENTRE = "BKPSDM Kabupaten Mamuju", "Pusat Pelatihan Provinsi Sulawesi Barat"
# name, topic, form, counts as, mode, JP, provider, rupiah a seat, competences, least score
COURSES = [
    ("Literasi digital bagi aparatur", "TI", "ELEARNING", "TEKNIS", "DARING", 10, OURS, 0, ["TIK.01"], 60),
    ("Lembar kerja untuk laporan", "TI", "TEKNIS", "TEKNIS", "KELAS", 20, OURS, 350_000, ["TIK.01", "TIK.02"], 70),
    ("Keamanan data dan kata sandi", "TI", "WORKSHOP", "TEKNIS", "KELAS", 8, OURS, 150_000, ["TIK.01"], None),
    ("Analisis data pelayanan", "TI", "TEKNIS", "TEKNIS", "DARING", 30, CENTRE, 900_000, ["TIK.02"], 70),
    ("Pelatihan Kepemimpinan Administrator", "PIM", "PKA", "KEPEMIMPINAN", "KELAS", 906, CENTRE, 24_000_000,
     ["M7", "M8"], None),
    ("Pelayanan publik yang ramah", "LAYANAN", "BIMTEK", "TEKNIS", "KELAS", 12, OURS, 200_000, ["M5"], None),
    ("Tata kelola arsip dinamis", "LAYANAN", "TEKNIS", "TEKNIS", "KELAS", 20, OURS, 275_000, ["ARS.01"], 65),
    ("Coaching bagi atasan", "PIM", "COACHING", "TEKNIS", "COACHING", 6, OURS, 0, ["M6"], None),
]  # fmt: skip
TOPICS = {
    "TI": ("Teknologi informasi", "Bekerja dengan data dan layanan digital, dari dasar sampai analisis.", True),
    "PIM": ("Kepemimpinan", "Memimpin orang, perubahan, dan pekerjaan.", False),
    "LAYANAN": ("Pelayanan dan administrasi", "Melayani masyarakat dan menata pekerjaan kantor.", False),
}
SAID = ["Contohnya dekat dengan pekerjaan.", "Waktu praktik terlalu singkat.", "", "Pengajarnya sabar.", "", ""]


def make_demo_courses():
    """The catalogue, and sessions: a draft, open ones with seats and with a waiting list, one of each later state."""
    officer = User.objects.get(username="pelatihan")
    topics = {
        key: keep_topic(name=name, sentence=sentence, is_digital=digital, by=officer)
        for key, (name, sentence, digital) in TOPICS.items()
    }
    courses = [_course(topics, officer, *each) for each in COURSES]
    keep_path(
        topic=topics["TI"], name="Aparatur melek data", courses=[courses[0], courses[2], courses[1], courses[3]],
        sentence="Dari literasi digital sampai analisis data, untuk siapa pun yang menyusun laporan.", by=officer,
    )  # fmt: skip
    digital, sheets, safety, analysis, leadership, service, archive, _ = courses
    people = _people(30)
    _finished(safety, people[:8], officer)
    _running(archive, people[8:14], officer)
    full = _announced(sheets, officer, seats=4, starts=18)
    nominate(full, people[14:20], by=officer, reason="Menyusun laporan bulanan")
    _announced(
        digital, officer, seats=200, starts=9, entry="TERBUKA", place="", link="https://belajar.example/literasi"
    )
    asked = _announced(service, officer, seats=30, starts=21, entry="PERSETUJUAN")
    ask(asked, by=User.objects.get(username="pegawai"), reason="Sering melayani loket")
    closed = _announced(leadership, officer, seats=10, starts=12, entry="PENCALONAN", lasts=90, position_kinds=["1"])
    move(closed, "CLOSED", by=officer)
    cancelled = _announced(analysis, officer, seats=20, starts=25)
    move(cancelled, "CANCELLED", by=officer, reason="Pengajar berhalangan; dijadwalkan ulang tahun depan")
    _prepared(analysis, officer, seats=20, starts=60)


def _course(topics, officer, name, topic, form, counts_as, mode, hours, provider, price, competences, score):
    raises = Competence.objects.filter(code__in=competences)
    return keep_course(
        topic=topics[topic], name=name, form=form, counts_as=counts_as, mode=mode, learning_hours=hours,
        summary=f"Sesudah mengikuti {name[:1].lower()}{name[1:]}, peserta memakainya dalam pekerjaan sehari-hari.",
        provider=provider, price=price, raises=raises, least_attendance=80, least_score=score,
        is_offered=True, by=officer,
    )  # fmt: skip


def _prepared(course, officer, *, seats, starts, lasts=2, **fields):
    today = timezone.localdate()
    first = today + timedelta(days=starts)
    said = {
        "course": course, "starts_on": first, "ends_on": first + timedelta(days=lasts - 1),
        "place": "Aula BKPSDM, Mamuju", "link": "", "trainer_name": "Tim pengajar BKPSDM", "trainer": None,
        "seats": seats, "enrol_from": today, "enrol_until": min(first, today + timedelta(days=14)), "entry": "TERBUKA",
        "statuses": [], "position_kinds": [], "least_grade": None, "unit": None,
    }  # fmt: skip
    return prepare(**said | fields, by=officer)


def _announced(course, officer, **fields):
    return move(_prepared(course, officer, **fields), "OPEN", by=officer)


def _begun(course, people, officer, starts):
    """A session that began some days ago; nobody enrols in the past, so its rows are written as they stand."""
    session = _prepared(course, officer, seats=len(people), starts=1)
    first, now = timezone.localdate() - timedelta(days=starts), timezone.now()
    with change(by=officer, reason="Sesi contoh"):
        CourseSession.objects.filter(pk=session.pk).update(
            starts_on=first, ends_on=first + timedelta(days=1), enrol_from=first - timedelta(days=14),
            enrol_until=first - timedelta(days=3), status=CourseSession.Status.RUNNING,
        )  # fmt: skip
        Enrolment.objects.bulk_create(
            Enrolment(
                session=session, employee=person, origin="DICALONKAN", status="SEATED", asked_at=now, seated_at=now,
                asked_by=officer, reason="Memerlukannya dalam tugas",
            )
            for person in people
        )  # fmt: skip
    session.refresh_from_db()
    return session


def _attended(session, officer, day, absent=()):
    rows = session.enrolments.order_by("pk").values_list("pk", flat=True)
    kinds = {pk: "TIDAK" if number in absent else "HADIR" for number, pk in enumerate(rows)}
    record_attendance(session, day, kinds, by=officer)


def _finished(course, people, officer):
    session = _begun(course, people, officer, 12)
    _attended(session, officer, session.starts_on, absent={7})
    _attended(session, officer, session.ends_on)
    finish(session, signer=Signer.objects.on(timezone.localdate()).first(), by=officer)
    Evaluation.objects.bulk_create(
        Evaluation(
            session=session, content=4 + number % 2, teaching=5, usefulness=5 - number % 3, organisation=4, words=words
        )
        for number, words in enumerate(SAID)
    )
    answered = session.enrolments.order_by("pk").values("pk")[: len(SAID)]
    with change(by=officer, reason="Evaluasi contoh"):
        session.enrolments.filter(pk__in=answered).update(has_evaluated=True)


def _running(course, people, officer):
    session = _begun(course, people, officer, 1)
    _attended(session, officer, session.starts_on)
    rows = session.enrolments.order_by("pk").values_list("pk", flat=True)
    record_scores(session, {pk: (40 + 5 * number, None) for number, pk in enumerate(rows)}, by=officer)


def _people(most):
    """Some in active service, none of them with a login of the demo, spread over the regency."""
    logins = User.objects.filter(is_demo=True, nip__isnull=False).values("nip")
    states = EmployeeState.objects.filter(active(Law.on(timezone.localdate())), status="PNS").exclude(nip__in=logins)
    return [state.employee for state in states.select_related("employee").order_by("nip")[: 3 * most : 3]]

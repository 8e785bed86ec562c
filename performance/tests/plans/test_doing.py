from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from django.utils import timezone

from employees.documents.files import purge_strays
from performance.models import Evidence, Feedback, PerformancePlan, Progress
from performance.models.doing import FOLDER
from performance.plans import doing
from performance.plans.writing import PlanRefused
from performance.tests.factories import account, make_office, make_rating, open_window, plan_of
from performance.tests.plans.builders import Desk, make_agreed_plan, sign_the_year
from simpeg import roles
from simpeg.notices.models import Notice
from simpeg.scans.tests.files import make_png
from simpeg.testing.people import make_user

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


@pytest.fixture
def desk():
    desk = Desk()
    make_agreed_plan(desk)
    return desk


def report(desk, *, by=None, **fields):
    said = {"as_of": TODAY(), "words": "Dua laporan selesai"} | fields
    return doing.report(desk.plan, said.pop("line", 1), by=by or desk.user, **said)


def png(name="bukti.png", content=None):
    return SimpleUploadedFile(name, make_png() if content is None else content)


def say(desk, words="Rapi dan tepat waktu", *, by, kind="UMPAN_BALIK", **said):
    return doing.say(desk.plan, words, kind=kind, by=by, **said)


def files():
    return default_storage.listdir(FOLDER)[1] if default_storage.exists(FOLDER) else []


def test_progress_is_kept_with_a_link_and_files_looked_at_by_content(desk):
    report(desk, title="Laporan", link="https://drive.contoh.go.id/a", uploads=[png(), png("b.pdf")])

    link, first, second = Evidence.objects.all()
    assert (link.title, link.link, link.file.name) == ("Laporan", "https://drive.contoh.go.id/a", "")
    assert [first.title, second.title] == ["Laporan (1 dari 2)", "Laporan (2 dari 2)"]
    assert {first.media_type, second.media_type} == {"image/png"}
    with first.file.open("rb") as kept:
        assert kept.read().startswith(b"\x89PNG")
    assert {first.file.name, second.file.name} <= {f"{FOLDER}/{name}" for name in files()}


@pytest.mark.parametrize(
    ("fields", "field", "sentence"),
    [
        ({"as_of": timezone.localdate() + timedelta(days=1)}, "as_of", "sesudah hari ini"),
        ({"words": " "}, "words", "Tulis apa yang tercapai"),
        ({"link": "http://contoh.go.id", "title": "x"}, "link", "https://"),
        ({"link": "javascript:alert(1)", "title": "x"}, "link", "https://"),
        ({"link": "https://contoh.go.id/"}, "title", "Beri judul"),
        ({"line": 9}, None, "tidak ada pada SKP yang disepakati"),
    ],
    ids=["tomorrow", "nothing", "not https", "a script", "no title", "no such line"],
)
def test_progress_that_does_not_fit_is_refused_at_its_box(desk, fields, field, sentence):
    with pytest.raises(PlanRefused, match=sentence) as refused:
        report(desk, **fields)

    assert refused.value.field == field
    assert not Progress.objects.exists()


def test_progress_is_as_of_a_day_of_the_plan(desk):
    PerformancePlan.objects.filter(pk=desk.plan.pk).update(starts_on=TODAY() - timedelta(days=3))
    report(desk, as_of=TODAY() - timedelta(days=3))

    with pytest.raises(PlanRefused, match="di luar masa SKP"):
        report(desk, as_of=TODAY() - timedelta(days=4))


@pytest.mark.parametrize(
    "content", [b"bukan gambar", b"%PDF-1.4 rusak", make_png()[:40], b""], ids=["text", "broken pdf", "cut", "empty"]
)
def test_a_file_that_is_not_what_it_says_is_refused_and_nothing_is_kept(desk, content):
    before = files()
    with pytest.raises(PlanRefused, match="palsu.png: ") as refused:
        report(desk, title="Bukti", uploads=[png(), png("palsu.png", content)])

    assert refused.value.field == "files"
    assert (Progress.objects.count(), Evidence.objects.count(), files()) == (0, 0, before)


def test_the_same_report_twice_is_kept_once(desk):
    report(desk)

    with pytest.raises(PlanRefused, match="sudah tersimpan"):
        report(desk)


def test_only_the_person_reports_and_only_of_what_was_agreed(desk):
    with pytest.raises(PlanRefused, match="pegawai itu sendiri"):
        report(desk, by=desk.rater)
    plan = plan_of(desk.colleague, desk.cycle)

    with pytest.raises(PlanRefused, match="sesudah SKP disepakati"):
        doing.report(plan, 1, as_of=TODAY(), words="x", by=desk.peer)


def test_what_was_reported_and_said_is_never_changed(desk):
    report(desk, title="Laporan", link="https://contoh.go.id/")
    say(desk, by=desk.rater)
    for rows in (Progress.objects, Evidence.objects, Feedback.objects):
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.all().delete()
    with pytest.raises(DatabaseError), transaction.atomic():
        Feedback.objects.update(words="Lain")


def test_after_the_year_was_signed_nothing_is_added(desk):
    make_rating(desk.reload(), open_window(desk.cycle, 0), by=desk.rater)
    report(desk)
    sign_the_year(desk)

    with pytest.raises(PlanRefused, match="sudah ditetapkan"):
        report(desk, words="Lagi")
    with pytest.raises(PlanRefused, match="sudah ditetapkan"):
        say(desk, by=desk.peer)


def test_nobody_gives_feedback_to_himself(desk):
    with pytest.raises(PlanRefused, match="bukan kepada diri sendiri"):
        say(desk, by=desk.user)


def test_the_appraiser_guides_and_a_colleague_gives_feedback(desk):
    say(desk, by=desk.rater, kind="KONSELING", line=1)
    say(desk, by=desk.peer)

    assert list(Feedback.objects.order_by("pk").values_list("kind", "line", "from_appraiser")) == [
        ("KONSELING", 1, True),
        ("UMPAN_BALIK", None, False),
    ]
    year = desk.cycle.year
    assert list(Notice.objects.filter(user=desk.user).order_by("pk").values_list("text", flat=True))[-2:] == [
        f"Konseling kinerja baru dari pejabat penilai Anda tercatat pada SKP {year}.",
        f"Umpan balik baru dari rekan kerja Anda tercatat pada SKP {year}.",
    ]
    with pytest.raises(PlanRefused, match="dicatat pejabat penilai"):
        say(desk, by=desk.peer, kind="BIMBINGAN")
    with pytest.raises(PlanRefused, match="dengan namanya"):
        say(desk, by=desk.rater, anonymous=True)


def test_people_of_another_office_and_officers_give_none(desk):
    _, _, other, *_ = make_office(name="Dinas Dua")

    for stranger in (account(other), make_user(role=roles.PERFORMANCE_OFFICER.name)):
        with pytest.raises(PlanRefused, match="rekan seperangkat daerah"):
            say(desk, by=stranger)


def test_the_same_words_on_the_same_day_are_said_once(desk):
    say(desk, by=desk.peer)

    with pytest.raises(PlanRefused, match="sudah Anda berikan"):
        say(desk, by=desk.peer)


def test_who_wished_it_has_no_name_towards_the_person_and_has_one_towards_his_appraiser(desk):
    say(desk, by=desk.peer, anonymous=True)
    officer = make_user(role=roles.PERFORMANCE_OFFICER.name)

    def authors(user):
        return [row.author for row in Feedback.objects.said_to(user, desk.plan)]

    assert authors(desk.user) == ["Rekan kerja (tanpa nama)"]
    assert authors(desk.rater) == authors(officer) == authors(desk.peer) == [str(desk.peer)]


def test_files_without_a_row_go_within_the_hour(desk):
    report(desk, title="Bukti", uploads=[png()])
    default_storage.save(f"{FOLDER}/hilang", ContentFile(b"x"))

    before = len(files())
    assert purge_strays(rows=Evidence, folder=FOLDER) == 0
    assert purge_strays(timezone.now() + timedelta(hours=2), rows=Evidence, folder=FOLDER) == before - 1
    assert files() == [Evidence.objects.get().file.name.split("/")[1]]

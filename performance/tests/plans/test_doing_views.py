import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from performance.models import Evidence, Feedback, Progress
from performance.tests.factories import account, make_office, plan_of
from performance.tests.plans.builders import Desk, make_agreed_plan
from simpeg.audit.models import ReadEntry
from simpeg.scans.tests.files import make_png

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk():
    desk = Desk()
    make_agreed_plan(desk)
    return desk


def url(name, *args):
    return reverse(f"plans:{name}", args=args)


def typed(**fields):
    return {"as_of": timezone.localdate().isoformat(), "words": "Dua selesai", "title": "", "link": ""} | fields


def test_progress_is_written_with_a_file_that_only_readers_of_the_plan_open(desk):
    where = url("progress", desk.plan.pk, 1)
    upload = SimpleUploadedFile("bukti.png", make_png())

    assert desk.client().post(where, typed(title="Foto <laporan>", files=upload)).status_code == 302

    proof = Evidence.objects.get()
    where, answers = url("evidence", proof.pk), []
    for user in (desk.user, desk.rater, desk.boss, desk.peer):
        answers.append(desk.client(user).get(where))
        content = b"".join(answers[-1].streaming_content) if answers[-1].streaming else b""
        assert content.startswith(b"\x89PNG") == (user != desk.peer)
    assert [answer.status_code for answer in answers] == [200, 200, 200, 404]
    answer = answers[0]
    assert answer["Content-Type"] == "image/png"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert "attachment" not in answer["Content-Disposition"]
    kept = desk.client().get(where + "?unduh")
    b"".join(kept.streaming_content)
    assert kept["Content-Disposition"] == 'attachment; filename="Foto -laporan-.png"'
    assert ReadEntry.objects.filter(reader=desk.rater.pk, what="Membuka bukti dukung SKP").count() == 1


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"files": SimpleUploadedFile("laporan.pdf", b"MZ program")}, "laporan.pdf"),
        ({"link": "http://contoh.go.id"}, "https://"),
        ({"as_of": "0001-01-01"}, "di luar masa SKP"),
        ({"as_of": "9999-12-31"}, "sesudah hari ini"),
        ({"as_of": ""}, "tidak boleh kosong"),
        ({"words": "a\0"}, "karakter"),
    ],
)
def test_bad_progress_is_refused_with_a_sentence_and_what_was_typed_stays(desk, fields, sentence):
    said = typed(words="Sudah saya tulis panjang", title="Judulnya") | fields

    answer = desk.client().post(url("progress", desk.plan.pk, 1), said)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence.lower() in page.lower()
    assert 'value="Judulnya"' in page
    assert not Progress.objects.exists()


def test_only_the_person_writes_progress_and_of_what_the_plan_holds(desk):
    assert desk.client(desk.rater).get(url("progress", desk.plan.pk, 1)).status_code == 403
    assert desk.client(desk.peer).get(url("progress", desk.plan.pk, 1)).status_code == 404
    assert desk.client().get(url("progress", desk.plan.pk, 7)).status_code == 404
    assert desk.client().get(url("progress", desk.plan.pk, 2**63)).status_code == 404


def test_a_colleague_is_found_by_name_and_gets_feedback_without_a_name(desk):
    client = desk.client(desk.peer)
    page = client.get(url("colleagues"), {"q": "staf"}).content.decode()
    assert url("give", desk.plan.pk) in page
    assert url("give", plan_of(desk.colleague, desk.cycle).pk) not in page

    where = url("give", desk.plan.pk)
    asked = client.get(where).content.decode()
    assert "Laporan kepegawaian tersusun" not in asked  # he sees the name and the post, and nothing of the plan
    assert client.post(where, {"words": "Selalu membantu", "anonymous": "on"}).status_code == 302

    mine = desk.client().get(desk.plan.get_absolute_url()).content.decode()
    theirs = desk.client(desk.rater).get(desk.plan.get_absolute_url()).content.decode()
    assert "Selalu membantu" in mine
    assert "Rekan kerja (tanpa nama)" in mine
    assert str(desk.peer) not in mine
    assert str(desk.peer) in theirs


def test_the_appraiser_counsels_about_one_result(desk):
    client, where = desk.client(desk.rater), url("give", desk.plan.pk)
    assert "Laporan kepegawaian tersusun" in client.get(where).content.decode()

    client.post(where, {"kind": "KONSELING", "line": "1", "words": "Mari kita atur ulang jadwal"})

    kept = Feedback.objects.get()
    assert (kept.kind, kept.line, kept.from_appraiser) == ("KONSELING", 1, True)


@pytest.mark.parametrize("said", [{"words": ""}, {"words": "a\0"}, {"words": "a" * 2001}])
def test_bad_feedback_is_refused_with_a_sentence(desk, said):
    assert desk.client(desk.peer).post(url("give", desk.plan.pk), said).status_code == 422
    assert not Feedback.objects.exists()


def test_oneself_and_people_of_other_offices_are_not_there(desk):
    _, _, head, *_ = make_office(name="Dinas Dua")
    other = account(head)

    assert desk.client().get(url("give", desk.plan.pk)).status_code == 404
    assert desk.client(other).get(url("give", desk.plan.pk)).status_code == 404
    page = desk.client(other).get(url("colleagues"), {"q": "staf"}).content.decode()
    assert "Staf 01" not in page


def test_odd_searches_find_nobody_and_break_nothing(desk):
    for text in ("\0", "١٢٣", "%", "_" * 500, str(2**70)):
        assert desk.client(desk.peer).get(url("colleagues"), {"q": text}).status_code == 200

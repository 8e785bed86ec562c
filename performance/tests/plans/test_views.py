"""The pages of plans: who sees what, what is kept, what is refused with its words kept."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from employees.models import Unit
from employees.tests.factories import make_unit
from performance.models import Feedback, PerformancePlan, WorkResult
from performance.plans import services, writing
from performance.tests.factories import account, make_agreed, make_office, make_rating, open_window, plan_of
from performance.tests.plans.builders import (
    Desk,
    add_result,
    agree,
    make_agreed_plan,
    make_late,
    now_seen,
    sign_the_year,
    submit,
)
from simpeg import roles
from simpeg.audit.models import ReadEntry
from simpeg.law.models import Parameter
from simpeg.testing.people import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk():
    return Desk()


def url(name, *args):
    return reverse(f"plans:{name}", args=args)


def typed(**fields):
    said = {"words": "Laporan tersusun", "kind": "UTAMA", "source": "", "supports_words": "", "weight": "",
            "due_on": "", "seen": "baru-1", "aspect_1": "KUANTITAS", "indicator_1": "Jumlah",
            "target_1": "4"}  # fmt: skip
    return said | fields


def read_by(user):
    return set(ReadEntry.objects.filter(reader=user.pk).values_list("employee", flat=True))


def test_a_person_finds_his_plan_with_what_to_do_next(desk):
    page = desk.client().get(url("own")).content.decode()

    assert f'href="{desk.plan.get_absolute_url()}"' in page
    assert "Tulis hasil kerja Anda, atau isi dari SKP sebelumnya" in page


def test_somebody_without_a_plan_is_told_why(desk):
    page = desk.client(make_user(role=roles.EMPLOYEE.name)).get(url("own")).content.decode()

    assert "Anda tidak mempunyai SKP" in page


def test_others_open_it_with_a_note_and_strangers_do_not_find_it(desk):
    make_agreed_plan(desk)
    officer = make_user(role=roles.PERFORMANCE_OFFICER.name)
    _, _, other, *_ = make_office(name="Dinas Dua")
    where = desk.plan.get_absolute_url()

    answers = {
        user: desk.client(user).get(where).status_code
        for user in (desk.user, desk.rater, desk.boss, officer, desk.peer, account(other))
    }

    assert list(answers.values()) == [200, 200, 200, 200, 404, 404]
    assert [read_by(user) for user in answers] == [set(), *[{desk.person.pk}] * 3, set(), set()]


@pytest.mark.parametrize("results", [1, 12])
def test_a_plan_is_shown_with_the_same_number_of_queries_however_much_it_holds(results, django_assert_num_queries):
    desk = Desk()
    for number in range(results):
        add_result(desk.plan, desk.user, words=f"Hasil {number}")
    submit(desk.plan, desk.user)
    agree(desk.plan, desk.rater)
    today = timezone.localdate()
    for number in range(results):
        progress = desk.plan.progress.create(line=number + 1, as_of=today, words="Selesai", by=desk.user)
        progress.evidence.create(title="Bukti", link="https://contoh.go.id/")
        Feedback.objects.create(plan=desk.plan, words="Rapi", from_appraiser=True, by=desk.rater)
    client = desk.client(desk.rater)
    client.get(desk.plan.get_absolute_url())

    with django_assert_num_queries(23):
        page = client.get(desk.plan.get_absolute_url()).content.decode()

    assert page.count("https://contoh.go.id/") == results


def test_a_result_is_written_and_the_next_can_follow_at_once(desk):
    client, where = desk.client(), url("add-result", desk.plan.pk)

    assert client.get(where).status_code == 200
    answer = client.post(where, typed(lagi="1"))

    assert answer.url == where
    assert WorkResult.objects.get().words == "Laporan tersusun"


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"words": ""}, "Tulis hasil kerjanya."),
        ({"words": "a\0b"}, "karakter"),
        ({"indicator_1": ""}, "Tulis indikator dari target ini."),
        ({"target_1": ""}, "Tulis targetnya"),
        ({"indicator_1": "", "target_1": ""}, "Tulis paling sedikit satu indikator"),
        ({"weight": str(2**63)}, "100"),
        ({"weight": "seratus"}, "bilangan"),
        ({"due_on": "0001-01-01"}, "di luar masa SKP"),
        ({"due_on": "9999-12-31"}, "di luar masa SKP"),
        ({"due_on": "kapan-kapan"}, "tanggal"),
        ({"kind": "LAIN"}, "LAIN"),
        ({"aspect_1": ""}, "Pilih aspek setiap indikator"),
        ({"seen": ""}, "baru saja diubah"),
        ({"seen": "\0"}, "karakter"),
        ({"words": "a" * 501}, "500"),
    ],
)
def test_a_bad_result_is_refused_with_a_sentence_and_what_was_typed_stays(desk, fields, sentence):
    answer = desk.client().post(url("add-result", desk.plan.pk), typed(supports_words="sisa") | fields)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence.lower() in page.lower()
    assert 'value="sisa"' in page
    assert not WorkResult.objects.exists()


def test_an_empty_post_is_a_bad_form_and_no_error(desk):
    client = desk.client()
    for name in ("add-result", "weights", "attachments", "submit", "copy"):
        assert client.post(url(name, desk.plan.pk)).status_code in (302, 422), name


def test_whoever_was_overtaken_keeps_his_words_and_can_decide_again(desk):
    result = add_result(desk.plan, desk.user)
    old = writing.seen_of_result(result)
    add = {"weight": 40}
    writing.change_result(desk.plan, 1, writing.replace(writing.facts_of(result), **add), seen=old, by=desk.rater)
    client, where = desk.client(), url("change-result", desk.plan.pk, 1)

    answer = client.post(where, typed(words="Punya saya", seen=old))

    page = answer.content.decode()
    now = writing.seen_of_result(WorkResult.objects.get())
    assert answer.status_code == 422
    assert "Punya saya" in page
    assert f'value="{now}"' in page
    assert client.post(where, typed(words="Punya saya", seen=now)).status_code == 302
    assert WorkResult.objects.get().words == "Punya saya"


def test_a_result_is_removed(desk):
    result = add_result(desk.plan, desk.user)

    desk.client().post(url("remove-result", desk.plan.pk, 1), {"seen": writing.seen_of_result(result)})

    assert not WorkResult.objects.exists()


def test_weights_that_do_not_fit_are_refused_and_kept_on_the_page(desk):
    add_result(desk.plan, desk.user)
    add_result(desk.plan, desk.user, words="Lain")
    where = url("weights", desk.plan.pk)

    answer = desk.client().post(where, {"weight_1": "60", "weight_2": "39"})

    assert answer.status_code == 422
    assert "Jumlah bobot 99%" in answer.content.decode()
    assert 'value="39"' in answer.content.decode()
    assert desk.client().post(where, {"weight_1": "60", "weight_2": "40"}).status_code == 302


def test_a_plan_with_gaps_stays_a_draft_and_the_page_says_each(desk):
    add_result(desk.plan, desk.user, kind="TAMBAHAN")

    answer = desk.client().post(url("submit", desk.plan.pk), {"seen": now_seen(desk.plan)})

    assert answer.status_code == 422
    assert "Belum ada hasil kerja utama" in answer.content.decode()
    assert desk.reload().status == "DRAFT"


def test_the_way_of_a_plan_through_its_pages(desk):
    add_result(desk.plan, desk.user)
    mine, theirs = desk.client(), desk.client(desk.rater)

    mine.post(url("submit", desk.plan.pk), {"seen": now_seen(desk.plan)})
    assert desk.reload().status == "SUBMITTED"
    assert theirs.get(url("people")).content.decode().count("Staf 01") == 1
    theirs.post(url("expectations", desk.plan.pk), {"LOYAL": "Menjaga rahasia"})
    refused = theirs.post(url("give-back", desk.plan.pk), {"seen": now_seen(desk.plan), "words": ""})
    assert (refused.status_code, "perlu diperbaiki" in refused.content.decode()) == (422, True)
    theirs.post(url("give-back", desk.plan.pk), {"seen": now_seen(desk.plan), "words": "Naikkan targetnya"})
    assert "Naikkan targetnya" in mine.get(desk.plan.get_absolute_url()).content.decode()
    mine.post(url("submit", desk.plan.pk), {"seen": now_seen(desk.plan)})
    theirs.post(url("agree", desk.plan.pk), {"seen": now_seen(desk.plan)})
    assert desk.reload().status == "AGREED"
    mine.post(url("reopen", desk.plan.pk), {"seen": now_seen(desk.plan), "words": "APBD perubahan"})

    page = mine.get(desk.plan.get_absolute_url()).content.decode()
    assert "Ini versi 2 yang sedang ditulis" in page
    assert "APBD perubahan" in page
    assert "Menjaga rahasia" in page


def test_a_plan_is_taken_back_on_its_page_and_the_notes_of_its_return_stay_in_sight(desk):
    add_result(desk.plan, desk.user)
    submit(desk.plan, desk.user)
    services.give_back(desk.plan, "Naikkan targetnya", seen=now_seen(desk.plan), by=desk.rater)
    submit(desk.plan, desk.user)
    where, address, seen = url("take-back", desk.plan.pk), desk.plan.get_absolute_url(), now_seen(desk.plan)
    mine, theirs = desk.client(), desk.client(desk.rater)
    assert (where in mine.get(address).content.decode(), where in theirs.get(address).content.decode()) == (True, False)

    refused = theirs.post(where, {"seen": seen})
    page = mine.post(where, {"seen": seen}, follow=True).content.decode()

    assert (refused.status_code, "pegawai itu sendiri" in refused.content.decode()) == (422, True)
    assert desk.reload().status == "DRAFT"
    assert "SKP ditarik kembali menjadi draf." in page
    assert "Naikkan targetnya" in page.split("Tentang SKP ini")[0]
    assert "Ditarik kembali</strong> oleh" in page
    assert where not in page
    late = mine.post(where, {"seen": seen})
    assert (late.status_code, "SKP ini baru saja berubah" in late.content.decode()) == (422, True)
    assert desk.client(desk.peer).post(where, {"seen": seen}).status_code == 404


def test_what_is_only_being_written_is_not_for_the_appraisers_superior(desk):
    make_agreed_plan(desk)
    services.reopen(desk.plan, "Rahasia dulu", seen=now_seen(desk.plan), by=desk.user)
    result = desk.plan.versions.get(number=2).results.get()
    facts = writing.replace(writing.facts_of(result), words="Isi konsep")
    writing.change_result(desk.plan, 1, facts, seen=writing.seen_of_result(result), by=desk.user)

    page = desk.client(desk.boss).get(desk.plan.get_absolute_url() + "?versi=2").content.decode()

    assert "Isi konsep" not in page
    assert "Laporan kepegawaian tersusun" in page


def test_the_model_is_changed_and_the_missing_aspects_are_said(desk):
    add_result(desk.plan, desk.user)
    client, where = desk.client(), url("model", desk.plan.pk)

    client.post(where, {"model": "KUALITATIF"})
    page = client.post(where, {"model": "KUANTITATIF"}, follow=True).content.decode()

    assert "Pilih aspek untuk 1 indikator" in page
    assert "Hasil kerja 1: pilih aspek setiap indikator." in page
    assert client.post(where, {"model": "LAIN"}).status_code == 302


def test_an_empty_plan_is_filled_from_an_example(desk):
    make_agreed_plan(desk)
    officer = desk.client(make_user(role=roles.PERFORMANCE_OFFICER.name))
    assert officer.post(url("make-template", desk.plan.pk)).url == url("templates")
    assert "Laporan kepegawaian tersusun" in officer.get(url("templates")).content.decode()
    other = plan_of(desk.colleague, desk.cycle)
    client = desk.client(desk.peer)
    page = client.get(url("copy", other.pk)).content.decode()
    (value,) = [part.split('"')[0] for part in page.split('value="') if part.startswith("contoh-")]

    assert client.post(url("copy", other.pk), {"dari": "contoh-999999"}).status_code == 422
    assert client.post(url("copy", other.pk), {"dari": value}).status_code == 302
    assert other.versions.get().results.count() == 1


def test_late_plans_are_counted_and_named_as_far_as_the_reader_may(desk):
    make_late(desk.cycle)
    PerformancePlan.objects.filter(employee=desk.colleague).update(unit=make_unit("Dinas Dua"))
    clerk = make_user(role=roles.OPD_OFFICER.name, mandates=[desk.unit])

    page = desk.client(clerk).get(url("late")).content.decode()

    assert "3 SKP" in page
    assert ("Staf 01" in page, "Staf 02" in page) == (True, False)
    assert desk.plan.get_absolute_url() not in page  # how far he is, not what he promises
    assert read_by(clerk) == {desk.person.pk, desk.head.pk, desk.chief.pk}
    assert desk.plan.get_absolute_url() in desk.client(desk.rater).get(url("late")).content.decode()


def test_late_plans_narrow_to_an_office_and_to_whom_they_lie_with(desk):
    make_late(desk.cycle)
    PerformancePlan.objects.filter(pk=desk.plan.pk).update(status="SUBMITTED")
    officer = desk.client(make_user(role=roles.PERFORMANCE_OFFICER.name))

    def names(**filters):
        page = officer.get(url("late"), filters).content.decode()
        return [name for name in ("Staf 01", "Staf 02", "Kepala Bidang") if f">{name}</a>" in page]

    assert names(unit=desk.unit.pk, side="penilai") == ["Staf 01"]
    assert names(side="pegawai") == ["Staf 02", "Kepala Bidang"]
    assert names(unit=2**70, side="entah") == ["Staf 01", "Staf 02", "Kepala Bidang"]


def test_an_office_below_another_keeps_its_own_late_plans(desk):
    make_late(desk.cycle)
    hospital = make_unit("RSUD", parent=desk.unit, kind=Unit.Kind.RSUD)
    PerformancePlan.objects.filter(employee=desk.colleague).update(unit=hospital)
    officer = desk.client(make_user(role=roles.PERFORMANCE_OFFICER.name))

    def names(unit):
        page = officer.get(url("late"), {"unit": unit.pk}).content.decode()
        return [name for name in ("Staf 01", "Staf 02") if f">{name}</a>" in page]

    assert names(desk.unit) == ["Staf 01"]
    assert names(hospital) == ["Staf 02"]


@pytest.mark.parametrize("staff", [5, 49])
@pytest.mark.parametrize(("name", "queries"), [("late", 11), ("people", 11)])
def test_lists_ask_the_same_number_of_queries_for_five_as_for_fifty(staff, name, queries, django_assert_num_queries):
    desk = Desk(staff=staff)
    make_late(desk.cycle)
    client = desk.client(desk.rater)
    client.get(url(name))

    with django_assert_num_queries(queries):
        client.get(url(name))


def test_a_list_that_is_done_says_so(desk):
    for plan in PerformancePlan.objects.all():
        make_agreed(plan)

    page = desk.client(make_user(role=roles.PERFORMANCE_OFFICER.name)).get(url("late")).content.decode()

    assert "Tidak ada SKP yang terlambat" in page


def test_the_predikat_of_the_year_closes_progress_and_versions(desk):
    make_agreed_plan(desk)
    make_rating(desk.reload(), open_window(desk.cycle, 0), by=desk.rater)

    def offered(user):
        page = desk.client(user).get(desk.plan.get_absolute_url()).content.decode()
        return [
            name
            for name in ("progress", "reopen", "give")
            if url(name, desk.plan.pk, *([1] if name == "progress" else [])) in page
        ]

    assert (offered(desk.user), offered(desk.rater)) == (["progress", "reopen"], ["reopen", "give"])

    sign_the_year(desk)

    assert (offered(desk.user), offered(desk.rater)) == ([], [])


def test_a_plan_says_what_the_law_of_its_own_year_asks_whatever_came_since(desk):
    writing.expect(desk.plan, {"LOYAL": "Menjaga rahasia"}, by=desk.rater)
    today = timezone.localdate()
    now = Parameter.objects.get(key="kinerja.perilaku", in_force__contains=today)
    if desk.plan.starts_on == today:
        PerformancePlan.objects.filter(pk=desk.plan.pk).update(starts_on=today - timedelta(days=1))
    Parameter.objects.filter(pk=now.pk).update(in_force=(now.in_force.lower, today))
    Parameter.objects.create(
        key=now.key, value=[{"kode": "BARU", "nama": "Perilaku Baru", "panduan": "-"}], basis="Contoh",
        in_force=(today, None),
    )  # fmt: skip

    page = desk.client().get(desk.plan.get_absolute_url()).content.decode()

    assert "Menjaga rahasia" in page
    assert "Perilaku Baru" not in page

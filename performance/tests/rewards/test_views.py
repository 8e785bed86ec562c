"""The pages of recognition: what each shows to whom, and what bad input meets."""

from datetime import timedelta

import pytest
from django.utils import timezone

from employees.models import AnnualRating, Sanction
from employees.tests.factories import make_employee
from performance.models import Nomination, RewardDecision, RewardKind, RewardRound
from performance.rewards import pages
from performance.rewards.services import decide, publish
from performance.tests.factories import account, make_cycle, make_office
from performance.tests.rewards.factories import (
    CLEAN,
    JUDGED,
    RATED,
    SERVICE,
    close,
    make_candidate,
    make_draft,
    make_reward_kind,
    make_round,
    make_vote,
    officer,
)
from simpeg import roles
from simpeg.audit.models import ReadEntry
from simpeg.testing.people import make_user

pytestmark = pytest.mark.django_db
HOME = "/kinerja/penghargaan/"
TODAY = timezone.localdate()


def login(client, user):
    client.force_login(user)
    return user


def a_published_round(person, **fields):
    round_ = make_round(**fields)
    candidate = make_candidate(round_, person, by=account(make_employee()))
    close(round_)
    candidate.round.refresh_from_db()
    make_vote(candidate)
    make_vote(candidate)
    decide(candidate, wins=True, reason="Rahasia panitia.", public_words="Melayani tanpa lelah.", by=officer())
    return publish(candidate.round, by=officer())


def test_the_public_page_needs_no_login_and_says_name_unit_and_reward_only(client):
    person = make_employee(name="Dewi Lestari", ratings={TODAY.year - 1: 1})
    a_published_round(person)

    page = client.get(f"{HOME}umum/")

    assert page.status_code == 200
    for shown in ("Dewi Lestari", person.unit.name, f"Pegawai Teladan {TODAY.year}", "sepenuh hati"):
        assert shown in page.text
    for hidden in (person.nip, "Sangat Baik", "Rahasia panitia", "Melayani tanpa lelah"):
        assert hidden not in page.text


def test_winners_are_read_one_year_at_a_time(client):
    kind = make_reward_kind(repeats=True)
    a_published_round(make_employee(name="Dewi Lestari"), kind=kind)
    a_published_round(make_employee(name="Siti Rahma"), kind=kind, year=TODAY.year - 1)

    def shown(**asked):
        page = client.get(f"{HOME}umum/", asked)
        names = [name for name in ("Dewi Lestari", "Siti Rahma") if name in page.text]
        return page.status_code, names, "Tidak ada penerima pada tahun yang diminta" in page.text

    assert shown() == (200, ["Dewi Lestari"], False)
    assert shown(tahun=TODAY.year) == (200, ["Dewi Lestari"], False)
    assert shown(tahun=TODAY.year - 1) == (200, ["Siti Rahma"], False)
    for nonsense in (TODAY.year - 2, 2**63, "٢٠٢٦", "a\0b", "-1", " "):
        assert shown(tahun=nonsense) == (200, ["Dewi Lestari"], True), nonsense
    login(client, account(make_employee()))
    page = client.get(f"{HOME}penerima/", {"tahun": TODAY.year - 1}).text
    assert f'href="?tahun={TODAY.year}"' in page
    assert ("Siti Rahma" in page, "Dewi Lestari" in page) == (True, False)


def test_before_the_first_winner_every_year_says_so(client):
    assert "Belum ada penerima" in client.get(f"{HOME}umum/", {"tahun": "2020"}).text


@pytest.mark.parametrize("many", [1, 12])
def test_a_year_of_winners_is_paged_in_the_same_number_of_queries(client, many, monkeypatch, django_assert_num_queries):
    monkeypatch.setattr(pages, "WINNERS_SHOWN", 8)
    round_ = make_round(winners=500)
    by, names = officer(), [f"Juara {number:02d}" for number in range(many)]
    found = [make_candidate(round_, make_employee(name=name), by=by) for name in names]
    close(round_)
    RewardDecision.objects.bulk_create(
        RewardDecision(candidate=each, wins=True, reason="Terbaik.", public_words="Tekun.", findings=[],
                       decided_at=timezone.now(), decided_by=by)
        for each in found
    )  # fmt: skip
    publish(round_, by=by)

    with django_assert_num_queries(2):
        first = client.get(f"{HOME}umum/").text
    assert [name for name in names if name in first] == names[:8]
    if many > 8:
        after = first.split('rel="next" href="')[1].split('"')[0].replace("&amp;", "&")
        second = client.get(f"{HOME}umum/{after}").text
        assert [name for name in names if name in second] == names[8:]


def test_colleagues_read_the_grounds_too(client):
    login(client, account(make_employee()))
    a_published_round(make_employee(name="Dewi Lestari"))

    page = client.get(f"{HOME}penerima/")

    assert "Melayani tanpa lelah." in page.text
    assert "Rahasia panitia" not in page.text


def test_an_officer_makes_a_kind_a_round_and_announces_it(client):
    login(client, make_user(role=roles.PERFORMANCE_OFFICER.name))

    client.post(f"{HOME}jenis/baru/", {"name": "Inovator", "sentence": "Untuk gagasan baru.", "gives": "UANG"})
    typed = {
        "kind": RewardKind.objects.get().pk, "year": TODAY.year, "nominations_from": TODAY.isoformat(),
        "nominations_until": (TODAY + timedelta(days=7)).isoformat(), "winners": 2,
        "rating_value": 2, "rating_years": 2, "rating_weight": 50, "judged_1": "Gagasannya dipakai",
        "judged_1_weight": 50,
    }  # fmt: skip
    client.post(f"{HOME}putaran/baru/", typed)
    round_ = RewardRound.objects.get()
    changed = client.get(f"{HOME}putaran/{round_.pk}/ubah/")
    client.post(f"{HOME}putaran/{round_.pk}/umumkan/")

    round_.refresh_from_db()
    assert "Gagasannya dipakai" in changed.text
    assert round_.status == "ANNOUNCED"
    assert [each.code for each in round_.criteria.all()] == ["PREDIKAT", "PANITIA"]
    assert "Predikat kinerja paling rendah Baik" in client.get(f"{HOME}putaran/{round_.pk}/").text


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"rating_value": 2}, "Lengkapi syarat"),
        ({"judged_1": "Teladan"}, "Isi bobotnya"),
        ({}, "Isi paling sedikit satu syarat"),
        ({"service_value": 5, "service_weight": 2**63}, "100"),
        ({"service_value": 5, "service_weight": 10, "nominations_from": "0001-01-01"}, "dalam tahun penghargaannya"),
        ({"service_value": 5, "service_weight": 10, "year": "9999"}, "2100"),
        ({"judged_1": "a\0b", "judged_1_weight": 10}, "null"),
    ],
)
def test_a_bad_round_is_said_so_and_kept_as_typed(client, change, sentence):
    by = login(client, make_user(role=roles.PERFORMANCE_OFFICER.name))
    typed = {
        "kind": make_reward_kind(by=by).pk, "year": TODAY.year, "nominations_from": TODAY.isoformat(),
        "nominations_until": TODAY.isoformat(), "winners": 7,
    }  # fmt: skip

    page = client.post(f"{HOME}putaran/baru/", typed | change)

    assert page.status_code == 422
    assert sentence in page.text
    assert 'value="7"' in page.text
    assert not RewardRound.objects.exists()


def test_a_colleague_is_chosen_by_name(client):
    me = make_employee()
    near = make_employee(unit=me.unit, name="Rekan Dekat")
    round_ = make_round()
    login(client, account(me))
    url = f"{HOME}putaran/{round_.pk}/calonkan/"

    assert "Rekan Dekat" in client.get(url).text
    done = client.post(url, {"colleague": near.pk, "grounds": "Selalu membantu."}, follow=True)

    assert "Rekan Dekat" in done.text
    assert Nomination.objects.get().candidate.employee == near


@pytest.mark.parametrize(
    "typed",
    [
        {},
        {"nip": "123"},
        {"nip": "١" * 18},
        {"nip": "9" * 18},
        {"nip": "{nip}", "grounds": ""},
        {"nip": "{nip}", "link": "http://contoh.id"},
        {"nip": "{nip}", "link": "javascript:alert(1)"},
        {"nip": "{nip}", "grounds": "a\0"},
        {"colleague": "999999999999999999999"},
    ],
)
def test_a_bad_nomination_is_refused_with_a_sentence(client, typed):
    person, round_ = make_employee(), make_round()
    login(client, account(make_employee()))
    said = {"grounds": "Baik.", **{k: v.replace("{nip}", person.nip) for k, v in typed.items()}}

    page = client.post(f"{HOME}putaran/{round_.pk}/calonkan/", said)

    assert page.status_code == 422
    assert not Nomination.objects.exists()


def test_a_nominator_learns_what_fails_only_where_he_may_see_the_predikat(client):
    _, _, _, chief, (person, colleague) = make_office()
    AnnualRating.objects.create(employee=person, year=TODAY.year - 1, rating=4)
    Sanction.objects.create(employee=person, kind_id="tunda_kp_1th", starts_on=TODAY)
    make_cycle()
    round_ = make_round(criteria=[RATED, CLEAN])
    url, said = f"{HOME}putaran/{round_.pk}/calonkan/", {"nip": person.nip, "grounds": "Baik."}

    login(client, account(colleague))
    assert "Kurang" not in client.post(url, said, follow=True).text
    assert not ReadEntry.objects.exists()
    user = login(client, account(chief))
    page = client.post(url, said, follow=True).text

    assert f"{TODAY.year - 1}: Kurang" in page
    assert "Ada hukuman" not in page
    assert ReadEntry.objects.get().what == f"Melihat fakta calon {round_}"
    assert ReadEntry.objects.get().reader == user.pk


def test_the_committee_sees_candidates_votes_and_its_reading_is_noted(client):
    round_ = make_round(criteria=[JUDGED, SERVICE])
    person = make_employee(name="Calon Satu")
    candidate = make_candidate(round_, person, by=account(make_employee()))
    close(round_)
    criterion = round_.criteria.first()
    user = login(client, make_user(role=roles.TRAINING_OFFICER.name))
    url = f"{HOME}calon/{candidate.pk}/"

    bad = client.post(f"{url}suara/", {"in_favour": "ya", "reason": "Baik.", f"met_{criterion.pk}": "ya"})
    said = {"in_favour": "ya", "reason": "Baik.", f"met_{criterion.pk}": "ya", f"why_{criterion.pk}": "Terlihat."}
    client.post(f"{url}suara/", said)

    assert bad.status_code == 422
    assert "Calon Satu" in client.get(f"{HOME}putaran/{round_.pk}/calon/").text
    assert "Ubah suara Anda" in client.get(url).text
    assert ReadEntry.objects.filter(reader=user.pk, employee=person.pk).count() >= 2
    assert client.post(f"{url}keputusan/", {}).status_code == 403


def test_a_decision_without_its_words_is_refused_and_with_them_published(client):
    round_ = make_round()
    candidate = make_candidate(round_, make_employee(), by=account(make_employee()))
    close(round_)
    candidate.round.refresh_from_db()
    make_vote(candidate)
    make_vote(candidate)
    login(client, make_user(role=roles.REGIONAL_LEADER.name))
    url = f"{HOME}calon/{candidate.pk}/keputusan/"
    said = {"keputusan-wins": "ya", "keputusan-decision_reason": "Terbaik."}

    bad = client.post(url, said)
    client.post(url, said | {"keputusan-public_words": "Melayani."})
    client.post(f"{HOME}putaran/{round_.pk}/terbitkan/")

    assert bad.status_code == 422
    assert "Tulis alasan yang diumumkan" in bad.text
    round_.refresh_from_db()
    assert round_.status == "PUBLISHED"


def test_a_candidate_on_the_committee_finds_no_candidates(client):
    round_, person = make_round(), make_employee()
    candidate = make_candidate(round_, person, by=account(make_employee()))
    login(client, make_user("decide_reward", "settle_reward", "view_results", nip=person.nip))

    for place in (f"putaran/{round_.pk}/calon/", f"putaran/{round_.pk}/usul-sistem/", f"calon/{candidate.pk}/"):
        assert client.get(HOME + place).status_code == 404
    assert client.get(f"{HOME}putaran/{round_.pk}/").status_code == 200


def test_the_system_proposes_to_whoever_reads_results(client):
    round_ = make_round()
    make_employee(name="Usul Sistem Satu")
    login(client, make_user(role=roles.PERFORMANCE_OFFICER.name))

    page = client.get(f"{HOME}putaran/{round_.pk}/usul-sistem/")

    assert "Usul Sistem Satu" in page.text
    assert "Memenuhi" in page.text


def test_the_candidates_cost_the_same_for_two_as_for_twelve(client, django_assert_num_queries):
    round_, by = make_round(criteria=[RATED, SERVICE, JUDGED]), officer()
    login(client, make_user(role=roles.PERFORMANCE_OFFICER.name))
    asked = []
    for number in (2, 10):
        for _ in range(number):
            make_candidate(round_, make_employee(), by=by)
        client.get(f"{HOME}putaran/{round_.pk}/calon/")
        with django_assert_num_queries(12) as queries:
            client.get(f"{HOME}putaran/{round_.pk}/calon/")
        asked.append(len(queries))

    assert asked[0] == asked[1]


def test_drafts_are_nobodys_business_yet(client):
    draft = make_draft()
    login(client, account(make_employee()))

    assert client.get(f"{HOME}putaran/{draft.pk}/").status_code == 404
    assert client.get(HOME).status_code == 200
    assert client.get(f"{HOME}calonkan/").status_code == 200

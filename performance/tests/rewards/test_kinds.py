"""The kinds of reward: mended before the first announcement, ended with a reason, taken up again."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from employees.tests.factories import make_employee
from performance.models import RewardKind, RewardRound
from performance.rewards.kinds import correct_kind, end_kind, resume_kind, seen_of_kind
from performance.rewards.rules import RewardRefused
from performance.rewards.services import announce, keep_draft
from performance.tests.factories import account
from performance.tests.rewards.factories import SERVICE, make_draft, make_reward_kind, make_round, officer
from simpeg import roles
from simpeg.audit.models import Entry
from simpeg.testing.people import make_user

pytestmark = pytest.mark.django_db
HOME = "/kinerja/penghargaan/"
TODAY = timezone.localdate()


def correct(kind, *, seen=None, by=None, **values):
    names = ("name", "sentence", "gives", "statuses", "position_kinds", "repeats")
    values = {name: getattr(kind, name) for name in names} | values
    return correct_kind(kind, seen=seen or seen_of_kind(kind), by=by or officer(), **values)


def typed(**fields):
    return {"name": "Pegawai Teladan", "sentence": "Untuk teladan.", "gives": "PIAGAM"} | fields


def performance_officer(client):
    user = make_user(role=roles.PERFORMANCE_OFFICER.name)
    client.force_login(user)
    return user


def test_a_name_typed_wrong_is_corrected_and_its_drafts_say_it():
    by = officer()
    kind = make_reward_kind(name="Pegawai Teladn", by=by)
    draft = make_draft(kind=kind, by=by)

    correct(kind, name=" Pegawai Teladan ", by=by)

    assert kind.name == "Pegawai Teladan"
    assert str(RewardRound.objects.get(pk=draft.pk)) == f"Pegawai Teladan {TODAY.year}"
    entry = Entry.objects.filter(table="performance_rewardkind").latest("pk")
    assert (entry.actor, entry.reason) == (by.pk, "Jenis penghargaan diperbaiki: Pegawai Teladn")


def test_what_was_announced_under_a_name_keeps_it():
    kind = make_round().kind

    with pytest.raises(RewardRefused, match="Sudah ada putaran"):
        correct(kind, name="Lain")
    for wrong in ({"name": "Lain"}, {"repeats": True}, {"statuses": ["PNS"]}):
        with pytest.raises(DatabaseError, match="tidak dapat diubah"), transaction.atomic():
            RewardKind.objects.filter(pk=kind.pk).update(**wrong)


def test_a_name_is_one_whatever_its_capitals():
    kind, other = make_reward_kind(), make_reward_kind(name="Inovasi")

    with pytest.raises(RewardRefused, match="sudah ada"):
        correct(other, name="PEGAWAI teladan")
    with pytest.raises(DatabaseError, match="reward_kind_named_once"), transaction.atomic():
        RewardKind.objects.filter(pk=other.pk).update(name="pegawai TELADAN")
    assert correct(kind, name="PEGAWAI TELADAN").name == "PEGAWAI TELADAN"


def test_of_two_who_correct_the_second_is_told():
    kind = make_reward_kind()
    seen = seen_of_kind(kind)
    correct(kind, sentence="Yang pertama.", seen=seen)

    with pytest.raises(RewardRefused, match="baru saja diubah"):
        correct(kind, sentence="Yang kedua.", seen=seen)

    kind.refresh_from_db()
    assert kind.sentence == "Yang pertama."


def test_an_ended_kind_has_no_new_round_and_what_was_announced_goes_on():
    by = officer()
    kind = make_reward_kind(by=by)
    announced = make_round(kind=kind, by=by)
    draft = make_draft(kind=kind, year=TODAY.year + 1, by=by)

    end_kind(kind, reason="Digabung dengan Inovasi.", by=by)

    assert (kind.ended_on, kind.end_reason, kind.ended_by) == (TODAY, "Digabung dengan Inovasi.", by)
    entry = Entry.objects.filter(table="performance_rewardkind").latest("pk")
    assert entry.reason == "Jenis penghargaan diakhiri: Pegawai Teladan. Digabung dengan Inovasi."
    for wrong in (
        lambda: make_draft(kind=kind, year=TODAY.year - 1, by=by),
        lambda: announce(draft, by=by),
        lambda: keep_draft(draft, kind=kind, year=draft.year, winners=3, criteria=[SERVICE], by=by,
                           nominations_from=TODAY, nominations_until=TODAY),
    ):  # fmt: skip
        with pytest.raises(RewardRefused, match="sudah diakhiri"):
            wrong()
    for wrong in (
        lambda: RewardRound.objects.filter(pk=draft.pk).update(status="ANNOUNCED", announced_on=TODAY),
        lambda: RewardRound.objects.create(
            kind=kind, year=2030, nominations_from=TODAY, nominations_until=TODAY, winners=1, made_by=by
        ),
    ):
        with pytest.raises(DatabaseError, match="sudah diakhiri"), transaction.atomic():
            wrong()
    published = {"status": "PUBLISHED", "published_on": TODAY, "published_by": by}
    assert RewardRound.objects.filter(pk=announced.pk).update(**published) == 1


def test_an_ended_kind_is_taken_up_again():
    by = officer()
    kind = make_reward_kind(by=by)
    end_kind(kind, reason="Anggaran tidak ada.", by=by)

    resume_kind(kind, reason="Anggaran tersedia lagi.", by=by)

    assert (kind.ended_on, kind.end_reason, kind.ended_by) == (None, "", None)
    assert make_round(kind=kind, by=by).status == "ANNOUNCED"
    entry = Entry.objects.filter(table="performance_rewardkind").latest("pk")
    assert entry.reason == "Jenis penghargaan diberikan lagi: Pegawai Teladan. Anggaran tersedia lagi."


@pytest.mark.parametrize("reason", ["", "   "])
def test_without_a_reason_a_kind_is_neither_ended_nor_taken_up(reason):
    kind, by = make_reward_kind(), officer()
    with pytest.raises(RewardRefused, match="Tulis mengapa"):
        end_kind(kind, reason=reason, by=by)
    end_kind(kind, reason="Digabung.", by=by)
    with pytest.raises(RewardRefused, match="Tulis mengapa"):
        resume_kind(kind, reason=reason, by=by)
    with pytest.raises(DatabaseError, match="reward_kind_ended_with_a_reason"), transaction.atomic():
        RewardKind.objects.update(end_reason="")


def test_only_the_officer_changes_kinds():
    kind, somebody = make_reward_kind(), make_user("decide_reward", "settle_reward")

    for verb in (end_kind, resume_kind):
        with pytest.raises(RewardRefused, match="pengelola kinerja"):
            verb(kind, reason="Karena.", by=somebody)
    with pytest.raises(RewardRefused, match="pengelola kinerja"):
        correct(kind, name="Lain", by=somebody)


@pytest.mark.django_db(transaction=True)
def test_of_an_announcement_and_an_ending_at_once_nothing_is_half_done():
    by = officer()
    draft = make_draft(by=by)
    together = Barrier(2)

    def press(verb, *args, **fields):
        together.wait()
        try:
            verb(*args, by=by, **fields)
        except RewardRefused:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(2) as pool:
        announced = pool.submit(press, announce, draft)
        ended = pool.submit(press, end_kind, draft.kind, reason="Digabung.")
        assert ended.result()

    draft.refresh_from_db()
    assert (draft.status == "ANNOUNCED") == announced.result()
    assert RewardKind.objects.get().ended_on == TODAY


def test_an_officer_ends_a_kind_on_its_page_and_takes_it_up_again(client):
    by = performance_officer(client)
    kind = make_reward_kind(by=by)
    make_round(kind=kind, by=by)
    where = f"{HOME}jenis/{kind.pk}/"
    assert "sudah diumumkan dan tetap diselesaikan" in client.get(f"{where}akhiri/").text

    bad = client.post(f"{where}akhiri/", {"reason": " "})
    page = client.post(f"{where}akhiri/", {"reason": "Digabung dengan Inovasi."}, follow=True).text
    again = client.post(f"{where}akhiri/", {"reason": "Sekali lagi."})

    assert (bad.status_code, again.status_code) == (422, 422)
    assert "Tulis mengapa penghargaan ini diakhiri." in bad.text
    assert "Penghargaan ini sudah diakhiri." in again.text
    assert "Digabung dengan Inovasi." in page.split("Tidak diberikan lagi")[1]
    assert f"{kind}" not in client.get(f"{HOME}putaran/baru/").text
    page = client.post(f"{where}lanjutkan/", {"reason": "Anggaran tersedia."}, follow=True).text
    assert "Tidak diberikan lagi" not in page
    assert f"{kind}" in client.get(f"{HOME}putaran/baru/").text


def test_a_name_is_corrected_on_its_page_until_a_round_is_announced(client):
    by = performance_officer(client)
    kind = make_reward_kind(name="Pegawai Teladn", by=by)
    where = f"{HOME}jenis/{kind.pk}/ubah/"
    assert where in client.get(HOME).text
    assert 'value="Pegawai Teladn"' in client.get(where).text

    stale = client.post(where, typed(seen="lain"))
    bad = client.post(where, typed(seen=seen_of_kind(kind), name="a\0b"))
    done = client.post(where, typed(seen=seen_of_kind(kind)), follow=True)

    assert (stale.status_code, bad.status_code) == (422, 422)
    assert "baru saja diubah" in stale.text
    assert "Penghargaan “Pegawai Teladan” diperbaiki." in done.text
    kind.refresh_from_db()
    make_round(kind=kind, by=by)
    assert where not in client.get(HOME).text
    assert "nama dan isinya tetap" in client.get(where, follow=True).text
    assert client.get(f"{HOME}jenis/{2**63}/ubah/").status_code == 404


def test_colleagues_read_why_a_kind_is_not_given_any_more_and_change_nothing(client):
    by = officer()
    kind = make_reward_kind(by=by)
    end_kind(kind, reason="Digabung dengan Inovasi.", by=by)
    client.force_login(account(make_employee()))

    page = client.get(HOME).text

    assert "Digabung dengan Inovasi." in page.split("Tidak diberikan lagi")[1]
    assert "Lanjutkan" not in page
    assert client.post(f"{HOME}jenis/{kind.pk}/lanjutkan/", {"reason": "Ya."}).status_code == 403


def test_a_draft_of_an_ended_kind_says_that_it_waits(client):
    by = performance_officer(client)
    draft = make_draft(by=by, nominations_from=TODAY, nominations_until=TODAY + timedelta(days=3))
    end_kind(draft.kind, reason="Digabung.", by=by)

    page = client.get(draft.get_absolute_url()).text

    assert "draf ini tidak dapat diumumkan" in page
    assert "Umumkan</button>" not in page

"""Standards are set, copied and ended on pages."""

from datetime import date

import pytest
from django.urls import reverse

from employees.tests.factories import make_position, make_unit
from training.models import CompetenceStandard
from training.tests.competence.factories import make_standard, of_law, technical

pytestmark = pytest.mark.django_db


def decree(day="2026-01-01", **more):
    return {"valid_from": day, "decree": "800/1", "decree_on": "2025-12-20"} | more


def test_a_standard_is_set_ends_the_one_before_and_ends_itself(client, officer):
    post = make_position(make_unit())
    technical()
    make_standard(post.unit, levels={"M1": 2})
    url = reverse("competence:set-standard", args=[post.pk])

    level = {f"level_{of_law('M1').pk}": 4, "code_1": "tik.01", "code_level_1": 3}
    assert client.post(url, decree(**level)).status_code == 302

    old, new = CompetenceStandard.objects.order_by("valid_from")
    assert (old.valid_until, new.valid_until) == (date(2026, 1, 1), None)
    assert dict(new.levels.values_list("competence__code", "level")) == {"M1": 4, "TIK.01": 3}
    client.post(reverse("competence:end-standard", args=[post.pk]), {"on": "2027-01-01", "reason": "SK dicabut"})
    new.refresh_from_db()
    assert new.valid_until == date(2027, 1, 1)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({}, "Isi paling sedikit satu tingkat"),
        ({"code_1": "XX.1", "code_level_1": "2"}, "XX.1 bukan kode kompetensi teknis"),
        ({"code_1": "M1", "code_level_1": "2"}, "M1 bukan kode kompetensi teknis"),
        ({"code_1": "TIK.01"}, "Pilih tingkatnya"),
        ({"code_level_1": "2"}, "Isi kodenya"),
        ({"code_1": "TIK.01", "code_level_1": "2", "code_2": "TIK.01", "code_level_2": "3"}, "sekali saja"),
        ({"code_1": "TIK.01", "code_level_1": "2", "valid_from": "2024-12-31"}, "Standar yang mulai 01-01-2025"),
        ({"code_1": "TIK.01", "code_level_1": "2", "valid_from": "31-31-2025"}, "tanggal"),
    ],
)
def test_a_bad_standard_is_refused_with_its_sentence(client, officer, wrong, sentence):
    post = make_position(make_unit())
    technical()
    make_standard(post.unit, levels={"M1": 2})

    response = client.post(reverse("competence:set-standard", args=[post.pk]), decree(**wrong))

    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert CompetenceStandard.objects.count() == 1


def test_a_standard_is_copied_to_all_posts_of_its_name(client, officer):
    post = make_position(make_unit("Dinas Satu"))
    others = [make_position(make_unit(f"Dinas {number}")) for number in range(3)]
    make_standard(post.unit, levels={"M1": 3})
    url = reverse("competence:copy-standard", args=[post.pk])

    assert client.post(url, decree()).status_code == 422  # nothing chosen
    assert client.post(url, decree(posts=[others[0].pk])).status_code == 302
    assert client.post(url, decree(day="2026-02-01", all_of_name="on")).status_code == 302

    assert CompetenceStandard.objects.filter(valid_until=None).count() == 4
    made = CompetenceStandard.objects.filter(unit=others[0].unit).order_by("valid_from")
    assert [each.valid_until for each in made] == [date(2026, 2, 1), None]


def test_a_standard_that_is_still_to_come_can_be_taken_back(client, officer):
    post = make_position(make_unit())
    present = make_standard(post.unit, levels={"M1": 2})
    page, withdraw = (reverse(f"competence:{name}", args=[post.pk]) for name in ("post", "withdraw-standard"))
    client.post(withdraw, {"batal-reason": "Tidak ada"})
    assert CompetenceStandard.objects.get() == present  # what has begun is ended, not taken back

    mistyped = decree(day="2126-01-01", **{f"level_{of_law('M1').pk}": 4})
    client.post(reverse("competence:set-standard", args=[post.pk]), mistyped)
    assert "baru mulai 1 Januari 2126" in client.get(page).content.decode()
    assert client.post(withdraw, {}).status_code == 422
    client.post(withdraw, {"batal-reason": "Salah tahun"})

    assert list(CompetenceStandard.objects.values_list("pk", "valid_until")) == [(present.pk, None)]
    assert "Batalkan standar" not in client.get(page).content.decode()


def test_posts_with_a_standard_and_without_are_told_apart(client, officer):
    with_one, without = make_position(make_unit("Dinas Satu")), make_position(make_unit("Dinas Dua"))
    make_standard(with_one.unit, levels={"M1": 3})
    make_standard(without.unit, levels={"M1": 3}, valid_until=date(2025, 6, 1))

    found = {asked: client.get(reverse("competence:posts"), {"standard": asked}) for asked in ("ada", "belum")}

    assert {asked: [post.pk for post, _ in page.context["rows"]] for asked, page in found.items()} == {
        "ada": [with_one.pk], "belum": [without.pk],
    }  # fmt: skip


@pytest.mark.parametrize("posts", [3, 30])
def test_the_posts_ask_as_much_for_three_as_for_thirty(client, officer, posts, django_assert_num_queries):
    for number in range(posts):
        make_position(make_unit(f"Dinas {number}"))

    with django_assert_num_queries(10):
        client.get(reverse("competence:posts"))

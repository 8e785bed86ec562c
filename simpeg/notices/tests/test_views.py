import pytest
from django.urls import reverse

from simpeg.notices.models import Notice
from simpeg.notices.services import notify
from simpeg.testing.people import make_user

pytestmark = pytest.mark.django_db
LIST = reverse("notices:list")


@pytest.fixture
def user(client):
    user = make_user()
    client.force_login(user)
    return user


def tell(user, text="Usulan #12 dikembalikan", number=1):
    for _ in range(number):
        (notice,) = notify([user], text=text, href="/akun/sesi/", topic="usulan Anda")
    return notice


def page(client, address=LIST):
    return client.get(address).content.decode()


def test_the_bar_of_every_page_counts_what_is_unread(client, user):
    assert "belum dibaca</span></a>" not in page(client, "/akun/sesi/")
    tell(user, number=3)
    tell(make_user())

    assert '<span class="visually-hidden">Pemberitahuan, 3 belum dibaca</span>' in page(client, "/akun/sesi/")

    tell(user, number=100)
    assert "Pemberitahuan, 99+ belum dibaca" in page(client, "/akun/sesi/")


def test_ones_own_notices_are_listed_newest_first_and_nobody_elses(client, user):
    tell(user, "Yang lama")
    tell(user, "Yang baru")
    tell(make_user(), "Milik orang lain")

    shown = page(client)

    assert shown.index("Yang baru") < shown.index("Yang lama")
    assert "Milik orang lain" not in shown
    assert "2 belum dibaca." in shown


def test_opening_a_notice_marks_it_read_and_leads_to_its_page(client, user):
    notice = tell(user)

    response = client.post(reverse("notices:open", args=[notice.pk]))

    assert response.url == "/akun/sesi/"
    read_at = Notice.objects.get().read_at
    assert read_at is not None
    client.post(reverse("notices:open", args=[notice.pk]))
    assert Notice.objects.get().read_at == read_at


def test_looking_at_the_list_changes_nothing(client, user):
    tell(user)

    page(client)

    assert Notice.objects.get().read_at is None


def test_somebody_elses_notice_cannot_be_opened(client, user):
    notice = tell(make_user())

    assert client.post(reverse("notices:open", args=[notice.pk])).status_code == 404
    assert Notice.objects.get().read_at is None


def test_all_can_be_marked_at_once_but_only_ones_own(client, user):
    tell(user, number=3)
    other = tell(make_user())

    shown = client.post(reverse("notices:read-all"), follow=True).content.decode()

    assert "Semua pemberitahuan ditandai sudah dibaca." in shown
    assert "Semua sudah dibaca." in shown
    assert list(Notice.objects.unread()) == [other]


def test_the_unread_ones_can_be_listed_alone(client, user):
    client.post(reverse("notices:open", args=[tell(user, "Sudah dibaca kemarin").pk]))
    assert "Tidak ada yang belum dibaca" in page(client, f"{LIST}?yang=belum")
    tell(user, "Masih menunggu")

    shown = page(client, f"{LIST}?yang=belum")

    assert "Masih menunggu" in shown
    assert "Sudah dibaca kemarin" not in shown


def test_without_any_the_page_says_what_will_stand_here(client, user):
    assert "Belum ada pemberitahuan" in page(client)


@pytest.mark.parametrize("notices", [5, 50])
def test_the_list_needs_the_same_queries_for_few_and_for_many(client, user, notices, django_assert_num_queries):
    tell(user, number=notices)

    with django_assert_num_queries(7):
        client.get(LIST)

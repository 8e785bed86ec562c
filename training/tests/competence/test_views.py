"""The map, the ranking, the people behind them and one person's page: what they say, to whom, in how many queries."""

from datetime import date

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from employees.tests.factories import make_position, make_unit
from simpeg import roles
from simpeg.audit.models import ReadEntry
from simpeg.jobs.models import Job
from simpeg.testing.people import make_user
from training.tests.competence.factories import RECENT, all_nine, assess, make_standard, of_law, text
from training.tests.factories import make_person

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("people", [5, 50])
def test_the_map_asks_as_much_for_five_as_for_fifty(client, officer, people, django_assert_num_queries):
    for number in range(people):
        assess(make_person(unit=make_unit(f"Dinas {number}")), all_nine(1), on=RECENT)

    with django_assert_num_queries(9):
        response = client.get(reverse("competence:map"))

    assert response.status_code == 200
    assert len(response.content) < 300 * 1024


def test_every_cell_of_the_map_leads_to_its_people(client, officer):
    office = make_unit("Dinas Satu")
    low, fine = make_person(unit=office, name="Rina Rendah"), make_person(unit=office, name="Citra Cukup")
    make_standard(office, levels={"M1": 3})
    assess(low, {"M1": 1}, on=RECENT)
    assess(fine, {"M1": 3}, on=RECENT)

    page = text(client.get(reverse("competence:map")))
    href = f"{reverse('competence:people')}?unit={office.pk}&amp;competence={of_law('M1').pk}&amp;state=kurang"
    assert f'heat-4" data-label="M1 Integritas"><a href="{href}"><strong>−1,0</strong><span class="sub">1/2' in page
    people = text(client.get(href.replace("&amp;", "&")))

    assert "Rina Rendah" in people
    assert "Citra Cukup" not in people
    assert "1 dari 3" in people


def test_a_leader_reads_the_map_without_people_and_without_small_groups(client):
    many, few = make_unit("Dinas Besar"), make_unit("Dinas Kecil")
    for _ in range(5):
        assess(make_person(unit=many), all_nine(1), on=RECENT)
    assess(make_person(unit=few), all_nine(1), on=RECENT)
    client.force_login(make_user(role=roles.REGIONAL_LEADER.name))

    page = text(client.get(reverse("competence:map")))
    small = text(client.get(reverse("competence:map"), {"unit": few.pk}))

    assert "Dinas Besar" in page
    assert page.count("<strong>0</strong>") == 18  # the large office, and the sums
    assert page.count("100,0%") == 2
    assert "<strong>0</strong>" not in small
    assert "100,0%" not in small
    assert "Kurang dari 5 pegawai yang dinilai" in small
    assert reverse("competence:people") not in page
    assert client.get(reverse("competence:people")).status_code == 403


def test_a_leader_takes_away_and_ranks_no_small_group_either(client, django_capture_on_commit_callbacks):
    many, few = make_unit("Dinas Besar"), make_unit("Dinas Kecil")
    for unit in [many] * 5 + [few]:
        assess(make_person(unit=unit), all_nine(1), on=RECENT)
    client.force_login(make_user(role=roles.REGIONAL_LEADER.name))

    ranking = text(client.get(reverse("competence:ranking"), {"unit": few.pk}))
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("competence:map-export"))

    assert "0 tingkat" not in ranking
    assert "1 dari 1" in ranking
    with Job.objects.get(task="training.export_competence_map").file.open() as handle:
        rows = [row for row in load_workbook(handle).active.iter_rows(values_only=True) if row[1] == "M1"]
    assert {row[0]: row[6:] for row in rows} == {"Dinas Besar": (0, 0, 100), "Dinas Kecil": (None, None, None)}


def test_a_head_begins_with_his_unit_and_sees_no_other(client):
    office, other = make_unit("Dinas Satu"), make_unit("Dinas Dua")
    section = make_unit("Bidang Satu", parent=office)
    assess(make_person(unit=section), {"M1": 1}, on=RECENT)
    assess(make_person(unit=other), {"M1": 1}, on=RECENT)
    client.force_login(make_user(role=roles.UNIT_HEAD.name, mandates=[office]))

    page = text(client.get(reverse("competence:map")))
    asked_for_other = text(client.get(reverse("competence:map"), {"unit": other.pk}))

    assert "Bidang Satu" in page
    assert "Dinas Dua" not in page + asked_for_other


@pytest.mark.parametrize("name", ["map", "ranking", "people", "posts", "dictionary"])
@pytest.mark.parametrize(
    "query",
    [
        {"unit": "9" * 30}, {"unit": "٣"}, {"unit": "x", "rows": "x", "columns": "x"},
        {"competence": "0", "state": "x"},
        {"q": "\0", "title": "\0", "match": "x"}, {"halaman": "x"}, {"unit": "0", "reach": "sendiri"},
    ],
)  # fmt: skip
def test_whatever_stands_in_the_address_the_lists_answer(client, officer, name, query):
    make_person()

    assert client.get(reverse(f"competence:{name}"), query).status_code == 200


def test_the_ranking_names_the_widest_gap_first(client, officer):
    office = make_unit("Dinas Satu")
    person = make_person(unit=office)
    make_standard(office, levels={"M7": 4, "M2": 2})
    assess(person, {"M7": 1, "M2": 1}, on=RECENT)

    page = text(client.get(reverse("competence:ranking")))

    assert page.index("M7 Mengelola Perubahan") < page.index("M2 Kerja Sama") < page.index("M1 Integritas")
    assert "3 tingkat" in page


@pytest.mark.parametrize("people", [5, 50])
def test_the_list_asks_as_much_for_five_as_for_fifty(client, officer, people, django_assert_num_queries):
    office = make_unit()
    for _ in range(people):
        assess(make_person(unit=office), {"M1": 1}, on=RECENT)

    asked = {"competence": of_law("M1").pk, "state": "memenuhi"}
    with django_assert_num_queries(11):
        response = client.get(reverse("competence:people"), asked)

    assert response.content.decode().count("1 dari 1") == people
    assert ReadEntry.objects.filter(what="Membuka daftar kompetensi pegawai").count() == people


def test_people_of_one_unit_alone_and_of_no_office_are_found(client, officer):
    office = make_unit("Dinas Satu")
    make_person(unit=office, name="Rina Dinas")
    make_person(unit=make_unit("Bidang Satu", parent=office, kind="BIDANG"), name="Beni Bidang")
    make_person(unit=make_unit("Sanggar", kind="BIDANG"), name="Sari Sanggar")

    def named(**query):
        page = text(client.get(reverse("competence:people"), query))
        return [name for name in ("Rina Dinas", "Beni Bidang", "Sari Sanggar") if name in page]

    assert named(unit=office.pk) == ["Rina Dinas", "Beni Bidang"]
    assert named(unit=office.pk, reach="sendiri") == ["Rina Dinas"]
    assert named(unit="0") == ["Sari Sanggar"]


def test_a_match_that_is_known_in_part_says_so(client, officer):
    person = make_person()
    assess(person, {"M1": 1}, on=RECENT)

    page = text(client.get(reverse("competence:people"), {"match": "sebagian"}))

    assert "100,0%" in page
    assert "8 dari 9 belum dinilai" in page


def test_people_are_taken_away_by_a_logged_job(client, officer, django_capture_on_commit_callbacks):
    person = make_person()

    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("competence:people-export"), {"reason": ""})

    job = Job.objects.get(task="training.export_competence")
    assert (job.status, job.result["rows"]) == (Job.Status.DONE, 1)
    assert ReadEntry.objects.filter(employee=person.pk, what__startswith="Unduh kompetensi").exists()


def test_the_map_is_taken_away_as_it_is_filtered(client, officer, django_capture_on_commit_callbacks):
    assess(make_person(), {"M1": 1}, on=RECENT)

    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"{reverse('competence:map-export')}?rows=jabatan")

    job = Job.objects.get(task="training.export_competence_map")
    assert (job.status, job.result["rows"]) == (Job.Status.DONE, 9)


def test_a_head_takes_away_the_map_that_he_sees(client, django_capture_on_commit_callbacks):
    first, second = make_unit("Dinas Satu"), make_unit("Dinas Tujuh")
    for unit in (first, second):
        assess(make_person(unit=unit), {"M1": 1}, on=RECENT)
    client.force_login(make_user(role=roles.UNIT_HEAD.name, mandates=[second, first]))

    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("competence:map-export"))

    assert Job.objects.get(task="training.export_competence_map").result["rows"] == 9


def test_ones_own_page_says_what_is_asked_and_held(client):
    person = make_person()
    make_standard(person.unit, levels={"M1": 3})
    assess(person, {"M1": 2, "M2": 2}, on=RECENT)
    assess(person, {"M3": 1}, on=date(2020, 1, 2))
    client.force_login(make_user(role=roles.EMPLOYEE.name, nip=person.nip))

    assert client.get(reverse("competence:own")).url == reverse("competence:person", args=[person.nip])
    page = text(client.get(reverse("competence:person", args=[person.nip])))

    assert '<strong class="gap-bad">−1</strong>' in page
    assert "+1" in page
    assert "Kedaluwarsa" in page
    assert "75,0%" in page  # (2 + 1) of (3 + 1)
    assert page.count("scale-missing") == 1
    assert page.count("scale-unknown") == 7  # what nobody assessed is not missing
    assert "Catat penilaian" not in page
    assert not ReadEntry.objects.exists()


def test_somebody_elses_page_is_noted_and_a_strangers_is_not_there(client, officer):
    person = make_person()

    assert client.get(reverse("competence:person", args=[person.nip])).status_code == 200
    assert ReadEntry.objects.get().what == "Membuka kompetensi pegawai"
    client.force_login(make_user(role=roles.UNIT_HEAD.name, mandates=[make_unit("Lain")]))
    assert client.get(reverse("competence:person", args=[person.nip])).status_code == 404
    assert client.get("/kompetensi/pegawai/x/").status_code == 404


def test_the_file_leads_to_competence_for_whoever_may_read_it(client):
    person = make_person()
    file, link = reverse("dossier:detail", args=[person.nip]), reverse("competence:person", args=[person.nip])
    both = make_user(
        role=roles.UNIT_HEAD.name, mandates=[make_unit("Lain")]
    )  # opens all files, of his units competence
    both.groups.add(*make_user(role=roles.RECORDS_OFFICER.name).groups.all())
    readers = {
        both: False,
        make_user(role=roles.EMPLOYEE.name, nip=person.nip): True,
        make_user(role=roles.UNIT_HEAD.name, mandates=[person.unit]): True,
        make_user(role=roles.TRAINING_OFFICER.name): True,
        make_user(role=roles.PROMOTION_OFFICER.name): False,
    }

    for user, leads in readers.items():
        client.force_login(user)
        assert (link in client.get(file).content.decode()) is leads


def test_a_person_is_held_against_another_position(client, officer):
    person = make_person()
    post = make_position(make_unit("Dinas Lain"), title="Kepala Bidang Arsip", kind="1", echelon=32)
    url = reverse("competence:person", args=[person.nip])

    found = text(client.get(url, {"cari": "arsip"}))
    page = text(client.get(url, {"jabatan": post.pk}))

    assert f'href="?jabatan={post.pk}"' in found
    assert "Dibandingkan dengan jabatan <strong>Kepala Bidang Arsip</strong>" in page
    assert page.count("3 Menengah") == 9
    assert client.get(url, {"jabatan": "9" * 30}).status_code == 404

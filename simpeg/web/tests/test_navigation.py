import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from simpeg.testing.people import make_user
from simpeg.web import navigation

pytestmark = pytest.mark.django_db


def labels(user, path="/"):
    return [link["label"] for _, links in navigation.groups(user, path) for link in links]


def test_every_entry_leads_to_a_page():
    entries = [entry for entries in navigation.NAVIGATION.values() for entry in entries] + navigation.ACCOUNT

    assert all(reverse(entry.page, args=entry.args) for entry in entries)


def test_somebody_without_a_role_sees_his_own_pages_only():
    assert labels(make_user()) == [
        "Beranda",
        "Penghargaan",
        "Kamus kompetensi",
        "Pelatihan",
        "Sesi pelatihan",
        "Pekerjaan saya",
        "Pemberitahuan",
    ]


def test_an_account_with_a_nip_sees_his_file():
    own = [
        "Kinerja",
        "Penghargaan",
        "Kamus kompetensi",
        "Pelatihan",
        "Sesi pelatihan",
        "Berkas saya",
        "Kalender hak saya",
        "Surat saya",
        "Usulan saya",
        "SKP saya",
        "Kompetensi saya",
        "Pelatihan saya",
        "IP ASN saya",
        "JP saya",
        "Pekerjaan saya",
        "Pertanyaan data",
        "Pemberitahuan",
    ]
    assert labels(make_user(nip="198501012010011001")) == ["Beranda", *own]


def test_each_permission_opens_its_entry():
    user = make_user("view_own_units", "view_duelist", "import_workbook", "audit.view_entry", "accounts.open_admin")

    assert labels(user) == [
        "Beranda",
        "Pegawai",
        "Unit kerja",
        "Kualitas data",
        "Impor SIASN",
        "Kalender hak",
        "Peringatan dini",
        "Kenaikan pangkat",
        "Gaji berkala (KGB)",
        "Pensiun",
        "Satyalancana",
        "Usul dan SK",
        "Kinerja",
        "Menilai pegawai",
        "Keberatan predikat",
        "Penghargaan",
        "Kamus kompetensi",
        "Pelatihan",
        "Sesi pelatihan",
        "Pekerjaan saya",
        "Pertanyaan data",
        "Pemberitahuan",
        "Jejak audit",
        "Perbaikan data",
    ]


def test_nobody_logged_in_sees_nothing():
    assert navigation.groups(AnonymousUser(), "/") == []


def test_the_entry_of_the_page_and_of_those_below_it_is_current():
    user = make_user("view_all_units")

    def current(path):
        return [link["label"] for _, links in navigation.groups(user, path) for link in links if link["current"]]

    assert current("/") == ["Beranda"]
    assert current("/unit/12/") == ["Unit kerja"]
    assert current("/akun/sesi/") == []


def test_of_entries_below_each_other_the_nearest_is_current_and_else_the_one_above():
    person = make_user(nip="198501012010011001")

    def current(path):
        return [link["label"] for _, links in navigation.groups(person, path) for link in links if link["current"]]

    assert current("/kinerja/") == ["Kinerja"]
    assert current("/kinerja/skp/12/") == ["SKP saya"]
    assert current("/kinerja/umpan-balik/") == ["Kinerja"]

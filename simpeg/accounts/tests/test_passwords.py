"""Which passwords are refused, and with what words."""

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from simpeg.accounts.browsers import browser_name
from simpeg.accounts.models import User
from simpeg.accounts.passwords import first_password

SITTI = User(username="sitti.aminah", name="Sitti Aminah Daeng", nip="198503172010012001")


def refusal(password, user=SITTI):
    try:
        validate_password(password, user)
    except ValidationError as refused:
        return " ".join(refused.messages)
    return ""


@pytest.mark.parametrize(
    "password",
    [
        "sawah-hujan-kereta-biru",
        "Empat kata acak saja 7",
        "kopi susu 3 gelas besar",
        "ßéñþ→kata lain lagi",
        "19 ayam menari 2026",
        "buku 2010 halaman putih",
    ],
)
def test_long_unrelated_words_are_fine(password):
    assert refusal(password) == ""


@pytest.mark.parametrize(
    ("password", "because"),
    [
        ("11karakter.", "hanya 11 karakter"),
        ("k" + "ata panjang " * 11, "terlalu panjang"),
        ("Password123456", "paling sering dipakai"),
        ("P@ssw0rd!!!!!!", "paling sering dipakai"),
        ("123456dragon!!", "paling sering dipakai"),
        ("847362910583", "hanya terdiri atas angka"),
        ("٠١٢٣٤٥٦٧٨٩٠١", "hanya terdiri atas angka"),
        ("aaaaaaaaaaaaaa", "mengulang atau mengurutkan"),
        ("kudaikuda kudaikuda ", "mengulang atau mengurutkan"),
        ("abcdefghijklm", "mengulang atau mengurutkan"),
        ("qwertyuiopas", "mengulang atau mengurutkan"),
        ("0987654321kuda", "mengulang atau mengurutkan"),
        ("simpeg-ku-yang-baru", "nama sistem atau daerah"),
        ("KotaM4muju-indah", "nama sistem atau daerah"),
        ("s-i-m-p-e-g keren", "nama sistem atau daerah"),
        ("Sittiganteng2026", "nama Anda"),
        ("ada-4min4h-di-sini", "nama Anda"),
        ("daeng makan pisang", "nama Anda"),
        ("kuda 17031985 putih", "tanggal lahir"),
        ("kuda-1985-03-17-ku", "tanggal lahir"),
        ("03/17/1985 hari ku", "tanggal lahir"),
        ("1719 8503 kuda oke", "tanggal lahir"),
        ("hari 17.03.85 itu", "tanggal lahir"),
        ("201001 awal kerja", "bagian NIP"),
        ("198503172010012001x", "tanggal lahir"),
    ],
)
def test_what_others_would_try_is_refused_with_the_reason(password, because):
    assert because in refusal(password)


def test_of_others_nothing_is_known_and_nothing_refused():
    assert refusal("Sittiganteng2026", User(username="andi", name="Andi")) == ""
    assert refusal("kuda 17031985 putih", None) == ""


def test_first_passwords_are_typed_from_paper():
    assert all(set(first_password()) <= set("abcdefghjkmnpqrstuvwxyz23456789-") for _ in range(200))


@pytest.mark.parametrize(
    ("says", "name"),
    [
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox di Windows"),
        (
            "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Mobile Safari/537.36",
            "Chrome di Android",
        ),
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0", "Edge di Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Version/19.0 Safari/604.1", "Safari di iPhone"),
        ("curl/8.5.0", "Peramban lain"),
        ("<script>alert(1)</script>", "Peramban lain"),
        ("", "Peramban lain"),
    ],
)
def test_a_browser_is_named_as_its_owner_knows_it(says, name):
    assert browser_name(says) == name

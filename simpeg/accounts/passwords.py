"""What makes a password acceptable, and the random one an account begins with.

Each validator refuses with a sentence that says what to do instead.
"""

import secrets
import unicodedata
from itertools import permutations

from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError

MAX_LENGTH = 128  # hashing takes as long as the password is long
PLACES = ("simpeg", "mamuju", "bkpsdm", "sulbar", "sulawesi")
LONG_RUN = 6
SEQUENCES = ("abcdefghijklmnopqrstuvwxyz", "01234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm")
LOOK_ALIKES = str.maketrans("@4031!5$7", "aaoeiisst")

# Without letters and digits that look alike on paper.
FIRST_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
FIRST_GROUPS = 4


def first_password():
    """A random password to be typed once, from paper: `kx7m-9dqp-w3ht-vbn4` (79 bits)."""
    return "-".join("".join(secrets.choice(FIRST_ALPHABET) for _ in range(4)) for _ in range(FIRST_GROUPS))


class LengthValidator:
    def __init__(self, min_length):
        self.min_length = min_length

    def validate(self, password, user=None):
        if len(password) < self.min_length:
            raise ValidationError(
                f"Kata sandi ini hanya {len(password)} karakter. Pakai paling sedikit {self.min_length} karakter, "
                "misalnya empat kata yang tidak berhubungan.",
                code="password_too_short",
            )
        if len(password) > MAX_LENGTH:
            raise ValidationError(
                f"Kata sandi ini terlalu panjang. Pakai paling banyak {MAX_LENGTH} karakter.", code="password_too_long"
            )

    def get_help_text(self):
        return f"Paling sedikit {self.min_length} karakter; empat kata yang tidak berhubungan mudah diingat."


class KnownPasswordValidator(CommonPasswordValidator):
    """Passwords that attackers try first (from real breaches), also with digits and signs before or after them."""

    def validate(self, password, user=None):
        said = password.casefold().strip()
        core = said.strip("0123456789 !@#$%^&*()-_=+.,;:?/\\|'\"<>[]{}~`")
        if {said, core, _plain(core)} & self.passwords:
            raise ValidationError(
                "Kata sandi ini termasuk yang paling sering dipakai dan pernah bocor, walaupun ditambah angka atau "
                "tanda. Pakai beberapa kata yang tidak berhubungan.",
                code="password_too_common",
            )

    def get_help_text(self):
        return "Bukan kata sandi yang umum dipakai orang."


class PatternValidator:
    """Digits alone, one piece repeated, or a walk along the keyboard."""

    def validate(self, password, user=None):
        said = password.casefold()
        if said.isnumeric():
            raise ValidationError(
                "Kata sandi ini hanya terdiri atas angka. Tambahkan kata-kata.", code="password_entirely_numeric"
            )
        if said in (said + said)[1:-1] or len(set(said)) < 5 or _walks(said):
            raise ValidationError(
                "Kata sandi ini hanya mengulang atau mengurutkan karakter. Pakai beberapa kata yang tidak berhubungan.",
                code="password_pattern",
            )

    def get_help_text(self):
        return "Bukan angka saja, pengulangan, atau urutan seperti “abcdef” dan “qwerty”."


class ContextValidator:
    """What a colleague would try: the place, the own name, user name, NIP and birth date, in any order and disguise."""

    def validate(self, password, user=None):
        said = password.casefold()
        shapes = {_letters(said), _letters(_plain(said))}
        for what, words in (("nama sistem atau daerah", PLACES), ("nama Anda", _names(user))):
            if any(word in shape for word in words for shape in shapes):
                raise ValidationError(
                    f"Kata sandi ini memuat {what}, yang mudah ditebak. Pakai kata lain.", code="password_context"
                )
        nip = (user and user.nip) or ""
        digits = "".join(character for character in said if character in "0123456789")
        if any(day in digits for day in _birth_dates(nip)):
            raise ValidationError(
                "Kata sandi ini memuat tanggal lahir Anda, yang mudah ditebak. Pakai kata-kata lain.",
                code="password_context",
            )
        if any(digits[start : start + LONG_RUN] in nip for start in range(len(digits) - LONG_RUN + 1)):
            raise ValidationError(
                "Kata sandi ini memuat bagian NIP Anda, yang mudah ditebak. Pakai kata-kata lain.",
                code="password_context",
            )

    def get_help_text(self):
        return "Tidak memuat nama, NIP, atau tanggal lahir Anda, nama daerah, atau nama sistem ini."


def _plain(text):
    return text.translate(LOOK_ALIKES)


def _letters(text):
    text = unicodedata.normalize("NFKD", text)
    return "".join(character for character in text if character.isalnum())


def _names(user):
    """The parts of the name and user name that are long enough to give something away."""
    if user is None:
        return set()
    text = f"{user.name} {user.username}".casefold()
    parts = "".join(character if character.isalnum() else " " for character in text).split()
    return {part for part in (_letters(part) for part in parts) if len(part) >= 4}


def _birth_dates(nip):
    """The day a NIP begins with, its parts in every order, the year in four digits and in two."""
    year, month, day = nip[:4], nip[4:6], nip[6:8]
    if not day:
        return set()
    return {"".join(order) for year in (year, year[2:]) for order in permutations((year, month, day))}


def _walks(said):
    """Most of it is a run along the alphabet, the digits or a row of keys, forwards or backwards."""
    left = said
    for sequence in SEQUENCES:
        for line in (sequence, sequence[::-1]):
            for length in range(len(line), LONG_RUN - 3, -1):
                for start in range(len(line) - length + 1):
                    left = left.replace(line[start : start + length], "")
    return len(left) < len(said) / 2

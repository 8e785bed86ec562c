"""The numbers of letters: counted per kind and year, given once, without gaps."""

import re

from django.db import transaction

from employees.letters.refusal import LetterRefused
from employees.models import Letter, LetterBatch, LetterNumbering
from simpeg.audit.change import change
from simpeg.law.engine import Law

ROMAN = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"]
PLACES = {"nomor", "tahun", "bulan"}
PLAIN = "{nomor}/{tahun}"
LARGEST = 9_999_999
LONGEST = Letter._meta.get_field("number").max_length
IN_NUMBER = re.compile(r"[0-9A-Za-z./_ {}()-]+")


def pattern_problem(pattern):
    """What is wrong with a pattern, as a sentence; None where nothing is."""
    places = re.findall(r"{([^{}]*)}", pattern)
    rest = re.sub(r"{[^{}]*}", "", pattern)
    if not IN_NUMBER.fullmatch(pattern) or "{" in rest or "}" in rest:
        return (
            "Pola hanya boleh memuat huruf, angka, garis miring, titik, tanda hubung, dan tanda {nomor}, {tahun}, "
            "{bulan}."
        )
    if unknown := sorted(set(places) - PLACES):
        return f"Tanda {{{unknown[0]}}} tidak dikenal. Yang dapat dipakai: {{nomor}}, {{tahun}}, {{bulan}}."
    if places.count("nomor") != 1:
        return "Pola harus memuat {nomor} satu kali; di situlah nomor surat ditulis."
    return None


def number_text(pattern, number, day):
    """The number as it stands on a letter of this day."""
    return pattern.replace("{nomor}", f"{number:04d}").replace("{tahun}", str(day.year)).replace(
        "{bulan}", ROMAN[day.month - 1])  # fmt: skip


def number_in(pattern, text, day):
    """The counted number inside a text of this pattern; None where the text is of another shape."""
    before, after = (re.escape(number_text(part, 0, day)) for part in pattern.split("{nomor}"))
    found = re.fullmatch(f"{before}([0-9]{{1,7}}){after}", text)
    return int(found.group(1)) if found else None


def numbering_of(kind, day):
    """The numbering of this kind in the year of the day, its row locked; made where there is none yet.

    Call it within a transaction: whoever counts next waits until it ends.
    """
    found = LetterNumbering.objects.select_for_update().filter(kind=kind, year=day.year).first()
    if found is None:
        LetterNumbering.objects.bulk_create(
            [LetterNumbering(kind=kind, year=day.year, pattern=_pattern(kind, day))], ignore_conflicts=True
        )
        found = LetterNumbering.objects.select_for_update().get(kind=kind, year=day.year)
    return found


def expected_number(kind, day):
    """The number that the next letter would have; nothing is given yet."""
    found = LetterNumbering.objects.filter(kind=kind, year=day.year).first()
    pattern, last = (found.pattern, found.last) if found else (_pattern(kind, day), 0)
    return last + 1, number_text(pattern, last + 1, day)


def take(kind, day):
    """The next free number, as text; given back by itself where the transaction fails."""
    numbering = numbering_of(kind, day)
    number = numbering.last + 1
    while _is_used(number_text(numbering.pattern, number, day), day):
        number += 1  # somebody typed it by hand
    _refuse_beyond(number)
    LetterNumbering.objects.filter(pk=numbering.pk).update(last=number)
    return number_text(numbering.pattern, number, day)


def typed(kind, day, text):
    """A number typed by hand; refused where it is used, or where a batch holds it."""
    text = " ".join(text.split())
    if not text or len(text) > LONGEST:
        raise LetterRefused(f"Nomor surat 1 sampai {LONGEST} huruf. Perbaiki nomornya.")
    numbering_of(kind, day)  # in turn with whoever counts
    if _is_used(text, day):
        raise LetterRefused(f"Nomor {text} sudah dipakai surat lain pada tahun {day.year}. Tulis nomor lain.")
    for batch in LetterBatch.objects.filter(kind=kind, year=day.year):
        held = number_in(batch.pattern, text, batch.day)
        if held is not None and batch.first <= held < batch.first + batch.size:
            raise LetterRefused(f"Nomor {text} dicadangkan untuk kumpulan surat yang sedang dibuat. Tulis nomor lain.")
    return text


def reserve(kind, day, size, first=None):
    """(pattern, first number) of so many numbers in a row that nobody has; they are given from now on."""
    numbering = numbering_of(kind, day)
    start = first or numbering.last + 1
    _refuse_beyond(start + size - 1)
    wanted = {number_text(numbering.pattern, number, day): number for number in range(start, start + size)}
    used = sorted(
        wanted[text]
        for text in Letter.objects.filter(year=day.year, number__in=wanted).values_list("number", flat=True)
    )
    if used and first is None:
        return _reserve_beyond(numbering, day, size, used[-1])
    if used:
        raise LetterRefused(
            f"Nomor {used[0]} sudah dipakai, sehingga nomor {start} sampai {start + size - 1} tidak dapat berurutan. "
            f"Pakai nomor pertama {max(used[-1], numbering.last) + 1} atau sesudahnya."
        )
    _refuse_held(kind, day, start, size, numbering)
    LetterNumbering.objects.filter(pk=numbering.pk).update(last=max(numbering.last, start + size - 1))
    return numbering.pattern, start


def set_numbering(*, kind, year, pattern, last, by, reason):
    """Letters of this kind and year are numbered so from now on; those that were issued keep their numbers."""
    if problem := pattern_problem(pattern):
        raise LetterRefused(problem)
    _refuse_beyond(last)
    with change(by=by, reason=reason):
        numbering, _ = LetterNumbering.objects.select_for_update().get_or_create(
            kind=kind, year=year, defaults={"pattern": pattern, "last": last}
        )
        numbering.pattern, numbering.last = pattern, last
        numbering.save(update_fields=["pattern", "last"])
    return numbering


@transaction.atomic
def _reserve_beyond(numbering, day, size, used):
    LetterNumbering.objects.filter(pk=numbering.pk).update(last=used)
    return reserve(numbering.kind, day, size)


def _refuse_held(kind, day, start, size, numbering):
    for batch in LetterBatch.objects.filter(kind=kind, year=day.year):
        if batch.first < start + size and start < batch.first + batch.size:
            after = max(batch.first + batch.size, numbering.last + 1)
            raise LetterRefused(
                f"Nomor {batch.first} sampai {batch.first + batch.size - 1} milik kumpulan surat lain. Pakai nomor "
                f"pertama {after} atau sesudahnya."
            )


def _refuse_beyond(number):
    if not 0 <= number <= LARGEST:
        raise LetterRefused(f"Nomor surat paling besar {LARGEST}. Periksa penomorannya.")


def _is_used(text, day):
    return Letter.objects.filter(year=day.year, number=text).exists()


def _pattern(kind, day):
    """What the agency laid down; a kind that it forgot, or a pattern that is none, counts in the plainest way."""
    rows = {row["jenis"]: row["pola"] for row in Law.on(day)["surat.pola_nomor"]}
    pattern = rows.get(kind, PLAIN)
    return PLAIN if pattern_problem(pattern) else pattern

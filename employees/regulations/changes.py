"""A change of the law in words and numbers: what it says, what holds before and after it, and what it does to whom."""

from datetime import timedelta

from django.db.models import Count, F

from employees.due_lists.lists import LISTS
from employees.due_lists.sentences import rupiah
from employees.models import DueSubject, LawEffect, Verdict
from simpeg.core.dates import in_words
from simpeg.law.catalogue import key_of
from simpeg.law.engine import FAILED
from simpeg.law.files import within
from simpeg.law.loader import pieces_of
from simpeg.law.models import LawChange
from simpeg.law.tables import TABLES

OFFICES_SHOWN = 12


def described(change):
    """`{"now", "then", "lines"}`: what held and what will, in one line each; the cells that differ of a table."""
    before = within(_before(change), change.in_force.lower, change.in_force.upper)
    if change.table:
        return {"cells": _cells(change, before)}
    key = key_of(change.subject)
    then = key.words(change.value) if change.kind == LawChange.Kind.SET else "seperti berkas peraturan"
    held = [(key.words(piece.what), piece) for piece in before]
    return {"held": held, "then": then, "lines": key.lines(change.value) if change.value is not None else None}


def last_day(change):
    return change.in_force.upper and change.in_force.upper - timedelta(days=1)


def _before(change):
    """What holds, or held when it was decided, without this change."""
    earlier = LawChange.objects.applied().filter(subject=change.subject).exclude(pk=change.pk)
    if change.decided_at:
        earlier = earlier.filter(decided_at__lt=change.decided_at)
    return pieces_of(change.subject, list(earlier))


def _cells(change, before):
    """(row, column, before, after) of the cells of a table that differ, at most as many as can be read."""
    table = TABLES[change.table]
    if change.kind == LawChange.Kind.FOLLOW or not change.value:
        return []
    held = {table.name_of(piece.what): piece.what for piece in before}
    found = []
    for row in change.value:
        old = held.get(table.name_of(row))
        for name in table.set_by_agency:
            if old is None or old[name] != row[name]:
                cell = table.cell(name)
                found.append(
                    (_row_words(table, row), cell.label, _cell(cell, old and old[name]), _cell(cell, row[name]))
                )
    return found


def _row_words(table, row):
    if table.is_salary:
        return f"{row['grade']}, MKG {row['years']}"
    return " ".join(str(row[cell.name]) for cell in table.cells if cell.name not in table.set_by_agency)[:80]


def _cell(cell, value):
    if value in (None, ""):
        return "–"
    return rupiah(value) if cell.kind == "rupiah" else str(value).replace(".", ",")


def pay_words(change):
    """Of a new salary table: by how much its cells rise, least, on average and most; empty otherwise."""
    table = TABLES.get(change.table)
    if table is None or not table.is_salary or not change.value:
        return ""
    held = {table.name_of(p.what): p.what["rupiah"] for p in within(_before(change), change.in_force.lower, None)}
    rises = [
        100 * (row["rupiah"] - held[table.name_of(row)]) / held[table.name_of(row)]
        for row in change.value
        if table.name_of(row) in held
    ]
    if not rises:
        return ""
    shown = [f"{value:.1f}".replace(".", ",") for value in (min(rises), sum(rises) / len(rises), max(rises))]
    return f"Terhadap tabel sebelumnya: rata-rata {shown[1]} persen, dari {shown[0]} sampai {shown[2]} persen."


def summary(previews):
    """Rows of the table of lists and days: counts before and after, how many change; in the order of the lists.

    A list whose answers stay the same on every day is named in one line instead, with the days: `(rows, same)`.
    """
    order = list(LISTS)
    touched = {found.subject for found in previews if found.changed}
    same = [
        (LISTS[subject].title, [found.day for found in previews if found.subject == subject])
        for subject in order
        if subject not in touched
    ]
    rows = []
    for found in sorted(previews, key=lambda found: (order.index(found.subject), found.day)):
        if found.subject not in touched:
            continue
        numbers = [
            (
                code,
                found.before.get(code, 0),
                found.after.get(code, 0),
                found.after.get(code, 0) - found.before.get(code, 0),
            )
            for code in Verdict.values
        ]
        rows.append({"preview": found, "title": LISTS[found.subject].title, "numbers": numbers})
    return rows, [(title, days) for title, days in same if days]


def moves(change):
    """From which answer to which, how many people of each list, most first; each counted once, however many days."""
    rows = (
        LawEffect.objects.filter(preview__change=change)
        .order_by()
        .values(subject=F("preview__subject"), before=F("verdict_before"), after=F("verdict_after"))
        .annotate(people=Count("employee", distinct=True))
    )
    found = sorted(rows, key=lambda row: -row["people"])
    return [row | {"title": DueSubject(row["subject"]).label} for row in found]


def offices(change):
    """How many people of each office, most first."""
    rows = (
        LawEffect.objects.filter(preview__change=change)
        .order_by()
        .values(office=F("unit__opd"), name=F("unit__opd__name"))
        .annotate(people=Count("employee", distinct=True))
        .order_by("-people", "name")
    )
    found = list(rows[:OFFICES_SHOWN])
    most = max((row["people"] for row in found), default=1)
    return [row | {"width": round(100 * row["people"] / most, 2)} for row in found]


def effect_words(row):
    """One person's row: his answers, and everything else that differs, in words."""
    kind = LISTS[row.preview.subject]
    said = []
    if row.earliest_before != row.earliest_after:
        said.append(("paling cepat", _day(row.earliest_before), _day(row.earliest_after)))
    if row.from_before != row.from_after:
        said.append(("semula", _end(row, row.from_before), _end(row, row.from_after)))
    if row.to_before != row.to_after:
        said.append(("menjadi", _end(row, row.to_before), _end(row, row.to_after)))
    old, new = (_obstacles(kind, failed, unknown) for failed, unknown in (
        (row.failed_before, row.unknown_before), (row.failed_after, row.unknown_after)))  # fmt: skip
    return {
        "row": row,
        "list": kind.title,
        "differs": said,
        "gone": [one for one in old if one not in new],
        "come": [one for one in new if one not in old],
    }


def _day(day):
    return in_words(day) if day else "tidak ada"


def _end(row, text):
    if not text:
        return "tidak ada"
    if row.preview.subject == DueSubject.INCREMENT:
        return rupiah(int(text))
    return in_words(text) if row.preview.subject == DueSubject.RETIREMENT else text


def _obstacles(kind, failed, unknown):
    """Codes of the rules in the way, with a question mark where a fact is missing."""
    return [
        rule.code if state == FAILED else f"{rule.code}?"
        for rule, state in kind.rules.outcomes(failed | unknown, failed, unknown)
    ]

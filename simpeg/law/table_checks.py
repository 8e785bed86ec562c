"""What has to hold of a whole table before it may become law: every row there, every cell in bounds, pay that rises."""

from itertools import pairwise

from simpeg.law.models import Grade

MOST_SENTENCES = 12


def table_refusals(table, rows, like=None):
    """Why these rows cannot be the table, as sentences that name row and column; none where they can.

    `like` are the rows that hold now (as data); without it they are read from the database.
    """
    if not isinstance(rows, list) or not rows or not all(isinstance(row, dict) for row in rows):
        return ["Isi semua baris tabel."]
    names = {cell.name for cell in table.cells}
    if any(set(row) - {"unverified"} != names for row in rows):
        return ["Setiap baris harus memuat semua kolom."]
    found = list(_cells(table, rows))
    if not found:
        found = list(_rows(table, rows, like if like is not None else _present(table)))
    if not found and "highest" in names:
        found = list(_ranges(table, rows))
    if not found and table.is_salary:
        found = list(_rising(rows))
    more = len(found) - MOST_SENTENCES
    return found[:MOST_SENTENCES] + ([f"Dan {more} lagi."] if more > 0 else [])


def _present(table):
    newest = {}
    for row in table.rows().select_related(*table.related()).order_by("in_force"):
        data = table.as_data(row)
        newest[table.name_of(data)] = data
    return list(newest.values())


def _cells(table, rows):
    grades = set(Grade.objects.values_list("code", flat=True))
    for row in rows:
        for cell in table.cells:
            sentence = cell_refusal(cell, row[cell.name], grades)
            if sentence:
                yield f"Baris {row_words(table, row)}, kolom {cell.label}: {sentence}"


def cell_refusal(cell, value, grades):
    """Why `value` cannot stand in this cell; empty where it can."""
    if value in (None, ""):
        return "" if cell.may_be_empty or cell.kind in ("text", "flag") else "belum diisi."
    if cell.kind == "grade":
        return "" if isinstance(value, str) and value in grades else f"“{str(value)[:20]}” bukan golongan."
    if cell.kind in ("number", "rupiah", "points"):
        if isinstance(value, bool) or not isinstance(value, int | float):
            return "isi dengan angka."
        if cell.kind != "points" and value != int(value):
            return "isi dengan bilangan bulat."
        if cell.most and not cell.least <= value <= cell.most:
            return f"di luar batas {_number(cell.least)} sampai {_number(cell.most)}."
    return ""


def row_words(table, row):
    """A row as people name it: `III/a, MKG 4`."""
    if table.is_salary:
        return f"{row['grade']}, MKG {row['years']}"
    return " ".join(str(row[name]) for name in table.identity)


def _rows(table, rows, like):
    """Each row once, all rows there, none that nobody knows, and untouched what the agency may not set."""
    wanted = {table.name_of(row): row for row in like}
    seen = set()
    for row in rows:
        name = table.name_of(row)
        if name in seen:
            yield f"Baris {row_words(table, row)} ada dua kali."
        seen.add(name)
        if name not in wanted and not (table.is_salary and row["grade"] in {one["grade"] for one in like}):
            yield f"Baris {row_words(table, row)} tidak dikenal."
        elif name in wanted:
            fixed = [cell for cell in table.cells if cell.name not in table.set_by_agency]
            if any(row[cell.name] != wanted[name][cell.name] for cell in fixed):
                yield f"Baris {row_words(table, row)}: hanya kolom yang dapat diubah yang boleh berbeda."
    for name, row in wanted.items():
        if name not in seen:
            yield f"Baris {row_words(table, row)} belum ada."


def _ranges(table, rows):
    level = dict(Grade.objects.values_list("code", "level"))
    for row in rows:
        if level[row["lowest"]] > level[row["highest"]]:
            yield f"Baris {row_words(table, row)}: golongan terendah lebih tinggi daripada golongan tertinggi."


def _rising(rows):
    """More years earn more, and so does a higher grade with the same years."""
    level = dict(Grade.objects.values_list("code", "level"))
    by_grade, by_years = {}, {}
    for row in rows:
        by_grade.setdefault(row["grade"], []).append((row["years"], row["rupiah"]))
        by_years.setdefault(row["years"], []).append((level[row["grade"]], row["grade"], row["rupiah"]))
    for grade, steps in by_grade.items():
        for (_, less), (years, more) in pairwise(sorted(steps)):
            if more <= less:
                yield f"{grade}, MKG {years}: {_number(more)} tidak lebih dari baris sebelumnya, {_number(less)}."
    for years, steps in sorted(by_years.items()):
        for (_, lower, less), (_, grade, more) in pairwise(sorted(steps)):
            if more <= less:
                yield f"{grade}, MKG {years}: {_number(more)} tidak lebih dari golongan {lower}, {_number(less)}."


def _number(value):
    return f"{value:,}".replace(",", ".")

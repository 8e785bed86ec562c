"""What a plan would do, before it is signed: units, people, posts; what forbids it, and what one should know."""

from collections import Counter
from dataclasses import dataclass, field

from django.utils import timezone

from employees.models import ActingDuty, Employee, Mandate, ReorganisationLine, Unit
from employees.units import moves
from simpeg.core.dates import in_words
from simpeg.core.sql import as_of
from simpeg.law.models import Echelon

SHOWN = 10


@dataclass
class Consequences:
    """The preview of a plan. With an error it cannot be put in force; warnings are for whoever signs."""

    lines: list
    people: Counter  # line's id -> how many move by it
    posts: Counter
    left: list  # people of a unit that closes, whom no line moves
    ended_posts: int = 0
    mandates: int = 0
    errors: list = field(default_factory=list)
    warnings: list = field(default_factory=list)

    @property
    def rows(self):
        return [(line, self.people[line.pk], self.posts[line.pk]) for line in self.lines]

    @property
    def moved(self):
        return sum(number for line, number in self.people.items() if line)

    @property
    def opened(self):
        return [line for line in self.lines if line.opens]

    @property
    def closed(self):
        return [line for line in self.lines if line.closes]


def lines_of(plan):
    related = ("source", "parent", "target", "employee", "unit", "parent_line", "target_line")
    return list(ReorganisationLine.objects.filter(plan=plan).select_related(*related).order_by("pk"))


def consequences(plan):
    """Read everything that the plan touches; the number of queries does not grow with it."""
    lines = lines_of(plan)
    with as_of(plan.day):
        movers = moves.rows(moves.MOVERS, plan=plan.pk)
        posts = moves.rows(moves.POSTS, plan=plan.pk, day=plan.day)
        closing = {line.source_id: line.source for line in lines if line.closes}
        left = [row for row in movers if row["line_id"] is None and row["source_id"] in closing]
        seen = Consequences(
            lines,
            people=Counter(row["line_id"] for row in movers if row["line_id"]),
            posts=Counter(row["line_id"] for row in posts if row["line_id"]),
            left=_named(left[:SHOWN]),
            ended_posts=sum(row["line_id"] is None for row in posts),
            mandates=Mandate.objects.filter(
                unit__in=[line.source_id for line in lines if line.kind == line.Kind.REPLACE]
            ).count(),
        )
        seen.errors = [
            *_empty(lines),
            *_places(plan, lines, closing),
            *_children(closing),
            *_names(lines, closing),
            *_left(left, closing),
            *_days(plan, movers, posts),
            *_absent(lines, movers),
        ]
        seen.warnings = [
            *_heads(lines, movers, closing),
            *_old_names(lines, movers),
            *_idle(lines, seen),
            *_acting(closing),
        ]
    return seen


def _named(left):
    people = Employee.objects.select_related("state__unit").in_bulk([row["employee_id"] for row in left])
    return [people[row["employee_id"]] for row in left]


def _empty(lines):
    if not lines:
        yield "Rancangan ini belum punya langkah. Tambahkan unit yang dibentuk, diganti, atau ditutup."


def _places(plan, lines, closing):
    """Every unit of the plan exists on its day, and nothing is hung under or moved into one that closes."""
    for line in lines:
        source = line.source
        if source and source.closed_on:
            yield f"{source.name} sudah ditutup {in_words(source.closed_on)}. Hapus langkah ini."
        elif source and source.opened_on and source.opened_on >= plan.day:
            yield f"{source.name} baru dibentuk {in_words(source.opened_on)}, tidak sebelum {in_words(plan.day)}."
        if line.opens and line.kind == line.Kind.OPEN and not line.parent_id and not line.parent_line_id:
            yield f"{line.name} belum punya unit atasan."
        for unit, role in ((line.parent, "unit atasan"), (line.target, "unit tujuan")):
            if unit and (unit.closed_on or unit.pk in closing):
                yield f"{unit.name} menjadi {role}, padahal unit itu ditutup. Pilih unit yang tetap ada."
            elif unit and unit.opened_on and unit.opened_on > plan.day:
                yield f"{unit.name} menjadi {role}, padahal baru dibentuk {in_words(unit.opened_on)}."
        if line.kind == line.Kind.MOVE and line.target_id == line.source_id:
            yield f"{source.name} menjadi asal dan tujuan sekaligus."


def _children(closing):
    open_below = Unit.objects.filter(parent__in=list(closing), closed_on=None).exclude(pk__in=list(closing))
    by_parent = {}
    for name, parent in open_below.order_by("name").values_list("name", "parent"):
        by_parent.setdefault(parent, []).append(name)
    for parent, names in by_parent.items():
        more = f" dan {len(names) - 5} lagi" if len(names) > 5 else ""
        yield (
            f"{closing[parent].name} ditutup, tetapi unit di bawahnya tetap terbuka: {', '.join(names[:5])}{more}. "
            "Ganti atau tutup juga unit-unit itu."
        )


def _names(lines, closing):
    """No new name beside an equal one under one parent. Namesakes of old (schools have them) keep their names."""
    new = {}
    for line in lines:
        if line.opens:
            parent = line.parent_id or (f"baru-{line.parent_line_id}" if line.parent_line_id else _old_parent(line))
            new.setdefault((parent, line.name.casefold()), []).append(line)
    parents = [parent for parent, _ in new if isinstance(parent, int)]
    kept = Unit.objects.filter(parent__in=parents, closed_on=None).exclude(pk__in=list(closing))
    standing = {(parent, name.casefold()) for parent, name in kept.values_list("parent", "name")}
    for place, namesakes in new.items():
        named_anew = any(line.source is None or line.source.name != line.name for line in namesakes)
        if named_anew and (len(namesakes) > 1 or place in standing):
            yield f"Unit atasan yang sama akan punya dua unit bernama {namesakes[0].name}."


def _old_parent(line):
    return line.source.parent_id if line.source else None


def _left(left, closing):
    for unit, number in Counter(row["source_id"] for row in left).items():
        yield f"{closing[unit].name} ditutup, tetapi {number} pegawainya belum mendapat tempat."


def _days(plan, movers, posts):
    late = [row for row in movers if row["line_id"] and row["position_since"] and row["position_since"] >= plan.day]
    if late:
        nips = ", ".join(row["nip"] for row in late[:5])
        yield (
            f"{len(late)} pegawai sudah punya jabatan dengan TMT pada atau sesudah {in_words(plan.day)} (NIP {nips}"
            f"{' …' if len(late) > 5 else ''}). Perbaiki TMT jabatannya, atau ubah hari berlakunya reorganisasi."
        )
    later = [row["title"] for row in posts if row["valid_from"] and row["valid_from"] >= plan.day]
    if later:
        yield (
            f"{len(later)} jabatan pada peta jabatan baru berlaku pada atau sesudah {in_words(plan.day)}: "
            f"{', '.join(later[:5])}. Perbaiki tanggalnya lebih dahulu."
        )


def _absent(lines, movers):
    """A person whom a line moves serves in the unit it moves him from."""
    there = {(row["employee_id"], row["source_id"]) for row in movers}
    for line in lines:
        if line.employee_id and (line.employee_id, line.source_id) not in there:
            yield f"{line.employee.full_name} tidak bertugas di {line.source.name}. Ubah asalnya."


def _heads(lines, movers, closing):
    chiefs = {(row["line_id"], row["echelon"]) for row in movers if row["line_id"] and row["position_kind"] == "1"}
    by_target = {(line.target_line_id, echelon) for line in lines for own, echelon in chiefs if own == line.pk}
    for line in lines:
        if line.opens and line.head_echelon and not {(line.pk, line.head_echelon)} & (chiefs | by_target):
            level = Echelon(line.head_echelon).label
            yield f"{line.name} belum punya kepala (eselon {level}). Tunjuk pejabat atau Plt.-nya."


def _old_names(lines, movers):
    names = {line.pk: line.source.name for line in lines if line.kind == line.Kind.REPLACE}
    kept = Counter(
        row["line_id"] for row in movers if names.get(row["line_id"]) and names[row["line_id"]] in row["new_title"]
    )
    for line in lines:
        if kept[line.pk] and line.name != line.source.name and not line.rename_titles:
            yield f"{kept[line.pk]} jabatan di {line.name} masih menyebut nama lama, {line.source.name}."


def _idle(lines, seen):
    led_to = {line.target_line_id for line in lines}
    for line in lines:
        if line.kind == line.Kind.OPEN and line.pk not in led_to:
            yield f"{line.name} dibentuk tanpa pegawai dan tanpa jabatan."
        if line.kind == line.Kind.MOVE and not seen.people[line.pk] and not seen.posts[line.pk]:
            yield f"Langkah pindah dari {line.source.name} tidak memindahkan seorang pun."


def _acting(closing):
    duties = ActingDuty.objects.filter(unit__in=list(closing)).select_related("employee")
    for duty in duties:
        yield f"Plt. {duty.title} ({duty.employee.full_name}) berakhir karena unitnya ditutup."


def is_due(plan):
    return plan.day <= timezone.localdate()

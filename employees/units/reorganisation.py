"""Verbs of a reorganisation: drawn up, changed line by line, and put in force once, in one transaction."""

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from employees.models import Reorganisation, ReorganisationLine, Unit, UnitSuccession
from employees.quality.services import recheck
from employees.records.services import ChangedMeanwhile, RecordRefused, last_change
from employees.units import moves
from employees.units.checks import store
from employees.units.consequences import consequences, is_due
from employees.units.services import provisional_id
from simpeg.audit.change import change
from simpeg.core.dates import in_words
from simpeg.core.sql import as_of

PLAN_FIELDS = ("title", "day", "note", "decree", "decree_on", "decree_by")
Kind = ReorganisationLine.Kind


def draft(values, *, by):
    """A new plan without lines; nothing changes before it is put in force. Raises RecordRefused."""
    with change(by=by, reason="Reorganisasi disusun"):
        return _stored(Reorganisation(created_by=by), values)


def correct_plan(plan, values, *, by, seen):
    """The draft with these values. Raises RecordRefused, ChangedMeanwhile."""
    with change(by=by, reason=f"Rancangan reorganisasi diubah: {plan.title}"):
        now = _draft(plan, seen)
        now.version += 1
        return _stored(now, values)


def cancel(plan, *, by, reason, seen):
    """The draft is set aside for good; it stays readable. Raises ChangedMeanwhile."""
    with change(by=by, reason=f"Rancangan reorganisasi dibatalkan: {reason}"):
        now = _draft(plan, seen)
        now.status, now.version = Reorganisation.Status.CANCELLED, now.version + 1
        return store(now)


def add_line(plan, values, *, by):
    """The draft has one more step. Raises RecordRefused."""
    with change(by=by, reason=f"Rancangan reorganisasi diubah: {plan.title}"):
        now = _draft(plan)
        line = store(ReorganisationLine(plan=now, **values))
        _count_up(now)
        return line


def remove_line(line, *, by):
    """The draft is without this step, and without those that hang on the unit it would have made."""
    with change(by=by, reason=f"Rancangan reorganisasi diubah: {line.plan.title}"):
        now = _draft(line.plan)
        ReorganisationLine.objects.filter(pk=line.pk, plan=now).delete()
        _count_up(now)


def replace_tree(plan, unit, name, *, parent=None, parent_line=None, rename_titles=True, by):
    """Steps that put a new unit in the place of `unit`, and new ones in the place of all below it.

    Those below keep their names, but for the old name of `unit` within them where titles are renamed too.

    Raises RecordRefused where one of them is in the plan already. Returns the number of steps.
    """
    with change(by=by, reason=f"Rancangan reorganisasi diubah: {plan.title}"):
        now = _draft(plan)
        tree = list(Unit.objects.below(unit).filter(closed_on=None).order_by("path"))
        taken = ReorganisationLine.objects.filter(plan=now, source__in=tree, kind__in=ReorganisationLine.CLOSING)
        if taken.exists():
            names = ", ".join(taken.values_list("source__name", flat=True)[:5])
            raise RecordRefused(
                {"": [f"Sudah diganti atau ditutup oleh langkah lain: {names}. Hapus langkah itu dahulu."]}
            )
        depths = {}
        for node in tree:
            depths.setdefault(len(node.path), []).append(node)
        made = {}
        for depth in sorted(depths):
            lines = [
                ReorganisationLine(
                    plan=now,
                    kind=Kind.REPLACE,
                    source=node,
                    name=name if node.pk == unit.pk else _renamed(node.name, unit.name, name, rename_titles),
                    unit_kind=node.kind,
                    head_echelon=node.head_echelon,
                    parent=parent if node.pk == unit.pk else None,
                    parent_line=parent_line if node.pk == unit.pk else made[node.parent_id],
                    rename_titles=rename_titles,
                )
                for node in depths[depth]
            ]
            made |= {line.source_id: line for line in ReorganisationLine.objects.bulk_create(lines)}
        _count_up(now)
        return len(tree)


def put_in_force(plan, *, by, seen):
    """Everything the plan says is so from its day on, by its decree; units of old keep their history.

    Of two officers who press at once the second is told. Raises RecordRefused with every reason against it.
    """
    with change(by=by, reason=_reason(plan)), as_of(plan.day):
        now = _draft(plan, seen)
        _refuse_unsigned(now)
        # Nobody changes a unit of the plan, and nobody is moved out of it, between the preview and the deed.
        list(Unit.objects.select_for_update(of=("self",)).filter(pk__in=_touched(now)).order_by("pk"))
        preview = consequences(now)
        if preview.errors:
            raise RecordRefused({"": preview.errors})
        try:
            with transaction.atomic():
                outcome = _apply(now, preview)
        except IntegrityError as refused:
            raise RecordRefused(
                {"": ["Basis data menolak karena data pegawai atau petanya berubah. Muat ulang, lalu periksa."]}
            ) from refused
        now.status, now.version = Reorganisation.Status.IN_FORCE, now.version + 1
        now.applied_at, now.applied_by, now.outcome = timezone.now(), by, outcome
        return store(now)


def _apply(plan, preview):
    facts = {"plan": plan.pk, "day": plan.day, "decree": plan.decree, "decree_on": plan.decree_on,
             "decree_by": plan.decree_by}  # fmt: skip
    people = [row["employee_id"] for row in moves.rows(moves.MOVERS, plan=plan.pk) if row["line_id"]]
    closed = [line.source_id for line in preview.closed]
    _open_units(plan, preview.opened)
    Unit.objects.filter(pk__in=closed).update(closed_on=plan.day, closing_basis=_basis(plan))
    moves.run(moves.FORGET)
    moves.run(moves.GATHERED, **facts)
    moves.run(moves.GOING, **facts)
    moves.run(moves.ANALYZE)
    duties = moves.run(moves.EXTRA_DUTIES, **facts)
    ended = moves.run(moves.END_DUTIES, closed=closed, **facts)
    appointed = moves.run(moves.APPOINT, **facts)
    moves.run(moves.DATA_UTAMA, **facts)
    moves.run(moves.END_POSTS, closed=closed, **facts)
    posts = moves.run(moves.NEW_POSTS, **facts)
    moves.run(moves.NEW_TASKS, **facts)
    mandates = moves.run(moves.MANDATES, plan=plan.pk)
    recheck(people)
    return {
        "opened": len(preview.opened),
        "closed": len(closed),
        "people": len(people),
        "appointments": appointed,
        "posts": posts,
        "duties": duties,
        "duties_ended": ended,
        "mandates": mandates,
    }


def _open_units(plan, lines):
    """The new units, level by level: each parent before its children."""
    waiting = list(lines)
    made = {}
    while waiting:
        ready = [line for line in waiting if not line.parent_line_id or line.parent_line_id in made]
        if not ready:
            raise RecordRefused({"": ["Unit baru saling menjadi atasan. Perbaiki unit atasan salah satunya."]})
        units = Unit.objects.bulk_create(
            Unit(
                siasn_id=provisional_id(),
                name=line.name,
                parent_id=made[line.parent_line_id] if line.parent_line_id else line.parent_id or line.source.parent_id,
                kind=line.unit_kind,
                head_echelon=line.head_echelon,
                region_code=line.source.region_code if line.source else "",
                opened_on=plan.day,
                basis=_basis(plan),
            )
            for line in ready
        )
        for line, unit in zip(ready, units, strict=True):
            line.unit, made[line.pk] = unit, unit.pk
        waiting = [line for line in waiting if line.pk not in made]
    ReorganisationLine.objects.bulk_update(lines, ["unit"])
    UnitSuccession.objects.bulk_create(
        UnitSuccession(unit_id=line.unit_id, predecessor_id=line.source_id) for line in lines if line.source_id
    )


def _renamed(name, former, new, wanted):
    """`Sekretariat Dinas Lama` becomes `Sekretariat Dinas Baru` with its department."""
    return name.replace(former, new)[:255] if wanted else name


def _refuse_unsigned(plan):
    errors = {}
    if not plan.decree.strip():
        errors["decree"] = ["Isi nomor SK reorganisasi ini."]
    if plan.decree_on is None:
        errors["decree_on"] = ["Isi tanggal SK."]
    elif plan.decree_on > timezone.localdate():
        errors["decree_on"] = ["Tanggal SK belum tiba."]
    if not plan.decree_by.strip():
        errors["decree_by"] = ["Isi pejabat penanda tangan SK."]
    if not is_due(plan):
        errors["day"] = [f"Rancangan ini berlaku mulai {in_words(plan.day)}. Terapkan pada hari itu atau sesudahnya."]
    if errors:
        raise RecordRefused(errors)


def _touched(plan):
    lines = ReorganisationLine.objects.filter(plan=plan)
    return {pk for row in lines.values_list("source", "parent", "target") for pk in row if pk}


def _draft(plan, seen=None):
    """The plan, held until the transaction ends, as long as it is a draft and still what its reader saw."""
    now = Reorganisation.objects.select_for_update(of=("self",)).get(pk=plan.pk)
    who, when = last_change(now)
    if not now.is_draft:
        state = now.get_status_display().lower()
        raise ChangedMeanwhile(
            f"Reorganisasi ini sudah {state} (oleh {who}, pukul {when}) dan tidak dapat diubah lagi."
        )
    if seen is not None and str(now.version) != str(seen):
        raise ChangedMeanwhile(
            f"Rancangan ini baru saja diubah oleh {who}, pukul {when}. Tidak ada yang disimpan: baca "
            "akibatnya sekarang, lalu ulangi bila masih perlu."
        )
    return now


def _count_up(plan):
    Reorganisation.objects.filter(pk=plan.pk).update(version=F("version") + 1)


def _stored(plan, values):
    for name in PLAN_FIELDS:
        if name in values:
            setattr(plan, name, values[name])
    return store(plan)


def _basis(plan):
    return f"{plan.decree} tanggal {in_words(plan.decree_on)}"[:200]


def _reason(plan):
    return f"Reorganisasi: {plan.title}, SK {plan.decree}"

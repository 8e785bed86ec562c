"""A reorganisation in draft, to be read, completed and signed; and a post whose need follows from its workload."""

from datetime import timedelta

from employees.models import Position, PositionKind, ReorganisationLine, Unit
from employees.records.services import version_of
from employees.units import positions, reorganisation
from simpeg.demo.organisation import PERSONNEL

MERGED = "Dinas Koperasi, Perdagangan dan Perindustrian"
BECOMES = "Dinas Koperasi, Usaha Kecil dan Menengah"
SPLIT_OFF = "Dinas Perdagangan dan Perindustrian"
WORKLOAD = [("Memverifikasi usul mutasi", 900, 60), ("Menyusun telaahan kepegawaian", 120, 480)]


def draft_reorganisation(*, today, by):
    """One department becomes two: drawn up, with a head still to be named and its decree still to be signed."""
    former = Unit.objects.get(name=MERGED)
    trade = Unit.objects.get(name="Bidang Perdagangan", parent=former)
    plan = reorganisation.draft(
        {
            "title": f"Pemekaran {MERGED}",
            "day": today - timedelta(days=today.day - 1),
            "note": "Menurut rancangan Perbup tentang susunan perangkat daerah.",
        },
        by=by,
    )
    opened = {"kind": ReorganisationLine.Kind.OPEN, "name": SPLIT_OFF, "unit_kind": former.kind}
    opened |= {"head_echelon": former.head_echelon, "parent": former.parent}
    new = reorganisation.add_line(plan, opened, by=by)
    reorganisation.replace_tree(plan, former, BECOMES, by=by)
    reorganisation.remove_line(plan.lines.get(source=trade), by=by)
    reorganisation.replace_tree(plan, trade, trade.name, parent_line=new, by=by)
    return plan


def work_out_a_need(*, by):
    """An operative post that somebody holds has its tasks, those of the personnel agency first."""
    posts = Position.objects.filter(kind=PositionKind.OPERATIVE).order_by("unit__path", "pk")
    post = posts.filter(unit__opd__name=PERSONNEL).first() or posts.first()
    return positions.set_tasks(post, WORKLOAD, by=by, reason="Analisis beban kerja contoh", seen=version_of(post))

"""Who a letter is about, out of the present file: the facts that letters of one person name."""

from employees.letters.kinds import KINDS
from employees.letters.refusal import LetterRefused
from employees.letters.services import Said
from employees.letters.values import DASH, copies_of, increment_of, legal_basis, person_of
from employees.models import Appointment, DueVerdict, Letter, Unit, Verdict
from employees.models.letter import LetterKind
from simpeg.core.dates import in_words
from simpeg.law.engine import Law

NOTHING_DUE = (
    "Pegawai ini tidak ada pada daftar KGB tersimpan dengan hasil memenuhi syarat, atau suratnya sudah terbit. "
    "Jalankan daftar KGB untuk bulan itu, lalu buka lagi dari barisnya."
)


def units_with_offices(keys):
    """{id: unit with its office}, in one query."""
    return Unit.objects.select_related("opd").in_bulk(set(keys) - {None})


def increment_rows(user, employee):
    """The rows of kept lists that a KGB letter can be made of, newest list first: those without a standing letter."""
    rows = (
        DueVerdict.objects.visible_to(user)
        .filter(employee=employee, list__subject="salary-increment", verdict=Verdict.MEETS, earliest__isnull=False)
        .select_related("list", "unit__opd", "employee__grade")
        .order_by("-list__day", "-list_id")
    )
    told = set(
        Letter.objects.standing()
        .filter(employee=employee, kind=LetterKind.INCREMENT)
        .values_list("effective", flat=True)
    )
    return [row for row in rows if row.earliest not in told]


def increment_said(row, *, day, signer, law=None):
    """The KGB letter of a row of a kept list. Pay and dates are the row's; the name is that of the file today."""
    law = law or Law.on(day)
    office = row.unit.opd if row.unit and row.unit.opd else row.unit
    values = (
        person_of(row.employee, position=row.facts.get("position_title", ""), unit=row.unit)
        | increment_of(row.facts, law)
        | {"tujuan": law["surat.tujuan_kgb"], "tembusan": copies_of(law, LetterKind.INCREMENT, office)}
    )
    return Said(
        kind=LetterKind.INCREMENT,
        day=day,
        signer=signer,
        values=values,
        basis=legal_basis(law, LetterKind.INCREMENT, row.employee.status),
        about=KINDS[LetterKind.INCREMENT].about,
        employee=row.employee,
        unit=row.unit,
        effective=row.earliest,
        row=row,
    )


def duties_of(employee):
    """The definitive positions that an SPMT can speak of, newest first."""
    return (
        employee.appointments.filter(assignment=Appointment.Assignment.DEFINITIVE)
        .select_related("unit__opd")
        .order_by("-since", "-pk")
    )


def duty_said(employee, appointment, *, since, day, signer):
    """The SPMT of somebody who took up a position."""
    law = Law.on(day)
    if not appointment.decree or not appointment.decree_on:
        raise LetterRefused(
            "Nomor atau tanggal SK jabatan ini belum tercatat, padahal SPMT harus menyebutnya. Lengkapi dulu "
            "riwayat jabatannya."
        )
    unit = appointment.unit
    office = unit.opd if unit and unit.opd else unit
    values = person_of(employee, position=appointment.title, unit=unit) | {
        "sk_pejabat": appointment.decree_by or DASH,
        "sk_tanggal": in_words(appointment.decree_on),
        "sk_nomor": appointment.decree,
        "tmt": in_words(since),
        "tembusan": copies_of(law, LetterKind.DUTY, office),
    }
    return Said(
        kind=LetterKind.DUTY,
        day=day,
        signer=signer,
        values=values,
        basis=legal_basis(law, LetterKind.DUTY, employee.status),
        about=KINDS[LetterKind.DUTY].about,
        employee=employee,
        unit=unit,
        effective=since,
    )


def cover_said(*, addressee, items, copies, day, signer, unit=None):
    """The letter that goes with what is sent: `items` are (what, how many, remark)."""
    values = {
        "tujuan": addressee,
        "kiriman": [{"uraian": what, "banyak": many, "keterangan": remark} for what, many, remark in items],
        "tembusan": copies,
    }
    return Said(
        kind=LetterKind.COVER, day=day, signer=signer, values=values, basis=[], about=KINDS[LetterKind.COVER].about,
        unit=unit,
    )  # fmt: skip

"""Letters for a whole list at once, and the archive of them. What was cut off goes on where it was."""

import gc
import tempfile
import zipfile
from dataclasses import dataclass, field

import pypdfium2 as pdfium
from django.db import IntegrityError
from django.db.models import Exists, F, OuterRef

from employees.due_cases.services import met_on
from employees.letters import numbers
from employees.letters.defaults import default_template
from employees.letters.files import read
from employees.letters.kinds import KINDS
from employees.letters.people import increment_said, units_with_offices
from employees.letters.refusal import AlreadyTold, LetterRefused, NotGranted
from employees.letters.services import Said, issue, template_for
from employees.letters.values import increment_needs, legal_basis, roster_row
from employees.models import DueVerdict, Letter, LetterBatch, Verdict
from employees.models.letter import LetterKind
from simpeg.audit.change import change
from simpeg.audit.reading import note_read
from simpeg.core.dates import in_words
from simpeg.law.engine import Law
from simpeg.letters.amounts import amount_in_words

CHUNK = 200  # rows read at once: memory does not grow with the batch
PRINTED_TOGETHER = 250  # letters in one PDF for the printer


@dataclass
class Plan:
    """Who of a list gets a letter, in the order of the numbers, and who does not: `{nip, name, why}`.

    No more are looked at than a batch may hold: with `too_many` the rest of the list is not known.
    """

    most: int
    members: list[int] = field(default_factory=list)
    first: list[DueVerdict] = field(default_factory=list)
    left_out: list[dict] = field(default_factory=list)

    @property
    def too_many(self):
        return max(len(self.members), len(self.left_out)) > self.most


def planned(kept, user, day, unit=None, shown=0):
    """The plan of the letters of `day` out of a list; its first `shown` rows are kept to look at.

    The rows come office by office, so that the printed stack can be handed out.
    """
    told = Letter.objects.standing().filter(
        kind=LetterKind.INCREMENT, employee=OuterRef("employee"), effective=OuterRef("earliest")
    )
    rows = _met(kept, user, unit).annotate(told=Exists(told)).select_related("employee", "unit__opd")
    plan = Plan(Law.on(day)["surat.kumpulan_paling_banyak"])
    for row in rows.iterator(chunk_size=CHUNK):
        why = _why_not(row)
        if why:
            plan.left_out.append({"nip": row.nip, "name": row.employee.full_name, "why": why})
        else:
            plan.members.append(row.employee_id)
            if len(plan.first) < shown:
                plan.first.append(row)
        if plan.too_many:
            break
    return plan


def start_batch(kept, *, day, signer, by, first=None, unit=None):
    """The batch is decided: who, which numbers, which template. Its letters come after, one by one (`go_on`)."""
    plan = planned(kept, by, day, unit)
    if plan.too_many:
        raise LetterRefused(
            f"Daftar ini memuat lebih dari {plan.most} pegawai, yang paling banyak diterbitkan sekaligus. Pilih satu "
            "perangkat daerah dulu."
        )
    if not plan.members:
        raise LetterRefused("Tidak ada pegawai pada daftar ini yang masih memerlukan surat KGB.")
    size = len(plan.members)
    kind = LetterKind.INCREMENT
    try:
        with change(by=by, reason=f"{size} surat KGB dari daftar {in_words(kept.day)}"):
            version, _ = template_for(kind, day)
            pattern, start = numbers.reserve(kind, day, size, first)
            batch = LetterBatch.objects.create(
                kind=kind,
                due_list=kept,
                day=day,
                year=day.year,
                signer=signer,
                template=version,
                pattern=pattern,
                first=start,
                size=size,
                members=plan.members,
                left_out=plan.left_out,
                requested_by=by,
            )
    except IntegrityError as error:  # another batch took these numbers at the same moment
        raise LetterRefused(
            "Nomor-nomor itu baru saja dipakai kumpulan lain. Ulangi; nomor berikutnya akan dipakai."
        ) from error
    note_read(by=by, employees=batch.members, what="Menerbitkan surat KGB")
    return batch


def go_on(batch, *, by, tell):
    """Every letter of the batch is issued, each in a transaction of its own; those that were stay as they are.

    Somebody who was told by another letter meanwhile, or is no longer due, is left out. Returns {employee: why}.
    """
    left_out = {}
    law = Law.on(batch.day)
    # What the agency brings after the batch was decided is not for it.
    template = read(batch.template, "file") if batch.template else default_template(batch.kind)
    made_with = (batch.template, template)
    reason = f"Kumpulan surat KGB nomor {batch.pk}"
    for start in range(0, batch.size, CHUNK):
        members = batch.members[start : start + CHUNK]
        issued = set(Letter.objects.filter(batch=batch, employee__in=members).values_list("employee", flat=True))
        rows = _rows_of(batch, [member for member in members if member not in issued])
        met = met_on(batch.due_list.subject, batch.due_list.day, people=list(rows)) if rows else {}
        for place, member in enumerate(members, start=start):
            if place % 10 == 0:
                tell(place, batch.size, "Menerbitkan surat")
            if place % 25 == 0:
                # Documents refer to themselves in circles: few objects to Python, who waits, but megabytes of XML.
                gc.collect()
            if member in issued:
                continue
            said = increment_said(rows[member], day=batch.day, signer=batch.signer, law=law)
            number = numbers.number_text(batch.pattern, batch.first + place, batch.day)
            try:
                issue(said, by=by, reason=reason, number=number, batch=batch, made_with=made_with, met=met)
            except AlreadyTold as refusal:
                left_out[member] = str(refusal)
            except NotGranted as refusal:
                left_out[member] = str(refusal.__cause__)  # without his name, which stands beside it
    tell(batch.size, batch.size, "Surat terbit")
    return left_out


def issued_of(batch):
    return Letter.objects.filter(batch=batch).count()


def write_archive(batch, handle, *, tell):
    """A ZIP of every letter as Word and PDF, office by office, and PDFs of many for the printer. Returns how many."""
    letters = Letter.objects.filter(batch=batch).select_related("employee", "unit__opd").order_by("pk")
    done = 0
    with zipfile.ZipFile(handle, "w", zipfile.ZIP_STORED) as archive:
        printed, first = _Print(), 1
        for letter in letters.iterator(chunk_size=CHUNK):
            office = letter.unit.opd if letter.unit and letter.unit.opd else letter.unit
            folder = _plain(office.name if office else "Tanpa unit kerja")
            pdf = read(letter, "pdf")
            archive.writestr(_entry(f"pdf/{folder}/{letter.file_name}.pdf"), pdf)
            archive.writestr(_entry(f"word/{folder}/{letter.file_name}.docx"), read(letter, "docx"))
            printed.add(pdf)
            done += 1
            if done % PRINTED_TOGETHER == 0:
                _close_print(archive, printed, first, done)
                printed, first = _Print(), done + 1
            if done % 25 == 0:
                tell(done, batch.size, "Menulis arsip")
        if done >= first:
            _close_print(archive, printed, first, done)
        printed.close()
    return done


def roster_said(kept, *, day, signer, by, unit=None):
    """The nominatif of a kept list: everybody who gets the step, as one letter."""
    law = Law.on(day)
    most = law["surat.nominatif_paling_banyak"]
    rows = list(_met(kept, by, unit).select_related("employee__grade")[: most + 1])
    if not rows:
        raise LetterRefused("Tidak ada pegawai pada daftar ini yang memenuhi syarat, sehingga nominatifnya kosong.")
    if len(rows) > most:
        raise LetterRefused(f"Nominatif memuat paling banyak {most} pegawai. Pilih satu perangkat daerah.")
    units = units_with_offices(row.unit_id for row in rows)
    values = {
        "lingkup": unit.name if unit else "semua perangkat daerah",
        "per_tanggal": in_words(kept.day),
        "jumlah": str(len(rows)),
        "jumlah_terbilang": amount_in_words(len(rows)),
        "pegawai": [roster_row(row.facts, row.employee, units.get(row.unit_id)) for row in rows],
    }
    statuses = {row.employee.status for row in rows}
    basis = [each for status in sorted(statuses) for each in legal_basis(law, LetterKind.ROSTER, status)]
    unique = list({each["words"]: each for each in basis}.values())
    note_read(by=by, employees=[row.employee_id for row in rows], what="Menerbitkan nominatif KGB")
    return Said(
        kind=LetterKind.ROSTER, day=day, signer=signer, values=values, basis=unique,
        about=KINDS[LetterKind.ROSTER].about, unit=unit, effective=kept.day,
    )  # fmt: skip


class _Print:
    """A PDF that grows letter by letter."""

    def __init__(self):
        self.book = pdfium.PdfDocument.new()

    def add(self, pdf):
        one = pdfium.PdfDocument(pdf)
        try:
            self.book.import_pages(one)
        finally:
            one.close()

    def close(self):
        self.book.close()


def _close_print(archive, printed, first, last):
    with tempfile.TemporaryFile() as handle:
        printed.book.save(handle)
        printed.close()
        handle.seek(0)
        with archive.open(_entry(f"cetak/surat-{first:05d}-{last:05d}.pdf"), "w", force_zip64=True) as entry:
            while piece := handle.read(1024 * 1024):
                entry.write(piece)


def _entry(name):
    return zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))


def _plain(words):
    """A folder's name that every system takes."""
    kept = "".join(letter if letter.isalnum() or letter in " -." else " " for letter in words)
    return " ".join(kept.split())[:80].strip(". ") or "Unit"


def _rows_of(batch, members):
    """{employee: row of the list}, with all that a letter names, in two queries."""
    rows = list(
        DueVerdict.objects.filter(list=batch.due_list_id, employee__in=members, verdict=Verdict.MEETS).select_related(
            "employee__grade"
        )
    )
    units = units_with_offices(row.unit_id for row in rows)
    for row in rows:
        row.unit = units.get(row.unit_id)
    return {row.employee_id: row for row in rows}


def _met(kept, user, unit):
    """Whoever gets the step by this list, office by office."""
    rows = DueVerdict.objects.visible_to(user).filter(list=kept, verdict=Verdict.MEETS)
    if unit is not None:
        rows = rows.filter(unit__path__contains=[unit.pk])
    return rows.order_by(F("unit__opd__name").asc(nulls_last=True), F("unit__name").asc(nulls_last=True), "nip")


def _why_not(row):
    if row.told:
        return "sudah punya surat untuk TMT itu"
    if row.earliest is None or not increment_needs(row.facts):
        return "dasar gaji terakhir belum lengkap di berkas"
    return ""

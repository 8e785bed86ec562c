"""Everything that is kept about a person, for the person himself (UU 27/2022 Pasal 7)."""

import json
import tempfile
import zipfile

from django.core.files.storage import default_storage
from django.db import models
from django.utils import timezone

from employees.dossier.trail import trail_of
from employees.models import Document, DueVerdict, Employee, Proposal
from employees.own_data.queries import readings_of, with_readers
from employees.records.kinds import KINDS
from simpeg.jobs.services import keep_file, progress
from simpeg.reports.workbook import Column, write_table

MOST_READINGS = 100_000
COLUMNS = [Column("Bagian", 30), Column("Catatan", 12), Column("Isian", 36), Column("Nilai", 70)]
README = """Salinan data {name} (NIP {nip}) pada SIMPEG Kabupaten Mamuju.

Dibuat {now} atas permintaan {asker}.

data.xlsx   semua isian berkas, untuk dibaca
data.json   isi yang sama ditambah jejak perubahan, untuk diolah program
dokumen/    pindaian yang disimpan, dengan nama menurut jenis dan nomornya

Simpan baik-baik: di dalamnya ada data pribadi Anda. Bila ada yang keliru, ajukan perbaikan lewat menu Usulan.
"""


def export(job, employee):
    """Write the ZIP as the job's file."""
    now = timezone.localtime()
    with tempfile.TemporaryFile() as handle, zipfile.ZipFile(handle, "w", zipfile.ZIP_DEFLATED) as archive:
        parts = {title: rows for title, rows in _parts(employee)}
        progress(job, 1, 4, "Menulis data")
        said = {"name": employee.full_name, "nip": employee.nip, "now": f"{now:%d-%m-%Y %H.%M} WITA"}
        archive.writestr("BACA-SAYA.txt", README.format(**said, asker=job.requested_by))
        archive.writestr("data.json", _as_json(said | {"asker": str(job.requested_by)}, parts, employee))
        with tempfile.TemporaryFile() as sheet:
            write_table(
                sheet,
                title=f"Data {employee.name}",
                notes=[f"Dibuat {said['now']}", f"Diunduh oleh {job.requested_by}"],
                columns=COLUMNS,
                rows=_lines(parts),
                by=str(job.requested_by),
            )
            sheet.seek(0)
            archive.writestr("data.xlsx", sheet.read())
        progress(job, 3, 4, "Menyertakan pindaian")
        for document in Document.objects.filter(employee=employee).standing().order_by("pk"):
            _add_document(archive, document)
        archive.close()
        handle.seek(0)
        keep_file(job, handle, f"data-saya-{employee.nip}-{now:%Y-%m-%d}.zip")
    job.result = {"rows": sum(len(rows) for rows in parts.values())}


def _parts(employee):
    """(title, rows) of everything that is kept; a row is {label: value}."""
    yield "Data utama", [_row(employee)]
    for kind in KINDS.values():
        yield kind.title, [_row(record) for record in getattr(employee, kind.related).order_by(kind.order, "pk")]
    documents = Document.objects.filter(employee=employee).standing().select_related("uploaded_by").order_by("pk")
    yield "Dokumen", [_row(document) for document in documents]
    yield "Usulan", [_row(proposal) for proposal in Proposal.objects.filter(employee=employee).order_by("pk")]
    verdicts = DueVerdict.objects.filter(employee=employee).select_related("list", "grade", "target", "unit")
    yield "Hasil penilaian hak", [_row(verdict) for verdict in verdicts.order_by("pk")]
    readings = with_readers(readings_of(employee).order_by("-id")[:MOST_READINGS])
    yield (
        "Siapa melihat data saya",
        [
            {
                "Waktu": f"{timezone.localtime(reading.at):%d-%m-%Y %H.%M}",
                "Pembaca": reading.reader,
                "Peran": reading.roles,
                "Unit kerja": reading.offices,
                "Yang dilakukan": reading.what,
                "Keperluan": reading.purpose,
            }
            for reading in readings
        ],
    )


def _row(record):
    """Every field of a record by its official word; what others are called by stays their name."""
    row = {}
    for field in record._meta.concrete_fields:
        if isinstance(field, models.FileField) or field.name == "employee":
            continue
        value = getattr(record, field.name)
        display = getattr(record, f"get_{field.name}_display", None)
        row[str(field.verbose_name)] = display() if display and value not in (None, "") else value
    return row


def _lines(parts):
    for title, rows in parts.items():
        for number, row in enumerate(rows, start=1):
            for label, value in row.items():
                if value not in (None, "", {}, []):
                    yield [title, str(number), label[:1].upper() + label[1:], _text(value)]


def _text(value):
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False, default=str)[:32_000]
    return str(value)[:32_000]


def _as_json(said, parts, employee):
    trail = [
        {"waktu": entry.at, "alasan": entry.reason, "data": entry.table, "tindakan": entry.action,
         "sebelum": entry.before, "sesudah": entry.after}
        for entry in trail_of(employee).order_by("-id").iterator()
    ]  # fmt: skip
    book = {"pegawai": said, "isi": parts, "jejak perubahan": trail}
    return json.dumps(book, ensure_ascii=False, indent=1, default=str)


def _add_document(archive, document):
    if default_storage.exists(document.file.name):
        with document.file.open("rb") as handle:
            archive.writestr(f"dokumen/{document.kind}-{document.pk}-{document.file_name}", handle.read())


def own_file(user):
    """The file of the person who asks; None without one."""
    return Employee.objects.filter(nip=user.nip).first() if user.nip else None

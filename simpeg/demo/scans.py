"""Scans in the demo regency: decrees and diplomas drawn for the people of the demo logins, of nobody that exists."""

import io

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw, ImageFont

from employees.documents.services import all_or_nothing, draw_pages, keep_document
from employees.models import Employee
from simpeg.core.dates import in_words

SIZE = (827, 1169)  # an A4 at 100 dpi


def keep_demo_scans(nips, *, by):
    """The latest grade and position, and every diploma, of these people are proven by a scan; the rest is missing."""
    with all_or_nothing():
        for employee in Employee.objects.filter(nip__in=nips).order_by("nip"):
            for kind, record, title, lines in _proofs(employee):
                upload = SimpleUploadedFile("pindaian", drawn(title, [employee.full_name, employee.nip, *lines], kind))
                document = keep_document(
                    employee, upload, kind=kind, record_id=record.pk, title=title, by=by, reason="Pindaian contoh"
                )
                draw_pages(document)


def _proofs(employee):
    for record in employee.grade_records.select_related("grade").order_by("-since")[:1]:
        words = [
            f"Golongan ruang {record.grade}",
            f"Terhitung mulai {in_words(record.since)}",
            f"Nomor {record.decree}",
        ]
        yield "golongan", record, f"SK golongan {record.grade.code}", words
    for record in employee.appointments.order_by("-since")[:1]:
        words = [record.title, f"Terhitung mulai {in_words(record.since)}", f"Nomor {record.decree}"]
        yield "jabatan", record, "SK jabatan", words
    for record in employee.education_records.order_by("-graduated"):
        yield "pendidikan", record, f"Ijazah {record.graduated}", [record.name, f"Lulus {record.graduated}"]


def drawn(title, lines, kind):
    """A page that looks like paper that was scanned: decrees as PDF, diplomas as a photo."""
    page = Image.new("RGB", SIZE, "#fbfaf5")
    draw = ImageDraw.Draw(page)
    large, small = ImageFont.load_default(size=26), ImageFont.load_default(size=20)
    draw.text((SIZE[0] / 2, 110), "PEMERINTAH KABUPATEN CONTOH", font=large, fill="#26303a", anchor="mm")
    draw.line((80, 150, SIZE[0] - 80, 150), fill="#26303a", width=3)
    draw.text((SIZE[0] / 2, 215), title.upper()[:48], font=large, fill="#26303a", anchor="mm")
    for number, line in enumerate(lines):
        draw.text((110, 320 + number * 48), line[:58], font=small, fill="#37414b")
    draw.ellipse((520, 880, 660, 1020), outline="#5a4fa0", width=5)
    draw.text((590, 950), "CONTOH", font=small, fill="#5a4fa0", anchor="mm")
    handle = io.BytesIO()
    page.save(handle, "JPEG" if kind == "pendidikan" else "PDF", quality=80)
    return handle.getvalue()

"""Verbs of the year: what was reached, with its proof, and what others say of it; dated, and never edited."""

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.validators import URLValidator
from django.utils import timezone

from employees.documents.files import all_or_nothing, note_written
from performance.models import Evidence, Feedback, Progress, WorkResult
from performance.plans import rules
from performance.plans.queries import answerable_by, role_of
from performance.plans.writing import PlanRefused, locked
from performance.review.queries import account_of
from simpeg.audit.change import change
from simpeg.notices.services import notify
from simpeg.scans.scan import ScanRefused, examine

TOPIC = "SKP"
LONGEST_TITLE = Evidence._meta.get_field("title").max_length
LONGEST_LINK = Evidence._meta.get_field("link").max_length
_is_link = URLValidator(schemes=["https"])


def report(plan, line, *, as_of, words, by, title="", link="", uploads=()):
    """The person says what of this line was reached as of a day, with the proof. Raises PlanRefused, keeping nothing.

    When the transaction fails, the files that were written go with it.
    """
    words, title, link = words.strip(), title.strip(), link.strip()
    if not words:
        raise PlanRefused("Tulis apa yang tercapai.", "words")
    _refuse_link(link)
    if (link or uploads) and not title:
        raise PlanRefused("Beri judul buktinya, misalnya Laporan triwulan I.", "title")
    with all_or_nothing(), change(by=by, reason=f"SKP: realisasi hasil kerja {line}"):
        found = locked(plan)
        _refuse_report(found, line, as_of, by)
        if found.progress.filter(line=line, as_of=as_of, words=words).exists():
            raise PlanRefused("Realisasi yang sama persis sudah tersimpan untuk hari itu.", "words")
        progress = Progress.objects.create(plan=found, line=line, as_of=as_of, words=words, by=by)
        if link:
            Evidence.objects.create(progress=progress, title=title, link=link)
        for number, upload in enumerate(uploads, start=1):
            name = f"{title[: LONGEST_TITLE - 20]} ({number} dari {len(uploads)})" if len(uploads) > 1 else title
            _keep(progress, upload, name)
    return progress


def say(plan, words, *, kind, by, line=None, anonymous=False):
    """Somebody says how this person works, dated and for ever. The person is told. Raises PlanRefused."""
    words = words.strip()
    if by.nip and by.nip == plan.employee.nip:
        raise PlanRefused("Umpan balik diberikan kepada orang lain, bukan kepada diri sendiri.")
    if not answerable_by(by, timezone.localdate()).filter(pk=plan.pk).exists():
        raise PlanRefused("Umpan balik diberikan pejabat penilai dan rekan seperangkat daerah.")
    if not words:
        raise PlanRefused("Tulis umpan baliknya.", "words")
    appraises = role_of(plan, by) == rules.APPRAISER
    if not appraises and (kind != Feedback.Kind.FEEDBACK or line is not None):
        raise PlanRefused("Bimbingan dan konseling dicatat pejabat penilai.", "kind")
    if appraises and anonymous:
        raise PlanRefused("Pejabat penilai memberi umpan balik dengan namanya.", "anonymous")
    with change(by=by, reason="SKP: umpan balik diberikan"):
        found = locked(plan)
        _refuse_when_signed(found, "umpan balik")
        if line is not None and not _lines(found).filter(line=line).exists():
            raise PlanRefused("Hasil kerja itu tidak ada pada SKP yang disepakati.", "line")
        today = timezone.localdate()
        if found.feedback.filter(by=by, kind=kind, line=line, words=words, at__date=today).exists():
            raise PlanRefused("Umpan balik yang sama sudah Anda berikan hari ini.", "words")
        kept = Feedback.objects.create(
            plan=found, kind=kind, line=line, words=words, from_appraiser=appraises, is_anonymous=anonymous, by=by
        )
        whom = "pejabat penilai Anda" if appraises else "rekan kerja Anda"
        text = f"{kept.get_kind_display()} baru dari {whom} tercatat pada SKP {found.cycle.year}."
        notify(account_of([found.employee.nip]).values(), text=text, href=found.get_absolute_url(), topic=TOPIC)
    return kept


def why_no_report(plan, day):
    """Why nothing can be reported in this plan now; empty where it can."""
    if plan.agreed_version is None:
        return "Realisasi ditulis sesudah SKP disepakati."
    if day < plan.starts_on:
        return "SKP ini belum dimulai."
    return ""


def _refuse_report(plan, line, as_of, by):
    today = timezone.localdate()
    if role_of(plan, by) != rules.EMPLOYEE:
        raise PlanRefused("Realisasi ditulis pegawai itu sendiri.")
    if why := why_no_report(plan, today):
        raise PlanRefused(why)
    _refuse_when_signed(plan, "realisasi")
    if not _lines(plan).filter(line=line).exists():
        raise PlanRefused("Hasil kerja itu tidak ada pada SKP yang disepakati.")
    if as_of > today:
        raise PlanRefused("Tanggal realisasi tidak boleh sesudah hari ini.", "as_of")
    if not plan.starts_on <= as_of <= plan.ends_on:
        raise PlanRefused(f"Tanggal realisasi di luar masa SKP, {rules.span_of(plan)}.", "as_of")


def _refuse_when_signed(plan, what):
    if plan.appraisals.closing().exists():
        raise PlanRefused(f"Predikat tahunannya sudah ditetapkan; {what} tidak ditambah lagi.")


def _refuse_link(link):
    if not link:
        return
    try:
        _is_link(link)
    except ValidationError as error:
        raise PlanRefused("Tautan bukti dimulai dengan https:// dan menunjuk satu alamat.", "link") from error
    if len(link) > LONGEST_LINK:
        raise PlanRefused(f"Tautan bukti paling panjang {LONGEST_LINK} huruf.", "link")


def _lines(plan):
    return WorkResult.objects.filter(version__plan=plan, version__number=plan.agreed_version)


def _keep(progress, upload, title):
    try:
        scan = examine(upload)
    except ScanRefused as refusal:
        raise PlanRefused(f"{upload.name[:80]}: {refusal}", "files") from refusal
    evidence = Evidence(progress=progress, title=title, media_type=scan.media_type, size=scan.size, digest=scan.digest)
    evidence.file.save("", ContentFile(scan.content), save=False)
    note_written(evidence.file.name)
    evidence.save(force_insert=True)

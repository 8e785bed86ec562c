"""What a history cannot hold: overlaps and impossible orders, each told with the row that stands in the way.

`refusals` are impossible and are never stored; `concerns` are unlikely: the officer may confirm them.
Both yield (field, sentence); the field is "" where the whole record is meant.
"""

from datetime import date

from django.utils import timezone

from employees.models import (
    AnnualRating,
    Appointment,
    Award,
    Course,
    CreditRecord,
    EducationRecord,
    Employee,
    FamilyMember,
    GradeRecord,
    PositionKind,
    Sanction,
    ServiceExam,
    StandingRecord,
    StepIncrease,
    UnpaidLeave,
)
from simpeg.core.dates import in_words, years_after
from simpeg.law.engine import Law
from simpeg.law.models import Grade, SalaryStep

YOUNGEST_SCHOLAR = 5  # nobody ends a school below this age; a slip of the keyboard, not a rule of law
LATE_DECREE_DAYS = 366  # a decree that much later than its TMT is worth a second look
DEMOTIONS = ("turun_pangkat_1th", "turun_pangkat_3th")


def refusals(record, employee):
    """Why this record cannot stand in the file of this employee."""
    yield from _decree(record)
    others = type(record)._default_manager.filter(employee=employee).exclude(pk=record.pk)
    yield from _REFUSALS[type(record)](record, employee, others)


def concerns(record, employee):
    """What an officer should look at twice before it is stored."""
    others = type(record)._default_manager.filter(employee=employee).exclude(pk=record.pk)
    start = getattr(record, "since", None) or getattr(record, "starts_on", None)
    dated = start and record.decree_on and not isinstance(record, FamilyMember)
    if dated and (record.decree_on - start).days > LATE_DECREE_DAYS:
        yield "decree_on", f"Tanggal SK {in_words(record.decree_on)} lebih dari setahun sesudah berlakunya."
    yield from _CONCERNS.get(type(record), _nothing)(record, employee, others)


def _decree(record):
    if record.decree_on and record.decree_on > timezone.localdate():
        yield "decree_on", f"Tanggal SK {in_words(record.decree_on)} belum tiba. Periksa tahunnya."


def _in_service(record, name, employee):
    day = getattr(record, name)
    if day < employee.cpns_since:
        yield name, f"Tanggal ini sebelum TMT CPNS pegawai, {in_words(employee.cpns_since)}."


def _not_ahead(record, name):
    day = getattr(record, name)
    if day > timezone.localdate():
        yield name, f"Tanggal {in_words(day)} belum tiba. Catat setelah benar-benar terjadi."


def _grade(record, employee, others):
    yield from _in_service(record, "since", employee)
    same = others.filter(since=record.since).select_related("grade").first()
    if same:
        yield "since", f"TMT ini sudah dipakai golongan {same.grade.code} ({_proof(same)}). Perbaiki catatan itu."
        return
    expected = Grade.Kind.PPPK if employee.status.startswith("PPPK") else Grade.Kind.PNS
    if record.grade.kind != expected:
        yield "grade", f"Golongan {record.grade.code} bukan golongan {expected.label}."
        return
    before = others.filter(since__lt=record.since).select_related("grade").order_by("-since").first()
    after = others.filter(since__gt=record.since).select_related("grade").order_by("since").first()
    if before and before.grade.level > record.grade.level and not _demoted(employee, record.since):
        yield (
            "grade",
            f"Sebelumnya sudah golongan {before.grade.code} sejak {in_words(before.since)} ({_proof(before)}); "
            "golongan tidak turun tanpa hukuman penurunan pangkat. Catat hukumannya dahulu bila memang turun.",
        )
    if after and after.grade.level < record.grade.level and not _demoted(employee, after.since):
        yield (
            "grade",
            f"Sesudahnya tercatat golongan {after.grade.code} sejak {in_words(after.since)} ({_proof(after)}), "
            "yang lebih rendah. Periksa TMT atau perbaiki catatan itu dahulu.",
        )


def _demoted(employee, day):
    """Whether a punishment took a grade from him on or before the day: then a lower one may follow, and its return."""
    return employee.sanctions.filter(kind_id__in=DEMOTIONS, starts_on__lte=day).exists()


def _position(record, employee, others):
    yield from _in_service(record, "since", employee)
    same = others.filter(since=record.since, assignment=record.assignment).first()
    if same:
        yield "since", f"TMT dan penugasan ini sudah dipakai jabatan {same.title} ({_proof(same)})."
    if record.kind == PositionKind.STRUCTURAL and not record.echelon:
        yield "echelon", "Pilih eselon jabatan struktural ini."
    if record.kind != PositionKind.STRUCTURAL and record.echelon:
        yield "echelon", "Eselon hanya untuk jabatan struktural; kosongkan, atau perbaiki jenis jabatannya."
    if record.kind == PositionKind.FUNCTIONAL and not record.tier:
        yield "tier", "Pilih jenjang jabatan fungsional ini."
    if record.kind != PositionKind.FUNCTIONAL and record.tier:
        yield "tier", "Jenjang hanya untuk jabatan fungsional; kosongkan, atau perbaiki jenis jabatannya."
    if record.unit is None:
        yield "unit", "Pilih unit kerja tempat jabatan ini."
    elif record.unit.closed_on and record.unit.closed_on <= record.since:
        yield "unit", f"{record.unit} sudah ditutup pada {in_words(record.unit.closed_on)}."
    elif record.unit.opened_on and record.unit.opened_on > record.since:
        yield "unit", f"{record.unit} baru dibentuk pada {in_words(record.unit.opened_on)}."
    if record.ended_on and record.assignment == Appointment.Assignment.DEFINITIVE:
        yield "ended_on", "Jabatan definitif berakhir saat yang berikutnya dimulai; kosongkan tanggal berakhir."
    elif record.ended_on and record.ended_on < record.since:
        yield "ended_on", f"Tanggal berakhir sebelum TMT jabatan, {in_words(record.since)}."


def _education(record, employee, others):
    same = others.filter(name=record.name).first()
    if same:
        yield "name", f"Ijazah dengan nama ini sudah tercatat, lulus {same.graduated}. Perbaiki catatan itu."
    earliest = employee.birth_date.year + YOUNGEST_SCHOLAR
    if record.graduated < earliest:
        yield "graduated", f"Pegawai ini lahir {employee.birth_date.year}; ia belum mungkin lulus {record.graduated}."
    if record.graduated > timezone.localdate().year:
        yield "graduated", f"Tahun {record.graduated} belum tiba."
    if record.recognised_on and record.recognised_on < date(record.graduated, 1, 1):
        yield "recognised_on", f"Pencantuman gelar tidak mungkin sebelum lulus ({record.graduated})."


def _rating(record, employee, others):
    same = others.filter(year=record.year).first()
    if same:
        yield "year", f"Predikat {record.year} sudah tercatat: {same.get_rating_display()}. Perbaiki catatan itu."
    if record.year < employee.cpns_since.year:
        yield "year", f"Pegawai ini baru diangkat {in_words(employee.cpns_since)}."
    if record.year > timezone.localdate().year:
        yield "year", f"Tahun {record.year} belum tiba."


def _credit(record, employee, others):
    yield from _in_service(record, "determined_on", employee)
    yield from _not_ahead(record, "determined_on")
    same = others.filter(determined_on=record.determined_on).first()
    if same:
        yield "determined_on", f"Pada tanggal itu sudah ada penetapan {same.get_tier_display()}. Perbaiki catatan itu."
    if record.points < 0:
        yield "points", "Angka kredit tidak mungkin kurang dari nol."


def _step(record, employee, others):
    yield from _in_service(record, "since", employee)
    same = others.filter(since=record.since).first()
    if same:
        yield "since", f"KGB dengan TMT ini sudah tercatat ({_proof(same)}). Perbaiki catatan itu."


def _course(record, employee, others):
    yield from _not_ahead(record, "ends_on")
    if record.starts_on and record.starts_on > record.ends_on:
        yield "ends_on", f"Tanggal selesai sebelum tanggal mulai, {in_words(record.starts_on)}."
    if others.filter(name=record.name, ends_on=record.ends_on).exists():
        yield "name", f"Pelatihan ini, selesai {in_words(record.ends_on)}, sudah tercatat. Perbaiki catatan itu."
    if record.level and record.kind != Course.Kind.LEADERSHIP:
        yield "level", "Tingkat hanya untuk pelatihan kepemimpinan; kosongkan, atau perbaiki jenisnya."


def _exam(record, employee, others):
    yield from _in_service(record, "passed_on", employee)
    yield from _not_ahead(record, "passed_on")
    if others.filter(kind=record.kind, passed_on=record.passed_on).exists():
        yield "passed_on", f"{record.get_kind_display()} dengan tanggal ini sudah tercatat. Perbaiki catatan itu."


def _award(record, employee, others):
    yield from _not_ahead(record, "awarded_on")
    if record.kind == Award.Kind.LOCAL:
        return  # it has no order, and its title says whether it is there already
    others = others.filter(kind__in=Award.MEDALS)
    same = others.filter(kind=record.kind).first()
    if same:
        yield "kind", f"{same.get_kind_display()} sudah tercatat, {in_words(same.awarded_on)}. Perbaiki catatan itu."
    for other in others:
        if (other.kind < record.kind) == (other.awarded_on > record.awarded_on) and other.kind != record.kind:
            words = f"{other.get_kind_display()}, {in_words(other.awarded_on)}"
            yield "awarded_on", f"Urutannya tidak mungkin: sudah tercatat {words}."


def _leave(record, employee, others):
    yield from _in_service(record, "starts_on", employee)
    yield from _span(record)
    for other in others.filter(starts_on__lte=record.ends_on, ends_on__gte=record.starts_on)[:1]:
        yield "starts_on", f"Bertumpang tindih dengan CLTN {_days(other)} ({_proof(other)}). Perbaiki catatan itu."


def _sanction(record, employee, others):
    yield from _in_service(record, "starts_on", employee)
    yield from _span(record)
    same = others.filter(starts_on=record.starts_on).select_related("kind").first()
    if same:
        yield "starts_on", f"Pada hari itu sudah mulai: {same.kind.name}. Perbaiki catatan itu."
        return
    for other in _running_meanwhile(record, others).filter(kind=record.kind)[:1]:
        yield "starts_on", f"Bertumpang tindih dengan hukuman yang sama, {_days(other)} ({_proof(other)})."


def _running_meanwhile(record, others):
    last = record.ends_on or date.max
    return others.filter(starts_on__lte=last).exclude(ends_on__lt=record.starts_on).select_related("kind")


def _span(record):
    if record.ends_on and record.ends_on < record.starts_on:
        yield "ends_on", f"Tanggal selesai sebelum tanggal mulai, {in_words(record.starts_on)}."


def _relative(record, employee, others):
    today = timezone.localdate()
    own = employee.birth_date
    if others.filter(relation=record.relation, name=record.name).exists():
        yield "name", f"{record.get_relation_display()} bernama {record.name} sudah tercatat. Perbaiki catatan itu."
    if record.birth_date and record.birth_date > today:
        yield "birth_date", "Tanggal lahir belum tiba."
    elif record.birth_date:
        younger = record.birth_date > own
        if record.relation == FamilyMember.Relation.CHILD and record.descent != "TIRI" and not younger:
            yield "birth_date", f"Anak tidak mungkin lahir sebelum orang tuanya, {in_words(own)}."
        if record.relation == FamilyMember.Relation.PARENT and younger:
            yield "birth_date", f"Orang tua tidak mungkin lahir sesudah anaknya, {in_words(own)}."
    if record.descent and record.relation != FamilyMember.Relation.CHILD:
        yield "descent", "Status anak hanya untuk anak; kosongkan, atau perbaiki hubungannya."
    if record.since and record.since > today:
        yield "since", "Tanggal ini belum tiba."
    if record.nik and not (record.nik.isascii() and record.nik.isdigit() and len(record.nik) == 16):
        yield "nik", "NIK terdiri atas 16 angka."


def _proof(record):
    """The decree by which one recognises the row that stands in the way."""
    return f"SK {record.decree}" if record.decree else "tanpa nomor SK"


def _days(record):
    return f"{in_words(record.starts_on)} s.d. {in_words(record.ends_on) if record.ends_on else 'sekarang'}"


def _nothing(record, employee, others):
    return ()


def _unlikely_grade(record, employee, others):
    before = others.filter(since__lt=record.since).select_related("grade").order_by("-since").first()
    if before and record.grade.level > before.grade.level + 1:
        yield "grade", f"Naik lebih dari satu tingkat dari {before.grade.code} ({in_words(before.since)})."
    if before and record.service_years < before.service_years and record.grade.code[:3] == before.grade.code[:3]:
        yield "service_years", f"Masa kerja lebih pendek daripada pada golongan {before.grade.code} sebelumnya."
    if record.since.day != 1:
        yield "since", "TMT golongan biasanya tanggal 1."


def _unlikely_position(record, employee, others):
    if record.assignment != Appointment.Assignment.DEFINITIVE or record.kind != PositionKind.STRUCTURAL:
        return
    holders = Appointment.objects.filter(
        employee__state__appointment_id__isnull=False, unit=record.unit, title=record.title, assignment="D"
    ).exclude(employee=employee)
    for holder in holders.filter(employee__state__position_title=record.title).select_related("employee")[:1]:
        yield "title", f"Jabatan ini masih dipegang {holder.employee.full_name} sejak {in_words(holder.since)}."


def _unlikely_education(record, employee, others):
    for other in others.filter(graduated__gt=record.graduated).select_related("level"):
        if other.level.group_rank < record.level.group_rank:
            yield "graduated", f"Lulus sebelum {other.name} ({other.graduated}), yang jenjangnya lebih rendah."
            return


def _unlikely_credit(record, employee, others):
    before = others.filter(tier=record.tier, determined_on__lt=record.determined_on).order_by("-determined_on").first()
    if before and before.points > record.points:
        yield (
            "points",
            f"Kumulatif turun dari {before.points} ({in_words(before.determined_on)}). Isi angkanya yang kumulatif.",
        )


def _unlikely_step(record, employee, others):
    before = others.filter(since__lt=record.since).order_by("-since").first()
    held = employee.grade_records.filter(since__lte=record.since).select_related("grade").order_by("-since").first()
    if before and (record.since - before.since).days < 365:
        yield "since", f"Kurang dari setahun sesudah KGB sebelumnya, {in_words(before.since)}."
    if not held or record.base_salary is None:
        return
    step = (
        SalaryStep.objects.filter(grade=held.grade, years__lte=record.service_years, in_force__contains=record.since)
        .order_by("-years")
        .first()
    )
    if step and step.rupiah != record.base_salary:
        pay = f"Rp{step.rupiah:,}".replace(",", ".")
        yield "base_salary", f"Menurut {step.basis}, {held.grade.code} masa kerja {record.service_years} tahun: {pay}."


def _unlikely_award(record, employee, others):
    years = Law.on(record.awarded_on).values.get("penghargaan.masa_kerja_tahun", {}).get(record.kind)
    due = years and years_after(employee.cpns_since, years)
    if due and record.awarded_on < due:
        yield "awarded_on", f"Masa kerjanya baru cukup pada {in_words(due)}."


def _unlikely_sanction(record, employee, others):
    for other in _running_meanwhile(record, others).exclude(kind=record.kind)[:1]:
        yield "starts_on", f"Hukuman lain sedang berjalan: {other.kind.name}, {_days(other)}."


def _unlikely_relative(record, employee, others):
    if record.relation != FamilyMember.Relation.SPOUSE or record.ended_on:
        return
    for other in others.filter(relation=FamilyMember.Relation.SPOUSE, ended_on__isnull=True)[:1]:
        yield "relation", f"Pernikahan dengan {other.name} belum tercatat berakhir."


def _standing(record, employee, others):
    yield from _in_service(record, "since", employee)
    same = others.filter(since=record.since).first()
    if same:
        words = f"{same.get_standing_display()} ({_proof(same)})"
        yield "since", f"TMT ini sudah dipakai kedudukan hukum {words}. Perbaiki catatan itu."
    if record.standing == Employee.Standing.PPPK_ACTIVE and not employee.status.startswith("PPPK"):
        yield "standing", "Kedudukan ini hanya untuk PPPK; pilih Aktif untuk PNS dan CPNS."


_REFUSALS = {
    GradeRecord: _grade,
    Appointment: _position,
    EducationRecord: _education,
    AnnualRating: _rating,
    CreditRecord: _credit,
    StepIncrease: _step,
    Course: _course,
    ServiceExam: _exam,
    Award: _award,
    UnpaidLeave: _leave,
    Sanction: _sanction,
    StandingRecord: _standing,
    FamilyMember: _relative,
}
_CONCERNS = {
    GradeRecord: _unlikely_grade,
    Appointment: _unlikely_position,
    EducationRecord: _unlikely_education,
    CreditRecord: _unlikely_credit,
    StepIncrease: _unlikely_step,
    Award: _unlikely_award,
    Sanction: _unlikely_sanction,
    FamilyMember: _unlikely_relative,
}

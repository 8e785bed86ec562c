"""A year is opened for everybody in one statement a table; its windows move; an appraiser is replaced."""

from datetime import date

from django.db import IntegrityError, connection
from django.utils import timezone

from performance.cycle.rules import plans_due_on, spans_of
from performance.models import AppraiserChange, Cycle, PerformancePlan, Window
from simpeg.audit.change import change
from simpeg.core.dates import in_words
from simpeg.core.sql import as_of
from simpeg.law.engine import Law

LEADS_ALONE = ("BIDANG", "BAGIAN", "SUBBAG")  # whose heads are part of the office above, not leaders of their own unit


class CycleRefused(Exception):
    """The year cannot be opened or changed so; the message is for people."""


def open_cycle(*, year, rhythm, model, by):
    """The year is open: its windows, and a draft plan for everybody in active service with a unit. Raises CycleRefused.

    One statement a table, whoever many they are. Whoever began in the year begins his plan that day.
    """
    today = timezone.localdate()
    if not today.year - 1 <= year <= today.year + 1:
        raise CycleRefused(
            f"Siklus {year} tidak dapat dibuka pada tahun {today.year}. Pilih tahun ini atau sekitarnya."
        )
    law = Law.on(date(year, 1, 1) if year > today.year else today)
    try:
        with change(by=by, reason=f"Siklus kinerja {year} dibuka"), as_of(today):
            cycle = Cycle.objects.create(year=year, rhythm=rhythm, plans_due_on=plans_due_on(year, law), opened_by=by)
            Window.objects.bulk_create(
                Window(
                    cycle=cycle,
                    number=span.number,
                    starts_on=span.starts_on,
                    ends_on=span.ends_on,
                    opens_on=span.opens_on,
                    closes_on=span.closes_on,
                    planned_close=span.closes_on,
                )
                for span in spans_of(year, rhythm, law)
            )
            _begin_plans(cycle, model)
    except IntegrityError as refused:
        if "cycle" not in str(refused):
            raise
        raise CycleRefused(f"Siklus {year} sudah dibuka.") from refused
    return cycle


def _begin_plans(cycle, model):
    """A plan for each of those in active service, with a first version to write in."""
    first, last = date(cycle.year, 1, 1), date(cycle.year, 12, 31)
    with connection.cursor() as cursor:
        cursor.execute(_BEGIN, {
            "cycle": cycle.pk, "first": first, "last": last, "model": model, "parts": list(LEADS_ALONE),
            "now": timezone.now(),
        })  # fmt: skip
        cursor.execute(FIRST_VERSIONS, {"cycle": cycle.pk, "now": timezone.now()})


_BEGIN = """
INSERT INTO performance_performanceplan (cycle_id, employee_id, starts_on, ends_on, unit_id, heads_id, grade_id,
    position_kind, position_title, functional_name, echelon, tier, form, model, appraiser_id, second_appraiser_id,
    regent_appraises, regent_decides, recommender_id, status, version, moved_at)
SELECT %(cycle)s, s.employee_id, GREATEST(s.cpns_since, %(first)s), %(last)s, s.unit_id, s.heads_id, s.grade_id,
    s.position_kind, s.position_title, s.functional_name, s.echelon, s.tier,
    CASE WHEN s.heads_id IS NOT NULL AND NOT u.kind = ANY (%(parts)s) THEN 'JPT' ELSE 'JA' END, %(model)s,
    s.appraiser_id, s.second_appraiser_id, s.regent_appraises, s.regent_decides, s.recommender_id, 'DRAFT', 1, %(now)s
FROM performance_superior s
JOIN employees_unit u ON u.id = s.unit_id
WHERE COALESCE(s.cpns_since, %(first)s) <= %(last)s
"""
FIRST_VERSIONS = """
INSERT INTO performance_planversion (plan_id, number, reason, resources, accountability, consequences, made_at)
SELECT p.id, p.version, '', '', '', '', %(now)s FROM performance_performanceplan p
WHERE p.cycle_id = %(cycle)s
  AND NOT EXISTS (SELECT FROM performance_planversion v WHERE v.plan_id = p.id AND v.number = p.version)
"""


def move_window(window, *, opens_on, closes_on, by, reason):
    """A span is rated on other days from now on; what was planned stays on file. Raises CycleRefused."""
    if not by.has_perm("performance.change_window"):
        raise CycleRefused("Masa penilaian diatur oleh pengelola kinerja BKPSDM.")
    if opens_on > closes_on:
        raise CycleRefused("Hari tutup tidak boleh sebelum hari buka.")
    if opens_on < window.starts_on:
        raise CycleRefused(f"Penilaian dibuka tidak sebelum masanya dimulai, {in_words(window.starts_on)}.")
    if not reason.strip():
        raise CycleRefused("Tulis dasarnya, misalnya nomor surat edaran.")
    with change(by=by, reason=f"Masa penilaian {window}: {reason.strip()}"):
        Window.objects.filter(pk=window.pk).update(opens_on=opens_on, closes_on=closes_on)
    window.opens_on, window.closes_on = opens_on, closes_on
    return window


def replace_appraiser(plan, appraiser, *, kind, by, reason):
    """Somebody else rates this plan from now on, or advises, and the file says why. Raises CycleRefused."""
    Kind = AppraiserChange.Kind
    if not by.has_perm("performance.change_performanceplan"):
        raise CycleRefused("Pejabat penilai diganti oleh pengelola kinerja BKPSDM.")
    if appraiser.pk == plan.employee_id:
        raise CycleRefused("Pejabat penilai bukan pegawai itu sendiri.")
    if not reason.strip():
        raise CycleRefused("Tulis alasannya, misalnya nomor surat perintah Plt.")
    team = kind == Kind.TEAM
    before = plan.recommender_id if team else plan.appraiser_id
    if before == appraiser.pk:
        raise CycleRefused(f"{appraiser.full_name} sudah tercatat demikian.")
    if team:
        fields = {"recommender": appraiser}
    else:
        fields = {"appraiser": appraiser, "regent_appraises": False}
        if plan.second_appraiser_id == appraiser.pk:
            above = PerformancePlan.objects.filter(employee=appraiser, cycle=plan.cycle).order_by("-starts_on").first()
            fields["second_appraiser_id"] = above and above.appraiser_id
            fields["regent_decides"] = bool(above and above.regent_appraises)
    with change(by=by, reason=f"Penilai SKP diganti: {reason.strip()}"):
        PerformancePlan.objects.filter(pk=plan.pk).update(**fields)
        AppraiserChange.objects.create(
            plan=plan, kind=kind, before_id=before, after=appraiser, reason=reason.strip(), by=by
        )
    plan.refresh_from_db()
    return plan

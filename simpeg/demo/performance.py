"""A year of appraisal in full swing: plans in every state, people to rate, an answer and an objection to give."""

from datetime import timedelta

from django.contrib.auth.hashers import make_password
from django.db.models import Count
from django.utils import timezone

from employees.models import Employee, Unit
from performance.cycle.services import move_window, open_cycle
from performance.models import (
    YEARLY,
    Achievement,
    Appraisal,
    Expectation,
    Feedback,
    Indicator,
    PerformancePlan,
    PlanVersion,
    Progress,
    WorkResult,
)
from performance.plans.copying import copy_plan, make_template
from performance.plans.queries import seen_of, sources_for
from performance.plans.services import give_back, submit
from performance.review.queries import people_of, plans_of, unsigned
from performance.review.rules import predikat_of
from performance.review.services import counts_of, file_objection, rate, set_achievement, sign
from simpeg.accounts.models import User
from simpeg.audit.change import change
from simpeg.law.engine import Law

STAFF = [
    (
        "Laporan bulanan bidang tersusun tepat waktu",
        [
            ("KUANTITAS", "Jumlah laporan", "12 laporan"),
            ("WAKTU", "Hari kerja sesudah akhir bulan", "5 hari kerja"),
        ],
    ),
    (
        "Layanan kepada masyarakat diberikan sesuai standar",
        [("KUALITAS", "Indeks kepuasan masyarakat", "85"), ("WAKTU", "Waktu layanan", "30 menit")],
    ),
    ("Arsip unit kerja tertata dan dapat ditemukan", [("KUANTITAS", "Berkas yang ditata", "600 berkas")]),
]
LEADER = [
    ("PENERIMA", "Kepuasan penerima layanan meningkat", "Indeks kepuasan masyarakat", "86"),
    ("PROSES", "Proses layanan utama disederhanakan", "Jumlah proses yang disederhanakan", "3 proses"),
    ("INTERNAL", "Kompetensi pegawai meningkat", "Pegawai dengan 20 JP pelatihan", "90%"),
    ("ANGGARAN", "Anggaran terserap sesuai rencana", "Serapan anggaran", "95%"),
]
WORDS = [
    (2, "Semua target tercapai sesuai rencana.", 2, "Melayani dengan baik dan dapat diandalkan."),
    (1, "Target terlampaui dan ada cara kerja baru.", 1, "Menjadi teladan dan membantu rekan."),
    (2, "Target tercapai, satu laporan terlambat.", 2, "Bekerja sama dengan baik."),
    (3, "Dua dari tiga target belum tercapai.", 2, "Tetap sopan dan mau belajar."),
    (2, "Target tercapai dengan mutu baik.", 1, "Cepat menyesuaikan diri dan berinisiatif."),
]
OBJECTED = "Target saya tercapai; laporan yang disebut terlambat sudah diserahkan, tanda terimanya ada."
SAID = "Laporan rapi. Tolong sertakan ringkasan satu halaman."
ACHIEVED = [Achievement.GOOD, Achievement.GOOD, Achievement.SPECIAL, Achievement.GOOD, Achievement.FAIR]
TEAMS, MOST_TEAMS = (5, 12), 5  # how large the teams of other heads are, and how many of them are done
SENT_TO_THE_HEAD = 5
LEFT_TO_RATE = 8  # of the people of the demo head


def make_demo_performance():
    """The present year as BKPSDM, a head and an employee find it in the middle of the yearly rating."""
    today = timezone.localdate()
    officer = User.objects.get(username="kinerja")
    cycle = open_cycle(year=today.year, rhythm="2", model="KUANTITATIF", by=officer)
    window = cycle.windows.get(number=YEARLY)
    days = {"opens_on": max(window.starts_on, today - timedelta(days=20)), "closes_on": today + timedelta(days=40)}
    move_window(window, **days, by=officer, reason="Surat edaran contoh: evaluasi tahunan dimajukan")
    with change(by=officer, reason="SKP contoh ditulis"):
        _write_plans(cycle)
        _agree(cycle)
    for number, unit in enumerate(Unit.objects.filter(parent__parent=None).order_by("pk")):
        set_achievement(
            window, unit, ACHIEVED[number % len(ACHIEVED)], basis="Reviu laporan kinerja (contoh)", by=officer
        )
    head = Employee.objects.get(nip=User.objects.get(username="kepala").nip)
    with change(by=officer, reason="Tahun kinerja contoh"):
        _live_through_the_year(cycle, head)
        _rate_most(window, head)
        _one_who_answers(window, "pegawai")
        _some_who_signed(window, head)
        _one_who_objects(window, head)
        _plan_the_next_year(cycle, head)


def _write_plans(cycle):
    """Results, indicators and expectations for everybody, in a few statements."""
    versions = list(PlanVersion.objects.filter(plan__cycle=cycle).select_related("plan"))
    results = []
    for version in versions:
        leads = version.plan.form == PerformancePlan.Form.LEADER
        for line, said in enumerate(LEADER if leads else STAFF, start=1):
            where, words = (said[0], said[1]) if leads else ("", said[0])
            source = "PERJANJIAN" if leads else ""
            results.append(WorkResult(version=version, line=line, words=words, perspective=where, source=source))
    indicators = []
    for result in WorkResult.objects.bulk_create(results):
        if result.perspective:
            _, _, words, target = LEADER[result.line - 1]
            indicators.append(Indicator(result=result, place=1, words=words, target=target))
        else:
            for place, (aspect, words, target) in enumerate(STAFF[result.line - 1][1], start=1):
                indicators.append(Indicator(result=result, place=place, aspect=aspect, words=words, target=target))
    Indicator.objects.bulk_create(indicators)
    Expectation.objects.bulk_create(
        Expectation(
            version=version, behaviour="PELAYANAN", words="Menjawab setiap pertanyaan warga pada hari yang sama."
        )
        for version in versions
    )


def _agree(cycle):
    """Nearly everybody's plan is agreed; some lie with their appraiser, some were not sent yet."""
    now = timezone.now()
    logins = set(User.objects.filter(is_demo=True, nip__isnull=False).values_list("nip", flat=True))
    plans = list(cycle.plans.select_related("employee").order_by("pk"))
    late = [plan.pk for number, plan in enumerate(plans) if number % 12 == 5 and plan.employee.nip not in logins]
    open_ones = [plan.pk for number, plan in enumerate(plans) if number % 15 == 7 and plan.employee.nip not in logins]
    agreed = cycle.plans.exclude(pk__in=[*late, *open_ones])
    PlanVersion.objects.filter(plan__in=agreed.values("pk")).update(agreed_at=now)
    agreed.update(status="AGREED", agreed_version=1, moved_at=now)
    cycle.plans.filter(pk__in=late).exclude(pk__in=open_ones).update(status="SUBMITTED", moved_at=now)


def _live_through_the_year(cycle, head):
    """Progress, feedback and the quarters that are over, of the head himself and of those whom he rates."""
    by, law = User.objects.get(nip=head.nip), Law.on(timezone.localdate())
    plans = list(PerformancePlan.objects.filter(cycle=cycle, appraiser=head, status="AGREED").order_by("pk")[:40])
    now, today = timezone.now(), timezone.localdate()
    over = [window for window in cycle.windows.filter(number__gt=0) if window.ends_on < today]
    with change(by=by, reason="Catatan kinerja contoh"):
        Progress.objects.bulk_create(
            Progress(plan=plan, line=1, as_of=max(plan.starts_on, today - timedelta(days=30)), by=by,
                     words="Laporan sampai bulan lalu sudah diserahkan dan diterima.")
            for number, plan in enumerate(plans) if number % 3 != 2
        )  # fmt: skip
        Feedback.objects.bulk_create(
            Feedback(plan=plan, words=SAID, from_appraiser=True, by=by)
            for number, plan in enumerate(plans) if number % 2 == 0
        )  # fmt: skip
        Appraisal.objects.bulk_create(
            Appraisal(
                plan=plan, window=window, appraiser=head, result=result, result_reason=why, behaviour=behaviour,
                behaviour_reason=how, predikat=predikat_of(result, behaviour, law), rated_at=now, rated_by=by,
            )
            for number, plan in enumerate(plans)
            for window in over
            for result, why, behaviour, how in [WORDS[(number + window.number) % len(WORDS)]]
        )  # fmt: skip


def _rate_most(window, head):
    """The head has rated most of his people; a few wait for whoever tries the demo."""
    by, law = User.objects.get(nip=head.nip), Law.on(timezone.localdate())
    waiting = [row.plan for row in people_of(window, appraiser=head, law=law) if row.due and row.plan.agreed_version]
    for number, plan in enumerate(waiting[LEFT_TO_RATE:]):
        _give(plan, window, number, by)


def _give(plan, window, number, by):
    result, why, behaviour, how = WORDS[number % len(WORDS)]
    return rate(plan, window, result=result, result_reason=why, behaviour=behaviour, behaviour_reason=how, seen="0",
                by=by)  # fmt: skip


def _one_who_answers(window, username):
    """The employee of the demo has a signed predikat that waits for his answer."""
    user = User.objects.get(username=username)
    plan = PerformancePlan.objects.select_related("appraiser").get(cycle=window.cycle_id, employee__nip=user.nip)
    if plan.appraiser is not None:
        _sign_all(window, plan.appraiser)


def _some_who_signed(window, head):
    """Heads of other offices are done, so that there is something to compare."""
    plans = PerformancePlan.objects.filter(cycle=window.cycle_id, appraiser__isnull=False).exclude(appraiser=head)
    teams = (
        plans.values_list("appraiser").annotate(people=Count("pk")).filter(people__range=TEAMS).order_by("appraiser")
    )
    for appraiser in Employee.objects.filter(pk__in=[pk for pk, _ in teams[:MOST_TEAMS]]).order_by("pk"):
        _sign_all(window, appraiser)


def _one_who_objects(window, head):
    """Somebody two levels below the head does not accept his predikat."""
    logins = User.objects.filter(is_demo=True, nip__isnull=False).values("nip")
    below = PerformancePlan.objects.filter(cycle=window.cycle_id, second_appraiser=head, appraiser__isnull=False)
    for plan in below.exclude(employee__nip__in=logins).select_related("appraiser", "employee").order_by("pk"):
        _sign_all(window, plan.appraiser)
        appraisal = Appraisal.objects.filter(plan=plan, window=window, status=Appraisal.Status.SIGNED).first()
        if appraisal:
            file_objection(appraisal, OBJECTED, by=_account_of(plan.employee))
            return


def _plan_the_next_year(cycle, head):
    """The year to come is open: examples for positions, plans with the head, one returned, the rest to write."""
    officer, by = User.objects.get(username="kinerja"), User.objects.get(nip=head.nip)
    open_cycle(year=cycle.year + 1, rhythm="2", model="KUANTITATIF", by=officer)
    mine = PerformancePlan.objects.filter(cycle=cycle, agreed_version__isnull=False)
    for plan in [
        *mine.filter(employee__nip=User.objects.get(username="pegawai").nip),
        *mine.filter(appraiser=head)[:3],
    ]:
        make_template(plan, by=officer)
    coming = PerformancePlan.objects.filter(cycle__year=cycle.year + 1, appraiser=head).select_related("employee")
    for plan in coming.order_by("pk")[:SENT_TO_THE_HEAD]:
        account = _account_of(plan.employee)
        source = sources_for(plan, account).first()
        if source is None:
            continue
        copy_plan(plan, source, by=account)
        submit(plan, seen=_seen(plan), by=account)
    sent = coming.filter(status="SUBMITTED").order_by("pk").last()
    if sent is not None:
        give_back(sent, "Target laporan dinaikkan sesuai arahan pimpinan.", seen=_seen(sent), by=by)


def _seen(plan):
    plan = PerformancePlan.objects.get(pk=plan.pk)
    return seen_of(plan, plan.versions.get(number=plan.version))


def _sign_all(window, appraiser):
    """This appraiser rates everybody who is due and signs; whose plan was not agreed yet agrees at once."""
    by, law = _account_of(appraiser), Law.on(timezone.localdate())
    rows = people_of(window, appraiser=appraiser, law=law)
    for number, row in enumerate(rows):
        if row.due and row.appraisal is None:
            plan = row.plan
            if plan.agreed_version is None:
                PlanVersion.objects.filter(plan=plan, number=1).update(agreed_at=timezone.now())
                PerformancePlan.objects.filter(pk=plan.pk).update(status="AGREED", agreed_version=1)
                plan.refresh_from_db()
            _give(plan, window, number, by)
    seen = counts_of(unsigned(window, plans_of(window, appraiser=appraiser)).values_list("predikat", flat=True))
    if not sum(seen):
        return False
    sign(window, appraiser=appraiser, reason="Sebaran menurut hasil kerja tahun ini.", seen=seen, by=by)
    return True


def _account_of(employee):
    """The account with this person's NIP; where none is there, one that nobody can log in with."""
    made = {"username": f"contoh-{employee.pk}", "name": employee.full_name, "password": make_password(None)}
    return User.objects.get_or_create(nip=employee.nip, defaults=made)[0]

"""Plans that were not agreed by their day: who, where, with whom each lies, and the weekly reminder."""

from datetime import timedelta

from django.contrib.auth import get_user_model
from django.db import IntegrityError
from django.db.models import Count, Exists, F, OuterRef, Q
from django.urls import reverse

from performance.models import PerformancePlan, PlanReminder
from performance.plans import rules
from performance.review.queries import regents
from simpeg.audit.change import change
from simpeg.law.engine import Law
from simpeg.notices.services import notify_each

TOPIC = "SKP"
BY_NAME = ["employee__state__sort_name", "pk"]


def late_on(plans, day, law):
    """Those of the plans that were never agreed and whose day (`cycle.rules.due_on`) has passed."""
    whole_year = Q(starts_on__month=1, starts_on__day=1)
    began_before = day - timedelta(days=law["kinerja.skp_hari_jabatan_baru"])
    late = (whole_year & Q(cycle__plans_due_on__lt=day)) | (~whole_year & Q(starts_on__lt=began_before))
    return plans.filter(late, agreed_version=None)


def by_office(plans):
    """Each office with its late plans, and with whom they lie, the most first."""
    rows = plans.order_by().values(office=F("unit__opd"), name=F("unit__opd__name"))
    sent = Q(status=rules.SUBMITTED)
    return list(
        rows.annotate(
            late=Count("pk"), with_employee=Count("pk", filter=~sent), with_appraiser=Count("pk", filter=sent)
        ).order_by("-late", "name", "office")
    )


def remind_late(*, day, by):
    """Employees and appraisers are told what lies with them; on one day nobody twice. Returns how many were told."""
    reminded = PlanReminder.objects.filter(user=OuterRef("pk"), sent_on=day)
    plans = late_on(PerformancePlan.objects.filter(cycle__year=day.year), day, Law.on(day))
    words = [*_own(plans), *_to_decide(plans)]
    users = {user.nip: user for user in get_user_model().objects.filter(
        ~Exists(reminded), nip__in={nip for nip, *_ in words if nip}, is_active=True
    )}  # fmt: skip
    told = [(users[nip], number, text, href) for nip, number, text, href in words if nip in users]
    told += _for_regents(plans, day)
    numbers = {}
    for user, number, _, _ in told:
        numbers[user] = numbers.get(user, 0) + number
    try:
        with change(by=by, reason="Pengingat SKP yang terlambat"):
            PlanReminder.objects.bulk_create(
                PlanReminder(user=user, sent_on=day, plans=number) for user, number in numbers.items()
            )
            notify_each([(user, text, href) for user, _, text, href in told], topic=TOPIC)
    except IntegrityError:  # another run told them at the same moment
        return 0
    return len(numbers)


def _own(plans):
    """(nip, 1, text, address) of each plan that lies with its employee."""
    rows = plans.exclude(status=rules.SUBMITTED).values_list("employee__nip", "pk", "cycle__year", "status")
    for nip, pk, year, status in rows:
        what = "dikembalikan penilai dan belum Anda ajukan lagi" if status == rules.RETURNED else "belum Anda ajukan"
        text = f"SKP {year} {what}, padahal batasnya sudah lewat. Lengkapi, lalu ajukan."
        yield nip, 1, text, reverse("plans:detail", args=[pk])


def _to_decide(plans):
    """(nip, number, text, address) of each appraiser with whom plans lie."""
    rows = plans.filter(status=rules.SUBMITTED, appraiser__isnull=False).order_by()
    for nip, number in rows.values_list("appraiser__nip").annotate(number=Count("pk")):
        yield nip, number, _waiting(number), reverse("plans:people")


def _for_regents(plans, day):
    number = plans.filter(status=rules.SUBMITTED, regent_appraises=True).count()
    if not number:
        return []
    reminded = PlanReminder.objects.filter(user=OuterRef("pk"), sent_on=day)
    return [(user, number, _waiting(number), reverse("plans:people")) for user in regents().filter(~Exists(reminded))]


def _waiting(number):
    return (
        f"{number} SKP menunggu persetujuan Anda, padahal batasnya sudah lewat. Periksa, lalu sepakati atau kembalikan."
    )

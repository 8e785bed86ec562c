"""What participants thought of a session, as far as it does not say who."""

from django.db.models import Avg, Count

from simpeg.law.engine import Law
from training.models import Enrolment, Evaluation
from training.sessions.attending import MARKS


def evaluation_of(session, day):
    """(number, how many are asked, [(label, mean)] and [words]); both empty while too few have answered."""
    rows = Evaluation.objects.filter(session=session)
    told = rows.aggregate(number=Count("pk"), **{name: Avg(name) for name in MARKS})
    asked = session.enrolments.filter(status__in=(Enrolment.Status.PASSED, Enrolment.Status.FAILED)).count()
    if told["number"] < Law.on(day)["pelatihan.evaluasi_paling_sedikit"]:
        return told["number"], asked, [], []
    labels = {name: Evaluation._meta.get_field(name).verbose_name for name in MARKS}
    means = [(f"{labels[name][:1].upper()}{labels[name][1:]}", told[name]) for name in MARKS]
    # The keys are random, and so is their order: no line stands where its writer would.
    return told["number"], asked, means, list(rows.exclude(words="").order_by("pk").values_list("words", flat=True))

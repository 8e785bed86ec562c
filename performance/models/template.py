"""What a plan for a position may look like, and who was reminded of what lies with him."""

from django.conf import settings
from django.db import models
from django.db.models import Func, Q, Value
from django.db.models.lookups import Exact

from employees.models import PositionKind
from performance.models.plan import PerformancePlan
from simpeg.law.models import Tier


class PlanTemplateQuerySet(models.QuerySet):
    def visible_to(self, user):
        """An example holds no person: whoever works here may read it."""
        return self if user.is_authenticated and user.is_active else self.none()

    def for_plan(self, plan):
        """Those for the position of this plan, its form and, of staff, either model."""
        position = {f"{name}__iexact": value for name, value in position_of(plan).items()}
        return self.filter(**position, form=plan.form)


def position_of(plan):
    """What names the position of a plan: the JF with its tier, wherever it is held, else the title of the post."""
    if plan.position_kind == PositionKind.FUNCTIONAL and plan.functional_name:
        return {"functional_name": plan.functional_name, "tier": plan.tier, "position_title": ""}
    return {"functional_name": "", "tier": "", "position_title": plan.position_title}


class PlanTemplate(models.Model):
    """An example of the results that a position promises (contoh SKP jabatan): `results` as contents.py writes them."""

    position_title = models.CharField("jabatan", max_length=255, blank=True)
    functional_name = models.TextField("nama JF", blank=True)
    tier = models.CharField("jenjang", choices=Tier, max_length=2, blank=True)
    form = models.CharField("bentuk SKP", choices=PerformancePlan.Form, max_length=3)
    model = models.CharField("model", choices=PerformancePlan.Model, max_length=11)
    results = models.JSONField("hasil kerja")
    made_at = models.DateTimeField("dibuat pada", auto_now_add=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="dibuat oleh")

    objects = PlanTemplateQuerySet.as_manager()

    class Meta:
        verbose_name = "contoh SKP jabatan"
        verbose_name_plural = "contoh SKP jabatan"
        default_permissions = []
        ordering = ["functional_name", "tier", "position_title", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["position_title", "functional_name", "tier", "form", "model"], name="one_template_a_position"
            ),
            models.CheckConstraint(
                condition=(Q(functional_name="") & ~Q(position_title=""))
                | (~Q(functional_name="") & Q(position_title="")),
                name="template_names_a_position",
            ),
            models.CheckConstraint(condition=Q(form__in=["JPT", "JA"]), name="template_form_known"),
            models.CheckConstraint(condition=Q(model__in=["KUANTITATIF", "KUALITATIF"]), name="template_model_known"),
            models.CheckConstraint(
                condition=Exact(
                    Func("results", function="jsonb_typeof", output_field=models.TextField()), Value("array")
                ),
                name="template_holds_a_list",
            ),
        ]

    def __str__(self):
        return self.position

    @property
    def position(self):
        """`Guru Kelas Ahli Muda`, or the title of the post."""
        if not self.functional_name:
            return self.position_title
        return f"{self.functional_name.title()} {self.get_tier_display()}".strip()


class PlanReminderQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(user=user) if user.is_authenticated else self.none()


class PlanReminder(models.Model):
    """That somebody was reminded on a day of the plans that lie with him: of two runs one tells him."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name="pengguna")
    sent_on = models.DateField("diingatkan pada")
    plans = models.PositiveIntegerField("banyaknya SKP")

    objects = PlanReminderQuerySet.as_manager()

    class Meta:
        verbose_name = "pengingat SKP"
        verbose_name_plural = "pengingat SKP"
        default_permissions = []
        constraints = [models.UniqueConstraint(fields=["user", "sent_on"], name="one_plan_reminder_a_day")]

    def __str__(self):
        return f"{self.user_id} {self.sent_on}"

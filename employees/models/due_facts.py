# ruff: noqa: DJ001 -- a view, not a table: NULL says "not on file", also of text
from django.contrib.postgres.fields import ArrayField
from django.db import models

from employees.models.employee import Employee
from employees.models.record import RecordQuerySet


class PromotionFacts(models.Model):
    """What the promotion rules look at, one row for a person and a kind (a view over the day in `simpeg.day`)."""

    id = models.CharField(primary_key=True, max_length=40)
    employee = models.ForeignKey(Employee, models.DO_NOTHING, related_name="+")
    nip = models.CharField(max_length=18)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=18)
    status = models.CharField(max_length=7)
    standing = models.CharField(max_length=2)
    unit = models.ForeignKey("employees.Unit", models.DO_NOTHING, null=True, related_name="+")
    opd = models.ForeignKey("employees.Unit", models.DO_NOTHING, null=True, related_name="+")
    grade = models.ForeignKey("law.Grade", models.DO_NOTHING, related_name="+")
    grade_code = models.CharField(max_length=5)
    grade_level = models.SmallIntegerField()
    grade_since = models.DateField()
    grade_service_since = models.DateField()
    service_years = models.SmallIntegerField(null=True)
    service_months = models.SmallIntegerField(null=True)
    target = models.ForeignKey("law.Grade", models.DO_NOTHING, null=True, related_name="+")
    target_code = models.CharField(max_length=5, null=True)
    target_level = models.SmallIntegerField(null=True)
    position_title = models.CharField(max_length=255)
    position_since = models.DateField(null=True)
    echelon = models.SmallIntegerField(null=True)
    tier = models.CharField(max_length=2)
    inaugurated_on = models.DateField(null=True)
    echelon_name = models.CharField(max_length=5, null=True)
    lowest_level = models.SmallIntegerField(null=True)
    highest_level = models.SmallIntegerField(null=True)
    lowest_code = models.CharField(max_length=5, null=True)
    highest_code = models.CharField(max_length=5, null=True)
    rating_1 = models.SmallIntegerField(null=True)
    rating_2 = models.SmallIntegerField(null=True)
    diplomas = models.IntegerField()
    education_groups = ArrayField(models.CharField(max_length=10), null=True)
    diploma = models.CharField(max_length=255, null=True)
    ceiling_level = models.SmallIntegerField(null=True)
    ceiling_code = models.CharField(max_length=5, null=True)
    blocking = models.TextField(null=True)
    sanctioned = models.BooleanField()
    sanctioned_open = models.BooleanField()
    sanctioned_until = models.DateField(null=True)
    unpaid = models.TextField(null=True)
    points_tier = models.CharField(max_length=2)
    tier_raised = models.BooleanField()
    has_next_step = models.BooleanField()
    crosses = models.BooleanField()
    next_tier = models.CharField(max_length=2)
    points = models.DecimalField(max_digits=9, decimal_places=3, null=True)
    points_on = models.DateField(null=True)
    points_needed = models.DecimalField(max_digits=9, decimal_places=3, null=True)
    exam_1_on = models.DateField(null=True)
    exam_2_on = models.DateField(null=True)
    exam_diploma_on = models.DateField(null=True)
    leadership = ArrayField(models.CharField(max_length=4), null=True)
    map_title = models.CharField(max_length=255, null=True)
    map_education = models.CharField(max_length=100, null=True)
    map_matches = models.BooleanField(null=True)
    functional_name = models.TextField()
    civil_servant = models.BooleanField(help_text="PNS or CPNS: PPPK have no promotion.")
    regular = models.BooleanField(help_text="The road, as the rules ask for it.")
    structural = models.BooleanField()
    functional = models.BooleanField()
    by_diploma = models.BooleanField()
    one_below = models.BooleanField(help_text="On the structural road, one grade below the range of the echelon.")
    time_counts = models.BooleanField(help_text="Time in the grade is asked for.")

    objects = RecordQuerySet.as_manager()

    class Meta:
        managed = False
        db_table = "employees_promotionfacts"
        default_permissions = []

    def __str__(self):
        return self.id


class DueFacts(models.Model):
    """What every list but promotion shares: who he is, where he stands, on the day in `simpeg.day`."""

    employee = models.OneToOneField(Employee, models.DO_NOTHING, primary_key=True, related_name="+")
    nip = models.CharField(max_length=18)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=18)
    status = models.CharField(max_length=7)
    standing = models.CharField(max_length=2)
    unit = models.ForeignKey("employees.Unit", models.DO_NOTHING, null=True, related_name="+")
    grade = models.ForeignKey("law.Grade", models.DO_NOTHING, related_name="+")
    grade_code = models.CharField(max_length=5)
    target = models.ForeignKey("law.Grade", models.DO_NOTHING, null=True, related_name="+", help_text="Never another.")
    position_title = models.CharField(max_length=255)
    cpns_since = models.DateField()

    objects = RecordQuerySet.as_manager()

    class Meta:
        abstract = True

    def __str__(self):
        return self.nip


class IncrementFacts(DueFacts):
    """What the rules of the salary step (KGB) look at: the decree it counts from, the pay now and next, and when."""

    base = models.CharField(max_length=4, null=True, help_text="KGB, GOL, or DATA: where the base stands.")
    base_on = models.DateField(null=True)
    base_years = models.SmallIntegerField(null=True)
    base_months = models.SmallIntegerField(null=True)
    base_decree = models.CharField(max_length=100, null=True)
    base_decree_on = models.DateField(null=True)
    base_decree_by = models.CharField(max_length=200, null=True)
    pay_now = models.IntegerField(null=True)
    pay_years = models.SmallIntegerField(null=True)
    pay_next = models.IntegerField(null=True)
    next_years = models.SmallIntegerField(null=True)
    due_on = models.DateField(null=True)
    granted_on = models.DateField(null=True)
    delayed = models.BooleanField()
    first_step = models.BooleanField()
    rating_1 = models.SmallIntegerField(null=True)
    rating_2 = models.SmallIntegerField(null=True)

    class Meta:
        managed = False
        db_table = "employees_incrementfacts"
        default_permissions = []


class RetirementFacts(DueFacts):
    """What the rule of retirement looks at: the age limit of the position held, and the day it is reached."""

    birth_date = models.DateField()
    position_since = models.DateField(null=True)
    limit_code = models.CharField(max_length=40, null=True)
    limit_name = models.CharField(max_length=200, null=True)
    limit_basis = models.CharField(max_length=300, null=True)
    limit_age = models.SmallIntegerField(null=True)
    retires_on = models.DateField(null=True)

    class Meta:
        managed = False
        db_table = "employees_retirementfacts"
        default_permissions = []


class MedalFacts(DueFacts):
    """What the rules of the Satyalancana look at: years of service, the medals owned, sanctions and unpaid leave."""

    counted_from = models.DateField()
    reached = models.SmallIntegerField(null=True, help_text="The most years that a medal asks for and he has served.")
    owned = ArrayField(models.CharField(max_length=3), null=True)
    open_medals = models.SmallIntegerField(help_text="Medals that he has served for and does not own.")
    first_on = models.DateField()
    punished_on = models.DateField(null=True)
    unpaid_on = models.DateField(null=True)

    class Meta:
        managed = False
        db_table = "employees_medalfacts"
        default_permissions = []

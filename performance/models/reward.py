"""Recognition (penghargaan): what is given, by which criteria, who was named, what the committee found and decided."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.urls import reverse

from employees.models import Employee, PositionKind, Unit

ACCOUNT = settings.AUTH_USER_MODEL
COMMITTEE = ("performance.decide_reward", "performance.settle_reward", "performance.add_rewardround",
             "performance.view_candidate")  # fmt: skip


def _works_on(user):
    """Whether this user reads candidates at all, whoever they are."""
    return any(user.has_perm(permission) for permission in COMMITTEE)


class RewardKindQuerySet(models.QuerySet):
    def visible_to(self, user):
        """What can be won is known to whoever works here."""
        return self if user.is_authenticated and user.is_active else self.none()

    def living(self):
        return self.filter(ended_on=None)

    def ended(self):
        return self.exclude(ended_on=None)


class RewardKind(models.Model):
    """A reward that the regency gives: its name, its sentence, what it brings, and to whom it is open.

    Ended, no further round of it begins; those announced go on, and it stays what it was to whoever won it.
    """

    class Gives(models.TextChoices):
        CERTIFICATE = "PIAGAM", "Piagam"
        MONEY = "UANG", "Uang"
        TRAINING = "PELATIHAN", "Pelatihan"
        CHANCE = "KESEMPATAN", "Kesempatan"

    name = models.CharField("nama penghargaan", max_length=120, unique=True)
    sentence = models.CharField("kalimat", max_length=300, help_text="Untuk apa penghargaan ini, dalam satu kalimat.")
    gives = models.CharField("yang diberikan", choices=Gives, max_length=10)
    statuses = ArrayField(
        models.CharField(choices=Employee.Status, max_length=7), default=list, blank=True, verbose_name="status"
    )
    position_kinds = ArrayField(
        models.CharField(choices=PositionKind, max_length=1), default=list, blank=True, verbose_name="jenis jabatan"
    )
    repeats = models.BooleanField("dapat diterima lebih dari sekali", default=False)
    made_at = models.DateTimeField("dibuat pada", auto_now_add=True)
    made_by = models.ForeignKey(ACCOUNT, models.PROTECT, related_name="+", verbose_name="dibuat oleh")
    ended_on = models.DateField("diakhiri pada", null=True, blank=True)
    end_reason = models.CharField("alasan diakhiri", max_length=300, blank=True, db_default="")
    ended_by = models.ForeignKey(
        ACCOUNT, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="diakhiri oleh"
    )

    objects = RewardKindQuerySet.as_manager()

    class Meta:
        verbose_name = "jenis penghargaan"
        verbose_name_plural = "jenis penghargaan"
        default_permissions = []
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(condition=~Q(name="") & ~Q(sentence=""), name="reward_kind_says_what_it_is"),
            models.CheckConstraint(
                condition=Q(gives__in=["PIAGAM", "UANG", "PELATIHAN", "KESEMPATAN"]), name="reward_gives_known"
            ),
            models.UniqueConstraint(Lower("name"), name="reward_kind_named_once"),
            models.CheckConstraint(
                condition=Q(ended_on=None, ended_by=None, end_reason="")
                | (Q(ended_on__isnull=False, ended_by__isnull=False) & ~Q(end_reason="")),
                name="reward_kind_ended_with_a_reason",
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def open_to(self):
        """To whom it is open, in words."""
        statuses = [str(Employee.Status(each).label) for each in self.statuses]
        kinds = [str(PositionKind(each).label) for each in self.position_kinds]
        who = ", ".join(statuses) or "Semua status"
        return f"{who}; jabatan {', '.join(kinds).lower()}" if kinds else f"{who}; semua jenis jabatan"


class RewardRoundQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those announced, for whoever works here; drafts for those who prepare or watch over them."""
        if not user.is_authenticated or not user.is_active:
            return self.none()
        if user.has_perm("performance.add_rewardround") or user.has_perm("performance.view_candidate"):
            return self
        return self.exclude(status=RewardRound.Status.DRAFT)

    def judged_by(self, user):
        """Those whose candidates this user may read. Who is a candidate himself reads nothing of his round."""
        if not user.is_authenticated or not user.is_active or not _works_on(user):
            return self.none()
        own = Candidate.objects.filter(employee__nip=user.nip).order_by().values("round") if user.nip else None
        rounds = self.exclude(status=RewardRound.Status.DRAFT)
        return rounds if own is None else rounds.exclude(pk__in=own)


class RewardRound(models.Model):
    """A kind of reward given in a year: from when to when people are named, and how many win.

    Announced before it opens; from then on its days, criteria and number of winners stand still.
    """

    class Status(models.TextChoices):
        DRAFT = "DRAFT", "Draf"
        ANNOUNCED = "ANNOUNCED", "Diumumkan"
        PUBLISHED = "PUBLISHED", "Hasil terbit"

    kind = models.ForeignKey(RewardKind, models.PROTECT, related_name="rounds", verbose_name="penghargaan")
    year = models.PositiveSmallIntegerField("tahun")
    nominations_from = models.DateField("pencalonan dibuka")
    nominations_until = models.DateField("pencalonan ditutup")
    winners = models.PositiveSmallIntegerField("banyaknya penerima paling banyak")
    status = models.CharField("keadaan", choices=Status, default=Status.DRAFT, max_length=9)
    made_at = models.DateTimeField("dibuat pada", auto_now_add=True)
    made_by = models.ForeignKey(ACCOUNT, models.PROTECT, related_name="+", verbose_name="dibuat oleh")
    announced_on = models.DateField("diumumkan pada", null=True, blank=True)
    published_on = models.DateField("hasil terbit pada", null=True, blank=True)
    published_by = models.ForeignKey(
        ACCOUNT, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="diterbitkan oleh"
    )

    objects = RewardRoundQuerySet.as_manager()

    class Meta:
        verbose_name = "putaran penghargaan"
        verbose_name_plural = "putaran penghargaan"
        default_permissions = ["add"]
        permissions = [
            ("decide_reward", "Dapat memberi suara sebagai panitia penghargaan"),
            ("settle_reward", "Dapat memutuskan dan menerbitkan penerima penghargaan"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "year"],
                name="one_round_a_year",
                violation_error_message="Penghargaan ini sudah mempunyai putaran pada tahun itu.",
            ),
            models.CheckConstraint(condition=Q(year__range=(2000, 2100)), name="round_in_a_real_year"),
            models.CheckConstraint(
                condition=Q(nominations_until__gte=F("nominations_from")),
                name="round_ends_after_it_opens",
                violation_error_message="Hari tutup pencalonan tidak boleh sebelum hari bukanya.",
            ),
            models.CheckConstraint(condition=Q(winners__range=(1, 500)), name="round_has_winners"),
            models.CheckConstraint(
                condition=Q(status__in=["DRAFT", "ANNOUNCED", "PUBLISHED"]), name="round_status_known"
            ),
            models.CheckConstraint(
                condition=Q(status="DRAFT", announced_on=None) | Q(announced_on__lte=F("nominations_from")),
                name="round_announced_before_it_opens",
            ),
            models.CheckConstraint(
                condition=(Q(status="PUBLISHED") & Q(published_on__isnull=False) & Q(published_by__isnull=False))
                | (~Q(status="PUBLISHED") & Q(published_on=None) & Q(published_by=None)),
                name="round_published_by_somebody",
            ),
        ]

    def __str__(self):
        return f"{self.kind.name} {self.year}"

    def get_absolute_url(self):
        return reverse("rewards:round", args=[self.pk])

    def takes_names_on(self, day):
        return self.status == self.Status.ANNOUNCED and self.nominations_from <= day <= self.nominations_until


class OfARoundQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(round__in=RewardRound.objects.visible_to(user).order_by())


class RewardCriterion(models.Model):
    """One condition of a round in its place: a fact that the files know, or something that the committee judges."""

    class Code(models.TextChoices):
        RATING = "PREDIKAT", "Predikat kinerja"
        CLEAN = "HUKDIS", "Tidak pernah dijatuhi hukuman disiplin"
        SERVICE = "MASA", "Masa kerja"
        LEARNING = "JP", "Jam pelajaran pelatihan"
        JUDGED = "PANITIA", "Dinilai panitia"

    round = models.ForeignKey(RewardRound, models.CASCADE, related_name="criteria", verbose_name="putaran")
    place = models.PositiveSmallIntegerField("urutan")
    code = models.CharField("syarat", choices=Code, max_length=8)
    value = models.PositiveIntegerField("nilai", null=True, blank=True)
    years = models.PositiveSmallIntegerField("banyaknya tahun", null=True, blank=True)
    words = models.CharField("yang dinilai panitia", max_length=300, blank=True)
    weight = models.PositiveSmallIntegerField("bobot")

    objects = OfARoundQuerySet.as_manager()

    class Meta:
        verbose_name = "syarat penghargaan"
        verbose_name_plural = "syarat penghargaan"
        default_permissions = []
        ordering = ["place"]
        constraints = [
            models.UniqueConstraint(fields=["round", "place"], name="one_criterion_a_place"),
            models.CheckConstraint(condition=Q(weight__range=(1, 100)), name="criterion_weighs_something"),
            models.CheckConstraint(
                condition=Q(code="PREDIKAT", value__range=(1, 5), years__range=(1, 10), words="")
                | Q(code="HUKDIS", value__range=(1, 3), years__range=(1, 40), words="")
                | Q(code="MASA", value__range=(1, 50), years=None, words="")
                | Q(code="JP", value__range=(1, 2000), years__range=(1, 10), words="")
                | (Q(code="PANITIA", value=None, years=None) & ~Q(words="")),
                name="criterion_says_what_it_asks",
                violation_error_message="Lengkapi nilai dan tahun syarat ini, atau kata-kata yang dinilai panitia.",
            ),
        ]

    def __str__(self):
        return f"{self.round_id}/{self.place}: {self.code}"


class CandidateQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those of the rounds that this user judges or watches, never of one in which he stands himself."""
        return self.filter(round__in=RewardRound.objects.judged_by(user).order_by())


class Candidate(models.Model):
    """Somebody who was named in a round, where he worked then, and what the files said when he was named first."""

    round = models.ForeignKey(RewardRound, models.PROTECT, related_name="candidates", verbose_name="putaran")
    employee = models.ForeignKey(Employee, models.PROTECT, related_name="reward_candidacies", verbose_name="pegawai")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+", verbose_name="unit kerja")
    findings = models.JSONField("fakta saat dicalonkan")
    named_at = models.DateTimeField("dicalonkan pada", auto_now_add=True)

    objects = CandidateQuerySet.as_manager()

    class Meta:
        verbose_name = "calon penerima penghargaan"
        verbose_name_plural = "calon penerima penghargaan"
        default_permissions = ["view"]
        constraints = [
            models.UniqueConstraint(fields=["round", "employee"], name="a_candidate_once_a_round"),
        ]

    def __str__(self):
        return f"{self.round_id}: {self.employee_id}"

    def get_absolute_url(self):
        return reverse("rewards:candidate", args=[self.pk])


class NominationQuerySet(models.QuerySet):
    def visible_to(self, user):
        """One's own, and those of the candidates that one may read."""
        if not user.is_authenticated or not user.is_active:
            return self.none()
        return self.filter(Q(by=user) | Q(candidate__in=Candidate.objects.visible_to(user).order_by()))


class Nomination(models.Model):
    """That somebody named a candidate, and on what grounds; added once, never changed."""

    class Relation(models.TextChoices):
        SUPERIOR = "ATASAN", "Atasan langsung"
        COLLEAGUE = "REKAN", "Rekan kerja"
        OFFICER = "PENGELOLA", "Pengelola kinerja, dari usulan sistem"

    candidate = models.ForeignKey(Candidate, models.PROTECT, related_name="nominations", verbose_name="calon")
    relation = models.CharField("pengusul", choices=Relation, max_length=9)
    grounds = models.TextField("alasan", max_length=2000)
    link = models.URLField("tautan bukti", max_length=500, blank=True)
    at = models.DateTimeField("waktu", auto_now_add=True)
    by = models.ForeignKey(ACCOUNT, models.PROTECT, related_name="+", verbose_name="oleh")

    objects = NominationQuerySet.as_manager()

    class Meta:
        verbose_name = "pencalonan"
        verbose_name_plural = "pencalonan"
        default_permissions = []
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["candidate", "by"], name="one_nomination_a_nominator"),
            models.CheckConstraint(
                condition=Q(relation__in=["ATASAN", "REKAN", "PENGELOLA"]), name="nomination_relation_known"
            ),
            models.CheckConstraint(condition=~Q(grounds=""), name="nomination_has_grounds"),
            models.CheckConstraint(condition=Q(link="") | Q(link__startswith="https://"), name="nomination_link_safe"),
        ]

    def __str__(self):
        return f"{self.candidate_id}: {self.by_id}"


class OfACandidateQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(candidate__in=Candidate.objects.visible_to(user).order_by())


class Vote(models.Model):
    """What one member of the committee says of a candidate, with the reason; his own to change until it is decided."""

    candidate = models.ForeignKey(Candidate, models.PROTECT, related_name="votes", verbose_name="calon")
    in_favour = models.BooleanField("layak menerima")
    reason = models.TextField("alasan", max_length=1000)
    at = models.DateTimeField("waktu")
    by = models.ForeignKey(ACCOUNT, models.PROTECT, related_name="+", verbose_name="oleh")

    objects = OfACandidateQuerySet.as_manager()

    class Meta:
        verbose_name = "suara panitia"
        verbose_name_plural = "suara panitia"
        default_permissions = []
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["candidate", "by"], name="one_vote_a_member"),
            models.CheckConstraint(condition=~Q(reason=""), name="vote_has_a_reason"),
        ]

    def __str__(self):
        return f"{self.candidate_id}: {self.in_favour}"


class JudgementQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(vote__in=Vote.objects.visible_to(user).order_by())


class Judgement(models.Model):
    """Whether a member of the committee finds a criterion met that no file can answer, and why."""

    vote = models.ForeignKey(Vote, models.CASCADE, related_name="judgements", verbose_name="suara")
    criterion = models.ForeignKey(RewardCriterion, models.PROTECT, related_name="judgements", verbose_name="syarat")
    is_met = models.BooleanField("terpenuhi")
    reason = models.CharField("alasan", max_length=500)

    objects = JudgementQuerySet.as_manager()

    class Meta:
        verbose_name = "penilaian syarat"
        verbose_name_plural = "penilaian syarat"
        default_permissions = []
        constraints = [
            models.UniqueConstraint(fields=["vote", "criterion"], name="one_judgement_a_criterion"),
            models.CheckConstraint(condition=~Q(reason=""), name="judgement_has_a_reason"),
        ]

    def __str__(self):
        return f"{self.vote_id}/{self.criterion_id}: {self.is_met}"


class RewardDecision(models.Model):
    """That a candidate wins or does not, why, and what the files said that day; made once, never changed."""

    candidate = models.OneToOneField(Candidate, models.PROTECT, related_name="decision", verbose_name="calon")
    wins = models.BooleanField("menerima")
    reason = models.TextField("alasan", max_length=2000)
    public_words = models.CharField("alasan yang diumumkan", max_length=300, blank=True)
    findings = models.JSONField("fakta saat diputuskan")
    decided_at = models.DateTimeField("diputuskan pada")
    decided_by = models.ForeignKey(ACCOUNT, models.PROTECT, related_name="+", verbose_name="diputuskan oleh")

    objects = OfACandidateQuerySet.as_manager()

    class Meta:
        verbose_name = "keputusan penghargaan"
        verbose_name_plural = "keputusan penghargaan"
        default_permissions = []
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="reward_decided_with_a_reason"),
            models.CheckConstraint(condition=Q(wins=False) | ~Q(public_words=""), name="winner_has_grounds_to_publish"),
        ]

    def __str__(self):
        return f"{self.candidate_id}: {self.wins}"

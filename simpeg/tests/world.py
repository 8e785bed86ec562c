"""A small regency in which everybody has something that is his: what the access table is asked about.

Two offices. Employee A works in office 1, employee B in office 2; every object that a page can name is A's.
"""

from datetime import date

from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from employees.calendar.services import run_calendar
from employees.documents.services import keep_document
from employees.due_lists.services import run_list
from employees.letters.kinds import KINDS
from employees.letters.services import Said, issue
from employees.models import (
    AnnualRating,
    Award,
    ComparisonRun,
    Course,
    CreditRecord,
    Difference,
    DueCase,
    FamilyMember,
    ImportRun,
    LetterBatch,
    LetterKind,
    Reorganisation,
    Sanction,
    ServiceExam,
    StandingRecord,
    StepIncrease,
    UnpaidLeave,
)
from employees.proposals.services import propose, send
from employees.quality.services import run_quality_check
from employees.tests import factories
from employees.tests.letters.office import make_signer
from performance.cycle.services import open_cycle
from performance.models import (
    Appraisal,
    CreditDetermination,
    Determination,
    Evidence,
    Objection,
    PerformancePlan,
    PlanTemplate,
    RatingImport,
    RewardKind,
)
from performance.rewards.services import announce, keep_draft, nominate
from simpeg import roles
from simpeg.accounts.models import SecurityEvent
from simpeg.audit.reading import note_read
from simpeg.jobs.models import Job
from simpeg.law.models import Parameter, SanctionKind, Tier
from simpeg.law.services import Wish
from simpeg.law.services import propose as propose_law
from simpeg.letters.fields import examples_of
from simpeg.letters.tests.documents import make_docx
from simpeg.notices.services import notify
from simpeg.scans.tests.files import make_png
from simpeg.testing.people import make_user
from training.catalogue.services import keep_course, keep_path, keep_topic
from training.certificates.services import finish
from training.models import Assessment, Competence, CompetenceImport, CompetenceStandard
from training.professionalism.services import measure
from training.sessions.attending import record_attendance
from training.tests.factories import make_enrolment, make_session

PERIOD = date(2026, 12, 1)


class World:
    """Everybody and everything, by name. `users` are the columns of the access table, in their order."""

    def __init__(self):
        self.unit_1, self.unit_2 = factories.make_unit("Dinas Satu"), factories.make_unit("Dinas Dua")
        self.a = factories.make_employee(
            name="Pegawai A", unit=self.unit_1, ratings={2023: AnnualRating.Rating.GOOD, 2025: AnnualRating.Rating.GOOD}
        )
        self.b = factories.make_employee(name="Pegawai B", unit=self.unit_2)
        for employee in (self.a, self.b):
            factories.make_appointment(employee)
            factories.make_education(employee)
        self.users = {
            "anonymous": None,
            "employee A": make_user(role=roles.EMPLOYEE.name, nip=self.a.nip),
            "employee B": make_user(role=roles.EMPLOYEE.name, nip=self.b.nip),
            "head of 1": make_user(role=roles.UNIT_HEAD.name, mandates=[self.unit_1]),
            "head of 2": make_user(role=roles.UNIT_HEAD.name, mandates=[self.unit_2]),
            "OPD of 1": make_user(role=roles.OPD_OFFICER.name, mandates=[self.unit_1]),
            "OPD of 2": make_user(role=roles.OPD_OFFICER.name, mandates=[self.unit_2]),
            "records": make_user(role=roles.RECORDS_OFFICER.name),
            "promotion": make_user(role=roles.PROMOTION_OFFICER.name),
            "training": make_user(role=roles.TRAINING_OFFICER.name),
            "recruitment": make_user(role=roles.RECRUITMENT_OFFICER.name),
            "performance": make_user(role=roles.PERFORMANCE_OFFICER.name),
            "regional leader": make_user(role=roles.REGIONAL_LEADER.name),
            "auditor": make_user(role=roles.AUDITOR.name),
            "super admin": make_user(role=roles.SUPER_ADMIN.name),
        }
        self.account_a = self.users["employee A"]
        self.position = factories.make_position(self.unit_1)
        self.plan = Reorganisation.objects.create(
            title="Penataan Dinas Satu", day=PERIOD, created_by=self.users["records"]
        )
        self.line = self.plan.lines.create(kind="CLOSE", source=self.unit_1)
        self.job = self._job()
        self.job_type = ContentType.objects.get_for_model(Job)
        self.promotion_list = run_list("promotion", day=PERIOD, by=self.users["promotion"])
        self.verdict = self.promotion_list.verdicts.get(employee=self.a)
        self.case = DueCase.objects.create(
            subject="promotion", kind=self.verdict.kind, employee=self.a, day=PERIOD, verdict=self.verdict,
            unit=self.unit_1, moved_at=timezone.now(), opened_by=self.users["promotion"],
        )  # fmt: skip
        run_calendar(day=timezone.localdate(), by=self.users["promotion"])
        self.import_run = ImportRun.objects.create(
            file_name="siasn.xlsx", size=1, status=ImportRun.Status.READY, requested_by=self.users["records"]
        )
        self._difference()
        self._histories()
        self.document = self._document()
        run_quality_check(day=timezone.localdate(), by=self.users["records"])
        self.quality_item = self.a.quality_items.order_by("code").first()
        note_read(by=self.users["records"], employees=[self.a.pk], what="Membuka berkas pegawai")
        (self.notice,) = notify([self.account_a], text="Usulan Anda selesai", href="/pekerjaan/", topic="usulan Anda")
        self.proposal = self._proposal()
        wish = Wish("kp.masa_reguler_tahun", PERIOD, "PP 1/2027", "Peraturan baru", value=3)
        self.law_change = propose_law(wish, by=self.users["promotion"])
        self.parameter = Parameter.objects.filter(key=wish.subject).first()  # which value is the first row is chance
        self._letters()
        self._performance()
        self._rewards()
        self._competence()
        self._courses()
        year = timezone.localdate().year
        self.index_year = measure(year=year, by=self.users["training"], reason="Pengukuran").year
        SecurityEvent.objects.create(kind=SecurityEvent.Kind.LOGIN, user=self.account_a)

        self.clients = {user: Client() for user in self.users.values()}
        for user, client in self.clients.items():
            if user:
                client.force_login(user)

    def one(self, model):
        """An object of this model that belongs to A or office 1, for pages that take any object (the admin)."""
        own = {"employees.Employee": self.a, "employees.Unit": self.unit_1, "accounts.User": self.account_a,
               "law.Parameter": self.parameter}  # fmt: skip
        found = own.get(model._meta.label) or model._default_manager.order_by("pk").first()
        assert found, f"Put a {model._meta.label} into simpeg/tests/world.py, so that its admin pages can be asked for."
        return found

    def _job(self):
        job = Job(task="employees.export", title="Daftar pegawai", requested_by=self.account_a, status=Job.Status.DONE)
        job.finished_at = timezone.now()
        job.file_name = "daftar.xlsx"
        job.file.save("daftar.xlsx", ContentFile(b"isi"))
        return job

    def _proposal(self):
        """A wish of A that waits for the OPD officer of office 1."""
        values = {"phone": "081234567890"}
        said = {"by": self.account_a, "reason": "Nomor saya berganti"}
        return send(propose(self.a, "data-utama", "CORRECT", values, **said), by=self.account_a)

    def _performance(self):
        """The plan of A, whom B rates, with a signed predikat and one that A objected to."""
        by, now, year = self.users["performance"], timezone.now(), timezone.localdate().year
        self.cycle = open_cycle(year=year, rhythm="2", model="KUANTITATIF", by=by)
        self.year_window = self.cycle.windows.get(number=0)
        plans = PerformancePlan.objects.filter(employee=self.a)
        plans.update(appraiser=self.b, regent_appraises=False)
        self.plan_of_a = plans.get()
        self.plan_template, self.evidence = self._plan()
        plans.update(status="AGREED", agreed_version=1)
        self.plan_of_a.refresh_from_db()
        said = {"achievement": 2, "signed_at": now, "signed_by": by}
        self.determination = Determination.objects.create(
            window=self.year_window, appraiser=self.b, unit=self.unit_1, counts=[0, 1, 0, 0, 0], **said
        )
        given = {"plan": self.plan_of_a, "appraiser": self.b, "result": 2, "behaviour": 2, "predikat": 2,
                 "result_reason": "Tercapai", "behaviour_reason": "Baik", "rated_at": now, "rated_by": by,
                 "determination": self.determination, "objection_until": timezone.localdate()}  # fmt: skip
        self.appraisal = Appraisal.objects.create(window=self.year_window, status="SIGNED", **given)
        objected = Appraisal.objects.create(window=self.cycle.windows.get(number=1), status="OBJECTED", **given)
        self.objection = Objection.objects.create(
            appraisal=objected, words="Tidak sesuai", filed_at=now, filed_by=self.account_a, due_on=PERIOD
        )
        self.credit = CreditDetermination.objects.create(
            employee=self.a, tier="PT", unit=self.unit_1, grade=self.a.grade, determined_on=PERIOD, year=PERIOD.year,
            number="1/PAK", counted_from=PERIOD, previous=50, previous_words="AK dasar", added=0, total=50,
            signer=self.signer, fields=examples_of(KINDS[LetterKind.CREDIT].fields), made_by=by,
        )  # fmt: skip
        self.rating_import = RatingImport.objects.create(
            file_name="predikat.xlsx", size=1, status=RatingImport.Status.READY, requested_by=by
        )

    def _plan(self):
        """What A promises and what he has shown of it, and an example for his position."""
        version = self.plan_of_a.versions.get()
        result = version.results.create(line=1, words="Laporan tersusun")
        result.indicators.create(place=1, aspect="KUANTITAS", words="Jumlah laporan", target="4 laporan")
        progress = self.plan_of_a.progress.create(
            line=1, as_of=timezone.localdate(), words="Dua selesai", by=self.account_a
        )
        proof = Evidence(progress=progress, title="Laporan", media_type="image/png", size=1, digest="0" * 64)
        proof.file.save("", ContentFile(make_png()), save=False)
        proof.save()
        example = PlanTemplate.objects.create(
            position_title="Pengolah Data",
            form="JA",
            model="KUANTITATIF",
            results=[],
            made_by=self.users["performance"],
        )
        return example, proof

    def _rewards(self):
        """A round that takes names, in which A is a candidate."""
        by, today = self.users["performance"], timezone.localdate()
        kind = RewardKind.objects.create(name="Teladan", sentence="Untuk teladan.", gives="PIAGAM", made_by=by)
        days = {"year": today.year, "nominations_from": today, "nominations_until": today}
        asked = {"code": "MASA", "value": 5, "years": None, "words": "", "weight": 10}
        self.reward_round = announce(keep_draft(kind=kind, winners=1, criteria=[asked], by=by, **days), by=by)
        self.reward_candidate = nominate(self.reward_round, self.a, grounds="Baik.", by=by).candidate

    def _competence(self):
        """What the post of A asks for, what A was found to hold, and a workbook that waits."""
        self.competence = Competence.objects.create(code="TIK.01", name="Jaringan", meaning="Mengelola jaringan.")
        standard = CompetenceStandard.objects.create(
            unit=self.unit_1, title=self.position.title, valid_from=date(2025, 1, 1), decree="SK-STD"
        )
        standard.levels.create(competence=self.competence, level=2)
        self.assessment = Assessment.objects.create(
            employee=self.a, competence=self.competence, level=1, assessed_on=date(2025, 6, 1), source="AC"
        )
        self.competence_import = CompetenceImport.objects.create(
            kind="PENILAIAN", file_name="kompetensi.xlsx", size=1, status=CompetenceImport.Status.READY,
            requested_by=self.users["training"],
        )  # fmt: skip

    def _courses(self):
        """A session that takes enrolments, in which A has asked for a seat."""
        by = self.users["training"]
        topic = keep_topic(name="Arsip", sentence="Menata arsip.", is_digital=False, by=by)
        self.course = keep_course(
            topic=topic, name="Arsip dasar", summary="Menata arsip.", form="TEKNIS", counts_as="TEKNIS", mode="KELAS",
            learning_hours=20, provider="BKPSDM", price=0, least_attendance=80, least_score=None,
            is_offered=True, raises=[self.competence], by=by,
        )  # fmt: skip
        self.learning_path = keep_path(topic=topic, name="Arsip", sentence="Untuk semua.", courses=[self.course], by=by)
        self.session = make_session(self.course, entry="PERSETUJUAN", seats=1, by=by)
        self.enrolment = make_enrolment(self.session, self.a, status="REQUESTED", by=self.account_a)
        self.finished_session = make_session(self.course, status="RUNNING", starts=0, lasts=1, by=by)
        passed = make_enrolment(self.finished_session, self.a, by=by)
        record_attendance(self.finished_session, self.finished_session.starts_on, {passed.pk: "HADIR"}, by=by)
        (self.certificate,) = finish(self.finished_session, signer=self.signer, by=by)

    def _letters(self):
        """A letter about A, and the list and batch that it could come from."""
        by = self.users["promotion"]
        self.increment_list = run_list("salary-increment", day=PERIOD, by=by)
        self.increment = self.increment_list.verdicts.get(employee=self.a)
        self.signer = make_signer()
        said = Said(kind="kgb", day=PERIOD, signer=self.signer, values={}, basis=[], about="KGB", employee=self.a,
                    unit=self.unit_1, effective=PERIOD)  # fmt: skip
        template = (None, make_docx("{{ nomor }}"))
        self.letter = issue(said, by=by, reason="Surat KGB", made_with=template)
        self.batch = LetterBatch.objects.create(
            kind="kgb", due_list=self.increment_list, day=PERIOD, year=PERIOD.year, signer=self.signer,
            pattern="{nomor}", first=9, size=1, members=[self.a.pk], requested_by=by,
        )  # fmt: skip

    def _document(self):
        grade = self.a.grade_records.first()
        scan = SimpleUploadedFile("sk.png", make_png())
        return keep_document(self.a, scan, kind="golongan", record_id=grade.pk, title="SK", by=self.users["records"],
                             reason="SK masuk")  # fmt: skip

    def _difference(self):
        """One question about A, out of one export of SIASN."""
        by = self.users["records"]
        self.comparison_run = ComparisonRun.objects.create(
            file_name="siasn.csv", size=1, scope="SOME", status=ComparisonRun.Status.DONE, requested_by=by
        )
        self.difference = Difference.objects.create(
            sheet="DATA UTAMA", kind="FIELD", employee=self.a, nip=self.a.nip, subject=self.a.name, column="NAMA",
            ours="A", theirs="B", first_run=self.comparison_run, last_run=self.comparison_run,
            decision="ASK", reason="Mana yang benar?", decided_by=by, decided_at=timezone.now(),
        )  # fmt: skip

    def _histories(self):
        """One row of each history of A, with what its constraints ask for and nothing more."""
        a, day = self.a, date(2020, 1, 2)
        StepIncrease.objects.create(employee=a, since=day, service_years=10, service_months=0)
        CreditRecord.objects.create(employee=a, tier=Tier.FIRST, determined_on=day, points=50)
        Sanction.objects.create(employee=a, kind=SanctionKind.objects.first(), starts_on=day, ends_on=day)
        Course.objects.create(employee=a, kind=Course.Kind.TECHNICAL, name="Arsip", ends_on=day, learning_hours=20)
        ServiceExam.objects.create(employee=a, kind=ServiceExam.Kind.GRADE_1, passed_on=day)
        UnpaidLeave.objects.create(employee=a, starts_on=day, ends_on=day)
        StandingRecord.objects.create(employee=a, standing="01", since=date(2010, 1, 1))
        Award.objects.create(employee=a, kind=Award.Kind.MEDAL_10, awarded_on=day)
        FamilyMember.objects.create(employee=a, relation=FamilyMember.Relation.CHILD, name="Anak A", sex="F")

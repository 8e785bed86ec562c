"""Verbs on the dictionary and on assessments: each leaves the trail signed."""

from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from employees.models import Employee
from simpeg.accounts.services import system_user
from simpeg.audit.change import change
from simpeg.law.engine import Law
from training.models import Assessment, Competence

NEXT_DAY = "Tanggal penilaian belum tiba. Isi hari penilaiannya."


class CompetenceRefused(Exception):
    """It cannot be so: why, for people; `field` is where to look, empty where no single field is wrong."""

    def __init__(self, sentence, field=""):
        super().__init__(sentence)
        self.field = field


# -- The dictionary -------------------------------------------------------------------------------------------------

TEXTS = ("name", "meaning", "sector", "level_1", "level_2", "level_3", "level_4", "level_5")


def load_fixed():
    """The dictionary has the nine competences of the law in their present words."""
    wanted = Law.on(timezone.localdate()).values.get("kompetensi.kamus", [])
    present = {each.code: each for each in Competence.objects.exclude(kind=Competence.Kind.TECHNICAL)}
    fields = [
        {"code": row["kode"], "kind": row["jenis"], "name": row["nama"], "meaning": row["arti"]} for row in wanted
    ]
    stale = [said for said in fields if not _says(present.get(said["code"]), said)]
    if not stale:
        return
    with change(by=system_user(), reason="Kamus kompetensi menurut peraturan"):
        for said in stale:
            Competence.objects.update_or_create(code=said["code"], defaults=said)


def _says(entry, said):
    return entry is not None and all(getattr(entry, name) == value for name, value in said.items())


def add_competence(*, code, by, **texts):
    """The dictionary has one more technical competence. Its code is never used twice."""
    with change(by=by, reason="Kompetensi teknis ditambahkan"):
        try:
            with transaction.atomic():
                return Competence.objects.create(code=code, kind=Competence.Kind.TECHNICAL, **texts)
        except IntegrityError as taken:
            if Competence.objects.filter(code=code).exists():
                raise CompetenceRefused(f"Kode {code} sudah dipakai. Pilih kode lain.", "code") from taken
            raise


def correct_competence(competence, *, by, reason, **texts):
    """A technical competence says something else; those of the law change with the law."""
    with change(by=by, reason=reason):
        found = Competence.objects.select_for_update().get(pk=competence.pk)
        if found.is_fixed:
            raise CompetenceRefused("Kompetensi ini ditetapkan peraturan dan tidak diubah di sini.")
        for name in TEXTS:
            setattr(found, name, texts.get(name, getattr(found, name)))
        found.save()
    return found


def close_competence(competence, *, on, by, reason):
    """A technical competence is asked of no position and assessed of nobody any more; `on=None` opens it again.

    Of two who press at once, one is told.
    """
    with change(by=by, reason=reason):
        found = Competence.objects.filter(pk=competence.pk, kind=Competence.Kind.TECHNICAL)
        if not found.filter(closed_on__isnull=on is not None).update(closed_on=on):
            if not found.exists():
                raise CompetenceRefused("Kompetensi ini ditetapkan peraturan dan tidak dapat ditutup.")
            raise CompetenceRefused(
                f"Kompetensi ini sudah {'ditutup' if on else 'dipakai lagi'}. Muat ulang halamannya."
            )


# -- Assessments ----------------------------------------------------------------------------------------------------


def record_assessments(employee, levels, *, assessed_on, source, assessor="", decree="", by, reason):
    """The person was found to hold these levels ({competence: level}) on that day: all of them are on file, or none.

    One a competence and day; what is there already is corrected by hand, with a reason of its own.
    """
    if assessed_on > timezone.localdate():
        raise CompetenceRefused(NEXT_DAY, "assessed_on")
    if assessed_on < employee.cpns_since:
        raise CompetenceRefused("Tanggal penilaian mendahului pengangkatannya. Periksa tahunnya.", "assessed_on")
    if not levels:
        raise CompetenceRefused("Isi paling sedikit satu tingkat.")
    with change(by=by, reason=reason):
        # Of two at once the second waits here, and then sees the first.
        Employee.objects.select_for_update().get(pk=employee.pk)
        same = Assessment.objects.filter(employee=employee, competence__in=levels, assessed_on=assessed_on)
        if taken := list(same.order_by("competence__code").values_list("competence__name", flat=True)):
            raise CompetenceRefused(
                f"{', '.join(taken)} sudah dinilai pada tanggal itu. Perbaiki penilaian yang ada, atau periksa"
                " tanggalnya.",
                "assessed_on",
            )
        said = {"assessed_on": assessed_on, "source": source, "assessor": assessor, "decree": decree}
        return Assessment.objects.bulk_create(
            Assessment(employee=employee, competence=competence, level=level, **said)
            for competence, level in levels.items()
        )


def correct_assessment(assessment, *, level, source, assessor, decree, by, reason):
    """The assessment of that day says something else; what it said before is in the trail."""
    with change(by=by, reason=reason):
        found = Assessment.objects.select_for_update().filter(pk=assessment.pk).first()
        if found is None:
            raise CompetenceRefused("Penilaian ini baru saja dihapus orang lain.")
        found.level, found.source, found.assessor, found.decree = level, source, assessor, decree
        found.save()
    return found


def remove_assessment(assessment, *, by, reason):
    """The assessment never was; the trail keeps it with the reason. Twice does no more than once."""
    with change(by=by, reason=reason):
        Assessment.objects.filter(pk=assessment.pk).delete()


# What is on file of a day already is corrected; the trail holds both.
_KEEP = """
INSERT INTO training_assessment AS kept (employee_id, competence_id, assessed_on, level, source, assessor, decree)
SELECT * FROM unnest(%s::bigint[], %s::bigint[], %s::date[], %s::smallint[], %s::text[], %s::text[], %s::text[])
ON CONFLICT (employee_id, competence_id, assessed_on) DO UPDATE
SET level = excluded.level, source = excluded.source, assessor = excluded.assessor, decree = excluded.decree
WHERE (kept.level, kept.source, kept.assessor, kept.decree)
    IS DISTINCT FROM (excluded.level, excluded.source, excluded.assessor, excluded.decree)
"""
KEPT = ("employee_id", "competence_id", "assessed_on", "level", "source", "assessor", "decree")


def keep_assessments(facts, *, by, reason):
    """The files say these assessments (objects with the fields of KEPT); returns how many did not stand there so."""
    facts = list(facts)
    if not facts:
        return 0
    with change(by=by, reason=reason), connection.cursor() as cursor:
        cursor.execute(_KEEP, [[getattr(fact, name) for fact in facts] for name in KEPT])
        return cursor.rowcount

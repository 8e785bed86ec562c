"""Verbs that fill an empty plan: from one's own plan before, or from the example of the position."""

from dataclasses import replace

from performance.models import PerformancePlan, PlanTemplate, PlanVersion
from performance.models.template import position_of
from performance.plans import rules
from performance.plans.contents import ContentsBroken, as_kept, facts_of, from_kept
from performance.plans.queries import results_of, sources_for, supported_words
from performance.plans.writing import ATTACHMENTS, PlanRefused, fill, next_line, writing
from simpeg.audit.change import change
from simpeg.core.dates import years_after

Form = PerformancePlan.Form


def copy_plan(plan, source, *, by):
    """The empty plan says what this earlier one of the same person said, with its days moved to the present year.

    What belonged to another leader's plan stays in words. Returns how many results came.
    """
    source = sources_for(plan, by).filter(pk=source.pk).first()
    if source is None:
        raise PlanRefused("SKP itu tidak ada, atau belum pernah disepakati.")
    before = source.versions.get(number=source.agreed_version)
    results = results_of(before)
    words = supported_words(results)
    contents = [_moved(facts_of(result), words[result.pk], source, plan) for result in results]
    with writing(plan, by=by, reason=f"SKP: diisi dari SKP {source.cycle.year}") as (found, version):
        _fill_empty(found, version, contents, source.model)
        attachments = {name: getattr(before, name) for name in ATTACHMENTS if not getattr(version, name)}
        if attachments:
            PlanVersion.objects.filter(pk=version.pk).update(**attachments)
    return len(contents)


def use_template(plan, template, *, by):
    """The empty plan says what the example of its position says. Returns how many results came."""
    if not PlanTemplate.objects.for_plan(plan).filter(pk=template.pk).exists():
        raise PlanRefused("Contoh ini bukan untuk jabatan Anda, atau sudah dihapus.")
    try:
        contents = from_kept(template.results)
    except ContentsBroken as broken:
        raise PlanRefused("Contoh ini rusak. Beri tahu pengelola kinerja BKPSDM.") from broken
    with writing(plan, by=by, reason=f"SKP: diisi dari contoh {template.position}") as (found, version):
        _fill_empty(found, version, contents, template.model)
    return len(contents)


def make_template(plan, *, by):
    """What was agreed in this plan is the example of its position from now on, in place of the one before."""
    _refuse_strangers(by)
    if plan.agreed_version is None:
        raise PlanRefused("Contoh dibuat dari SKP yang sudah disepakati.")
    if not any(position_of(plan).values()):
        raise PlanRefused("SKP ini tidak menyebut jabatan, sehingga tidak dapat menjadi contoh.")
    version = plan.versions.get(number=plan.agreed_version)
    kept = [as_kept(facts_of(result)) for result in results_of(version)]
    if not kept:
        raise PlanRefused("SKP ini tidak memuat hasil kerja.")
    with change(by=by, reason="Contoh SKP jabatan dibuat"):
        template, _ = PlanTemplate.objects.update_or_create(
            **position_of(plan), form=plan.form, model=plan.model, defaults={"results": kept, "made_by": by}
        )
    return template


def remove_template(template, *, by):
    """The example is no longer offered; plans that were filled from it stay."""
    _refuse_strangers(by)
    with change(by=by, reason=f"Contoh SKP {template.position} dihapus"):
        PlanTemplate.objects.filter(pk=template.pk).delete()


def _refuse_strangers(by):
    if not by.has_perm("performance.change_performanceplan"):
        raise PlanRefused("Contoh SKP jabatan dikelola pengelola kinerja BKPSDM.")


def _fill_empty(plan, version, contents, model):
    """Nothing that was typed is lost: only a plan without results is filled."""
    if version.results.exists():
        raise PlanRefused(
            "SKP ini sudah berisi hasil kerja. Hapus dahulu semuanya bila ingin mengisinya dari yang lain."
        )
    most = rules.law_of(plan)["kinerja.hasil_paling_banyak"]
    if len(contents) > most:
        raise PlanRefused(f"Isinya {len(contents)} hasil kerja, sedangkan SKP memuat paling banyak {most}.")
    if plan.form == Form.STAFF and plan.agreed_version is None and plan.model != model:
        PerformancePlan.objects.filter(pk=plan.pk).update(model=model)
        plan.model = model
    if not rules.asks_aspects(plan):
        contents = [
            replace(facts, indicators=tuple(replace(each, aspect="") for each in facts.indicators))
            for facts in contents
        ]
    if not rules.asks_perspective(plan):
        contents = [replace(facts, perspective="") for facts in contents]
    fill(version, enumerate(contents, start=next_line(plan)))


def _moved(facts, supported, source, plan):
    """The result in the present plan: its day whole years later, its support where it still holds."""
    due_on = facts.due_on and years_after(facts.due_on, plan.cycle.year - source.cycle.year)
    if due_on and not plan.starts_on <= due_on <= plan.ends_on:
        due_on = None
    facts = replace(facts, due_on=due_on)
    if source.cycle_id == plan.cycle_id and source.appraiser_id == plan.appraiser_id:
        return facts
    return replace(facts, supports_plan_id=None, supports_line=None, supports_words=supported[:500])

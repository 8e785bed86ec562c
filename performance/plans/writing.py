"""Verbs of writing in a plan while it is not agreed: results, weights, the model, what the leader expects."""

from contextlib import contextmanager
from dataclasses import astuple, replace

from django.db.models import Max

from performance.models import Expectation, Indicator, PerformancePlan, WorkResult
from performance.plans import rules
from performance.plans.contents import OWN_FIELDS, facts_of
from performance.plans.queries import fingerprint, leader_results, role_of
from simpeg.audit.change import change

Model, Form = PerformancePlan.Model, PerformancePlan.Form
NEW = "baru"
MEANWHILE = (
    "Isi ini baru saja diubah orang lain, atau sudah tersimpan. Bandingkan dengan SKP-nya; simpan lagi bila isian ini"
    " yang benar."
)
ATTACHMENTS = ("resources", "accountability", "consequences")


class PlanRefused(Exception):
    """The plan cannot say or do this now; the message is for people, `field` names the box that it is about."""

    def __init__(self, message, field=None):
        super().__init__(message)
        self.field = field


class ChangedMeanwhile(PlanRefused):
    """Somebody else wrote, or the same form came twice."""

    def __init__(self, message=MEANWHILE):
        super().__init__(message)


@contextmanager
def writing(plan, *, by, reason):
    """The plan is locked and open to this writer; yields the locked plan and its version. Raises PlanRefused."""
    with change(by=by, reason=reason):
        found = locked(plan)
        refuse_writing(found, by)
        yield found, found.versions.get(number=found.version)


def locked(plan):
    rows = PerformancePlan.objects.select_for_update(of=("self",)).select_related("employee", "cycle")
    return rows.get(pk=plan.pk)


def refuse_writing(plan, by):
    """Raise PlanRefused where this user cannot write in this plan now, and say who can."""
    role = role_of(plan, by)
    if role is None:
        raise PlanRefused("SKP ini hanya ditulis pegawainya dan pejabat penilainya.")
    if rules.may_write(role, plan.status):
        return
    if plan.status == rules.SUBMITTED:
        raise PlanRefused("SKP ini sudah diajukan. Tarik kembali dahulu bila perlu diubah, lalu ajukan lagi.")
    raise PlanRefused("SKP ini sudah disepakati. Untuk mengubahnya, mulailah versi baru dengan alasannya.")


def seen_of_result(result):
    """What a form shows of a result; of two who save, the second is told."""
    return fingerprint([result.line, astuple(facts_of(result))])


def next_line(plan):
    """The number of the next result: never one that another version of this plan has used."""
    used = WorkResult.objects.filter(version__plan=plan).aggregate(most=Max("line"))["most"]
    return (used or 0) + 1


def add_result(plan, facts, *, seen, by):
    """The plan promises one more result. `seen` is `NEW` and the number that the form was opened for."""
    with writing(plan, by=by, reason="SKP: hasil kerja ditambahkan") as (found, version):
        law, line = rules.law_of(found), next_line(found)
        if seen != f"{NEW}-{line}":
            raise ChangedMeanwhile
        most = law["kinerja.hasil_paling_banyak"]
        if version.results.count() >= most:
            raise PlanRefused(f"SKP memuat paling banyak {most} hasil kerja. Gabungkan atau hapus salah satu dahulu.")
        facts = _sound(found, version, facts, law, line=line, before=None)
        (result,) = fill(version, [(line, facts)])
    return result


def change_result(plan, line, facts, *, seen, by):
    """The result says this from now on."""
    with writing(plan, by=by, reason=f"SKP: hasil kerja {line} diubah") as (found, version):
        result = _result(version, line)
        before = facts_of(result)
        if seen != seen_of_result(result):
            raise ChangedMeanwhile
        facts = _sound(found, version, facts, rules.law_of(found), line=line, before=before)
        if facts == before:
            return result
        WorkResult.objects.filter(pk=result.pk).update(**{name: getattr(facts, name) for name in OWN_FIELDS})
        result.indicators.all().delete()
        Indicator.objects.bulk_create(_indicators(result, facts))
    return result


def remove_result(plan, line, *, seen, by):
    """The plan no longer promises it; what an agreed version promised stays there."""
    with writing(plan, by=by, reason=f"SKP: hasil kerja {line} dihapus") as (_, version):
        result = _result(version, line)
        if seen != seen_of_result(result):
            raise ChangedMeanwhile
        result.delete()


def set_weights(plan, weights, *, by):
    """The results weigh so: `weights` is {line: percent or None} of every result; none, or 100 together."""
    with writing(plan, by=by, reason="SKP: bobot diatur") as (_, version):
        results = list(version.results.order_by("line"))
        if set(weights) != {result.line for result in results}:
            raise ChangedMeanwhile
        if lack := rules.weights_lack(list(weights.values())):
            raise PlanRefused(lack[0])
        for result in results:
            result.weight = weights[result.line]
        WorkResult.objects.bulk_update(results, ["weight"])


def set_model(plan, model, *, by):
    """Staff write quantitatively or not, as long as nothing was agreed. Returns how many indicators need an aspect.

    In the qualitative model indicators have no aspect, so it is taken from them; back again it is asked for anew.
    """
    with writing(plan, by=by, reason=f"SKP: model {Model(model).label.lower()} dipilih") as (found, version):
        if found.form != Form.STAFF:
            raise PlanRefused("SKP pimpinan tidak memakai model kuantitatif atau kualitatif.")
        if found.agreed_version is not None:
            raise PlanRefused("Model hanya dipilih sebelum SKP disepakati untuk pertama kali.")
        indicators = Indicator.objects.filter(result__version=version)
        if model == Model.QUALITATIVE:
            indicators.exclude(aspect="").update(aspect="")
        PerformancePlan.objects.filter(pk=found.pk).update(model=model)
        return indicators.filter(aspect="").count() if model == Model.QUANTITATIVE else 0


def expect(plan, words, *, by):
    """What the leader expects of each behaviour: `words` is {code: words}, empty ones are taken away."""
    with writing(plan, by=by, reason="SKP: ekspektasi perilaku ditulis") as (found, version):
        if role_of(found, by) != rules.APPRAISER:
            raise PlanRefused("Ekspektasi perilaku ditulis pejabat penilai.")
        known = {row["kode"] for row in rules.law_of(found)["kinerja.perilaku"]}
        if not set(words) <= known:
            raise PlanRefused("Perilaku itu tidak dikenal. Muat ulang halaman ini.")
        kept = {code: text.strip() for code, text in words.items() if text.strip()}
        version.expectations.exclude(behaviour__in=kept).delete()
        Expectation.objects.bulk_create(
            (Expectation(version=version, behaviour=code, words=text) for code, text in kept.items()),
            update_conflicts=True,
            unique_fields=["version", "behaviour"],
            update_fields=["words"],
        )


def attach(plan, words, *, by):
    """The attachments of the version in writing say this: `words` is {field: words}."""
    with writing(plan, by=by, reason="SKP: lampiran ditulis") as (_, version):
        fields = {name: words[name].strip() for name in ATTACHMENTS}
        version.plan.versions.filter(pk=version.pk).update(**fields)


def fill(version, contents):
    """The version holds these results, `(line, ResultFacts)` each, beside those it has."""
    contents = list(contents)
    results = WorkResult.objects.bulk_create(
        WorkResult(version=version, line=line, **{name: getattr(facts, name) for name in OWN_FIELDS})
        for line, facts in contents
    )
    Indicator.objects.bulk_create(
        indicator
        for result, (_, facts) in zip(results, contents, strict=True)
        for indicator in _indicators(result, facts)
    )
    return results


def _indicators(result, facts):
    return [
        Indicator(result=result, place=place, aspect=each.aspect, words=each.words, target=each.target)
        for place, each in enumerate(facts.indicators, start=1)
    ]


def _result(version, line):
    found = version.results.prefetch_related("indicators").filter(line=line).first()
    if found is None:
        raise ChangedMeanwhile("Hasil kerja ini sudah tidak ada. Muat ulang SKP-nya.")
    return found


def _sound(plan, version, facts, law, *, line, before):
    """The facts as they can be kept. Raises PlanRefused."""
    if not rules.asks_aspects(plan):
        facts = replace(facts, indicators=tuple(replace(each, aspect="") for each in facts.indicators))
    if not rules.asks_perspective(plan):
        facts = replace(facts, perspective="")
    facts = replace(facts, words=facts.words.strip(), supports_words=facts.supports_words.strip())
    if not facts.words:
        raise PlanRefused("Tulis hasil kerjanya.", "words")
    for name, words in rules.lacks_of(plan, facts, facts.indicators, law):
        raise PlanRefused(words[:1].upper() + words[1:], name)
    _refuse_strange_support(plan, facts, before)
    others = version.results.exclude(line=line).values_list("weight", flat=True)
    together = sum(weight or 0 for weight in others) + (facts.weight or 0)
    if together > 100 and (before is None or (facts.weight or 0) > (before.weight or 0)):
        raise PlanRefused(
            f"Jumlah bobot semua hasil kerja menjadi {together}%. Kurangi, atau atur semuanya di halaman Bobot.",
            "weight",
        )
    return facts


def _refuse_strange_support(plan, facts, before):
    chosen = (facts.supports_plan_id, facts.supports_line)
    if chosen == (None, None) or (before and chosen == (before.supports_plan_id, before.supports_line)):
        return
    if chosen not in {(result.version.plan_id, result.line) for result in leader_results(plan)}:
        raise PlanRefused(
            "Hasil kerja pimpinan itu tidak ada pada SKP penilai yang disepakati. Pilih lagi.", "supports"
        )

"""Every address of SIMPEG, and how to ask for it in the world of simpeg/tests/world.py.

A new page with something in its address needs a line in `OBJECTS`: which object of A or office 1 it is asked for.
"""

from dataclasses import dataclass
from typing import Any

from django.contrib import admin
from django.urls import get_resolver, reverse
from django.urls.resolvers import URLPattern

# Route name -> the arguments of its address, as a function of the world. Somebody else's object must answer 404.
OBJECTS = {
    "admin:accounts_user_issue": lambda world: [world.account_a.pk],
    "admin:accounts_user_unlock": lambda world: [world.account_a.pk],
    "admin:app_list": lambda world: ["accounts"],
    "admin:view_on_site": lambda world: [world.job_type.pk, world.job.pk],
    "documents:add": lambda world: [world.a.nip],
    "documents:file": lambda world: [world.document.pk],
    "documents:list": lambda world: [world.a.nip],
    "documents:page": lambda world: [world.document.pk, 1],
    "documents:take-off": lambda world: [world.document.pk],
    "documents:view": lambda world: [world.document.pk],
    "differences:answer": lambda world: [world.difference.pk],
    "differences:person": lambda world: [world.a.nip],
    "differences:resume": lambda world: [world.comparison_run.pk],
    "differences:run": lambda world: [world.comparison_run.pk],
    "dossier:detail": lambda world: [world.a.nip],
    "dossier:trail": lambda world: [world.a.nip],
    "records:add": lambda world: [world.a.nip, "pendidikan"],
    "records:correct": lambda world: [world.a.nip, "pendidikan", world.a.education_records.first().pk],
    "records:end": lambda world: [world.a.nip, "keluarga", world.a.family.first().pk],
    "records:history": lambda world: [world.a.nip, "keluarga", world.a.family.first().pk],
    "records:personal": lambda world: [world.a.nip],
    "records:withdraw": lambda world: [world.a.nip, "pendidikan", world.a.education_records.first().pk],
    "letters:archive": lambda world: [world.batch.pk],
    "letters:batch": lambda world: [world.batch.pk],
    "letters:detail": lambda world: [world.letter.pk],
    "letters:file": lambda world: [world.letter.pk, "pdf"],
    "letters:from-list": lambda world: [world.increment_list.pk],
    "letters:new-duty": lambda world: [world.a.nip],
    "letters:new-increment": lambda world: [world.increment.pk],
    "letters:page": lambda world: [world.letter.pk, 1],
    "letters:resume": lambda world: [world.batch.pk],
    "letters:roster": lambda world: [world.increment_list.pk],
    "letters:signer": lambda world: [world.signer.pk],
    "letters:template": lambda world: ["kgb"],
    "letters:template-file": lambda world: ["kgb"],
    "letters:template-trial": lambda world: ["kgb"],
    "letters:withdraw": lambda world: [world.letter.pk],
    "imports:cancel": lambda world: [world.import_run.pk],
    "imports:confirm": lambda world: [world.import_run.pk],
    "imports:detail": lambda world: [world.import_run.pk],
    "imports:rejected": lambda world: [world.import_run.pk],
    "jobs:detail": lambda world: [world.job.pk],
    "jobs:download": lambda world: [world.job.pk],
    "jobs:stop": lambda world: [world.job.pk],
    "notices:open": lambda world: [world.notice.pk],
    "proposals:detail": lambda world: [world.proposal.pk],
    "proposals:edit": lambda world: [world.proposal.pk],
    "proposals:new": lambda world: ["pendidikan", "tambah"],
    "proposals:new-about": lambda world: ["pendidikan", world.a.education_records.first().pk, "perbaiki"],
    "proposals:send": lambda world: [world.proposal.pk],
    "proposals:withdraw": lambda world: [world.proposal.pk],
    "due_cases:detail": lambda world: [world.case.pk],
    "due_cases:open": lambda world: [world.verdict.pk],
    "due_cases:open-all": lambda world: [world.promotion_list.pk],
    "due_cases:board": lambda world: ["kenaikan-pangkat", "2026-12-01"],
    "due_cases:window": lambda world: ["2026-12-01"],
    "due_cases:together": lambda world: ["kenaikan-pangkat", "2026-12-01"],
    "due_lists:list": lambda world: ["kgb"],
    "due_lists:run": lambda world: ["kgb"],
    "due_lists:detail": lambda world: ["kenaikan-pangkat", world.promotion_list.pk],
    "due_lists:export": lambda world: ["kenaikan-pangkat", world.promotion_list.pk],
    "due_lists:verdict": lambda world: [world.verdict.pk],
    "regulations:change": lambda world: [world.law_change.pk],
    "regulations:count": lambda world: [world.law_change.pk],
    "regulations:decide": lambda world: [world.law_change.pk],
    "regulations:effects": lambda world: [world.law_change.pk],
    "regulations:examples": lambda world: ["pensiun"],
    "regulations:export": lambda world: [world.law_change.pk],
    "regulations:propose-table": lambda world: ["gaji-pns"],
    "regulations:propose-value": lambda world: ["kp.bulan_periode"],
    "regulations:reference": lambda world: ["golongan"],
    "regulations:table": lambda world: ["gaji-pns"],
    "regulations:topic": lambda world: ["kp"],
    "regulations:value": lambda world: ["kp.bulan_periode"],
    "calendar:person": lambda world: [world.a.nip],
    "calendar:person-feed": lambda world: [world.a.nip],
    "what_if:page": lambda world: [world.a.nip],
    "what_if:positions": lambda world: [world.a.nip],
    "cycle:achievements": lambda world: [world.cycle.year],
    "cycle:appraiser": lambda world: [world.plan_of_a.pk],
    "cycle:detail": lambda world: [world.cycle.year],
    "credits:detail": lambda world: [world.credit.pk],
    "credits:file": lambda world: [world.credit.pk, "pdf"],
    "credits:person": lambda world: [world.a.nip],
    "credits:withdraw": lambda world: [world.credit.pk],
    "cycle:window": lambda world: [world.cycle.year, 1],
    "plans:add-result": lambda world: [world.plan_of_a.pk],
    "plans:agree": lambda world: [world.plan_of_a.pk],
    "plans:attachments": lambda world: [world.plan_of_a.pk],
    "plans:change-result": lambda world: [world.plan_of_a.pk, 1],
    "plans:copy": lambda world: [world.plan_of_a.pk],
    "plans:detail": lambda world: [world.plan_of_a.pk],
    "plans:evidence": lambda world: [world.evidence.pk],
    "plans:expectations": lambda world: [world.plan_of_a.pk],
    "plans:give": lambda world: [world.plan_of_a.pk],
    "plans:give-back": lambda world: [world.plan_of_a.pk],
    "plans:make-template": lambda world: [world.plan_of_a.pk],
    "plans:model": lambda world: [world.plan_of_a.pk],
    "plans:progress": lambda world: [world.plan_of_a.pk, 1],
    "plans:remove-result": lambda world: [world.plan_of_a.pk, 1],
    "plans:remove-template": lambda world: [world.plan_template.pk],
    "plans:reopen": lambda world: [world.plan_of_a.pk],
    "plans:submit": lambda world: [world.plan_of_a.pk],
    "plans:take-back": lambda world: [world.plan_of_a.pk],
    "plans:weights": lambda world: [world.plan_of_a.pk],
    "fairness:appraisers": lambda world: [world.cycle.year],
    "fairness:year": lambda world: [world.cycle.year],
    "ip_asn:person": lambda world: [world.a.nip],
    "ip_asn:reopen": lambda world: [world.index_year],
    "ip_asn:settle": lambda world: [world.index_year],
    "ip_asn:unit": lambda world: [world.unit_1.pk],
    "rating_imports:cancel": lambda world: [world.rating_import.pk],
    "rating_imports:detail": lambda world: [world.rating_import.pk],
    "rating_imports:keep": lambda world: [world.rating_import.pk],
    "rating_imports:refused": lambda world: [world.rating_import.pk],
    "review:accept": lambda world: [world.appraisal.pk],
    "review:determination": lambda world: [world.determination.pk],
    "review:object": lambda world: [world.appraisal.pk],
    "review:objection": lambda world: [world.objection.pk],
    "review:people": lambda world: [world.year_window.pk],
    "review:rate": lambda world: [world.year_window.pk, world.plan_of_a.pk],
    "review:result": lambda world: [world.appraisal.pk],
    "review:sign": lambda world: [world.year_window.pk],
    "rewards:announce": lambda world: [world.reward_round.pk],
    "rewards:candidate": lambda world: [world.reward_candidate.pk],
    "rewards:candidates": lambda world: [world.reward_round.pk],
    "rewards:change-round": lambda world: [world.reward_round.pk],
    "rewards:correct-kind": lambda world: [world.reward_round.kind_id],
    "rewards:decide": lambda world: [world.reward_candidate.pk],
    "rewards:end-kind": lambda world: [world.reward_round.kind_id],
    "rewards:nominate": lambda world: [world.reward_round.pk],
    "rewards:proposals": lambda world: [world.reward_round.pk],
    "rewards:publish": lambda world: [world.reward_round.pk],
    "rewards:resume-kind": lambda world: [world.reward_round.kind_id],
    "rewards:round": lambda world: [world.reward_round.pk],
    "rewards:vote": lambda world: [world.reward_candidate.pk],
    "competence:assess": lambda world: [world.a.nip],
    "competence:close-entry": lambda world: [world.competence.pk],
    "competence:copy-standard": lambda world: [world.position.pk],
    "competence:correct": lambda world: [world.assessment.pk],
    "competence:correct-entry": lambda world: [world.competence.pk],
    "competence:end-standard": lambda world: [world.position.pk],
    "competence:entry": lambda world: [world.competence.pk],
    "competence:person": lambda world: [world.a.nip],
    "competence:post": lambda world: [world.position.pk],
    "competence:remove": lambda world: [world.assessment.pk],
    "competence:set-standard": lambda world: [world.position.pk],
    "competence:withdraw-standard": lambda world: [world.position.pk],
    "competence_imports:cancel": lambda world: [world.competence_import.pk],
    "competence_imports:detail": lambda world: [world.competence_import.pk],
    "competence_imports:keep": lambda world: [world.competence_import.pk],
    "competence_imports:refused": lambda world: [world.competence_import.pk],
    "courses:change": lambda world: [world.course.pk],
    "courses:change-path": lambda world: [world.learning_path.pk],
    "courses:change-topic": lambda world: [world.course.topic_id],
    "courses:detail": lambda world: [world.course.pk],
    "courses:path": lambda world: [world.learning_path.pk],
    "certificates:check": lambda world: [world.certificate.key],
    "certificates:finish": lambda world: [world.session.pk],
    "certificates:pdf": lambda world: [world.certificate.pk],
    "certificates:withdraw": lambda world: [world.certificate.pk],
    "sessions:attendance": lambda world: [world.session.pk],
    "sessions:evaluate": lambda world: [world.finished_session.pk],
    "sessions:evaluation": lambda world: [world.finished_session.pk],
    "sessions:scores": lambda world: [world.session.pk],
    "wallet:person": lambda world: [world.a.nip],
    "sessions:approve": lambda world: [world.enrolment.pk],
    "sessions:ask": lambda world: [world.session.pk],
    "sessions:cancel": lambda world: [world.enrolment.pk],
    "sessions:change": lambda world: [world.session.pk],
    "sessions:detail": lambda world: [world.session.pk],
    "sessions:move": lambda world: [world.session.pk],
    "sessions:nominate": lambda world: [world.session.pk],
    "sessions:participants": lambda world: [world.session.pk],
    "sessions:refuse": lambda world: [world.enrolment.pk],
    "quality:except": lambda world: [world.quality_item.pk],
    "quality:item": lambda world: [world.quality_item.pk],
    "quality:lift": lambda world: [world.quality_item.pk],
    "quality:unit": lambda world: [world.unit_1.pk],
    "units:branches": lambda world: [world.unit_1.pk],
    "units:chart": lambda world: [world.unit_1.pk],
    "units:chart-level": lambda world: [world.unit_1.pk],
    "units:chart-sheet": lambda world: [world.unit_1.pk],
    "units:close": lambda world: [world.unit_1.pk],
    "units:correct": lambda world: [world.unit_1.pk],
    "units:detail": lambda world: [world.unit_1.pk],
    "units:headcount": lambda world: [world.unit_1.pk],
    "units:headcount-export": lambda world: [world.unit_1.pk],
    "units:line-add": lambda world: [world.plan.pk, "bentuk"],
    "units:line-remove": lambda world: [world.plan.pk, world.line.pk],
    "units:open": lambda world: [world.unit_1.pk],
    "units:position": lambda world: [world.position.pk],
    "units:position-add": lambda world: [world.unit_1.pk],
    "units:position-correct": lambda world: [world.position.pk],
    "units:position-end": lambda world: [world.position.pk],
    "units:position-tasks": lambda world: [world.position.pk],
    "units:reorganisation": lambda world: [world.plan.pk],
    "units:reorganisation-apply": lambda world: [world.plan.pk],
    "units:reorganisation-cancel": lambda world: [world.plan.pk],
    "units:reorganisation-correct": lambda world: [world.plan.pk],
}
ADMIN_ACTIONS = ("changelist", "add", "change", "delete", "history")
CATCH_ALL = "admin/(?P<url>.*)$"


@dataclass(frozen=True)
class Route:
    """An address: its name (`units:detail`) or, without one, its pattern; its view; what it takes.

    The pages that the admin has for every model carry the model, and the action as their name.
    """

    name: str
    view: Any
    place: str
    takes: tuple = ()
    model: Any = None

    def address(self, world):
        if self.place == CATCH_ALL:
            return "/admin/tidak-ada/"
        if self.model:
            found = world.one(self.model).pk if self.takes else None
            return "/" + self.place.replace("<path:object_id>", str(found))
        if not self.takes:
            return reverse(self.name)
        assert self.name in OBJECTS, (
            f"The route {self.name} takes {', '.join(self.takes)}: say in OBJECTS of simpeg/tests/routes.py for which "
            "object of A or office 1 it is asked."
        )
        return reverse(self.name, args=OBJECTS[self.name](world))


def all_routes():
    """Every route of the resolver, the admin's included."""
    return list(_walk(get_resolver().url_patterns, "", ""))


def _walk(patterns, place, namespace):
    for pattern in patterns:
        here = place + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield _route(pattern, here, namespace)
        else:
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from _walk(pattern.url_patterns, here, inner)


def _route(pattern, place, namespace):
    takes = tuple(pattern.pattern.regex.groupindex)
    model = next((model for model in admin.site._registry if place.startswith(_admin_place(model))), None)
    if model:
        page = (pattern.name or "old address").removeprefix(f"{model._meta.app_label}_{model._meta.model_name}_")
        if page in (*ADMIN_ACTIONS, "old address"):
            return Route(f"admin:{page}", pattern.callback, place, takes, model)
    return Route(f"{namespace}{pattern.name}" if pattern.name else place, pattern.callback, place, takes)


def _admin_place(model):
    return f"admin/{model._meta.app_label}/{model._meta.model_name}/"

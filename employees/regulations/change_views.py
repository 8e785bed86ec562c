"""A change of the law on its way: proposed under an article, seen with its consequences, decided by somebody else."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from employees import tasks
from employees.models import LawEffect, LawPreview
from employees.purposes.words import purposes_for
from employees.regulations import changes, queries, services
from employees.regulations.consequences import first_day
from employees.regulations.filters import EffectFilter
from employees.regulations.forms import ChangeForm, CountForm, DecisionForm
from employees.regulations.table_forms import table_form
from employees.regulations.value_forms import value_form
from simpeg.audit.purpose import reading_for
from simpeg.audit.reading import note_read
from simpeg.jobs import services as jobs
from simpeg.jobs.models import Job
from simpeg.law import services as law
from simpeg.law.catalogue import keys, topic_of
from simpeg.law.engine import Law
from simpeg.law.models import LawChange
from simpeg.law.models.change import TABLE
from simpeg.law.services import ChangeRefused
from simpeg.law.tables import TABLES
from simpeg.reports.forms import ExportForm
from simpeg.web.chips import chips
from simpeg.web.paging import count_hits, keyset_page

READS = "law.view_lawchange"
PROPOSES = ("law.view_parameter", "law.view_lawchange", "law.add_lawchange")
READS_PEOPLE = ("law.view_lawchange", "employees.view_duelist")
NEWEST = 100


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(PROPOSES, raise_exception=True)
def propose_value(request, key):
    """Ask for another value of a key: typed by its kind, from a day on, under an article."""
    declared = keys().get(key)
    if declared is None or not declared.may_change:
        raise Http404
    dated = queries.dated_values(timezone.localdate(), key=key)
    present = next((one for one in reversed(dated) if one.when != "coming"), dated[0] if dated else None)
    form = ChangeForm(request.POST or None, may_follow=any(one.row.change_id for one in dated))
    asked = value_form(declared, present and present.row.value, request.POST or None)
    return _propose(request, key, form, asked, {
        "title": declared.label, "does": declared.does, "present": present, "topic": topic_of(declared.topic),
        "back": ("regulations:value", key), "open": LawChange.objects.open().filter(subject=key).first(),
    })  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(PROPOSES, raise_exception=True)
def propose_table(request, code):
    """Ask for a whole table from a day on: cell by cell, or the rows of an Excel sheet."""
    table = TABLES.get(code)
    if table is None:
        raise Http404
    subject = f"{TABLE}{code}"
    rows = [table.as_data(row) for row in queries.rows_on(table, timezone.localdate())]
    form = ChangeForm(request.POST or None, may_follow=table.rows().filter(change__isnull=False).exists())
    asked = table_form(table, rows, request.POST or None, request.FILES or None)
    return _propose(request, subject, form, asked, {
        "title": table.title, "does": table.sentence, "table": table, "topic": topic_of(table.topic),
        "back": ("regulations:table", code), "open": LawChange.objects.open().filter(subject=subject).first(),
    })  # fmt: skip


def _propose(request, subject, form, asked, context):
    status = 200
    if request.method == "POST":
        if form.is_valid() and (form.follows or asked.is_valid()):
            try:
                proposed = law.propose(form.wish(subject, asked.value if not form.follows else None), by=request.user)
            except ChangeRefused as refusal:
                form.add_error(None, str(refusal))
            else:
                _count(request, proposed, first_day(proposed), _periods())
                messages.success(request, "Usul tersimpan. Dampaknya sedang dihitung; belum ada yang berubah.")
                return redirect(proposed)
        status = 422
    context |= {"form": form, "asked": asked, "forms": [asked, form], "failed": status == 422}
    return render(request, "employees/regulations/propose.html", context, status=status)


@require_safe
@permission_required(READS, raise_exception=True)
def change_list(request):
    """What was proposed and decided, newest first."""
    found = LawChange.objects.visible_to(request.user).select_related("proposed_by", "decided_by")
    rows = [(change, queries.subject_words(change)) for change in found[:NEWEST]]
    return render(request, "employees/regulations/change_list.html", {"rows": rows, "newest": NEWEST})


@require_safe
@permission_required(READS, raise_exception=True)
def change(request, pk):
    """One change: what it is, what it does to whom, and what was decided."""
    return _change(request, _found(request, pk))


@require_POST
@permission_required(PROPOSES, raise_exception=True)
def count(request, pk):
    """Count the consequences again, on the days that are asked."""
    found = _found(request, pk)
    form = CountForm(request.POST)
    if not form.is_valid() or not found.is_open:
        return _change(request, found, count_form=form, status=422)
    job = _count(request, found, form.cleaned_data["start"], form.cleaned_data["number"])
    return redirect(job)


@require_POST
@permission_required(READS, raise_exception=True)
def decide(request, pk):
    """Put in force or refuse (whoever may change the law), or withdraw (whoever proposed it)."""
    found = _found(request, pk)
    if not (request.user.has_perm("law.change_parameter") or request.user.has_perm("law.add_lawchange")):
        raise PermissionDenied("Peran Anda tidak mencakup keputusan atas peraturan. Mintalah kepada super admin.")
    form = DecisionForm(request.POST)
    if form.is_valid():
        try:
            _decide(request, found, form.cleaned_data["decision"], form.cleaned_data["note"])
        except ChangeRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"Perubahan ini {found.get_status_display().lower()}.")
            return redirect(found)
    return _change(request, LawChange.objects.get(pk=found.pk), decision_form=form, status=422)


def _decide(request, found, decision, note):
    user = request.user
    if decision == DecisionForm.WITHDRAW:
        if found.proposed_by_id != user.pk:
            raise ChangeRefused("Hanya pengusul yang dapat menarik usulnya.")
        law.withdraw(found, by=user, reason=note)
    elif not user.has_perm("law.change_parameter"):
        raise ChangeRefused("Peran Anda tidak mencakup keputusan ini. Mintalah kepada super admin.")
    elif decision == DecisionForm.REFUSE:
        services.refuse(found, by=user, reason=note)
    else:
        services.put_in_force(found, by=user, reason=note)


@require_safe
@permission_required(READS_PEOPLE, raise_exception=True)
def effects(request, pk):
    """Whose answers would change, from what to what."""
    return _effects(request, _found(request, pk))


@require_POST
@permission_required((*READS_PEOPLE, "employees.export_list"), raise_exception=True)
def export(request, pk):
    """Hand the filtered rows to a job that writes them as Excel."""
    found = _found(request, pk)
    effect_filter = _effect_filter(request, found)
    form = ExportForm(request.POST, rows=effect_filter.qs.count(), purposes=purposes_for(request))
    if not form.is_valid():
        return _effects(request, found, export_form=form, status=422)
    params = {
        "change": found.pk,
        "filters": {name: value for name, value in request.GET.items() if value and name in effect_filter.filters},
        "reason": form.cleaned_data["reason"],
    }
    title = f"Dampak perubahan {queries.subject_words(found)} (Excel)"[:200]
    with reading_for(form.cleaned_data.get("purpose", "")):
        return redirect(jobs.submit_once(tasks.export_law_effects, by=request.user, title=title, **params))


def _found(request, pk):
    changes_seen = LawChange.objects.visible_to(request.user).select_related("proposed_by", "decided_by")
    return get_object_or_404(changes_seen, pk=pk)


def _change(request, found, *, count_form=None, decision_form=None, status=200):
    user = request.user
    counting = Job.objects.open().filter(task=tasks.count_law_change.name, params__change=found.pk).first()
    previews = list(LawPreview.objects.filter(change=found))
    own = found.proposed_by_id == user.pk
    start = min((one.day for one in previews), default=first_day(found))
    summary, same = changes.summary(previews)
    context = {
        "change": found,
        "subject": queries.subject_words(found),
        "said": changes.described(found),
        "counting": counting,
        "own_job": counting and counting.requested_by_id == user.pk,
        "summary": summary,
        "same": same,
        "table_words": changes.pay_words(found),
        "offices": changes.offices(found) if previews else [],
        "moves": changes.moves(found) if previews else [],
        "previews": previews,
        "may_read_people": user.has_perms(READS_PEOPLE),
        "may_count": user.has_perms(PROPOSES) and found.is_open,
        "may_decide": user.has_perm("law.change_parameter") and found.is_open,
        "barred": own and law.four_eyes(timezone.localdate()),
        "own": own,
        "count_form": count_form or CountForm(initial={"start": start, "number": _periods()}),
        "decision_form": decision_form or DecisionForm(),
        "form": decision_form or count_form or DecisionForm(),
    }
    return render(request, "employees/regulations/change.html", context, status=status)


def _effects(request, found, *, export_form=None, status=200):
    effect_filter = _effect_filter(request, found)
    related = effect_filter.qs.select_related("preview", "employee", "unit")
    page = keyset_page(related, ["nip", "id"], request.GET.get("halaman"))
    what = f"Membaca dampak perubahan {queries.subject_words(found)}"
    note_read(by=request.user, employees={row.employee_id for row in page}, what=what)
    hits = count_hits(effect_filter.qs)
    context = {
        "change": found,
        "subject": queries.subject_words(found),
        "filter": effect_filter,
        "chips": chips(request, effect_filter.form),
        "page": page,
        "rows": [changes.effect_words(row) for row in page],
        "hits": hits,
        "may_export": request.user.has_perm("employees.export_list"),
        "export_form": export_form or ExportForm(rows=hits.number, purposes=purposes_for(request)),
    }
    return render(request, "employees/regulations/effects.html", context, status=status)


def _effect_filter(request, found):
    previews = LawPreview.objects.filter(change=found)
    rows = LawEffect.objects.filter(preview__change=found).visible_to(request.user)
    return EffectFilter(request.GET, queryset=rows, user=request.user, previews=previews)


def _count(request, found, start, number):
    title = f"Dampak perubahan: {queries.subject_words(found)}"[:200]
    params = {"change": found.pk, "start": start.isoformat(), "number": number}
    return jobs.submit_once(tasks.count_law_change, by=request.user, title=title, **params)


def _periods():
    return Law.on(timezone.localdate())["peraturan.periode_dibandingkan"]

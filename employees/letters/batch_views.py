"""Letters for a whole list at once: asked for, watched, taken as one archive."""

from django.contrib.auth.decorators import permission_required
from django.db.models import Count
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from employees.letters import tasks
from employees.letters.batches import issued_of, planned, start_batch
from employees.letters.forms import BatchForm, RosterForm
from employees.letters.refusal import LetterRefused
from employees.models import DueList, Employee, Letter, LetterBatch, LetterKind
from employees.purposes.words import purposes_for
from simpeg.audit.reading import note_read
from simpeg.core.dates import in_words
from simpeg.jobs import services as jobs
from simpeg.jobs.models import Job
from simpeg.law.engine import LawGap
from simpeg.reports.forms import ExportForm
from simpeg.web.paging import keyset_page

PLAN_SHOWN, LEFT_OUT_SHOWN = 20, 100
TASKS = ("employees.issue_letters", "employees.archive_letters")


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required("employees.add_letter", raise_exception=True)
def from_list(request, pk):
    """Who on a kept list gets a letter; then the batch is decided, and a job writes it."""
    kept = _kept(request, pk)
    form = BatchForm(request.POST or None, kind=LetterKind.INCREMENT, user=request.user)
    if form.is_bound and form.is_valid():
        found = form.cleaned_data
        try:
            batch = start_batch(kept, day=found["day"], signer=found["signer"], by=request.user, first=found["first"],
                                unit=found["unit"])  # fmt: skip
        except (LetterRefused, LawGap) as refusal:
            form.add_error(None, str(refusal))
        else:
            _work(request, batch)
            return redirect(batch)
    return _from_list(request, kept, form=form)


@require_POST
@permission_required("employees.add_letter", raise_exception=True)
def roster(request, pk):
    """The nominatif of a kept list, written by a job."""
    kept = _kept(request, pk)
    form = RosterForm(request.POST, kind=LetterKind.ROSTER, user=request.user)
    if not form.is_valid():
        return _from_list(request, kept, roster_form=form)
    found = form.cleaned_data
    params = {
        "list": kept.pk,
        "unit": found["unit"].pk if found["unit"] else None,
        "day": found["day"].isoformat(),
        "signer": found["signer"].pk,
        "number": found["number"],
    }
    title = f"Daftar nominatif KGB {in_words(kept.day)}"
    return redirect(jobs.submit_once(tasks.issue_roster, by=request.user, title=title, **params))


@require_safe
@permission_required("employees.view_letterbatch", raise_exception=True)
def batch_list(request):
    batches = LetterBatch.objects.visible_to(request.user).select_related("due_list", "signer", "requested_by")
    page = keyset_page(batches.defer("members", "left_out"), ["-pk"], request.GET.get("halaman"))
    done = dict(
        Letter.objects.filter(batch__in=[each.pk for each in page]).values_list("batch").annotate(n=Count("pk"))
    )
    rows = [(each, done.get(each.pk, 0)) for each in page]
    return render(request, "employees/letters/batch_list.html", {"page": page, "rows": rows})


@require_safe
@permission_required("employees.view_letterbatch", raise_exception=True)
def batch(request, pk):
    """How a batch goes, and what came of it; asked again by htmx while it is written."""
    found = _batch(request, pk)
    job = _job(request, found)
    working = job is not None and job.is_open
    piece = "employees/letters/_batch_progress.html" if request.htmx and working else "employees/letters/batch.html"
    return render(request, piece, _batch_context(request, found, job, working))


@require_POST
@permission_required("employees.add_letter", raise_exception=True)
def resume(request, pk):
    """A batch that was cut off for good goes on."""
    found = _batch(request, pk)
    if issued_of(found) < found.size:
        _work(request, found)
    return redirect(found)


@require_POST
@permission_required(["employees.add_letter", "employees.export_list"], raise_exception=True)
def archive(request, pk):
    """All letters of a batch as one file, written by a job; asked for again when the last one was deleted."""
    found = _batch(request, pk)
    form = _archive_form(request, found, request.POST)
    if not form.is_valid():
        job = _job(request, found)
        context = _batch_context(request, found, job, job is not None and job.is_open) | {"archive_form": form}
        return render(request, "employees/letters/batch.html", context, status=422)
    jobs.submit_once(
        tasks.archive_letters, by=request.user, title=f"Arsip {found.size} surat KGB", batch=found.pk,
        reason=form.cleaned_data["reason"],
    )  # fmt: skip
    return redirect(found)


def _work(request, found):
    jobs.submit_once(
        tasks.issue_letters, by=request.user, title=f"{found.size} surat KGB, {in_words(found.due_list.day)}",
        batch=found.pk,
    )  # fmt: skip


def _kept(request, pk):
    if pk >= 2**63:
        raise Http404
    return get_object_or_404(DueList.objects.visible_to(request.user).filter(subject="salary-increment"), pk=pk)


def _batch(request, pk):
    if pk >= 2**63:
        raise Http404
    batches = LetterBatch.objects.visible_to(request.user)
    return get_object_or_404(batches.select_related("due_list", "signer", "requested_by", "template"), pk=pk)


def _job(request, found):
    """The reader's own newest job on this batch: what a job produced is for whoever asked for it."""
    mine = Job.objects.visible_to(request.user).filter(task__in=TASKS, params__batch=found.pk)
    return mine.order_by("-pk").first()


def _from_list(request, kept, *, form=None, roster_form=None):
    plan = planned(kept, request.user, timezone.localdate(), shown=PLAN_SHOWN)
    read = [row.employee_id for row in plan.first]
    note_read(by=request.user, employees=read, what="Membuka rencana surat KGB")
    form = form or BatchForm(kind=LetterKind.INCREMENT, user=request.user)
    context = {
        "kept": kept,
        "plan": plan,
        "number": len(plan.members),
        "rows": plan.first,
        "left_out": plan.left_out[:LEFT_OUT_SHOWN],
        "left_out_number": len(plan.left_out),
        "form": form,
        "roster_form": roster_form or RosterForm(kind=LetterKind.ROSTER, user=request.user),
        "signers": form.fields["signer"].queryset.exists(),
    }
    failed = form.errors or (roster_form and roster_form.errors)
    return render(request, "employees/letters/from_list.html", context, status=422 if failed else 200)


def _reasons(found):
    """{employee: why he got no letter}, as the newest job that went through the batch found it."""
    went = Job.objects.filter(task=tasks.issue_letters.name, params__batch=found.pk, status=Job.Status.DONE)
    return (went.order_by("-pk").values_list("result", flat=True).first() or {}).get("reasons", {})


def _batch_context(request, found, job, working):
    issued = set(Letter.objects.filter(batch=found).values_list("employee", flat=True))
    waiting = [member for member in found.members if member not in issued]
    people = Employee.objects.visible_to(request.user).filter(pk__in=waiting[:LEFT_OUT_SHOWN]).order_by("name")
    reasons = _reasons(found) if waiting and not working else {}
    return {
        "batch": found,
        "run": found,
        "job": job,
        "progress": jobs.progress_of(job) if working else None,
        "working": working,
        "issued": len(issued),
        "waiting": len(waiting),
        "waiting_people": [] if working else [(person, reasons.get(str(person.pk))) for person in people],
        "refused": bool(waiting) and all(str(member) in reasons for member in waiting),
        "left_out": found.left_out[:LEFT_OUT_SHOWN],
        "may_issue": request.user.has_perm("employees.add_letter"),
        "archive_form": _archive_form(request, found),
    }


def _archive_form(request, found, data=None):
    return ExportForm(data, rows=found.size, purposes=purposes_for(request))

"""The desk: what SIASN says otherwise, who is right, and what has to be told to whom."""

from itertools import groupby

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from employees import tasks
from employees.differences import services
from employees.differences.display import shown
from employees.differences.filters import DifferenceFilter, SendFilter
from employees.differences.forms import AnswerForm, DecisionForm, PurposeForm, SentForm
from employees.differences.queries import RELATED, in_states, places
from employees.differences.reports import to_send
from employees.differences.roads import ROADS
from employees.models import ComparisonRun, Difference, Employee
from simpeg.audit.reading import note_read
from simpeg.jobs import services as jobs
from simpeg.web.chips import chips
from simpeg.web.paging import count_hits, keyset_page

READS = ("employees.view_difference", "employees.view_all_units")
DECIDES = (*READS, "employees.decide_difference")
ORDER = ["nip", "sheet", "id"]
MOST_KEYS = 1000  # of a request made by hand; what may be decided at once is the law's to say


@require_safe
@permission_required(READS, raise_exception=True)
def desk(request):
    """What is open, field by field and person by person."""
    found, filters, summary = _filtered(request)
    page = keyset_page(found.select_related(*RELATED), ORDER, request.GET.get("halaman"))
    _note(request, page, "Membaca selisih dengan SIASN")
    most = max([1, *(row["number"] for row in summary)])
    context = {
        "filter": filters,
        "chips": chips(request, filters.form),
        "hits": count_hits(found),
        "page": page,
        "people": _by_person(page, request.user),
        "summary": [row | {"width": round(100 * row["number"] / most, 2)} for row in summary if row["number"]],
        "last": ComparisonRun.objects.visible_to(request.user).order_by("-pk").first(),
        "may_decide": request.user.has_perm("employees.decide_difference"),
        "state_counts": in_states(summary),
    }
    return render(request, "employees/differences/desk.html", context)


@require_safe
@permission_required(READS, raise_exception=True)
def person(request, nip):
    """All of one person, settled ones too."""
    differences = Difference.objects.visible_to(request.user).filter(nip=nip)
    employee = Employee.objects.visible_to(request.user).filter(nip=nip).first()
    page = keyset_page(differences.select_related(*RELATED).order_by(), ["-id"], request.GET.get("halaman"), size=100)
    if not page.rows and employee is None:
        get_object_or_404(Employee.objects.none())
    _note(request, page, "Membaca selisih dengan SIASN")
    rows = [shown(row, request.user) for row in page]
    context = {
        "nip": nip,
        "employee": employee,
        "subject": employee.full_name if employee else page.rows[0].subject,
        "open": [row for row in rows if not row.row.settled_at],
        "settled": [row for row in rows if row.row.settled_at],
        "page": page,
        "may_decide": request.user.has_perm("employees.decide_difference"),
    }
    return render(request, "employees/differences/person.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(READS, raise_exception=True)
def decide(request):
    """One or many, chosen by their boxes or by the filters of the desk: look, decide, and read what became of each."""
    most = services.most_at_once(timezone.localdate())
    may_decide = request.user.has_perm("employees.decide_difference")
    if request.method == "POST":
        if not may_decide:
            raise PermissionDenied
        return _decide(request, most)
    chosen, left_out = _chosen(request, most)
    _note(request, chosen, "Memutuskan selisih dengan SIASN" if may_decide else "Membaca selisih dengan SIASN")
    form = DecisionForm() if may_decide and any(not row.settled_at for row in chosen) else None
    return _decision_page(request, form, chosen, left_out=left_out, most=most)


@require_safe
@permission_required(READS, raise_exception=True)
def to_bkn(request):
    """What was decided in our favour: by which road it goes, what is under way."""
    return _send_page(request, SentForm(), PurposeForm())


@require_POST
@permission_required(DECIDES, raise_exception=True)
def mark_sent(request):
    form, keys = SentForm(request.POST), _keys(request.POST)
    if not keys:
        form.full_clean()
        form.add_error(None, "Pilih dahulu baris yang sudah dikirim, dengan kotak di depannya.")
    if not form.is_valid():
        return _send_page(request, form, PurposeForm(), chosen=keys, status=422)
    sent = services.mark_sent(
        keys, on=form.cleaned_data["sent_on"], number=form.cleaned_data["sent_number"], by=request.user
    )
    messages.success(request, f"{sent} selisih ditandai sudah dikirim. Unggahan SIASN berikutnya memastikannya.")
    return redirect("differences:send")


@require_POST
@permission_required((*READS, "employees.export_list"), raise_exception=True)
def export(request):
    """Hand the list to a job that writes it as Excel."""
    form = PurposeForm(request.POST)
    if not form.is_valid():
        return _send_page(request, SentForm(), form, status=422)
    filters = {name: request.GET[name] for name in ("state", "road") if request.GET.get(name)}
    params = {"filters": filters, "reason": form.cleaned_data["reason"]}
    return redirect(
        jobs.submit_once(tasks.export_differences, by=request.user, title="Daftar kirim ke BKN (Excel)", **params)
    )


@require_safe
def questions(request):
    """What BKPSDM asks of this user: about himself, or about the people of his units."""
    return _question_page(request)


@require_POST
def answer(request, pk):
    difference = get_object_or_404(Difference.objects.asked_of(request.user), pk=pk)
    form = AnswerForm(request.POST, prefix=str(pk))
    if not form.is_valid():
        return _question_page(request, failed=form, status=422)
    try:
        services.answer(difference, form.cleaned_data["answer"], by=request.user)
        messages.success(request, "Jawaban Anda dikirim kepada BKPSDM. Terima kasih.")
    except services.DecisionRefused as refusal:
        messages.error(request, str(refusal))
    return redirect("differences:questions")


def _filtered(request):
    visible = Difference.objects.visible_to(request.user)
    found = places(visible)
    filters = DifferenceFilter(request.GET, queryset=visible, places=found)
    return filters.qs, filters, found


def _by_person(page, user):
    rows = [shown(row, user) for row in page]
    return [
        {"nip": nip, "subject": subject, "employee": group[0].row.employee, "rows": group}
        for (nip, subject), found in groupby(rows, lambda row: (row.row.nip, row.row.subject))
        for group in [list(found)]
    ]


def _note(request, rows, what):
    people = [row.employee_id for row in rows if row.employee_id]
    if people:
        note_read(by=request.user, employees=people, what=what)


def _keys(data):
    """The chosen primary keys; whatever else somebody writes there is nobody's."""
    texts = data.getlist("pilih")[:MOST_KEYS]
    return [int(text) for text in texts if text.isascii() and text.isdigit() and len(text) < 18]


def _chosen(request, most):
    """The differences to look at, at most so many, and how many more the filters would let through."""
    if request.GET.get("semua"):
        found, _, _ = _filtered(request)
        found = found.open()
    else:
        found = Difference.objects.visible_to(request.user).filter(pk__in=_keys(request.GET))
    rows = list(found.select_related(*RELATED).order_by(*ORDER)[: most + 1])
    left_out = found.count() - most if len(rows) > most else 0
    return rows[:most], left_out


def _decide(request, most):
    keys = _keys(request.POST)
    visible = Difference.objects.visible_to(request.user).filter(pk__in=keys[:most])
    chosen = list(visible.select_related(*RELATED).order_by(*ORDER))
    form = DecisionForm(request.POST)
    if len(keys) > most:
        form.add_error(None, f"Paling banyak {most} selisih diputuskan sekaligus; pilih lebih sedikit.")
    if not form.is_valid() or not chosen:
        return _decision_page(request, form, chosen, most=most, status=422 if form.errors else 200)
    states = {row.pk: request.POST.get(f"keadaan-{row.pk}", "") for row in chosen}
    results = services.decide_all(
        [row.pk for row in chosen],
        form.cleaned_data["decision"],
        by=request.user,
        reason=form.cleaned_data["reason"],
        states=states,
    )
    again = {row.pk: row for row in visible.select_related(*RELATED)}
    context = {
        "results": [(result, shown(again[result.difference.pk], request.user)) for result in results],
        "done": sum(result.done for result in results),
        "refused": sum(not result.done for result in results),
        "decision": dict(DecisionForm.HELP)[form.cleaned_data["decision"]],
    }
    return render(request, "employees/differences/result.html", context)


def _decision_page(request, form, chosen, *, most, left_out=0, status=200):
    context = {
        "form": form,
        "people": _by_person(chosen, request.user),
        "number": len(chosen),
        "left_out": left_out,
        "most": most,
        "one": chosen[0] if len(chosen) == 1 else None,
    }
    return render(request, "employees/differences/decide.html", context, status=status)


def _send_page(request, sent_form, purpose_form, *, chosen=(), status=200):
    found = to_send(request.user, request.GET)
    page = keyset_page(found.select_related(*RELATED), ORDER, request.GET.get("halaman"))
    _note(request, page, "Membaca daftar kirim ke BKN")
    filters = SendFilter(request.GET, queryset=Difference.objects.none())
    roads = services.by_road(Difference.objects.visible_to(request.user))
    context = {
        "filter": filters,
        "chips": chips(request, filters.form),
        "roads": [{"road": ROADS[code], **numbers} for code, numbers in roads.items() if code in ROADS],
        "page": page,
        "rows": [shown(row, request.user) for row in page],
        "chosen": set(chosen),
        "hits": count_hits(found),
        "form": sent_form,
        "purpose_form": purpose_form,
        "may_decide": request.user.has_perm("employees.decide_difference"),
        "may_export": request.user.has_perm("employees.export_list"),
    }
    return render(request, "employees/differences/send.html", context, status=status)


def _question_page(request, failed=None, status=200):
    asked = Difference.objects.asked_of(request.user).select_related(*RELATED)
    page = keyset_page(asked, ["nip", "id"], request.GET.get("halaman"))
    _note(request, [row for row in page if row.nip != request.user.nip], "Membaca pertanyaan selisih dengan SIASN")
    rows = []
    for row in page:
        own = failed if failed and failed.prefix == str(row.pk) else AnswerForm(
            prefix=str(row.pk), initial={"answer": row.answer}
        )  # fmt: skip
        rows.append((shown(row, request.user), own))
    context = {"rows": rows, "page": page, "form": failed}
    return render(request, "employees/differences/questions.html", context, status=status)

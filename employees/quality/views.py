from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.db.models import Q
from django.http import QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from employees import tasks
from employees.models import PersonQuality, QualityItem, QualityRun, Unit
from employees.purposes.words import purposes_for
from employees.quality import desk as queries
from employees.quality.filters import ItemFilter
from employees.quality.forms import ExceptionForm, LiftForm
from employees.quality.indicators import GROUPS, INDICATORS
from employees.quality.picture import trend
from employees.quality.services import ExceptionRefused, lift, set_aside
from employees.quality.ways import way_to_field
from simpeg.audit.purpose import reading_for
from simpeg.audit.reading import note_read
from simpeg.jobs import services as jobs
from simpeg.law.engine import Law
from simpeg.reports.forms import ExportForm
from simpeg.web.access import any_permission_required
from simpeg.web.chips import chips, without
from simpeg.web.paging import Hits, keyset_page
from simpeg.web.replica import reads_only

may_list = any_permission_required("employees.view_all_units", "employees.view_own_units")
ORDER = ["due_on", "pk"]
IN_A_ROW = 20
WORST_INDICATORS, WORST_UNITS = 12, 8


@require_safe
@may_list
@reads_only
def desk(request):
    """The index of everybody whose lists this user keeps, what weighs most, and what mending would bring."""
    user = request.user
    own = None
    if not user.has_perm("employees.view_all_units"):
        mandated = list(Unit.objects.filter(mandates__user=user)[:2])
        own = mandated[0] if len(mandated) == 1 else None
    points = queries.unit_points(own) if own else queries.run_points(user)
    context = _numbers(request, None, points) | {
        "own": own,
        "worst_units": queries.worst_units(user, WORST_UNITS, parent=own),
        "may_run": user.has_perm("employees.add_qualityrun"),
        "in_a_row": IN_A_ROW,
    }
    return render(request, "employees/quality/desk.html", context)


@require_safe
@may_list
@reads_only
def unit(request, pk):
    """A unit with everything below: its index, its trend, what its people breach."""
    visible = Unit.objects.visible_to(request.user)
    found = get_object_or_404(visible, pk=pk)
    context = _numbers(request, found, queries.unit_points(found)) | {
        "unit": found,
        "above": sorted(visible.filter(pk__in=found.path[:-1]), key=lambda upper: found.path.index(upper.pk)),
        "worst_units": queries.worst_units(request.user, None, parent=found),
        "in_a_row": IN_A_ROW,
    }
    return render(request, "employees/quality/unit.html", context)


@require_POST
@permission_required("employees.add_qualityrun", raise_exception=True)
def run(request):
    """Start the check of everybody; pressing twice starts it once."""
    return redirect(jobs.submit_once(tasks.check_quality, by=request.user, title="Pemeriksaan kualitas data"))


@require_safe
@may_list
@reads_only
def indicators(request):
    """Every indicator with its weight, who mends it within how many days, and its article."""
    law = Law.on(timezone.localdate())
    owners, days, otherwise = law["kualitas.pemilik"], law["kualitas.janji_hari"], law["kualitas.janji_hari_lain"]
    rows = [
        {
            "indicator": each,
            "weight": law["kualitas.bobot"].get(each.code),
            "owner": QualityItem.Owner(owners.get(each.code, QualityItem.Owner.AGENCY)).label,
            "days": days.get(each.code, otherwise),
        }
        for each in INDICATORS.values()
    ]
    tables = [
        (words, law["kualitas.bobot_dimensi"].get(key.upper()), [row for row in rows if row["indicator"].group == key])
        for key, words in GROUPS.items()
    ]
    return render(request, "employees/quality/indicators.html", {"tables": tables})


@require_safe
@may_list
@reads_only
def items(request):
    """The breaches as work, the nearest day first."""
    return _items(request)


@require_POST
@may_list
@permission_required("employees.export_list", raise_exception=True)
def export(request):
    """Hand the filtered list to a job that writes it as Excel."""
    item_filter = _filter(request)
    form = ExportForm(request.POST, rows=item_filter.qs.count(), purposes=purposes_for(request))
    if not form.is_valid():
        return _items(request, export_form=form, status=422)
    params = {
        "filters": {name: value for name, value in request.GET.items() if value and name in item_filter.filters},
        "reason": form.cleaned_data["reason"],
    }
    title = "Pelanggaran kualitas data (Excel)"
    with reading_for(form.cleaned_data.get("purpose", "")):
        return redirect(jobs.submit_once(tasks.export_quality, by=request.user, title=title, **params))


@require_safe
@may_list
def following(request):
    """The next open breach of the filtered list after the one named by `setelah`; twenty in a row."""
    done = _whole(request.GET.get("ke"))
    rest = without(request, ["setelah", "ke"]).partition("?")[2]
    found = _filter(request).qs.order_by(*ORDER)
    last = QualityItem.objects.visible_to(request.user).filter(pk=_whole(request.GET.get("setelah"))).first()
    if last:
        found = found.filter(Q(due_on__gt=last.due_on) | Q(due_on=last.due_on, pk__gt=last.pk))
    item = found.first() if done < IN_A_ROW else None
    if item:
        query = QueryDict(rest, mutable=True)
        query["ke"] = done + 1
        return redirect(f"{item.get_absolute_url()}?{query.urlencode()}")
    words = f"{done} pelanggaran sudah Anda lihat berturut-turut." if done else "Tidak ada lagi yang terbuka."
    messages.success(request, words)
    return redirect(f"{reverse('quality:items')}?{rest}" if rest else reverse("quality:items"))


@require_safe
@may_list
def item(request, pk):
    """One breach: what the file says, what to do, the way to the field, and the next one."""
    return _item(request, _item_or_404(request, pk))


@require_POST
@permission_required("employees.add_qualityexception", raise_exception=True)
def except_item(request, pk):
    """Set the breach aside until a day, by a decree."""
    found = _item_or_404(request, pk)
    form = _exception_form(request.POST)
    if not form.is_valid():
        return _item(request, found, form=form, status=422)
    try:
        set_aside(found, day=timezone.localdate(), by=request.user, **form.cleaned_data)
    except ExceptionRefused as refusal:
        form.add_error(None, str(refusal))
        return _item(request, found, form=form, status=422)
    messages.success(request, "Pelanggaran dikecualikan. BKN tetap menghitungnya sampai datanya sesuai.")
    return redirect(_kept_query(request, found))


@require_POST
@permission_required("employees.add_qualityexception", raise_exception=True)
def lift_exception(request, pk):
    """End the exception of a breach before its day."""
    found = _item_or_404(request, pk)
    form = LiftForm(request.POST)
    if not form.is_valid():
        return _item(request, found, lift_form=form, status=422)
    try:
        lift(found, day=timezone.localdate(), by=request.user, **form.cleaned_data)
    except ExceptionRefused as refusal:
        form.add_error(None, str(refusal))
        return _item(request, found, lift_form=form, status=422)
    messages.success(request, "Pengecualian dicabut. Pelanggaran terbuka kembali.")
    return redirect(_kept_query(request, found))


def _numbers(request, unit, points):
    """What the desk and a unit's page share: index, indicators, the forecast for those chosen, the trend."""
    day = timezone.localdate()
    law = Law.on(day)
    people = queries.people_of(request.user, unit)
    found = queries.summary(people, law)
    chosen = [code for code in dict.fromkeys(request.GET.getlist("pilih")) if code in INDICATORS]
    mended = sum(line.breached for line in found.lines if line.indicator.code in chosen)
    return {
        "day": day,
        "run": QualityRun.objects.order_by("-pk").first(),
        "summary": found,
        "worst": found.worst[:WORST_INDICATORS],
        "more_lines": found.worst[WORST_INDICATORS:],
        "change": queries.change_since(points, found.index, day),
        "trend": trend(points),
        "chosen": chosen,
        "mended": mended,
        "forecast": queries.forecast(people, law, chosen) if mended else None,
    }


def _items(request, *, export_form=None, status=200):
    day = timezone.localdate()
    item_filter = _filter(request)
    hits = Hits(item_filter.qs.count(), True)
    rows = item_filter.qs.select_related("employee", "unit")
    page = keyset_page(rows, ORDER, request.GET.get("halaman"))
    context = {
        "day": day,
        "filter": item_filter,
        "chips": chips(request, item_filter.form),
        "clear": without(request, list(item_filter.filters)),
        "hits": hits,
        "page": page,
        "rows": queries.with_details(page.rows, day),
        "query": without(request, []).partition("?")[2],
        "in_a_row": min(IN_A_ROW, hits.number),
        "checked": bool(page.rows) or PersonQuality.objects.exists(),
        "may_export": request.user.has_perm("employees.export_list"),
        "export_form": export_form or ExportForm(rows=hits.number, purposes=purposes_for(request)),
    }
    return render(request, "employees/quality/items.html", context, status=status)


def _item(request, found, *, form=None, lift_form=None, status=200):
    user, day = request.user, timezone.localdate()
    note_read(by=user, employees=[found.employee_id], what=f"Memeriksa kualitas data ({found.code})")
    (_, indicator, said), *_ = queries.with_details([found], day)
    law = Law.on(day)
    others = queries.items_of(user).filter(employee=found.employee, state=queries.OPEN).exclude(pk=found.pk)
    next_query = request.GET.copy()
    next_query["setelah"] = found.pk
    following_page = f"{reverse('quality:following')}?{next_query.urlencode()}"
    context = {
        "item": found,
        "day": day,
        "indicator": indicator,
        "group": queries.group_words(indicator),
        "said": said,
        "gain": queries.gains([found], law).get(found.pk),
        "basis": indicator.basis,
        "way": way_to_field(user, found.employee, indicator, back=following_page),
        "others": [(other, INDICATORS[other.code]) for other in others.order_by(*ORDER)],
        "next": following_page,
        "query": request.GET.urlencode(),
        "place": _whole(request.GET.get("ke")),
        "in_a_row": IN_A_ROW,
        "may_except": user.has_perm("employees.add_qualityexception"),
        "form": form or _exception_form(None),
        "lift_form": lift_form or LiftForm(),
    }
    return render(request, "employees/quality/item.html", context, status=status)


def _filter(request):
    day = timezone.localdate()
    return ItemFilter(request.GET, queryset=queries.items_of(request.user), user=request.user, day=day)


def _item_or_404(request, pk):
    rows = queries.items_of(request.user).select_related("employee__state", "unit", "exception__granted_by")
    return get_object_or_404(rows, pk=pk)


def _exception_form(data):
    day = timezone.localdate()
    return ExceptionForm(data, day=day, most_days=Law.on(day)["kualitas.kecualian_hari"])


def _kept_query(request, found):
    query = request.GET.urlencode()
    return f"{found.get_absolute_url()}?{query}" if query else found.get_absolute_url()


def _whole(text):
    """A number of an address; 0 for whatever is none."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 19 else 0

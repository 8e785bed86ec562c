"""The map of competence, the widest gaps, the people behind them, and one person's own page."""

from django.contrib.auth.decorators import permission_required
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_POST, require_safe

from employees.filters import ID
from employees.models import Position
from employees.models.employee import titled
from employees.permissions import is_own
from employees.purposes.words import purposes_for
from simpeg.audit.purpose import reading_for
from simpeg.audit.reading import note_read
from simpeg.core.dates import in_words
from simpeg.jobs import services as jobs
from simpeg.law.engine import Law
from simpeg.reports.forms import ExportForm
from simpeg.web.access import any_permission_required
from simpeg.web.chips import chips, without
from simpeg.web.paging import count_hits, counted_page
from simpeg.web.replica import reads_only
from training import tasks
from training.competence import queries
from training.competence.filters import ALONE, MapFilter, PeopleFilter
from training.competence.mapping import MOST_ROWS, Line, Rows, competence_map
from training.competence.queries import BELOW, Post, gaps, lines_of, scores_beside
from training.competence.rules import Match, Score, level_names, thresholds_of, valid_until
from training.models import EVERYBODY, MAP_ONLY, OWN_UNITS, Assessment

READS_MAPS = any_permission_required(EVERYBODY, OWN_UNITS, MAP_ONLY)
READS_PEOPLE = any_permission_required(EVERYBODY, OWN_UNITS)
ORDER = ["sort_name", "employee"]
SHOWN = [
    *("employee", "sort_name", "nip", "position_title", "unit__name"),
    *("employee__name", "employee__front_title", "employee__back_title"),
]
MOST = 60_000  # people; nobody leafs through more
POSTS_FOUND = 10


@require_safe
@READS_MAPS
@reads_only
def index(request):
    """Units or positions beside competences: what is missing of each, of how many, and how many are not assessed."""
    law, asked = _asked(request)
    found = gaps(asked.qs, law)
    rows, columns = asked.sides
    competences, lines = competence_map(found, rows=rows, columns=columns, unit=asked.chosen_unit)
    least = _least(request.user, law)
    context = _counted(request, asked, found, law) | {
        "competences": competences,
        "lines": [_line(line, competences, asked, least) for line in lines[:MOST_ROWS]],
        "whole": _whole(lines, competences, least),
        "hidden": max(0, len(lines) - MOST_ROWS),
        "rows": rows,
        "columns": columns,
        "least": least,
        "by_unit": rows == Rows.UNITS,
    }
    return render(request, "training/competence/map.html", context)


@require_safe
@READS_MAPS
@reads_only
def ranking(request):
    """Where training would close most: competences by the levels that are missing."""
    law, asked = _asked(request)
    found = gaps(asked.qs, law)
    ranked = queries.largest_gaps(found)
    least = _least(request.user, law)
    widest = max((row["missing"] for row in ranked), default=0)
    for row in ranked:
        row["hidden"] = row["assessed"] < least
        row["width"] = round(100 * row["missing"] / widest) if widest else 0
        row["mean"] = row["missing"] / row["people"] if row["people"] else None
    context = _counted(request, asked, found, law) | {"ranked": ranked, "least": least}
    return render(request, "training/competence/ranking.html", context)


def _asked(request):
    """(today's law, the filter of the people that this user's map counts). Who has units begins with his first one."""
    law = Law.on(timezone.localdate())
    data = request.GET.copy()
    if not (request.user.has_perm(EVERYBODY) or request.user.has_perm(MAP_ONLY)) and not data.get("unit"):
        first = request.user.mandates.order_by("unit__name", "pk").values_list("unit", flat=True).first()
        data["unit"] = str(first or "")
    return law, MapFilter(data, queryset=queries.counted_for(request.user, law), user=request.user)


def _least(user, law):
    """Of fewer people than this the reader sees no number: it would be somebody's."""
    return 0 if queries.may_read_people(user) else law["kompetensi.paling_sedikit_peta"]


def _rated(named):
    """How many are assessed at all."""
    return sum(number for match, number in named.items() if match != Match.UNKNOWN)


def _counted(request, asked, found, law):
    """What map and ranking both say: of whom, and how they match."""
    named = queries.categories(found)
    return {
        "filter": asked,
        "chips": chips(request, asked.form),
        "clear": without(request, list(asked.filters)),
        "unit": asked.chosen_unit,
        "day": law.day,
        "years": law["kompetensi.berlaku_tahun"],
        "thresholds": thresholds_of(law),
        "people": sum(named.values()),
        "matches": [(match, named.get(match, 0)) for match in Match if match != Match.NOTHING_ASKED],
        "matches_hidden": _rated(named) < _least(request.user, law),
        "names_people": queries.may_read_people(request.user),
    }


def _line(line, competences, asked, least):
    """A row of the page: its words, where its name leads, and its cells with the people behind them."""
    by_unit = asked.sides[0] == Rows.UNITS
    place = {"unit": line.key if by_unit else asked.chosen_unit or ""}
    place |= {"reach": ALONE} if by_unit and line.key == asked.chosen_unit else {}
    place |= {} if by_unit else {"title": line.key}
    cells = []
    for pk, (code, words) in competences.items():
        cell = line.cells.get(pk)
        state = {"state": BELOW} if cell and cell.below else {}
        href = f"{reverse('competence:people')}?{urlencode(place | {'competence': pk} | state)}"
        cells.append((cell, f"{code} {words}", href, bool(cell) and cell.assessed < least))
    deeper = by_unit and line.key and line.key != asked.chosen_unit
    return {
        "line": line,
        "href": f"{reverse('competence:people')}?{urlencode(place)}",
        "deeper": f"?{urlencode({'unit': line.key, 'columns': asked.sides[1]})}" if deeper else "",
        "cells": cells,
        "hidden": line.known < least,
    }


def _whole(lines, competences, least):
    """The sums of all lines, also of those that the page does not show."""
    sums = {}
    for line in lines:
        for pk, cell in line.cells.items():
            sums[pk] = sums[pk] + cell if pk in sums else cell
    whole = Line(None, "Semua", sums)
    cells = [(sums[pk], f"{code} {words}", sums[pk].assessed < least) for pk, (code, words) in competences.items()]
    return {
        "cells": cells,
        "percent": whole.whole.percent if whole.known >= least else None,
        "people": sum(line.people for line in lines),
        "unknown": whole.unknown,
    }


# -- People -----------------------------------------------------------------------------------------------------------


@require_safe
@READS_PEOPLE
def people(request):
    return people_page(request)


def people_page(request, *, export_form=None, status=200):
    """The people behind a cell, each with his match; of a chosen competence what is asked and held besides."""
    law, asked = people_filter(request)
    page, hits = counted_page(asked.qs.values(*SHOWN), ORDER, request.GET.get("halaman"), MOST)
    ids = [row["employee"] for row in page]
    note_read(by=request.user, employees=ids, what="Membuka daftar kompetensi pegawai")
    own = gaps(queries.listed_for(request.user, law).filter(pk__in=ids), law)
    numbers, cells = scores_beside(own, asked.chosen_competence)
    nothing = Score(0, 0, 0, 0, 0, thresholds_of(law))
    context = {
        "filter": asked,
        "chips": chips(request, asked.form),
        "clear": without(request, list(asked.filters)),
        "hits": hits,
        "page": page,
        "rows": [
            (row | {"name": _name(row)}, numbers.get(row["employee"], nothing), cells.get(row["employee"]))
            for row in page
        ],
        "competence": dict(asked.form.fields["competence"].choices).get(asked.chosen_competence),
        "day": law.day,
        "may_export": request.user.has_perm("employees.export_list"),
        "export_form": export_form or _export_form(request, hits),
    }
    return render(request, "training/competence/people.html", context, status=status)


def people_filter(request):
    law = Law.on(timezone.localdate())
    queryset = queries.listed_for(request.user, law)
    return law, PeopleFilter(request.GET, queryset=queryset, user=request.user, law=law)


def _name(row):
    return titled(row["employee__name"], row["employee__front_title"], row["employee__back_title"])


def _export_form(request, hits, data=None):
    return ExportForm(data, rows=hits.number, purposes=purposes_for(request))


@require_POST
@READS_PEOPLE
@permission_required("employees.export_list", raise_exception=True)
def export_people(request):
    """Hand the filtered list to a job that writes it as Excel."""
    law, asked = people_filter(request)
    form = _export_form(request, count_hits(asked.qs), request.POST)
    if not asked.is_valid() or not form.is_valid():
        return people_page(request, export_form=form, status=422)
    params = _said(request, asked, law) | {"reason": form.cleaned_data["reason"]}
    title = f"Kompetensi pegawai {in_words(law.day)} (Excel)"
    with reading_for(form.cleaned_data.get("purpose", "")):
        return redirect(jobs.submit_once(tasks.export_competence, by=request.user, title=title, **params))


@require_POST
@READS_MAPS
def export_map(request):
    """Hand the map as it is filtered to a job that writes it as Excel; it names nobody."""
    law, asked = _asked(request)
    params = _said(request, asked, law)
    params["filters"]["unit"] = str(asked.chosen_unit or "")
    title = f"Peta kompetensi {in_words(law.day)} (Excel)"
    return redirect(jobs.submit_once(tasks.export_competence_map, by=request.user, title=title, **params))


def _said(request, asked, law):
    filters = {name: value for name, value in request.GET.items() if value and name in asked.filters}
    return {"filters": filters, "day": law.day.isoformat()}


# -- One person -------------------------------------------------------------------------------------------------------


@require_safe
def own(request):
    """The page of the person who is logged in."""
    if not request.user.nip or queries.employee_for(request.user, request.user.nip) is None:
        raise Http404("Akun Anda belum terhubung dengan berkas pegawai; NIP akun dan NIP berkas harus sama.")
    return redirect("competence:person", request.user.nip)


@require_safe
def person(request, nip):
    """What his position asks and what he holds, the match, every assessment; against another position if asked."""
    state = person_or_404(request.user, nip)
    own = is_own(request.user, state.employee)
    if not own:
        note_read(by=request.user, employees=[state.pk], what="Membuka kompetensi pegawai")
    law = Law.on(timezone.localdate())
    other = _other_position(request)
    lines = lines_of(state.employee, law, post=Post.of(other) if other else None)
    for line in lines:
        line["gap"] = line["held"] - line["required"] if line["held"] is not None else None
        line["lacks"] = -line["gap"] if line["gap"] else 0
        line["until"] = valid_until(line["assessed_on"], law) if line["assessed_on"] else None
    history = Assessment.objects.visible_to(request.user).filter(employee=state.pk).select_related("competence")
    context = {
        "state": state,
        "employee": state.employee,
        "is_own": own,
        "lines": lines,
        "score": _score_of(lines, law),
        "thresholds": thresholds_of(law),
        "names": level_names(law),
        "history": [(row, valid_until(row.assessed_on, law)) for row in history.order_by("-assessed_on", "competence")],
        "other": other,
        "asked_for": request.GET.get("cari", "").strip()[:100],
        "posts": _posts_named(request.GET.get("cari", "")),
        "day": law.day,
        "years": law["kompetensi.berlaku_tahun"],
        "may_assess": may_assess(request.user, state.employee),
        "reads_people": queries.may_read_people(request.user),
    }
    return render(request, "training/competence/person.html", context)


def person_or_404(user, nip):
    state = queries.employee_for(user, nip)
    if state is None:
        raise Http404("Tidak ada pegawai dengan NIP ini yang kompetensinya dapat Anda baca.")
    return state


def may_assess(user, employee):
    """Whoever writes assessments, of others: nobody writes his own."""
    return user.has_perm("training.add_assessment") and not is_own(user, employee)


def _score_of(lines, law):
    known = [line for line in lines if line["held"] is not None]
    return Score(
        len(lines),
        len(known),
        sum(line["held"] < line["required"] for line in known),
        sum(line["required"] for line in known),
        sum(min(line["held"], line["required"]) for line in known),
        thresholds_of(law),
    )


def _other_position(request):
    chosen = request.GET.get("jabatan", "")
    if not chosen:
        return None
    number = int(chosen) if ID.fullmatch(chosen) else 0
    found = Position.objects.in_force_on(timezone.localdate()).filter(pk=number).select_related("unit").first()
    if found is None:
        raise Http404("Jabatan ini tidak ada pada peta jabatan.")
    return found


def _posts_named(text):
    """The first posts of the map whose title or unit holds these words."""
    text = text.replace("\0", "").strip()[:100]
    if len(text) < 3:
        return []
    found = Position.objects.in_force_on(timezone.localdate())
    for word in text.split():
        found = found.filter(Q(title__icontains=word) | Q(unit__name__icontains=word))
    return list(found.select_related("unit").order_by("title", "unit__name", "pk")[:POSTS_FOUND])


def forbid_own(user, employee):
    if not may_assess(user, employee):
        raise PermissionDenied("Penilaian kompetensi Anda sendiri dicatat oleh petugas lain.")

"""The law as it is on file, to be read by everybody who works with it: topics, values, tables, rules, of any day."""

from django.contrib.auth.decorators import permission_required
from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from employees.due_lists.lists import BY_SLUG
from employees.regulations import queries
from employees.regulations.forms import SearchForm
from employees.regulations.references import REFERENCES
from employees.regulations.worked import answers_now
from simpeg.law.catalogue import key_of, topic_of
from simpeg.law.models import LawChange
from simpeg.law.models.change import TABLE
from simpeg.law.services import is_known
from simpeg.law.tables import TABLES
from simpeg.web.replica import reads_only

READS = "law.view_parameter"
RECENT = 8


@require_safe
@permission_required(READS, raise_exception=True)
@reads_only
def index(request):
    """Topics and tables, what is coming, what changed lately; or what was searched for."""
    form = SearchForm(request.GET or None)
    day = chosen_day(form)
    text = form.cleaned_data.get("q", "") if form.is_valid() else ""
    only_unverified = form.is_valid() and form.cleaned_data["belum"]
    searched = bool(text or only_unverified)
    context = {"form": form, "day": day, "today": timezone.localdate(), "searched": searched}
    if searched:
        found = queries.search(text, day, only_unverified=only_unverified)
        context |= found | {"hits": sum(map(len, found.values())), "text": text, "only_unverified": only_unverified}
    else:
        coming, recent = queries.coming_and_recent(day)
        context |= {
            "shelves": queries.shelves(day),
            "coming": coming,
            "recent": recent[:RECENT],
            "references": REFERENCES.values(),
            "open": [
                (change, queries.subject_words(change))
                for change in LawChange.objects.visible_to(request.user).open().select_related("proposed_by")
            ],
        }
    return render(request, "employees/regulations/index.html", context, status=200 if not form.errors else 422)


@require_safe
@permission_required(READS, raise_exception=True)
@reads_only
def topic(request, code):
    form = SearchForm(request.GET or None)
    day = chosen_day(form)
    rows = queries.values_of_topic(code, day)
    tables = [table for table in TABLES.values() if table.topic == code]
    if not rows and not tables:
        raise Http404
    context = {
        "form": form,
        "topic": topic_of(code),
        "day": day,
        "rows": rows,
        "tables": tables,
        "rules": queries.rules_on(code, day),
        "references": [reference for reference in REFERENCES.values() if reference.topic == code],
        "may_propose": request.user.has_perm("law.add_lawchange"),
    }
    return render(request, "employees/regulations/topic.html", context, status=200 if not form.errors else 422)


@require_safe
@permission_required(READS, raise_exception=True)
@reads_only
def value(request, key):
    """One value through the years: what held, what holds, what will, by whom and under which article."""
    dated = queries.dated_values(timezone.localdate(), key=key)
    if not dated:
        raise Http404
    declared = key_of(key)
    changes = list(queries.changes_of(key, request.user))
    context = {
        "key": declared,
        "topic": topic_of(declared.topic),
        "dated": dated[::-1],
        "now": next((one for one in dated if one.when == "now"), None),
        "changes": changes,
        "open": next((change for change in changes if change.is_open), None),
        "unused": [(piece, declared.words(piece.what)) for piece in queries.unused_values(key, dated)],
        "may_propose": request.user.has_perm("law.add_lawchange") and is_known(key),
        "follows": any(one.row.change_id for one in dated),
    }
    return render(request, "employees/regulations/value.html", context)


@require_safe
@permission_required(READS, raise_exception=True)
@reads_only
def table(request, code):
    """One table as it holds on a day."""
    found = TABLES.get(code)
    if found is None:
        raise Http404
    form = SearchForm(request.GET or None)
    day = chosen_day(form)
    rows = queries.rows_on(found, day)
    changes = list(queries.changes_of(f"{TABLE}{code}", request.user))
    context = {
        "form": form,
        "table": found,
        "topic": topic_of(found.topic),
        "day": day,
        "rows": [(row, [(cell, shown(row, cell)) for cell in found.cells]) for row in rows],
        "blocks": queries.salary_blocks(found, day) if found.is_salary else None,
        "bases": sorted({row.basis for row in rows}),
        "editions": queries.editions(found),
        "changes": changes,
        "open": next((change for change in changes if change.is_open), None),
        "unverified": sum(row.unverified for row in rows),
        "may_propose": request.user.has_perm("law.add_lawchange"),
    }
    return render(request, "employees/regulations/table.html", context, status=200 if not form.errors else 422)


@require_safe
@permission_required(READS, raise_exception=True)
def reference(request, code):
    """Tables of codes and kinds that the program's files alone bring."""
    found = REFERENCES.get(code)
    if found is None:
        raise Http404
    context = {"reference": found, "rows": list(found.rows()), "topic": topic_of(found.topic)}
    return render(request, "employees/regulations/reference.html", context)


@require_safe
@permission_required(READS, raise_exception=True)
def worked_examples(request, slug):
    """The examples of the regulations, with what the law on file answers to them today."""
    kind = BY_SLUG.get(slug)
    if kind is None:
        raise Http404
    found = answers_now(kind.subject)
    context = {
        "kind": kind,
        "kinds": BY_SLUG.values(),
        "answers": found,
        "agreeing": sum(one.as_expected for one in found),
    }
    return render(request, "employees/regulations/examples.html", context)


def chosen_day(form):
    """The day that the page was asked for; today where none or no day was named."""
    return (form.is_valid() and form.cleaned_data.get("tanggal")) or timezone.localdate()


def shown(row, cell):
    """A cell as people read it."""
    found = getattr(row, cell.name)
    if cell.kind == "grade":
        return found.code if found else ""
    if cell.kind == "flag":
        return "Ya" if found else ""
    named = getattr(row, f"get_{cell.name}_display", None)
    return named() if named else found

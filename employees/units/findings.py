"""What should not be in the organisation, each said in a sentence and leading to where it is mended.

All of it is read within `as_of(day)`, which says of which day the view speaks.
"""

from django.db.models import Count

from employees.models import OrganisationFinding
from simpeg.core.dates import in_words
from simpeg.law.models import Echelon

ORDER = ["kind", "unit_id", "key"]
Kind = OrganisationFinding.Kind


def findings(user):
    """Every finding this user may see, with what a row shows."""
    return OrganisationFinding.objects.visible_to(user).select_related("unit", "position", "employee")


def counts(rows):
    """`[(kind, label, number)]` in the order of the kinds, those without a finding too."""
    found = dict(rows.order_by().values_list("kind").annotate(number=Count("key")))
    return [(kind.value, kind.label, found.get(kind.value, 0)) for kind in Kind]


def sentence(finding):
    """What is wrong, from the facts that were seen."""
    return _SENTENCES[Kind(finding.kind)](finding.facts)


def _two_holders(facts):
    return f"Dipangku {facts['holders']} orang, kebutuhannya {max(facts['need'], 1)}."


def _no_head(facts):
    head = f"Seharusnya dipimpin pejabat eselon {Echelon(facts['echelon']).label}."
    if facts["acting"]:
        return f"{head} Plt. sejak {in_words(facts['since'])}: {facts['acting']}."
    return f"{head} Plt. tidak tercatat."


def _acting(facts):
    return f"Plt. sejak {in_words(facts['since'])}; batasnya {in_words(facts['lapses_on'])}."


def _grade(facts):
    steps = "satu tingkat" if facts["steps"] == 1 else f"{facts['steps']} tingkat"
    asked = f"{facts['lowest']} untuk eselon {facts['echelon']} ({facts['basis']})"
    return f"Golongan {facts['grade']}, {steps} di bawah {asked}."


def _education(facts):
    return f"Ijazah tertinggi yang diakui: {facts['has']}; syarat jabatan: {facts['needed']}."


def _field(facts):
    return f"Ijazah yang diakui: {facts['has']}; bidang yang disyaratkan: {facts['fields']}."


def _unknown(facts):
    return f"Belum ada ijazah yang diakui pada berkasnya; syarat jabatan: {facts['needed'] or facts['fields']}."


def _off_map(facts):
    return "Tidak ada baris peta jabatan dengan nama itu pada unit ini."


def _closed(facts):
    return f"Unit ditutup {in_words(facts['closed_on'])}."


_SENTENCES = {
    Kind.TWO_HOLDERS: _two_holders,
    Kind.NO_HEAD: _no_head,
    Kind.ACTING_TOO_LONG: _acting,
    Kind.GRADE_TOO_LOW: _grade,
    Kind.EDUCATION_TOO_LOW: _education,
    Kind.OTHER_FIELD: _field,
    Kind.EDUCATION_UNKNOWN: _unknown,
    Kind.OFF_THE_MAP: _off_map,
    Kind.IN_CLOSED_UNIT: _closed,
}

"""The law as people read it: every value, table and rule of a topic on a day, and what has been and will be."""

from dataclasses import dataclass
from datetime import timedelta

from employees.due_lists.lists import LISTS
from employees.quality.rules import QUALITY
from simpeg.law.catalogue import Key, key_of, keys, topic_of, topics
from simpeg.law.files import values_in
from simpeg.law.models import Grade, LawChange, Parameter
from simpeg.law.tables import TABLES

RULES = {kind.topics[0]: [kind.rules] for kind in LISTS.values()} | {"kualitas": [QUALITY]}
LATELY = timedelta(days=366)


@dataclass(frozen=True)
class Dated:
    """A value while it is in force: its declaration, its row, and where it stands beside a day."""

    key: Key
    row: Parameter
    when: str  # "past", "now", "coming"

    @property
    def words(self):
        return self.key.words(self.row.value)

    @property
    def lines(self):
        return self.key.lines(self.row.value)

    @property
    def since(self):
        return self.row.in_force.lower

    @property
    def last(self):
        """The last day on which it holds; None while it holds until further notice."""
        return self.row.in_force.upper and self.row.in_force.upper - timedelta(days=1)


@dataclass(frozen=True)
class Shelf:
    """What a topic holds on a day."""

    topic: object
    values: list
    tables: list
    rules: list
    changing: int


def dated_values(day, *, topic=None, key=None):
    """Every dated value (of a topic, of a key), oldest first within its key; one query."""
    rows = Parameter.objects.select_related("change__proposed_by", "change__decided_by").order_by("key", "in_force")
    if topic is not None:
        rows = rows.filter(key__startswith=f"{topic}.")
    if key is not None:
        rows = rows.filter(key=key)
    return [Dated(key_of(row.key), row, _when(row, day)) for row in rows]


def _when(row, day):
    if row.in_force.lower > day:
        return "coming"
    return "past" if row.in_force.upper and row.in_force.upper <= day else "now"


def shelves(day):
    """Every topic with what it holds on a day, in the order of their titles."""
    values = dated_values(day)
    codes = {*topics(), *(one.key.topic for one in values), *(table.topic for table in TABLES.values())}
    found = []
    for code in codes - {"pilihan"}:
        own = [one for one in values if one.key.topic == code]
        tables = [table for table in TABLES.values() if table.topic == code]
        if own or tables:
            coming = sum(one.when == "coming" for one in own)
            now = [one for one in own if one.when == "now"]
            found.append(Shelf(topic_of(code), now, tables, rules_on(code, day), coming))
    return sorted(found, key=lambda shelf: (shelf.topic.code != "kp", shelf.topic.title))


def values_of_topic(code, day):
    """(the value that holds on the day or None, what came before, what comes) for every key of a topic."""
    found = {}
    for one in dated_values(day, topic=code):
        found.setdefault(one.key.name, {"past": [], "now": [], "coming": []})[one.when].append(one)
    order = {name: number for number, name in enumerate(keys())}
    return [
        {"key": key_of(name), "now": next(iter(stands["now"]), None), "past": stands["past"],
         "coming": stands["coming"]}
        for name, stands in sorted(found.items(), key=lambda item: order.get(item[0], len(order)))
    ]  # fmt: skip


def rules_on(code, day):
    """The rules of a topic: each with whether it is asked on the day."""
    return [
        {"set": rules.name, "rule": rule, "now": day in rule.in_force}
        for rules in RULES.get(code, [])
        for rule in rules.rules
    ]


def coming_and_recent(day):
    """Values that begin after the day, nearest first; and those that began within the year before it, newest first."""
    values = dated_values(day)
    coming = sorted((one for one in values if one.when == "coming"), key=lambda one: one.since)
    recent = [one for one in values if one.when != "coming" and one.since > day - LATELY]
    return coming, sorted(recent, key=lambda one: one.since, reverse=True)


def search(text, day, *, only_unverified=False):
    """Values and tables of a day in whose words or article the text stands; all that is unverified, where asked."""
    words = text.casefold().split()
    values = [
        one
        for one in dated_values(day)
        if one.when != "past"
        and (one.row.unverified or not only_unverified)
        and _holds(words, one.key.label, one.key.does, one.key.name, one.row.basis, topic_of(one.key.topic).title)
    ]
    tables = []
    for table in TABLES.values():
        open_rows = unverified_rows(table, day) if only_unverified else 0
        if (open_rows or not only_unverified) and _holds(
            words, table.title, table.sentence, topic_of(table.topic).title
        ):
            tables.append({"table": table, "unverified": open_rows})
    rules = []
    if words and not only_unverified:
        rules = [
            {"topic": topic_of(code)} | entry
            for code in RULES
            for entry in rules_on(code, day)
            if _holds(words, entry["rule"].code, entry["rule"].label, entry["rule"].basis)
        ]
    return {"values": values, "tables": tables, "rules": rules}


def _holds(words, *texts):
    text = " ".join(texts).casefold()
    return all(word in text for word in words)


def unverified_rows(table, day):
    return table.rows().filter(in_force__contains=day, unverified=True).count()


def unused_values(key, values):
    """What the file says of a key where the agency's value holds instead."""
    spans = [(one.since, one.row.in_force.upper) for one in values if one.row.change_id]
    return [
        part
        for piece in values_in().get(key, [])
        for start, end in spans
        if (part := piece.part(start, end)) is not None
    ]


def changes_of(subject, user):
    return LawChange.objects.visible_to(user).filter(subject=subject).select_related("proposed_by", "decided_by")


def editions(table):
    """Since when a table says what: (first day, article, agency's or not), newest first."""
    rows = table.rows().values_list("in_force", "basis", "change_id").distinct()
    starts = {}
    for in_force, basis, change in rows:
        known = starts.setdefault(in_force.lower, {"since": in_force.lower, "bases": set(), "change": None})
        known["bases"].add(basis)
        known["change"] = known["change"] or change
    return sorted(starts.values(), key=lambda edition: edition["since"], reverse=True)


def rows_on(table, day):
    """The rows of a table on a day, as people order them."""
    found = table.rows().filter(in_force__contains=day).select_related(*table.related())
    order = {"grade": lambda row: row.grade.level, "years": lambda row: row.years}
    rows = list(found)
    if table.is_salary:
        return sorted(rows, key=lambda row: tuple(order[name](row) for name in table.identity))
    return sorted(
        rows, key=lambda row: [str(getattr(row, name + "_id", getattr(row, name))) for name in table.identity]
    )


def salary_blocks(table, day):
    """A salary table as the annex prints it: blocks of a few grades, a line for each number of years."""
    cells = {(row.grade_id, row.years): row.rupiah for row in rows_on(table, day)}
    grades = list(Grade.objects.filter(kind=table.grades))
    by_block = {}
    for grade in grades:
        block = grade.code.partition("/")[0] if table.grades == "PNS" else str((grade.level - 1) // 4 * 4)
        by_block.setdefault(block, []).append(grade)
    blocks = []
    for own in by_block.values():
        years = sorted({year for grade, year in cells if grade in {one.pk for one in own}})
        lines = [(year, [cells.get((grade.pk, year)) for grade in own]) for year in years]
        title = own[0].code.partition("/")[0] if table.grades == "PNS" else f"{own[0].code}–{own[-1].code}"
        blocks.append({"title": title, "grades": own, "lines": lines})
    return blocks


def subject_words(change):
    """What a change is about, in words."""
    return TABLES[change.table].title if change.table in TABLES else key_of(change.subject).label

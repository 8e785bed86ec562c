"""Which scans a person's records have, and which have none."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.db import models

from employees.models import Document, Employee
from employees.privacy import class_of, masked, reads
from employees.records.kinds import KINDS, in_a_line, kind_of
from simpeg.core.dates import in_words

Kind = Document.Kind


@dataclass
class Row:
    """A record, its words, and its scans."""

    kind: str
    record: models.Model | None
    words: str
    more: str = ""
    documents: list[Document] = field(default_factory=list)

    @property
    def record_id(self):
        return self.record.pk if self.record else None


@dataclass
class Group:
    """The records of one kind; `loose` are scans whose record was withdrawn."""

    kind: str
    title: str
    rows: list[Row]
    loose: list[Document]

    @property
    def missing(self):
        return sum(not row.documents for row in self.rows) if self.kind != Kind.PERSONAL else 0


def documents_of(employee, user):
    """{(kind, record id): the standing documents of this person that this user may see}; one query."""
    found = defaultdict(list)
    visible = Document.objects.visible_to(user).filter(employee=employee).standing()
    for document in visible.select_related("uploaded_by").order_by("pk"):
        found[document.kind, document.record_id].append(document)
    return dict(found)


def scans_of(employee, user):
    """The same as {kind: {record id: documents}}, as the tables of the dossier read it."""
    found = defaultdict(dict)
    for (kind, record_id), documents in documents_of(employee, user).items():
        found[kind][record_id] = documents
    return dict(found)


def groups_of(employee, user, kinds):
    """Every record of these kinds with its scans, kind by kind; scans of records that are gone stand at the end."""
    found = documents_of(employee, user)
    groups = []
    for kind in kinds:
        if kind == Kind.PERSONAL:
            rows = [Row(kind, None, "KTP, kartu keluarga, NPWP, dan lainnya")]
        elif kind in KINDS:
            records = with_names(getattr(employee, KINDS[kind].related)).order_by(f"-{KINDS[kind].order}", "-pk")
            rows = [Row(kind, record, *words_of(record)) for record in records]
        else:
            rows = []
        for row in rows:
            row.documents = found.pop((kind, row.record_id), [])
        loose = [document for key in [key for key in found if key[0] == kind] for document in found.pop(key)]
        if rows or loose:
            groups.append(Group(kind, Kind(kind).label, rows, loose))
    return groups


def kinds_for(user, employee):
    """The kinds whose records and scans this user may see of this person."""
    own = bool(user.nip) and user.nip == employee.nip
    return [
        kind
        for kind in Kind
        if own or kind not in Document.GUARDED or any(user.has_perm(name) for name in Document.GUARDED[kind])
    ]


def record_of(employee, kind, record_id):
    """The record of this person that a document is about; None when there is none (any more)."""
    if kind not in KINDS or record_id is None or not 0 < record_id < 2**63:
        return None
    return with_names(getattr(employee, KINDS[kind].related)).filter(pk=record_id).first()


def with_names(manager):
    """The records with what their words refer to: grades, units, levels."""
    names = [f.name for f in manager.model._meta.fields if f.many_to_one and f.name != "employee"]
    return manager.select_related(*names) if names else manager.all()


def words_of(record):
    """A record in a line, and its decree: what one looks for on the scan."""
    number = getattr(record, "decree", "") or getattr(record, "diploma", "") or getattr(record, "certificate", "")
    return in_a_line(record), f"Nomor {number}" if number else "Nomor belum tercatat"


def facts_of(record, user):
    """(label, value) of everything a record says, as its form asks it, for reading beside its scan."""
    kind = kind_of(record)
    return [
        (_label(kind.labels.get(name) or found.verbose_name), _shown(record, found, user, record.employee))
        for name in kind.fields
        for found in [record._meta.get_field(name)]
    ]


def personal_facts(employee, user):
    """(label, value) of what identity papers prove."""
    names = ("nip", "name", "birth_place", "birth_date", "sex", "nik", "religion", "marital_status", "address",
             "tax_number", "health_insurance")  # fmt: skip
    facts = []
    for name in names:
        found = Employee._meta.get_field(name)
        facts.append((_label(found.verbose_name), _shown(employee, found, user, employee)))
    return facts


def _label(words):
    return words[:1].upper() + words[1:]


def _shown(record, found, user, person):
    value = getattr(record, found.name)
    if value in (None, ""):
        return "–"
    if not reads(user, person, class_of(type(record), found.name)):
        return masked(found.name, value)
    if found.name == "kind_code":
        return record.kind_words
    value = getattr(record, f"get_{found.name}_display", lambda: value)()
    if isinstance(value, bool):
        return "Ya" if value else "Tidak"
    return in_words(value) if isinstance(found, models.DateField) else str(value)

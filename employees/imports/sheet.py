"""What a sheet of the workbook is to us: its columns, the table it fills, and the key by which its rows are known."""

from dataclasses import dataclass
from functools import cached_property

from django.db import models

from simpeg.imports.columns import Column

PERSON, UNIT = "person", "unit"


@dataclass(frozen=True)
class Field:
    """A column of a sheet and the column of our table that it fills."""

    column: Column
    target: str
    # "" for a value of its own; PERSON and UNIT are looked up by NIP and unor ID, which wait under another name.
    reference: str = ""
    staged: str = ""
    # How a stored value is shown to people, as SQL.
    show: str = "{}::text"

    @property
    def name(self):
        return self.staged or self.target


@dataclass(frozen=True)
class Sheet:
    """One sheet: its fields, and the key by which a row is known."""

    name: str
    model: type
    fields: tuple
    key: tuple  # targets
    key_column: str  # the column that a report names when a key is there twice
    duplicate: str = "same key twice in a sheet"
    # Which of our rows the key is unique among, as SQL over the table's own columns; "" for all.
    among: str = ""
    # Columns kept word for word in `siasn`; nothing of ours is decided by them.
    extra: tuple = ()

    @cached_property
    def columns(self):
        return [*(each.column for each in self.fields), *self.extra]

    @property
    def slug(self):
        return self.name.lower().replace(" ", "_")

    @property
    def stage(self):
        return f"stage_{self.slug}"

    @property
    def plan(self):
        return f"plan_{self.slug}"

    @property
    def table(self):
        return self.model._meta.db_table

    def field(self, target):
        return next(each for each in self.fields if each.target == target)

    def column_of(self, target):
        return self.field(target).column.name

    def sql_type(self, each):
        """The type in which a field waits for the checks."""
        if each.reference:
            return "text"
        kind = self._model_field(each.target)
        if isinstance(kind, models.ForeignKey):
            kind = kind.target_field
        if isinstance(kind, models.DateField):
            return "date"
        if isinstance(kind, models.DecimalField):
            return "numeric"
        return "bigint" if isinstance(kind, models.IntegerField) else "text"

    def empty(self, target):
        """What our table holds where the sheet holds nothing, as SQL."""
        kind = self._model_field(target)
        if kind.null or not (kind.blank or kind.has_default()):
            return "NULL"
        default = kind.db_default if kind.has_db_default() else kind.get_default()
        if isinstance(default, (list, dict)):
            return "'{}'"
        return str(default) if isinstance(default, int) else f"'{default or ''}'"

    def choices_of(self, target):
        """The words of the codes that our table holds there, where it knows them."""
        return self._model_field(target).choices

    def _model_field(self, target):
        return next(each for each in self.model._meta.concrete_fields if each.attname == target)

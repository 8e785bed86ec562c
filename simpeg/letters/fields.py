"""What a kind of letter can say: each field with its meaning and an example, for whoever edits the template."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Field:
    """A named text: `{{ nama }}` in a template."""

    name: str
    meaning: str
    example: str

    @property
    def words(self):
        return f"{{{{ {self.name} }}}}"


@dataclass(frozen=True)
class Rows:
    """A named list. With `fields` each row has named texts, for a table; without, each is a text (`examples`)."""

    name: str
    meaning: str
    item: str
    fields: tuple[Field, ...] = ()
    examples: tuple[str, ...] = ()
    rows: int = 3

    @property
    def words(self):
        return f"{{% for {self.item} in {self.name} %}}"

    @property
    def example(self):
        """The examples as the template gets them."""
        if not self.fields:
            return list(self.examples)
        return [{field.name: field.example for field in self.fields} for _ in range(self.rows)]


def examples_of(fields):
    """A full set of values for a trial."""
    return {field.name: field.example for field in fields}

"""The map of competence: units or positions beside competences, each cell with what is missing and of how many."""

from dataclasses import dataclass

from django.db.models import TextChoices

# How much of a level is missing on average, from which on a cell is coloured as … (a choice of drawing, no law).
SHADES = ((1.0, "4"), (0.5, "3"), (0.2, "2"), (0.0001, "1"))
MOST_ROWS = 60  # what fits a page that somebody reads; the widest gaps come first


class Rows(TextChoices):
    UNITS = "unit", "Unit kerja"
    POSITIONS = "jabatan", "Jabatan"


class Columns(TextChoices):
    LAW = "umum", "Manajerial dan sosial kultural"
    TECHNICAL = "teknis", "Teknis"


@dataclass(frozen=True)
class Cell:
    """A group of people and a competence: of how many it is asked, of how many it is known, what they lack."""

    asked: int
    assessed: int
    below: int
    missing: int  # levels, together
    required: int = 0  # levels, of whoever is assessed
    met: int = 0

    @property
    def percent(self):
        """Job person match of the group; None where nobody is assessed."""
        return 100 * self.met / self.required if self.required else None

    @property
    def mean(self):
        """The levels that are missing on average of whoever is assessed; None where nobody is."""
        return self.missing / self.assessed if self.assessed else None

    @property
    def shade(self):
        """0 (nothing is missing) to 4; empty where nobody is assessed."""
        if self.mean is None:
            return ""
        return next((shade for least, shade in SHADES if self.mean >= least), "0")

    @property
    def unknown(self):
        return self.asked - self.assessed

    def __add__(self, other):
        return Cell(*(getattr(self, name) + getattr(other, name) for name in self.__dataclass_fields__))


NONE = Cell(0, 0, 0, 0)


@dataclass(frozen=True)
class Line:
    """A row of the map: a unit or a title (`key`), its words, and its cells by competence."""

    key: object
    name: str
    cells: dict

    @property
    def whole(self):
        return sum(self.cells.values(), NONE)

    @property
    def known(self):
        """How many are assessed in the competence in which most are."""
        return max((cell.assessed for cell in self.cells.values()), default=0)

    @property
    def unknown(self):
        """How many are not assessed, where that is the same of all competences; None where it differs."""
        found = {cell.unknown for cell in self.cells.values()}
        return found.pop() if len(found) == 1 else None

    @property
    def people(self):
        return max((cell.asked for cell in self.cells.values()), default=0)


def competence_map(found, *, rows, columns, unit=None):
    """(competences, lines) of these gaps: in units the next ones below `unit`, or the offices; in positions titles.

    Every competence that is asked of somebody has its column; lines with the widest gaps come first.
    """
    which = "= 'TEKNIS'" if columns == Columns.TECHNICAL else "<> 'TEKNIS'"
    key, join, params = _grouping(rows, unit)
    sums = (
        "count(*) AS asked, count(held) AS assessed, count(*) FILTER (WHERE held < required) AS below,"
        " COALESCE(sum(required - held) FILTER (WHERE held < required), 0)::int AS missing,"
        " COALESCE(sum(required) FILTER (WHERE held IS NOT NULL), 0)::int AS required,"
        " COALESCE(sum(LEAST(held, required)) FILTER (WHERE held IS NOT NULL), 0)::int AS met"
    )
    said = found.rows(
        f"grouped.key, grouped.name, c.id AS competence, c.code, c.name AS words, {sums}",
        *params,
        tail=f"JOIN training_competence c ON c.id = competence AND c.kind {which} {join}"
        f" GROUP BY {key}, c.id ORDER BY c.kind, c.code",
    )
    competences, lines = {}, {}
    for row in said:
        competences[row["competence"]] = (row["code"], row["words"])
        line = lines.setdefault(row["key"], Line(row["key"], row["name"], {}))
        line.cells[row["competence"]] = Cell(**{name: row[name] for name in Cell.__dataclass_fields__})
    # By code: a query sorted by group and code names the columns of the first group first.
    competences = dict(sorted(competences.items(), key=lambda pair: pair[1][0]))
    return competences, sorted(lines.values(), key=_widest_first)


def _widest_first(line):
    """Widest gap first; of whom nothing is known stands behind those who lack nothing."""
    mean = line.whole.mean
    return mean is None, -(mean or 0), line.name


def _grouping(rows, unit):
    """(GROUP BY, JOIN, its parameters) by which people stand in one line."""
    if rows == Rows.POSITIONS:
        join = "CROSS JOIN LATERAL (SELECT title AS key, COALESCE(NULLIF(title, ''), 'Tanpa jabatan') AS name) grouped"
        return "grouped.key, grouped.name", join, ()
    if unit is None:
        over = "LEFT JOIN employees_unit own ON own.id = gaps.unit LEFT JOIN employees_unit top ON top.id = own.opd_id"
        params = ()
    else:
        over = (
            "LEFT JOIN employees_unit own ON own.id = gaps.unit LEFT JOIN employees_unit top"
            " ON top.id = COALESCE(own.path[array_position(own.path, %s::bigint) + 1], own.id)"
        )
        params = (unit,)
    join = (
        f"{over} CROSS JOIN LATERAL"
        " (SELECT COALESCE(top.id, 0) AS key, COALESCE(top.name, 'Tanpa perangkat daerah') AS name) grouped"
    )
    return "grouped.key, grouped.name", join, params

"""What the law makes of every place that somebody holds, laid out before a list of everybody.

A place is what the law looks at in a person without his days: grade, status, standing, position, education. A nation
has some ten thousand of them. They lie in a table that several processes can join, with the rules that look at nothing
else judged already; `simpeg.run` tells those of one list from those of another.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Places:
    """How a list asks the law once for each place.

    `placed` is the view of everybody whose row says all of grade and diplomas, joined to `table`; `parts` are the same
    people in parts, so that several processes can share the first. `others` is the view of those left. `columns` names
    the facts that `table` knows. `besides` are tables laid out with it, each with the view that it is filled from.
    """

    table: str
    columns: str
    placed: str
    parts: tuple[str, ...]
    others: str
    besides: tuple[tuple[str, str], ...] = ()

    def lay_out(self, cursor, run, facts, law, rules):
        """They are read within this transaction, and swept away with the next run."""
        cursor.execute("SELECT set_config('simpeg.run', %s, true)", [str(run)])
        settled, params = rules.settle(facts, law, self.settled)
        name = f'"{facts.model._meta.db_table}"'
        _fill(cursor, self.table, f"SELECT %s, {name}.*, {settled} FROM {self.table}s {name}", [run, *params])
        # What is counted for all posts lies in one order on both sides, and is read through side by side: a table of
        # millions to look into would have to be made first.
        cursor.execute("SET LOCAL enable_hashjoin = off")
        for table, view in self.besides:
            _fill(cursor, table, f"SELECT %s, v.* FROM {view} v", [run])
        cursor.execute("SET LOCAL enable_hashjoin = DEFAULT")

    @property
    def settled(self):
        """The facts that a place says by itself."""
        return frozenset(self.columns.split())

    def knows(self, source):
        """Whether the law of its places is settled in this view."""
        return source in (self.placed, *self.parts)


def _fill(cursor, table, rows, params):
    cursor.execute(f"DELETE FROM {table}")
    cursor.execute(f"INSERT INTO {table} {rows}", params)
    cursor.execute(f"ANALYZE {table}")

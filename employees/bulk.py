"""Filling tables with millions of rows at once: what they do row by row is done once, at the end."""

from contextlib import contextmanager

from django.db import connection, transaction

# Unique and exclusion constraints before foreign keys, which rest on them.
CONSTRAINTS = """
SELECT con.conrelid::regclass::text, quote_ident(con.conname), pg_get_constraintdef(con.oid)
FROM pg_constraint con
WHERE con.conrelid = ANY (%s::regclass[]) AND con.contype IN ('f', 'u', 'x')
ORDER BY con.contype = 'f', con.conrelid, con.oid
"""
INDEXES = """
SELECT i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid)
FROM pg_index i
WHERE i.indrelid = ANY (%s::regclass[]) AND NOT i.indisprimary
  AND NOT EXISTS (SELECT FROM pg_constraint c WHERE c.conindid = i.indexrelid)
ORDER BY i.indrelid, i.indexrelid
"""


@contextmanager
def bulk_load(*models, tell=lambda what: None):
    """Within the block the tables of these models take rows without trail, triggers, foreign keys and indexes.

    Afterwards all of them are back, so that every constraint has been proven of every row. One transaction: whatever
    goes wrong, nothing has happened. The tables are locked for everybody else, so it is for installations that nobody
    works with yet. What triggers would have done is the caller's to do: `employees.state.rebuild`, and an entry in the
    trail that says where the rows came from.
    """
    tables = [model._meta.db_table for model in models]
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL maintenance_work_mem = '512MB'")
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # what is still to be checked would forbid what follows
        cursor.execute(CONSTRAINTS, [tables])
        constraints = cursor.fetchall()
        for table, name, _ in constraints:
            cursor.execute(f"ALTER TABLE {table} DROP CONSTRAINT {name}")
        cursor.execute(INDEXES, [tables])
        indexes = cursor.fetchall()
        for name, _ in indexes:
            cursor.execute(f"DROP INDEX {name}")
        for table in tables:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        yield
        for table in tables:
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
        for _, definition in indexes:
            cursor.execute(definition)
        tell("indeks disusun")
        for table, name, definition in constraints:
            cursor.execute(f"ALTER TABLE {table} ADD CONSTRAINT {name} {definition}")
        tell("batasan dibuktikan untuk setiap baris")

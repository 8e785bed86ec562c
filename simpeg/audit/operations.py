"""Migration operations: `operations = [track("employees_graderecord")]`."""

from django.db.migrations import RunSQL

TRAIL = """
CREATE TABLE audit_entry (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at timestamptz NOT NULL DEFAULT clock_timestamp(),
    actor bigint,
    reason text,
    "table" varchar(63) NOT NULL,
    row_id text NOT NULL,
    action varchar(6) NOT NULL CHECK (action IN ('INSERT', 'UPDATE', 'DELETE')),
    before jsonb,
    after jsonb
);
CREATE INDEX audit_entry_row ON audit_entry ("table", row_id, id);
CREATE INDEX audit_entry_actor ON audit_entry (actor, id);
CREATE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'Jejak audit tidak dapat diubah atau dihapus.' USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_entry
    FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse();
"""

# Statement-level with transition tables: one INSERT ... SELECT per statement, however many rows it touched.
# The key column is the table's own primary key, given as the trigger's argument.
FUNCTION = """
CREATE FUNCTION audit_record() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    who bigint := NULLIF(current_setting('simpeg.actor', true), '')::bigint;
    why text := NULLIF(current_setting('simpeg.reason', true), '');
BEGIN
    IF TG_OP = 'INSERT' THEN
        INSERT INTO audit_entry (actor, reason, "table", row_id, action, after)
        SELECT who, why, TG_TABLE_NAME, row ->> TG_ARGV[0], TG_OP, row
        FROM (SELECT to_jsonb(n) AS row FROM new_rows n) r;
    ELSIF TG_OP = 'DELETE' THEN
        INSERT INTO audit_entry (actor, reason, "table", row_id, action, before)
        SELECT who, why, TG_TABLE_NAME, row ->> TG_ARGV[0], TG_OP, row
        FROM (SELECT to_jsonb(o) AS row FROM old_rows o) r;
    ELSE
        INSERT INTO audit_entry (actor, reason, "table", row_id, action, before, after)
        SELECT who, why, TG_TABLE_NAME, COALESCE(n.row, o.row) ->> TG_ARGV[0], TG_OP, o.row, n.row
        FROM (SELECT to_jsonb(x) AS row FROM old_rows x) o
        FULL JOIN (SELECT to_jsonb(x) AS row FROM new_rows x) n ON n.row -> TG_ARGV[0] = o.row -> TG_ARGV[0]
        WHERE o.row IS DISTINCT FROM n.row;
    END IF;
    RETURN NULL;
END $$;
"""


# The same, for tables with columns that must not stand in the trail: hidden ones are left out of what is kept, but a
# change in them still leaves its entry; ignored ones are as if they were not there.
FUNCTION_THAT_HIDES = """
CREATE OR REPLACE FUNCTION audit_record() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    who bigint := NULLIF(current_setting('simpeg.actor', true), '')::bigint;
    why text := NULLIF(current_setting('simpeg.reason', true), '');
    hidden text[] := COALESCE(TG_ARGV[1], '{}')::text[];
    ignored text[] := COALESCE(TG_ARGV[2], '{}')::text[];
    kept_out text[] := hidden || ignored;
BEGIN
    IF TG_OP = 'INSERT' THEN
        INSERT INTO audit_entry (actor, reason, "table", row_id, action, after)
        SELECT who, why, TG_TABLE_NAME, row ->> TG_ARGV[0], TG_OP, row - kept_out
        FROM (SELECT to_jsonb(n) AS row FROM new_rows n) r;
    ELSIF TG_OP = 'DELETE' THEN
        INSERT INTO audit_entry (actor, reason, "table", row_id, action, before)
        SELECT who, why, TG_TABLE_NAME, row ->> TG_ARGV[0], TG_OP, row - kept_out
        FROM (SELECT to_jsonb(o) AS row FROM old_rows o) r;
    ELSE
        INSERT INTO audit_entry (actor, reason, "table", row_id, action, before, after)
        SELECT who, why, TG_TABLE_NAME, COALESCE(n.row, o.row) ->> TG_ARGV[0], TG_OP, o.row - hidden, n.row - hidden
        FROM (SELECT to_jsonb(x) - ignored AS row FROM old_rows x) o
        FULL JOIN (SELECT to_jsonb(x) - ignored AS row FROM new_rows x) n ON n.row -> TG_ARGV[0] = o.row -> TG_ARGV[0]
        WHERE o.row IS DISTINCT FROM n.row;
    END IF;
    RETURN NULL;
END $$;
"""

# Who opened or took away whose file. No foreign keys: the trail outlives whatever it speaks of.
READS = """
CREATE TABLE audit_readentry (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at timestamptz NOT NULL DEFAULT clock_timestamp(),
    reader bigint NOT NULL,
    employee bigint NOT NULL,
    what text NOT NULL CHECK (what <> '')
);
CREATE INDEX audit_readentry_employee ON audit_readentry (employee, id);
CREATE INDEX audit_readentry_reader ON audit_readentry (reader, id);
"""


def create_trail():
    return RunSQL(TRAIL + FUNCTION, "DROP FUNCTION audit_record; DROP TABLE audit_entry; DROP FUNCTION audit_refuse")


def let_trail_hide():
    return RunSQL(FUNCTION_THAT_HIDES, FUNCTION.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION"))


def create_reads():
    return RunSQL(READS + append_only_sql("audit_readentry"), "DROP TABLE audit_readentry")


def append_only_sql(table):
    """Rows of `table` can be added, and never be changed or taken away."""
    return f"""
    CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}
        FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse();
    """


def track(table, key="id", hide=(), ignore=()):
    """Keep the trail of a table: every insert, update and delete, by whatever road it came.

    Columns in `hide` are never written down, though a change in them is (a password); those in `ignore` are not
    watched at all (a last visit). Both need the migration `audit.0002`.
    """
    arguments = f"'{key}'"
    if hide or ignore:
        arguments += f", '{{{','.join(hide)}}}', '{{{','.join(ignore)}}}'"
    return RunSQL(
        f"""
        CREATE TRIGGER audit_insert AFTER INSERT ON {table} REFERENCING NEW TABLE AS new_rows
            FOR EACH STATEMENT EXECUTE FUNCTION audit_record({arguments});
        CREATE TRIGGER audit_update AFTER UPDATE ON {table} REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
            FOR EACH STATEMENT EXECUTE FUNCTION audit_record({arguments});
        CREATE TRIGGER audit_delete AFTER DELETE ON {table} REFERENCING OLD TABLE AS old_rows
            FOR EACH STATEMENT EXECUTE FUNCTION audit_record({arguments});
        """,
        f"""
        DROP TRIGGER audit_insert ON {table};
        DROP TRIGGER audit_update ON {table};
        DROP TRIGGER audit_delete ON {table};
        """,
    )

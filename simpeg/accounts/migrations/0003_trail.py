"""Who entered and was refused, append-only; and the trail of accounts, roles and what they grant."""

from django.db import migrations

from simpeg.audit.operations import append_only_sql, track

# No foreign keys: the events outlive whatever they speak of, and nothing that empties tables reaches them.
EVENTS = """
CREATE TABLE accounts_securityevent (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at timestamptz NOT NULL,
    kind varchar(20) NOT NULL,
    user_id bigint,
    by_id bigint,
    address inet
);
CREATE INDEX accounts_securityevent_user ON accounts_securityevent (user_id, id);
CREATE INDEX accounts_securityevent_kind ON accounts_securityevent (kind, id);
"""


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_people_and_sessions"),
        ("audit", "0002_reads"),
        ("auth", "0012_alter_user_first_name_max_length"),
    ]
    operations = [
        migrations.RunSQL(
            EVENTS + append_only_sql("accounts_securityevent"), "DROP TABLE accounts_securityevent"
        ),
        track("accounts_user", hide=["password"], ignore=["last_login"]),
        track("accounts_user_groups"),
        track("accounts_user_user_permissions"),
        track("auth_group"),
        track("auth_group_permissions"),
    ]

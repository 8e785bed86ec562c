"""A trigger function for rows that, once written, stay as they are."""

from django.db import migrations

FUNCTION = """
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'Data ini dibekukan dan tidak dapat diubah.' USING ERRCODE = 'insufficient_privilege';
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("core", "0001_extensions")]
    operations = [migrations.RunSQL(FUNCTION, "DROP FUNCTION refuse_change")]

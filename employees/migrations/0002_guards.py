"""What the database itself keeps: the unit tree, the present state of each employee, and the trail of every change."""

from pathlib import Path

from django.db import migrations

from simpeg.audit.operations import track
from simpeg.core.operations import run_files

SQL = Path(__file__).parent / "sql"
RECORDS = [
    "annualrating",
    "appointment",
    "award",
    "course",
    "creditrecord",
    "educationrecord",
    "employee",
    "graderecord",
    "mandate",
    "position",
    "sanction",
    "serviceexam",
    "stepincrease",
    "unit",
    "unpaidleave",
]


class Migration(migrations.Migration):
    dependencies = [("employees", "0001_initial")]
    operations = [
        run_files(SQL / "units.sql", SQL / "units_reverse.sql"),
        run_files(SQL / "state.sql", SQL / "state_reverse.sql"),
        *(track(f"employees_{record}") for record in RECORDS),
    ]

"""How long the pages of a past day take with very many people; invented, and taken back when it is done."""

import time
from datetime import date

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction
from django.db.models import Count

from employees.asof.reading import between, state_on, without_a_day
from employees.comparison.queries import compare, everything
from employees.directory.queries import BY_NAME, SHOWN, active, in_units, listed, states
from employees.models import Employee, Headcount, Unit
from simpeg.law.engine import Law
from simpeg.web.paging import count_hits, keyset_page

TABLES = ("employees_employee", "employees_appointment", "employees_graderecord", "employees_employeestate")
# Everybody enters between 2000 and 2025, has a grade every fourth year and three positions in units that are there.
PEOPLE = """
INSERT INTO employees_employee (nip, former_nip, pns_id, name, front_title, back_title, birth_place, birth_date, sex,
    religion, marital_status, nik, phone, email, office_email, address, tax_number, health_insurance, asn_card,
    employee_type, status, standing, cpns_since, cpns_decree, pns_since, pns_decree, first_grade_id, grade_id,
    grade_since, unit_id, siasn)
SELECT lpad((900000000000000000 + n)::text, 18, '0'), '', '', md5(n::text), '', '', '', date '1975-01-01', 'M',
    '', '', '', '', '', '', '', '', '', '', '', 'PNS', CASE WHEN n %% 50 = 0 THEN '99' ELSE '01' END,
    date '2000-01-01' + n %% 9000, '', date '2001-01-01' + n %% 9000, '', g.ids[1], g.ids[4],
    date '2012-01-01' + n %% 5000, u.ids[1 + n %% array_length(u.ids, 1)], '{}'
FROM generate_series(1, %(people)s) n,
    (SELECT array_agg(id ORDER BY level) AS ids FROM law_grade WHERE kind = 'PNS' AND level >= 9) g,
    (SELECT array_agg(id) AS ids FROM employees_unit) u
"""
GRADES = """
INSERT INTO employees_graderecord (employee_id, grade_id, since, kind_code, service_years, service_months, decree)
SELECT e.id, g.ids[1 + k], e.cpns_since + k * 1461, '', k * 4, 0, ''
FROM employees_employee e, generate_series(0, 3) k,
    (SELECT array_agg(id ORDER BY level) AS ids FROM law_grade WHERE kind = 'PNS' AND level >= 9) g
WHERE e.nip LIKE '9%%'
"""
POSITIONS = """
INSERT INTO employees_appointment (employee_id, kind, title, tier, unit_id, since, assignment, decree)
SELECT e.id, '4', 'Jabatan ' || (e.id + k) %% 40, '', u.ids[1 + (e.id + k) %% array_length(u.ids, 1)],
    e.cpns_since + k * 1700, 'D', ''
FROM employees_employee e, generate_series(0, 2) k, (SELECT array_agg(id) AS ids FROM employees_unit) u
WHERE e.nip LIKE '9%%'
"""


class Command(BaseCommand):
    help = "Ukur halaman per tanggal dengan pegawai rekaan sebanyak --people; semuanya ditarik kembali."

    def add_arguments(self, parser):
        parser.add_argument("--people", type=int, default=200_000)
        parser.add_argument("--date", type=date.fromisoformat, default=date(2018, 1, 1))

    def handle(self, *, people, date, **options):
        if not settings.DEBUG:
            raise CommandError("Perintah ini hanya untuk uji coba (DEBUG=true).")
        if not Unit.objects.exists():
            raise CommandError("Belum ada unit kerja. Jalankan load_demo atau impor lebih dahulu.")
        with transaction.atomic():
            self._invent(people)
            self._measure(date)
            transaction.set_rollback(True)

    def _invent(self, people):
        with connection.cursor() as cursor:
            for table in TABLES[:3]:  # the trail of what is taken back again would be most of the work
                cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
            for statement in (PEOPLE, GRADES, POSITIONS):
                cursor.execute(statement, {"people": people})
            cursor.execute("SELECT refresh_employee_state(ARRAY(SELECT id FROM employees_employee))")
            cursor.execute(f"ANALYZE {', '.join(TABLES)}")
        rows = {model: model.objects.count() for model in (Employee, Employee.grade_records.rel.related_model)}
        self.stdout.write(f"{rows[Employee]} orang, {sum(rows.values())} baris pegawai dan golongan")

    def _measure(self, day):
        user, law = _AllSeeing(), Law.on(day)
        unit = Unit.objects.exclude(opd=None).order_by("pk").first()
        with state_on(day):
            self._took("daftar, halaman pertama", lambda: len(keyset_page(states(user).values(*SHOWN), BY_NAME, None)))
            self._took("daftar, jumlah", lambda: count_hits(states(user)))
            inside = states(user).filter(active(law), in_units(Unit.objects.below(unit)))
            self._took("satu unit, jumlah aktif", inside.count)
            everywhere = Employee.objects.active(law).order_by().values_list("state__unit")
            self._took("aktif per unit", lambda: len(everywhere.annotate(number=Count("pk"))))
            self._took("tanpa tanggal", without_a_day(listed(user).order_by()).count)
            self._took("bezetting semua jabatan", Headcount.objects.count)
        with between(day, date(2024, 1, 1)):
            self._took("perbandingan dua tanggal", lambda: compare(user, everything(user)).flow)

    def _took(self, what, ask):
        start = time.perf_counter()
        found = ask()
        self.stdout.write(f"{1000 * (time.perf_counter() - start):8.0f} ms  {what}: {found}")


class _AllSeeing:
    """Sees every unit, as an officer of BKPSDM does."""

    is_authenticated = is_active = True
    pk, nip = 0, ""

    def has_perm(self, permission):
        return permission == "employees.view_all_units"

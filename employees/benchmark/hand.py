"""The four lists once more, their rules written by hand in SQL: the measure of what the rules in Python cost.

The same facts, thresholds and masks, for days from 20 May 2025 on (before it the superior counted); nothing else reads
these. Where the answers differ from those of the rules, the benchmark says so.
"""

from simpeg.law.engine import Law


def by_hand(subject, law: Law):
    """SQL of `employee_id, asked, failed, unknown` for everybody; read it within `as_of(law.day)`."""
    return _MASKS.format(outcomes=_SQL[subject](law))


# An outcome is 0 not asked, 1 met, 2 failed, 3 unknown; each rule has two bits in one number.
_MASKS = """
SELECT employee_id, asked, failed, unknown, CASE WHEN failed <> 0 THEN 'TMS' WHEN unknown <> 0 THEN 'BTL' ELSE 'MS' END
    AS verdict
FROM (
    SELECT employee_id, (failed | unknown | met) AS asked, failed, unknown FROM (
        SELECT employee_id, (word & 2097151)::int AS met, ((word >> 21) & 2097151)::int AS failed,
            ((word >> 42) & 2097151)::int AS unknown
        FROM ({outcomes} OFFSET '0') w
    ) m
) v"""


def _said(place, condition, asked="true"):
    met, failed, unknown = (1 << place + 21 * state for state in range(3))
    outcome = f"CASE ({condition}) WHEN true THEN {met} WHEN false THEN {failed} ELSE {unknown}::bigint END"
    return outcome if asked == "true" else f"CASE WHEN {asked} THEN {outcome} ELSE 0 END"


def _outcomes(view, rules):
    return f"SELECT employee_id, {' | '.join(_said(*rule) for rule in rules)} AS word FROM {view}"


def _codes(values):
    return ", ".join(f"'{value}'" for value in values)


def _retirement(law):
    return _outcomes("employees_retirementfacts", [(0, f"retires_on <= '{law.day}'")])


def _medal(law):
    suspended = _codes(law["kedudukan.ditangguhkan"])
    return _outcomes("employees_medalfacts", [
        (0, f"status = 'PNS' AND standing NOT IN ({suspended})"),
        (1, "reached IS NOT NULL"),
        (2, "punished_on IS NULL"),
        (3, "unpaid_on IS NULL"),
        (4, "open_medals > 0", "reached IS NOT NULL"),
    ])  # fmt: skip


def _rated(years, least):
    """False of a known bad year, true when all are known and good."""
    bad = " OR ".join(f"rating_{year} > {least}" for year in range(1, years + 1))
    good = " AND ".join(f"rating_{year} <= {least}" for year in range(1, years + 1))
    return f"CASE WHEN {bad} THEN false WHEN {good} THEN true END"


def _increment(law):
    suspended = _codes(law["kedudukan.ditangguhkan"])
    at_once = _codes(law["kgb.pppk_langkah_pertama_setahun"])
    due = f"due_on <= '{law.day}'"
    pns = _rated(law["kgb.tahun_kinerja_pns"], law["kgb.predikat_terendah_pns"])
    pppk = _rated(law["kgb.tahun_kinerja_pppk"], law["kgb.predikat_terendah_pppk"])
    first = _rated(1, law["kgb.predikat_terendah_pppk"])
    steps = "status <> 'PPPK_PW'"
    return _outcomes("employees_incrementfacts", [
        (0, f"status NOT IN ('CPNS', 'PPPK_PW') AND standing NOT IN ({suspended})"),
        (1, due, f"{steps} AND NOT (base_on IS NOT NULL AND next_years IS NULL)"),
        (2, f"granted_on <= '{law.day}'", f"{steps} AND {due}"),
        (3, f"CASE WHEN status <> 'PPPK' THEN {pns} WHEN grade_code IN ({at_once}) AND first_step THEN {first} "
            f"ELSE {pppk} END", f"{steps} AND {due}"),
        (4, "next_years IS NOT NULL", f"{steps} AND base_on IS NOT NULL"),
    ])  # fmt: skip


def _promotion(law):
    suspended = _codes(law["kedudukan.ditangguhkan"])
    least = law["kp.predikat_terendah"]
    is_period = "true" if law.day.day == 1 and law.day.month in law["kp.bulan_periode"] else "false"
    in_grade = f"""service_reached(grade_service_since, CASE WHEN functional THEN {law["kp.masa_fungsional_tahun"]}
        WHEN by_diploma THEN {law["kp.masa_penyesuaian_tahun"]}
        WHEN one_below THEN {law["kp.masa_struktural_di_bawah_tahun"]}
        WHEN structural THEN {law["kp.masa_struktural_tahun"]} ELSE {law["kp.masa_reguler_tahun"]} END, unpaid)"""
    at_inauguration = f"service_reached(grade_service_since, {law['kp.masa_saat_pelantikan_tahun']}, unpaid)"
    in_position = f"""CASE WHEN inaugurated_on >= {at_inauguration} THEN inaugurated_on + 1
        ELSE service_reached(inaugurated_on, {law["kp.masa_jabatan_tahun"]}, unpaid) END"""
    served = "civil_servant AND (regular OR structural) AND grade_code = '{}'"

    def exam(number):
        courses = _codes(law[f"kp.ujian_dinas_{number}_pelatihan"])
        schools = _codes(law[f"kp.ujian_dinas_{number}_pendidikan"])
        return f"""CASE WHEN exam_{number}_on IS NOT NULL OR leadership && ARRAY[{courses}]::varchar[]
            OR education_groups && ARRAY[{schools}]::varchar[] THEN true WHEN diplomas = 0 THEN NULL ELSE false END"""

    return _outcomes("employees_promotionfacts", [
        (0, is_period),
        (1, "status = 'PNS'"),
        (2, f"standing NOT IN ({suspended})", "civil_servant"),
        (3, "CASE WHEN sanctioned THEN false WHEN sanctioned_open THEN NULL ELSE true END"),
        (4, "target_id IS NOT NULL", "civil_servant"),
        (5, """CASE WHEN functional AND tier = '' THEN NULL WHEN functional THEN has_next_step
            WHEN lowest_level IS NULL THEN NULL WHEN grade_level < lowest_level - 1 THEN false
            WHEN target_level > highest_level THEN false ELSE true END""",
         "civil_servant AND (structural OR functional)"),
        (6, f"{in_grade} <= '{law.day}'", "time_counts"),
        (7, f"{in_position} <= '{law.day}'", "civil_servant AND one_below"),
        (8, f"CASE WHEN by_diploma THEN rating_1 <= {least} ELSE {_rated(2, least)} END", "civil_servant"),
        (9, "ceiling_level >= target_level", "civil_servant AND regular AND target_id IS NOT NULL"),
        (11, "points >= points_needed", "civil_servant AND has_next_step"),
        (12, """CASE WHEN tier_raised THEN true WHEN opd_id IS NULL THEN NULL WHEN (opd_id, functional_name, next_tier)
            IN (SELECT opd_id, functional_name, tier FROM employees_tierrooms) THEN false ELSE true END""",
         "civil_servant AND has_next_step AND (crosses OR tier_raised)"),
        (13, "exam_diploma_on IS NOT NULL", "by_diploma"),
        (14, "map_matches", "by_diploma"),
        (15, exam(1), served.format(law["kp.ujian_dinas_1_dari"])),
        (16, exam(2), served.format(law["kp.ujian_dinas_2_dari"])),
    ])  # fmt: skip


_SQL = {
    "promotion": _promotion,
    "salary-increment": _increment,
    "retirement": _retirement,
    "service-medal": _medal,
}

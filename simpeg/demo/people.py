"""The ordinary people of the regency: who works where, with which careers, until the head-count is reached."""

from datetime import timedelta

from simpeg.core.dates import months_after
from simpeg.demo import careers, ladder
from simpeg.demo.days import months_between, promotion_days
from simpeg.demo.histories import LEVEL_OF_ECHELON, lead
from simpeg.demo.office import CareerImpossible, seated
from simpeg.demo.person import CPNS, PNS, PPPK, Appointment, Sanction, Study
from simpeg.demo.posts import EXPERT, MASTERS, OPERATIVE_DIPLOMAS, Diploma, families_of
from simpeg.demo.units import EXECUTIVE, HEAD_OF_OFFICE

# Of a hundred people: where they work. Schools and health centres hold well over half of a regency.
SHARES = {"SEKOLAH": 50, "PUSKESMAS": 18, "RSUD": 6, "FUNCTIONAL": 10, "CLERK": 16}
OFFICIALS = 0.12
STATUSES = {
    "SEKOLAH": {"PNS": 58, "CPNS": 4, "PPPK": 34, "PART": 4},
    "PUSKESMAS": {"PNS": 66, "CPNS": 4, "PPPK": 25, "PART": 5},
    "RSUD": {"PNS": 68, "CPNS": 5, "PPPK": 23, "PART": 4},
    "FUNCTIONAL": {"PNS": 84, "CPNS": 6, "PPPK": 10, "PART": 0},
    "CLERK": {"PNS": 72, "CPNS": 4, "PPPK": 10, "PART": 14},
}
GRADES = {
    "keahlian": {"III/a": 15, "III/b": 22, "III/c": 20, "III/d": 21, "IV/a": 14, "IV/b": 6, "IV/c": 2},
    "keterampilan": {"II/c": 18, "II/d": 22, "III/a": 20, "III/b": 18, "III/c": 12, "III/d": 10},
}
CLERK_LEVELS = {"05": 4, "10": 5, "15": 34, "30": 17, "40": 36, "45": 4}
CONTRACT_LEVELS = {"05": 2, "15": 40, "30": 20, "40": 38}
MARKS = {"SANGAT BAIK": 12, "BAIK": 84, "BUTUH PERBAIKAN": 3, "KURANG": 0.7, "SANGAT KURANG": 0.3}
DUE = 0.2  # so many of a hundred have waited long enough and are not yet promoted


def populate(office, count):
    """Take people on until the regency has `count`."""
    office.marks = MARKS
    seats = _seats_to_fill(office, round(count * OFFICIALS) - sum(1 for s in office.tree.seats if s.holder))
    for seat in seats:
        _hire(office, _official, seat)
    while len(office.people) < count:
        place = _pick(office.rng, SHARES)
        _hire(office, _worker, place)
    _charge_deputies(office)
    _charge_heads(office)
    _some_misfortune(office)


def _hire(office, make, what):
    """Draw again when nobody could have had the career drawn."""
    for _ in range(200):
        try:
            return make(office, what)
        except CareerImpossible:
            continue
    raise CareerImpossible(f"{make.__name__} {what}")


def _pick(rng, weights):
    return rng.choices(list(weights), list(weights.values()))[0]


def _grade_since(office):
    """When the present grade began: for a few longer ago than the law asks, else within the last four years."""
    due = office.rng.random() < DUE
    longest, shortest = (58, 48) if due else (47, 1)
    days = promotion_days(months_after(office.period, -longest), months_after(office.period, -shortest))
    return office.rng.choice(days)


def _seats_to_fill(office, count):
    free = [s for s in office.tree.seats if s.holder is None and (s.free_from or office.today) <= office.today]
    top = [seat for seat in free if seat.echelon in (EXECUTIVE, HEAD_OF_OFFICE)]
    rest = [seat for seat in free if seat not in top]
    office.rng.shuffle(rest)
    chosen = top[: max(count // 2, 1)] + rest[: max(count - len(top), 0)]
    return sorted(chosen, key=lambda seat: seat.echelon)


def _official(office, seat):
    rng = office.rng
    _, lowest, highest = ladder.echelon(seat.echelon)
    grades = ladder.grades()
    span = grades[grades.index(lowest) - 1 : grades.index(highest) + 1]
    below, *inside = span
    new = rng.random() < 0.2
    grade = below if new else rng.choice(inside)
    since = _grade_since(office)
    # Promoted after a year on the seat: only newcomers are still below its range.
    months = rng.randint(2, 10) if new else rng.randint(3, 58)
    held_since = months_after(office.period, -months).replace(day=rng.randint(2, 28))
    if seat.free_from and held_since < seat.free_from:
        held_since = seat.free_from
    level = _pick(rng, {"40": 60, "45": 40})
    person = office.official(seat, grade, since, held_since, level=level)
    if rng.random() < 0.8:
        lead(person, LEVEL_OF_ECHELON[seat.echelon], held_since + timedelta(days=rng.randint(-300, 30)))
    return person


def _worker(office, place):
    rng = office.rng
    status = _pick(rng, STATUSES[place])
    kinds = {"SEKOLAH": ["SEKOLAH"], "PUSKESMAS": ["PUSKESMAS"], "RSUD": ["RSUD", "BIDANG"]}
    if place == "CLERK":
        unit = rng.choice(office.tree.of_kind("SETDA", "BAGIAN", "SUBBAG", "KECAMATAN", "KELURAHAN", "UPTD", "BIDANG"))
        return _clerk(office, unit, status)
    if place == "FUNCTIONAL":
        kinds[place] = ["DINAS", "BADAN", "BIDANG", "BAGIAN", "INSPEKTORAT"]
    hospital = place == "RSUD"
    units = [u for u in office.tree.of_kind(*kinds[place]) if u.families and (u.office.kind == "RSUD") == hospital]
    unit = rng.choice(units)
    if place in ("SEKOLAH", "PUSKESMAS") and rng.random() < 0.1:
        return _clerk(office, unit, status)
    family = _pick(rng, families_of(unit))
    if status in ("PPPK", "PART"):
        return office.contract(
            "40", unit, family=family, part_time=status == "PART", start=_contract_start(rng, office, status)
        )
    return _functional(office, family, unit, status)


def _clerk(office, unit, status):
    rng = office.rng
    if status in ("PPPK", "PART"):
        level = _pick(rng, CONTRACT_LEVELS)
        return office.contract(level, unit, part_time=status == "PART", start=_contract_start(rng, office, status))
    level = _pick(rng, CLERK_LEVELS)
    diploma = rng.choice(OPERATIVE_DIPLOMAS[level])
    entry, top = ladder.level(level).entry, ladder.level(level).ceiling
    if status == CPNS:
        return office.clerk(level, entry, unit=unit, diploma=diploma, start=_probation_start(rng, office), status=CPNS)
    grades = ladder.grades()[ladder.grades().index(entry) : ladder.grades().index(top) + 1]
    grade = rng.choice(grades)
    start = _first_grade_start(rng, office) if grade == entry else None
    since = _grade_since(office)
    if grade == top and rng.random() < 0.5:
        since = office.years_ago(rng.randint(5, 9))
    person = office.clerk(level, grade, since, unit=unit, diploma=diploma, start=start)
    if level in ("15", "30") and rng.random() < 0.15:
        _study_again(office, person)
    return person


def _functional(office, family, unit, status):
    rng = office.rng
    entry = careers.entry_grade(family.diplomas[0])
    if status == CPNS:
        return office.functional(family, unit, entry, start=_probation_start(rng, office), status=CPNS)
    weights = {g: w for g, w in GRADES[family.category].items() if ladder.rungs(entry, g) >= 0}
    grade = _pick(rng, weights)
    start = _first_grade_start(rng, office) if grade == entry else None
    years = rng.choice([3, 4, 4])
    person = office.functional(family, unit, grade, _grade_since(office), years=years, start=start)
    waited = months_between(person.grade_since, office.period) >= 48
    share = rng.uniform(0.2, 0.5) if waited else rng.choice([0, 0, 0.01, 0.025, 0.05])
    person.surplus = round(share * ladder.tier_of(family.category, person.grade).step, 2)
    if family.category == EXPERT and rng.random() < 0.1:
        _master(person, office)
    return person


def _probation_start(rng, office):
    return months_after(office.period, -rng.randint(2, 10))


def _first_grade_start(rng, office):
    return months_after(office.period, -rng.randint(16, 47))


def _contract_start(rng, office, status):
    return months_after(office.period, -rng.randint(2, 14) if status == "PART" else -rng.randint(3, 62))


def _study_again(office, person):
    """A clerk takes a bachelor's degree beside the work; it is recognised some time later."""
    year = max(person.start.year + 4, office.today.year - office.rng.randint(2, 10))
    recognised = months_after(office.today, -office.rng.randint(3, 20))
    if year < recognised.year:
        person.education.append(Study(office.rng.choice(OPERATIVE_DIPLOMAS["40"]), year, recognised))


def _master(person, office):
    back = next((MASTERS[s.diploma.back] for s in person.education if s.diploma.back in MASTERS), None)
    year = office.today.year - office.rng.randint(2, 7)
    if back and year > person.start.year + 2:
        diploma = Diploma("45", f"S-2 {person.education[-1].diploma.name.removeprefix('S-1 ')}", back)
        person.education.append(Study(diploma, year, months_after(office.today, -office.rng.randint(2, 10))))


def _charge_deputies(office):
    """Every other empty seat of echelon II and III is looked after by a Plt from the same office."""
    empty = [seat for seat in office.tree.seats if seat.holder is None and seat.echelon in ("22", "31", "32")]
    busy = set()
    for seat in empty[::2]:
        near = [s for s in office.tree.seats if s.holder and s.unit.office is seat.unit.office and s is not seat]
        near = [s.holder for s in near if s.holder.number not in busy and not s.holder.case]
        if near and (person := near[0]):
            busy.add(person.number)
            since = months_after(office.period, -office.rng.randint(1, 5)).replace(day=office.rng.randint(2, 28))
            plt = seated(seat, max(since, person.position.since + timedelta(days=30)))
            if plt.since <= office.today:
                person.appointments.append(plt._replace(assignment="PLT", inaugurated_on=None))


def _charge_heads(office):
    """The most senior teacher leads the school, the most senior health worker the puskesmas, as an additional task."""
    staff = {}
    for person in office.people:
        if person.family and person.status == PNS and not person.case and person.family.category == EXPERT:
            staff.setdefault(person.unit.id, []).append(person)
    for unit in office.tree.of_kind("SEKOLAH", "PUSKESMAS"):
        senior = max(staff.get(unit.id, []), key=lambda p: ladder.grades().index(p.grade), default=None)
        if senior and ladder.rungs("III/b", senior.grade) >= 0:
            since = months_after(office.period, -office.rng.randint(2, 44)).replace(day=office.rng.randint(2, 28))
            since = max(since, months_after(senior.position.since, 1))
            if since <= office.today:
                senior.appointments.append(Appointment("2", f"Kepala {unit.name}", unit, since, assignment="TT"))


def _some_misfortune(office):
    """A few sanctions, gaps in the ratings, tugas belajar and preparations for retirement."""
    rng, today = office.rng, office.today
    for person in office.people:
        if person.case or person.status not in (PNS, PPPK):
            continue
        luck, day = rng.random(), today - timedelta(days=rng.randint(40, 1800))
        if luck < 0.015 and day > person.start:
            code = rng.choice(["teguran_lisan", "teguran_tertulis", "tidak_puas"])
            person.sanctions.append(Sanction(code, day, None))
        elif luck < 0.022 and person.status == PNS and person.start < day < months_after(today, -14):
            person.sanctions.append(Sanction("tunda_kp_1th", day, months_after(day, 12) - timedelta(days=1)))
        elif luck < 0.034:
            person.ratings.pop(office.last_rated_year, None)
        elif luck < 0.06 and person.status == PNS and person.position.kind == "4":
            person.standing = "03"
        elif person.status == PNS and person.retires_on <= months_after(today, 12):
            person.standing = "20"

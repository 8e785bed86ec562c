"""The index once more, person by person in plain Python, written from BKN's list and not from our SQL.

It reads the tables row by row, so that a mistake of the set-based query cannot hide in both.
"""

import re
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from employees.models import (
    AnnualRating,
    Appointment,
    EducationRecord,
    Employee,
    Position,
    Unit,
    UnpaidLeave,
)
from simpeg.law.models import EchelonRange, EducationLevel, Grade

LISTED = {"01", "03", "07", "08", "09", "11", "15", "16", "20", "71", "02", "13", "04", "05"}
ACTIVE = LISTED - {"02", "13", "04", "05"}
WEIGHTS = {
    "COM": (Decimal("0.28"), "20 25 20 12.5 17.5 2.5 2.5"),
    "TIM": (Decimal("0.31"), "22.73 18.18 13.64 15.91 15.91 13.64"),
    "ACC": (Decimal("0.30"), "9.52 21.43 7.14 9.52 4.76 11.9 7.14 14.29 4.76 9.52"),
    "CON": (Decimal("0.11"), "25 25 25 25"),
}
JENJANG = ("AHLI PERTAMA", "AHLI MUDA", "AHLI MADYA", "AHLI UTAMA", "PEMULA", "TERAMPIL", "MAHIR", "PENYELIA")


@dataclass
class Counted:
    answers: dict  # code -> True, False or None; a code that was not asked is not there
    index: Decimal
    dimensions: dict


class Recount:
    """Everybody of the database, counted by hand on a day."""

    def __init__(self, day):
        self.day = day
        self.units = {u.pk: u for u in Unit.objects.all()}
        self.grades = {g.pk: g for g in Grade.objects.all()}
        self.levels = {level.code: level for level in EducationLevel.objects.all()}
        self.lowest = {r.echelon: self.grades[r.lowest_id].level for r in EchelonRange.objects.all()}
        self.histories = defaultdict(lambda: defaultdict(list))
        for model in (AnnualRating, Appointment, EducationRecord, UnpaidLeave):
            for row in model.objects.all():
                self.histories[row.employee_id][model].append(row)
        self.everybody = list(Employee.objects.all())
        self.present = {e.pk: self._present(e) for e in self.everybody}
        functional = [p.title for p in Position.objects.filter(kind="2")]
        functional += [a.title for a in Appointment.objects.filter(kind="2")]
        self.functional_names = {_bare(title) for title in functional} - {""}
        self.people = {e.nip: self._count(e) for e in self.everybody if self._listed(e)}

    def index(self):
        return _mean([p.index for p in self.people.values()])

    def of_units(self):
        """{unit's id: (people, breaches, index)}, everything below included."""
        below = defaultdict(list)
        for employee in self.everybody:
            unit = self._unit(employee)
            if employee.nip in self.people and unit:
                for upper in unit.path:
                    below[upper].append(self.people[employee.nip])
        return {
            pk: (len(found), sum(list(p.answers.values()).count(False) for p in found), _mean([p.index for p in found]))
            for pk, found in below.items()
        }

    def _listed(self, e):
        return e.standing in LISTED or (e.status == "CPNS" and e.standing == "51")

    def _present(self, e):
        held = [a for a in self.histories[e.pk][Appointment] if a.assignment == "D"]
        return max(held, key=lambda a: a.since) if held else None

    def _unit(self, e):
        position = self.present[e.pk]
        return self.units.get((position and position.unit_id) or e.unit_id)

    def _count(self, e):
        answers = dict(self._answers(e))
        scores, shares, broken = {}, {}, {}
        total = Decimal(0)
        for dim, (weight, listed) in WEIGHTS.items():
            weights = {f"{dim}_{n}": Decimal(text) for n, text in enumerate(listed.split(), start=1)}
            asked = sum((w for code, w in weights.items() if answers.get(code) is not None), Decimal(0))
            broken[dim] = sum((w for code, w in weights.items() if answers.get(code) is False), Decimal(0))
            shares[dim] = (weight, asked)
            if asked:
                total += weight
                scores[dim] = _rounded(100 * (1 - broken[dim] / asked), 4)
        lost = sum(
            _rounded(100 * weight / (asked * total), 8) * broken[dim]
            for dim, (weight, asked) in shares.items()
            if asked
        )
        return Counted(answers, max(_rounded(100 - lost, 4), Decimal(0)), scores)

    def _answers(self, e):
        position = self.present[e.pk]
        kind = position.kind if position else ""
        yield from self._complete(e, position, kind)
        yield from self._timely(e, position, kind)
        yield from self._accurate(e, position, kind)
        pns = e.status in ("PNS", "CPNS")
        if pns:
            yield "CON_1", e.nip[8:14] == e.cpns_since.strftime("%Y%m")
        yield "CON_2", e.nip[:8] == e.birth_date.strftime("%Y%m%d")
        yield "CON_3", e.nip[14] == {"M": "1", "F": "2"}[e.sex]
        if not pns:
            yield "CON_4", e.nip[8:12] == str(e.cpns_since.year) and int(e.nip[12:14]) >= 21

    def _complete(self, e, position, kind):
        if e.cpns_since.year < self.day.year:
            years = {r.year for r in self.histories[e.pk][AnnualRating]}
            yield "COM_1", bool(years & {self.day.year - 1, self.day.year - 2})
        if kind != "1":
            lost = e.siasn.get("JENIS JABATAN ID") in ("2", "4") and not e.siasn.get("JABATAN ID")
            yield "COM_2", position is not None and not lost
        yield "COM_3", bool(self.histories[e.pk][EducationRecord])
        if e.status == "PNS":
            yield "COM_4", e.pns_since is not None
        if any(int(d.level_id) >= 20 for d in self._recognised(e)):
            yield "COM_5", bool(e.front_title or e.back_title)
        yield "COM_6", bool(re.fullmatch(r"[\w.%+'-]+@[a-zA-Z0-9-]+(\.[a-zA-Z0-9-]+)+", e.email.strip(), re.ASCII))
        yield "COM_7", any(letter in "0123456789" for letter in e.phone)

    def _timely(self, e, position, kind):
        unit = self._unit(e)
        if unit:
            yield "TIM_1", unit.closed_on is None or unit.closed_on > self.day
        if e.status in ("PNS", "CPNS") and kind == "4":
            yield "TIM_2", None
        if e.status == "CPNS":
            yield "TIM_3", _years_later(e.cpns_since, 1) >= self.day
        if kind == "1":
            yield "TIM_4", None if unit is None else not self._others_on(e, position, unit)
        last = self._retirement(e, position)
        yield "TIM_5", None if last is None else last > self.day
        if e.standing in ("02", "13"):
            ends = [leave.ends_on for leave in self.histories[e.pk][UnpaidLeave] if leave.starts_on <= self.day]
            yield "TIM_6", max(ends) >= self.day if ends else None

    def _accurate(self, e, position, kind):
        pns = e.status in ("PNS", "CPNS")
        best = max((self.levels[d.level_id].group_rank for d in self._recognised(e)), default=None)
        if e.status == "PNS":
            yield "ACC_1", e.pns_since and e.cpns_since <= e.pns_since
        if pns:
            home, work = e.siasn.get("INSTANSI INDUK ID"), e.siasn.get("INSTANSI KERJA ID")
            lent = bool(re.search(r"DIPEKERJAKAN|DIPERBANTUKAN|\bDPK\b|\bDPB\b", e.employee_type.upper()))
            yield "ACC_2", (home == work) != lent if home and work else None
        if pns and kind == "1":
            yield "ACC_3", _years_later(e.cpns_since, 2) <= self.day
        if not pns:
            yield "ACC_4", e.standing in ("71", "72", "73")
        valid = e.siasn.get("IS VALID NIK", "").lower()
        yield "ACC_5", False if not e.nik else {"true": True, "1": True, "false": False, "0": False}.get(valid)
        if kind == "1":
            least = {21: 6, 22: 6, 31: 6, 32: 6, 41: 5, 42: 5}.get(position.echelon)
            yield "ACC_6", None if least is None or best is None else best >= least
        if not pns:
            yield "ACC_7", 2021 <= int(e.nip[8:12]) <= self.day.year
        if kind == "2":
            least = {"": None, "PT": 6, "MU": 6, "MA": 6, "UT": 6}.get(position.tier, 3)
            yield "ACC_8", None if least is None or best is None else best >= least
        if kind == "4":
            words = any(re.search(rf"\b{word}\b", position.title.upper()) for word in JENJANG)
            yield "ACC_9", not words and _bare(position.title) not in self.functional_names
        if pns and kind == "1":
            lowest = self.lowest.get(position.echelon)
            yield "ACC_10", None if lowest is None else self.grades[e.grade_id].level >= lowest

    def _recognised(self, e):
        return [d for d in self.histories[e.pk][EducationRecord] if (d.recognised_on or e.cpns_since) <= self.day]

    def _others_on(self, e, position, unit):
        for other in self.everybody:
            held = self.present[other.pk]
            if other.pk == e.pk or held is None or held.kind != "1" or self._unit(other) != unit:
                continue
            if not (other.standing in ACTIVE or (other.status == "CPNS" and other.standing == "51")):
                continue
            same_title = held.title.upper().strip() == position.title.upper().strip()
            both_heads = held.echelon == position.echelon == unit.head_echelon is not None
            if same_title or both_heads:
                return True
        return False

    def _retirement(self, e, position):
        age = 58
        if position and position.kind == "1":
            age = None if position.echelon is None else 60 if position.echelon < 30 else 58
        elif position and position.kind == "2":
            name = _bare(position.title)
            age = {"": None, "MA": 60, "UT": 65}.get(position.tier, 58)
            if name.startswith("GURU"):
                age = 60
        if age is None:
            return None
        months = (e.birth_date.year + age) * 12 + e.birth_date.month
        return date(months // 12, months % 12 + 1, 1)


def _bare(title):
    words = " ".join(title.upper().split())
    for word in JENJANG:
        words = re.sub(rf" \b{word}\b", "", words)
    return " ".join(words.split())


def _years_later(day, years):
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def _rounded(number, places):
    return Decimal(number).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def _mean(numbers):
    return _rounded(sum(numbers) / len(numbers), 4) if numbers else None

"""What one may suppose, typed: each line is filled wholly or left alone."""

import re
from datetime import timedelta

from django import forms

from employees.models import AnnualRating, Course, Position, ServiceExam
from employees.what_if.assumptions import (
    CourseFinished,
    DiplomaRecognised,
    ExamPassed,
    GradeGiven,
    Moved,
    PointsDetermined,
    Rated,
    SanctionEnded,
)
from employees.what_if.positions import NUMBERED, label_of, positions_like
from simpeg.core.dates import in_words
from simpeg.law.models import EducationLevel, Grade

AS_ON_FILE = [("", "Sesuai data")]
# An uji kompetensi by itself moves no right: the jenjang has to be raised, which is a move of position.
EXAMS = [choice for choice in ServiceExam.Kind.choices if choice[0] != ServiceExam.Kind.COMPETENCE]
FARTHEST = timedelta(days=10 * 366)
YEARS_BACK, YEARS_AHEAD = 2, 1
# The fields that only mean something together, and what they are called.
LINES = {
    "exam": ("exam_kind", "exam_on"),
    "course": ("course_level", "course_on"),
    "diploma": ("diploma_level", "diploma_name", "diploma_on"),
    "points": ("points", "points_on"),
    "position": ("position", "position_on"),
    "sanction": ("sanction", "sanction_on"),
    "grade": ("grade", "grade_on"),
}


class DayField(forms.DateField):
    """A day that somebody can mean."""

    def __init__(self, *, label, today, required=False, help_text=""):
        self.earliest, self.latest = today - 5 * FARTHEST, today + FARTHEST
        widget = forms.DateInput({"type": "date", "min": self.earliest.isoformat(), "max": self.latest.isoformat()},
                                 format="%Y-%m-%d")  # fmt: skip
        super().__init__(label=label, required=required, help_text=help_text, widget=widget)

    def clean(self, value):
        day = super().clean(value)
        if day and not self.earliest <= day <= self.latest:
            raise forms.ValidationError(f"Pilih tanggal antara {in_words(self.earliest)} dan {in_words(self.latest)}.")
        return day


class PositionField(forms.CharField):
    """A post of the position map, by its label or by words that only one post has."""

    def __init__(self, *, day, address, **options):
        super().__init__(max_length=700, required=False, **options)
        self.day = day
        self.widget.attrs |= {
            "list": "pilihan-jabatan",
            "autocomplete": "off",
            "hx-get": address,
            "hx-trigger": "input changed delay:250ms",
            "hx-target": "#pilihan-jabatan",
        }

    def clean(self, value):
        text = super().clean(value)
        if not text:
            return None
        numbered = NUMBERED.search(text)
        if numbered:
            found = Position.objects.in_force_on(self.day).filter(pk=min(int(numbered[1]), 2**63 - 1)).first()
            if found:
                return found
        found = positions_like(text, self.day)
        if len(found) == 1:
            return found[0]
        if not found:
            raise forms.ValidationError("Tidak ada jabatan pada peta jabatan dengan kata itu. Periksa ejaannya.")
        names = "; ".join(label_of(position) for position in found)
        raise forms.ValidationError(f"Lebih dari satu jabatan cocok. Salin salah satunya lengkap: {names}.")


class AssumptionForm(forms.Form):
    """The day asked, and what is supposed until then."""

    def __init__(self, data, *, employee, today, tier, sanctions, positions_at):
        super().__init__(data)
        self.employee, self.tier = employee, tier
        self.rated = range(today.year - YEARS_BACK, today.year + YEARS_AHEAD + 1)
        day_of = lambda label: DayField(label=label, today=today)  # noqa: E731
        fields = {
            "day": DayField(
                label="Dinilai pada", today=today, required=True,
                help_text="Untuk kenaikan pangkat: tanggal 1 bulan periodenya.",
            )
        }  # fmt: skip
        for year in self.rated:
            fields[f"rating_{year}"] = _choice(f"Predikat {year}", AnnualRating.Rating.choices)
        fields |= {
            "exam_kind": _choice("Ujian", EXAMS),
            "exam_on": day_of("Lulus pada"),
            "course_level": _choice("Pelatihan kepemimpinan", Course.Level.choices),
            "course_on": day_of("Selesai pada"),
            "diploma_level": forms.ModelChoiceField(
                EducationLevel.objects.order_by("-code"), label="Tingkat ijazah", required=False,
                empty_label="Sesuai data",
            ),
            "diploma_name": forms.CharField(label="Pendidikan", max_length=255, required=False,
                                            help_text="Contoh: S-2 Manajemen."),
            "diploma_on": day_of("Dicantumkan pada"),
        }  # fmt: skip
        if tier:
            fields["points"] = forms.DecimalField(
                label="Angka kredit kumulatif", min_value=0, max_digits=9, decimal_places=3, required=False
            )
            fields["points_on"] = day_of("Ditetapkan pada")
        fields |= {
            "position": PositionField(
                label="Jabatan pada peta jabatan", day=today, address=positions_at,
                help_text="Ketik beberapa kata nama jabatan atau unit, lalu pilih.",
            ),
            "position_on": day_of("Sejak (TMT)"),
            "grade": forms.ModelChoiceField(
                Grade.objects.filter(kind=employee.grade.kind), label="Golongan", required=False,
                empty_label="Sesuai data",
            ),
            "grade_on": day_of("TMT"),
        }  # fmt: skip
        if sanctions is not None and sanctions.exists():
            fields["sanction"] = forms.ModelChoiceField(
                sanctions, label="Hukuman disiplin", required=False, empty_label="Sesuai data"
            )
            fields["sanction"].label_from_instance = _sanction_words
            fields["sanction_on"] = day_of("Berakhir pada")
        self.fields.update(fields)

    def clean(self):
        """Each line whole; nothing supposed later than the day it is asked for."""
        values = super().clean()
        day = values.get("day")
        for names in (names for names in LINES.values() if names[0] in self.fields):
            filled = [name for name in names if values.get(name) not in (None, "")]
            for name in names:
                if filled and name not in filled and name not in self.errors:
                    self.add_error(name, "Isi juga bagian ini, atau kosongkan seluruh barisnya.")
            on = values.get(names[-1])
            if on and day and on > day:
                self.add_error(names[-1], f"Paling lambat pada hari yang dinilai, {in_words(day)}.")
        self._clean_order(values)
        return values

    def _clean_order(self, values):
        sanction, ends_on = values.get("sanction"), values.get("sanction_on")
        if sanction and ends_on and ends_on < sanction.starts_on:
            self.add_error("sanction_on", f"Tidak sebelum hukuman itu mulai, {in_words(sanction.starts_on)}.")
        for name in ("grade_on", "position_on"):
            on = values.get(name)
            if on and on < self.employee.cpns_since:
                self.add_error(name, f"Tidak sebelum TMT CPNS, {in_words(self.employee.cpns_since)}.")
        name = values.get("diploma_name")
        if name is not None:
            values["diploma_name"] = re.sub(r"\s+", " ", name).upper()

    @property
    def assumptions(self):
        """What was typed, as facts; the grade before what is counted in it."""
        values, found = self.cleaned_data, []
        found += [Rated(year, int(values[f"rating_{year}"])) for year in self.rated if values.get(f"rating_{year}")]
        if values.get("exam_kind"):
            found.append(ExamPassed(values["exam_kind"], values["exam_on"]))
        if values.get("course_level"):
            found.append(CourseFinished(values["course_level"], values["course_on"]))
        if values.get("diploma_level"):
            found.append(DiplomaRecognised(values["diploma_level"], values["diploma_name"], values["diploma_on"]))
        if values.get("points") is not None:
            found.append(PointsDetermined(self.tier, values["points"], values["points_on"]))
        if values.get("position"):
            found.append(Moved(values["position"], values["position_on"]))
        if values.get("grade"):
            found.append(GradeGiven(values["grade"], values["grade_on"]))
        if values.get("sanction"):
            found.append(SanctionEnded(values["sanction"], values["sanction_on"]))
        return found

    @property
    def lines(self):
        """The fields as they stand together on the page: (heading, fields)."""
        ratings = [self[f"rating_{year}"] for year in self.rated]
        headings = {
            "exam": "Ujian", "course": "Pelatihan", "diploma": "Pencantuman gelar", "points": "Angka kredit",
            "position": "Pindah jabatan", "sanction": "Hukuman disiplin", "grade": "Golongan",
        }  # fmt: skip
        rest = [
            (headings[line], [self[name] for name in names]) for line, names in LINES.items() if names[0] in self.fields
        ]
        return [("Predikat kinerja", ratings), *rest]


def _choice(label, choices):
    return forms.ChoiceField(label=label, choices=AS_ON_FILE + list(choices), required=False)


def _sanction_words(sanction):
    return f"{sanction.kind.name}, mulai {in_words(sanction.starts_on)}"

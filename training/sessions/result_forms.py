"""What is typed in while a session runs and after it: attendance, scores, what participants thought."""

from django import forms

from training.models import Attendance

FIVE = [(5, "5 – sangat baik"), (4, "4 – baik"), (3, "3 – cukup"), (2, "2 – kurang"), (1, "1 – sangat kurang")]


class AttendanceForm(forms.Form):
    """One choice for each participant; who is left out stays unknown."""

    def __init__(self, data=None, *, rows, written):
        super().__init__(data)
        self.rows = rows
        for row in rows:
            self.fields[f"hadir_{row.pk}"] = forms.ChoiceField(
                label=row.employee.full_name,
                choices=Attendance.Kind.choices,
                widget=forms.RadioSelect,
                required=False,
                initial=written.get(row.pk, Attendance.Kind.PRESENT if not written else None),
            )

    @property
    def lines(self):
        return [(row, self[f"hadir_{row.pk}"]) for row in self.rows]

    @property
    def kinds(self):
        said = {row.pk: self.cleaned_data[f"hadir_{row.pk}"] for row in self.rows}
        return {pk: kind for pk, kind in said.items() if kind}


class ScoresForm(forms.Form):
    """The scores before and after, of each participant."""

    def __init__(self, data=None, *, rows):
        super().__init__(data)
        self.rows = rows
        for row in rows:
            for name, label in (("pre", "Nilai awal"), ("post", "Nilai akhir")):
                self.fields[f"{name}_{row.pk}"] = forms.DecimalField(
                    label=f"{label} {row.employee.full_name}",
                    min_value=0,
                    max_value=100,
                    max_digits=5,
                    decimal_places=2,
                    required=False,
                    localize=True,
                    initial=getattr(row, f"{name}_score"),
                    widget=forms.TextInput(attrs={"class": "form-control score", "inputmode": "decimal", "size": "6"}),
                )

    @property
    def lines(self):
        return [(row, self[f"pre_{row.pk}"], self[f"post_{row.pk}"]) for row in self.rows]

    @property
    def scores(self):
        said = self.cleaned_data
        return {row.pk: (said[f"pre_{row.pk}"], said[f"post_{row.pk}"]) for row in self.rows}


def _mark(label):
    return forms.TypedChoiceField(
        label=label,
        choices=FIVE,
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih salah satu."},
    )


class EvaluationForm(forms.Form):
    content = _mark("Materi")
    teaching = _mark("Pengajar")
    usefulness = _mark("Kegunaan bagi pekerjaan Anda")
    organisation = _mark("Penyelenggaraan")
    words = forms.CharField(
        label="Saran", max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Tidak wajib. Jangan tulis nama Anda bila tidak ingin dikenali.",
    )  # fmt: skip

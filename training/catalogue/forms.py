"""What is typed in about the catalogue: a topic, a course, a path."""

from django import forms
from django.utils import timezone

from simpeg.law.engine import Law
from training.models import CatalogueCourse, Competence, LearningPath, Topic

MOST_CODES, STEPS = 30, 10


class TopicForm(forms.ModelForm):
    class Meta:
        model = Topic
        fields = ("name", "sentence", "is_digital")

    def _post_clean(self):
        """The service says what a name clashes with; a form that asks too would ask without the lock."""


class CourseForm(forms.ModelForm):
    raises = forms.CharField(
        label="Kompetensi yang dinaikkan",
        max_length=1000,
        required=False,
        help_text="Kode dari kamus kompetensi, dipisahkan koma. Misalnya INT, TIK.01.",
    )
    price = forms.IntegerField(label="Biaya per kursi (rupiah)", min_value=0, max_value=1_000_000_000, initial=0)
    learning_hours = forms.IntegerField(
        label="Jam pelajaran (JP)", min_value=1, max_value=2000, help_text="1 JP sama dengan 45 menit."
    )
    least_attendance = forms.IntegerField(
        label="Kehadiran paling rendah (%)", min_value=1, max_value=100, help_text="Syarat lulus."
    )
    least_score = forms.IntegerField(
        label="Nilai akhir paling rendah", min_value=1, max_value=100, required=False,
        help_text="Syarat lulus; kosongkan bila tanpa tes akhir.",
    )  # fmt: skip

    field_order = ["topic", "name", "summary", "form", "counts_as", "mode", "learning_hours", "provider", "price",
                   "raises", "least_attendance", "least_score", "is_offered"]  # fmt: skip

    class Meta:
        model = CatalogueCourse
        fields = ("topic", "name", "summary", "form", "counts_as", "mode", "provider", "is_offered")
        widgets = {"summary": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, data=None, *, course=None):
        initial = {"least_attendance": Law.on(timezone.localdate())["pelatihan.kehadiran_paling_rendah"]}
        if course is not None:
            names = ("price", "learning_hours", "least_attendance", "least_score")
            initial = {name: getattr(course, name) for name in names}
            initial["raises"] = ", ".join(course.raises.values_list("code", flat=True))
        super().__init__(data, instance=course, initial=initial)

    def _post_clean(self):
        """Said by `clean` and by the service; the instance stays what it is until then."""

    def clean_raises(self):
        """The entries of the dictionary that were typed as codes; also those that are closed by now."""
        codes = [code.strip().upper() for code in self.cleaned_data["raises"].split(",") if code.strip()]
        codes = list(dict.fromkeys(codes))
        if len(codes) > MOST_CODES:
            raise forms.ValidationError(f"Paling banyak {MOST_CODES} kompetensi.")
        found = {each.code: each for each in Competence.objects.filter(code__in=codes)}
        for code in codes:
            if code not in found:
                raise forms.ValidationError(
                    f"Kode “{code[:40]}” tidak ada dalam kamus kompetensi. Periksa, atau tambahkan ke kamus dahulu."
                )
        return [found[code] for code in codes]

    def clean(self):
        cleaned = super().clean()
        form, counts_as = cleaned.get("form"), cleaned.get("counts_as")
        if form and counts_as and counts_as not in fitting(form):
            words = " atau ".join(str(label) for code, label in self._kinds() if code in fitting(form))
            self.add_error("counts_as", f"Bentuk ini tercatat sebagai {words}.")
        return cleaned

    def _kinds(self):
        return CatalogueCourse._meta.get_field("counts_as").choices


def fitting(form):
    """What a form of training can count as in the file."""
    if form in CatalogueCourse.LEVELS:
        return ("KEPEMIMPINAN",)
    return ("FUNGSIONAL",) if form == "FUNGSIONAL" else ("TEKNIS", "SEMINAR")


class PathForm(forms.ModelForm):
    """A path and its courses, one select for each step."""

    class Meta:
        model = LearningPath
        fields = ("topic", "name", "sentence")

    def __init__(self, data=None, *, path=None):
        initial = {}
        if path is not None:
            initial = {f"step_{step.place}": step.course_id for step in path.steps.all()}
        super().__init__(data, instance=path, initial=initial)
        courses = list(CatalogueCourse.objects.order_by("name").values_list("pk", "name", "is_offered"))
        choices = [
            ("", "–"),
            *((pk, name if offered else f"{name} (tidak ditawarkan)") for pk, name, offered in courses),
        ]
        for number in range(1, STEPS + 1):
            self.fields[f"step_{number}"] = forms.TypedChoiceField(
                label=f"Langkah {number}", choices=choices, coerce=int, empty_value=None, required=False
            )

    def _post_clean(self):
        """Said by the service."""

    def clean(self):
        cleaned = super().clean()
        chosen = [cleaned.get(f"step_{number}") for number in range(1, STEPS + 1)]
        chosen = [pk for pk in chosen if pk]
        if not chosen and not self.errors:
            self.add_error("step_1", "Pilih paling sedikit satu pelatihan.")
        if len(set(chosen)) != len(chosen):
            self.add_error(None, "Setiap pelatihan hanya sekali dalam satu jalur.")
        found = CatalogueCourse.objects.in_bulk(chosen)
        self.courses = [found[pk] for pk in chosen if pk in found]
        return cleaned

    @property
    def values(self):
        return {name: self.cleaned_data[name] for name in self._meta.fields}

"""What is typed in about sessions: the session itself, why somebody comes or goes, who is named."""

from django import forms
from django.db.models import F

from employees.models import Employee, PositionKind, Unit
from simpeg.law.models import Grade
from training.models import CatalogueCourse, CourseSession


def _day(label, **options):
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **options)


class _PlaceFields(forms.Form):
    """Where it is, who teaches, how many seats."""

    place = forms.CharField(
        label="Tempat", max_length=200, required=False, help_text="Isi tempat, tautan, atau keduanya."
    )
    link = forms.URLField(
        label="Tautan", max_length=500, required=False, assume_scheme="https",
        help_text="Untuk sesi daring. Mulai dengan https://",
    )  # fmt: skip
    trainer_name = forms.CharField(label="Pengajar", max_length=200, required=False)
    trainer = forms.CharField(
        label="NIP pengajar",
        max_length=30,
        required=False,
        help_text="Bila ia pegawai di sini: ia membaca hasil evaluasi sesinya, tanpa nama peserta.",
    )
    seats = forms.IntegerField(label="Kursi", min_value=1, max_value=1000)

    def clean_link(self):
        link = self.cleaned_data["link"]
        if link and not link.startswith("https://"):
            raise forms.ValidationError("Tautan dimulai dengan https://")
        return link

    def clean_trainer(self):
        nip = "".join(self.cleaned_data["trainer"].split())
        if not nip:
            return None
        found = Employee.objects.filter(nip=nip).first() if nip.isascii() else None
        if found is None:
            raise forms.ValidationError("Tidak ada pegawai dengan NIP ini. Periksa, atau kosongkan.")
        return found

    def clean(self):
        cleaned = super().clean()
        if not self.errors and not (cleaned.get("place") or cleaned.get("link")):
            self.add_error("place", "Isi tempat atau tautannya.")
        return cleaned


class SessionForm(_PlaceFields):
    """A draft: everything of it."""

    course = forms.ModelChoiceField(CatalogueCourse.objects.none(), label="Pelatihan", empty_label="Pilih pelatihan")
    starts_on = _day("Mulai")
    ends_on = _day("Selesai")
    enrol_from = _day("Pendaftaran dibuka")
    enrol_until = _day("Pendaftaran ditutup", help_text="Paling lambat pada hari mulai.")
    entry = forms.ChoiceField(label="Cara mendaftar", choices=CourseSession.Entry.choices)
    statuses = forms.MultipleChoiceField(
        label="Terbuka bagi status", choices=Employee.Status.choices, required=False,
        widget=forms.CheckboxSelectMultiple, help_text="Tanpa pilihan: semua status.",
    )  # fmt: skip
    position_kinds = forms.MultipleChoiceField(
        label="Terbuka bagi jenis jabatan", choices=PositionKind.choices, required=False,
        widget=forms.CheckboxSelectMultiple, help_text="Tanpa pilihan: semua jenis jabatan.",
    )  # fmt: skip
    least_grade = forms.ModelChoiceField(
        Grade.objects.all(), label="Golongan paling rendah", required=False, empty_label="Semua golongan",
        help_text="Mengikat golongan sejenis: batas golongan PNS tidak mengikat PPPK, dan sebaliknya.",
    )  # fmt: skip
    unit = forms.ModelChoiceField(
        Unit.objects.none(), label="Unit kerja dan bawahannya", required=False, empty_label="Semua unit kerja"
    )

    field_order = ["course", "starts_on", "ends_on", "place", "link", "trainer_name", "trainer", "seats", "enrol_from",
                   "enrol_until", "entry", "statuses", "position_kinds", "least_grade", "unit"]  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["course"].queryset = CatalogueCourse.objects.filter(is_offered=True)
        self.fields["unit"].queryset = Unit.objects.filter(closed_on=None, opd=F("pk")).order_by("name", "pk")

    def clean(self):
        cleaned = super().clean()
        starts, ends = cleaned.get("starts_on"), cleaned.get("ends_on")
        opens, closes = cleaned.get("enrol_from"), cleaned.get("enrol_until")
        if starts and ends and ends < starts:
            self.add_error("ends_on", "Hari selesai tidak boleh sebelum hari mulai.")
        if opens and closes and closes < opens:
            self.add_error("enrol_until", "Hari tutup tidak boleh sebelum hari buka.")
        if starts and closes and closes > starts:
            self.add_error("enrol_until", "Pendaftaran ditutup paling lambat pada hari mulai.")
        return cleaned

    @staticmethod
    def initial_of(session):
        names = ("course", "starts_on", "ends_on", "enrol_from", "enrol_until", "entry", "statuses", "position_kinds",
                 "least_grade", "unit")  # fmt: skip
        return {name: getattr(session, name) for name in names} | AnnouncedForm.initial_of(session)


class AnnouncedForm(_PlaceFields):
    """What may still change of a session that was announced."""

    enrol_until = _day("Pendaftaran ditutup")

    @staticmethod
    def initial_of(session):
        names = ("place", "link", "trainer_name", "seats", "enrol_until")
        trainer = session.trainer.nip if session.trainer_id else ""
        return {name: getattr(session, name) for name in names} | {"trainer": trainer}


class ReasonForm(forms.Form):
    """Why; asked where somebody else reads the answer."""

    reason = forms.CharField(label="Alasan", max_length=300)

    def __init__(self, *args, label="Alasan", required=True, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].label, self.fields["reason"].required = label, required


class NominationForm(forms.Form):
    """Who is named, ticked in the list, and why."""

    people = forms.MultipleChoiceField(
        label="Pegawai", error_messages={"required": "Pilih paling sedikit satu pegawai."}
    )
    reason = forms.CharField(
        label="Alasan pencalonan", max_length=300, required=False, help_text="Misalnya tugas barunya. Tidak wajib."
    )

    def __init__(self, data, *, people):
        super().__init__(data)
        found = {str(employee.pk): employee for employee in people(self._typed())}
        self.found = found
        self.fields["people"].choices = [(key, employee.full_name) for key, employee in found.items()]

    def _typed(self):
        """The ids that were ticked, as far as they are ids."""
        typed = self.data.getlist("people") if hasattr(self.data, "getlist") else []
        return [int(each) for each in typed[:1000] if each.isascii() and each.isdigit() and len(each) < 19]

    @property
    def employees(self):
        return [self.found[key] for key in self.cleaned_data["people"]]

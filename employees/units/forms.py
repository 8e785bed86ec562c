"""Forms of units, posts and plans: they check shapes (numbers, days, choices); what cannot be, the services say."""

from django import forms

from employees.models import Employee, Position, Reorganisation, ReorganisationLine, Unit
from employees.records.forms import DAYS_TYPED, DayInput, RecordForm, WhyForm
from employees.records.unit_field import UnitField
from employees.units import positions, reorganisation, services

UNIT_HELP = "Ketik beberapa kata nama unit, lalu pilih."
Kind = ReorganisationLine.Kind


def _field(field, **options):
    if field.get_internal_type() == "DateField":
        made = field.formfield(widget=DayInput, input_formats=DAYS_TYPED, **options)
    else:
        made = field.formfield(**options)
    if isinstance(made, forms.TypedChoiceField):
        made.choices = [(key, "Pilih" if key in ("", None) else label) for key, label in made.choices]
    elif isinstance(made, forms.ModelChoiceField):
        made.empty_label = "Pilih"
    if isinstance(made.widget, forms.Textarea):
        made.widget.attrs["rows"] = 3
    made.label = made.label[:1].upper() + made.label[1:]
    return made


def _day(label, help_text=""):
    return forms.DateField(label=label, widget=DayInput, input_formats=DAYS_TYPED, help_text=help_text)


class SignedForm(WhyForm):
    """Why something is written, and which version its reader saw."""

    checked = None


class OwnForm(RecordForm):
    """A row with the reason it is written for."""

    reason = forms.CharField(
        label="Alasan",
        max_length=300,
        help_text="Dicatat pada jejak audit bersama nama Anda. Contoh: SK peta jabatan 2026; salah ketik nama.",
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=32)

    @property
    def values(self):
        own = {"reason", "seen"}
        return {name: self.cleaned_data[name] for name in self.fields if name in self.cleaned_data and name not in own}


class PositionForm(OwnForm):
    class Meta:
        model = Position
        fields = positions.FIELDS
        formfield_callback = _field
        help_texts = {
            "title": "Persis seperti tertulis pada SK jabatan pemangkunya; dengan nama itulah pemangku dihitung.",
            "echelon": "Hanya jabatan struktural.",
            "tier": "Hanya jabatan fungsional.",
            "job_class": "1 sampai 17.",
            "need": "Dihitung sendiri bila beban kerjanya diisi.",
            "valid_from": "Kosong: sejak unit itu ada.",
            "decree": "SK penetapan peta jabatan, bila ada.",
        }


class EndForm(SignedForm):
    on = _day("Tidak berlaku lagi mulai", "Hari pertama jabatan ini tidak ada lagi pada peta jabatan.")
    field_order = ["on", "reason", "seen"]


class TaskForm(forms.Form):
    """One line of the workload: what, how often a year, how many minutes each."""

    name = forms.CharField(label="Uraian tugas", max_length=300, required=False)
    volume = forms.DecimalField(label="Volume setahun", max_digits=9, decimal_places=2, min_value=0.01, required=False)
    minutes = forms.DecimalField(
        label="Norma waktu (menit)", max_digits=9, decimal_places=2, min_value=0.01, required=False
    )

    def clean(self):
        said = super().clean()
        given = [name for name in ("name", "volume", "minutes") if said.get(name) not in (None, "")]
        if given and len(given) < 3 and not self.errors:
            raise forms.ValidationError("Lengkapi uraian, volume, dan norma waktunya, atau kosongkan ketiganya.")
        return said


TaskFormSet = forms.formset_factory(TaskForm, extra=5, max_num=positions.MOST_TASKS, absolute_max=positions.MOST_TASKS)


class UnitForm(OwnForm):
    class Meta:
        model = Unit
        fields = services.NEW_FIELDS
        formfield_callback = _field
        labels = {"siasn_id": "Unor ID SIASN"}
        help_texts = {
            "name": "Lengkap seperti pada peraturan pembentukannya.",
            "kind": "",
            "siasn_id": "Boleh dikosongkan sampai SIASN menerbitkannya.",
            "basis": "Perda atau Perbup pembentukannya, dengan nomor dan tahun.",
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["siasn_id"].required = False


class CloseForm(SignedForm):
    """A unit that nobody is left in."""

    on = _day("Ditutup mulai", "Hari pertama unit ini tidak ada lagi.")
    basis = forms.CharField(
        label="Dasar penutupan", max_length=200, help_text="Perda, Perbup, atau SK, dengan nomor dan tahun."
    )
    field_order = ["on", "basis", "reason", "seen"]


class PlaceForm(forms.Form):
    """A unit that people are left in: where they go, by a plan that is read before it is signed."""

    day = _day("Ditutup mulai", "Juga TMT jabatan pegawai di unit tujuan.")
    target = UnitField(label="Unit tujuan semua pegawai dan jabatannya", help_text=UNIT_HELP)


class PlanForm(RecordForm):
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=32)

    class Meta:
        model = Reorganisation
        fields = reorganisation.PLAN_FIELDS
        formfield_callback = _field
        labels = {"title": "Nama reorganisasi"}
        help_texts = {
            "title": "Misalnya: Penataan Dinas Kesehatan menurut Perbup 12/2026.",
            "decree": "SK yang memindahkan pegawai. Boleh menyusul; wajib sebelum diterapkan.",
        }

    @property
    def values(self):
        return {name: self.cleaned_data[name] for name in reorganisation.PLAN_FIELDS if name in self.cleaned_data}


class LineForm(forms.Form):
    """A step of a plan. Places are existing units or units that another step of the plan makes."""

    kind = None

    def __init__(self, *args, plan, **kwargs):
        super().__init__(*args, **kwargs)
        self.plan = plan
        made = plan.lines.filter(kind__in=ReorganisationLine.OPENING).select_related("source")
        for name, field in self.fields.items():
            if isinstance(field, forms.ModelChoiceField) and name.endswith("_line"):
                field.queryset = made
                field.label_from_instance = lambda line: line.name

    def one_of(self, existing, made, label, *, required=True):
        """Exactly one of two fields, and no more."""
        said = self.cleaned_data
        if said.get(existing) and said.get(made):
            self.add_error(made, f"Pilih salah satu: {label} yang sudah ada atau yang baru.")
        elif required and not said.get(existing) and not said.get(made) and existing not in self.errors:
            self.add_error(existing, f"Isi {label}, yang sudah ada atau yang baru.")

    @property
    def values(self):
        return {"kind": self.kind} | self.cleaned_data


def _existing(label, help_text=UNIT_HELP):
    return UnitField(label=label, required=False, help_text=help_text)


def _made(label):
    return forms.ModelChoiceField(ReorganisationLine.objects.none(), label=label, required=False, empty_label="–")


class OpenLineForm(LineForm):
    kind = Kind.OPEN
    name = forms.CharField(label="Nama unit baru", max_length=255)
    unit_kind = forms.ChoiceField(label="Jenis", choices=[("", "Pilih"), *Unit.Kind.choices])
    head_echelon = forms.TypedChoiceField(
        label="Eselon kepala",
        choices=[("", "Tanpa eselon"), *Unit._meta.get_field("head_echelon").choices],
        coerce=int,
        empty_value=None,
        required=False,
    )
    parent = _existing("Unit atasan yang sudah ada")
    parent_line = _made("Atau di bawah unit baru")

    def clean(self):
        super().clean()
        self.one_of("parent", "parent_line", "unit atasan")
        return self.cleaned_data


class ReplaceLineForm(LineForm):
    kind = Kind.REPLACE
    source = UnitField(label="Unit yang diganti", help_text=UNIT_HELP)
    name = forms.CharField(
        label="Nama unit baru",
        max_length=255,
        help_text="Unit lama ditutup; semua pegawai dan jabatannya pindah, kecuali yang dipindahkan langkah lain.",
    )
    parent = _existing("Pindah ke bawah unit atasan", "Kosongkan bila unit atasannya tetap sama.")
    parent_line = _made("Atau ke bawah unit baru")
    with_below = forms.BooleanField(
        label="Beserta semua unit di bawahnya",
        required=False,
        initial=True,
        help_text="Unit di bawahnya ikut diganti dengan unit baru bernama sama.",
    )
    rename_titles = forms.BooleanField(
        label="Sesuaikan nama jabatan",
        required=False,
        initial=True,
        help_text="Nama unit lama di dalam nama jabatan diganti dengan nama unit baru.",
    )

    def clean(self):
        super().clean()
        self.one_of("parent", "parent_line", "unit atasan", required=False)
        return self.cleaned_data


class CloseLineForm(LineForm):
    kind = Kind.CLOSE
    source = UnitField(
        label="Unit yang ditutup", help_text="Pegawainya harus mendapat tempat melalui langkah pindah. " + UNIT_HELP
    )


class MoveLineForm(LineForm):
    kind = Kind.MOVE
    source = UnitField(label="Dari unit", help_text=UNIT_HELP)
    nip = forms.CharField(
        label="Hanya pegawai dengan NIP",
        max_length=30,
        required=False,
        help_text="Kosong: semua, atau menurut jabatan.",
    )
    title = forms.CharField(
        label="Hanya jabatan",
        max_length=255,
        required=False,
        help_text="Persis seperti pada peta jabatan. Kosong: semua.",
    )
    new_title = forms.CharField(
        label="Menjadi jabatan", max_length=255, required=False, help_text="Kosong: nama jabatannya tetap."
    )
    target = _existing("Ke unit yang sudah ada")
    target_line = _made("Atau ke unit baru")

    def clean(self):
        said = super().clean()
        self.one_of("target", "target_line", "unit tujuan")
        said["employee"] = None
        digits = "".join(letter for letter in said.pop("nip", "") or "" if letter in "0123456789")
        if digits:
            said["employee"] = Employee.objects.filter(nip=digits).first()
            if said["employee"] is None:
                self.add_error("nip", f"Tidak ada pegawai dengan NIP {digits}.")
            elif said.get("title"):
                self.add_error("title", "Pilih salah satu: satu pegawai atau satu jabatan.")
        if said.get("new_title") and not digits and not said.get("title"):
            self.add_error("new_title", "Jabatan baru hanya untuk satu jabatan atau satu pegawai; isi salah satunya.")
        return said


LINE_FORMS = {"bentuk": OpenLineForm, "ganti": ReplaceLineForm, "tutup": CloseLineForm, "pindah": MoveLineForm}

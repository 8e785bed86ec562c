"""Forms of a proposal: those of the file with what may be wished, why, and the answer to it."""

from django import forms

from employees.documents.forms import MOST_FILES, FilesField
from employees.proposals.scope import FIELDS
from employees.proposals.values import as_python
from employees.records.forms import personal_form, record_form
from employees.records.kinds import PERSONAL
from employees.records.unit_field import UnitField

CHECK, APPROVE, RETURN, REFUSE = "teruskan", "setujui", "kembalikan", "tolak"


def wish_form(employee, kind, data=None, record=None, kept=None):
    """The form of the file for this kind, filled from the row and, over it, from what was already proposed."""
    if kind == PERSONAL:
        form = personal_form(data, _overlaid(employee, kind, kept))
        for name in [name for name in form.fields if name not in FIELDS]:
            del form.fields[name]
        return form
    form = record_form(kind, employee, data, _overlaid(record, kind, kept) if record else None)
    if kept and not record:
        form.initial |= as_python(kind, kept)
    for field in form.fields.values():
        if isinstance(field, UnitField):  # suggestions are for officers
            field.widget.attrs = {"autocomplete": "off"}
            field.help_text = "Tulis nama unit kerja lengkap, seperti pada SK."
    return form


class WhyWishForm(forms.Form):
    """What is wrong, in the employee's own words."""

    reason = forms.CharField(
        label="Alasan usulan",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Apa yang keliru atau kurang, dan dokumen mana yang menunjukkannya. Contoh: tahun lulus pada ijazah"
        " nomor 123 adalah 2011.",
    )


class ProofForm(forms.Form):
    """The scans that show it."""

    files = FilesField(
        label="Pindaian bukti",
        required=False,
        help_text=f"SK, ijazah, akta, atau surat yang membuktikannya: PDF, JPEG, atau PNG, paling besar 10 MB, sampai "
        f"{MOST_FILES} file. Tidak perlu untuk nomor HP, surel, dan alamat.",
    )


class AnswerForm(forms.Form):
    """What the officer does with it, why, and what he saw."""

    answer = forms.ChoiceField(label="Keputusan", widget=forms.RadioSelect)
    code = forms.ChoiceField(
        label="Alasan", required=False, help_text="Wajib bila mengembalikan atau menolak; pegawai membacanya."
    )
    words = forms.CharField(
        label="Keterangan",
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Apa persisnya yang perlu diperbaiki, atau mengapa. Pegawai membacanya.",
    )
    seen = forms.CharField(widget=forms.HiddenInput, max_length=32)

    def __init__(self, data=None, *, decides, mendable, final, seen):
        super().__init__(data, initial={"seen": seen})
        onward = (APPROVE, "Setujui: berkas langsung berubah") if decides else (CHECK, "Sesuai: teruskan ke BKPSDM")
        self.fields["answer"].choices = [
            onward,
            (RETURN, "Kembalikan untuk diperbaiki pegawai"),
            (REFUSE, "Tolak: usulan berakhir"),
        ]
        self.codes = {RETURN: mendable, REFUSE: final}
        self.fields["code"].choices = [
            ("", "Pilih alasan"),
            ("Untuk mengembalikan", [(code, f"{code} – {words}") for code, words in mendable.items()]),
            ("Untuk menolak", [(code, f"{code} – {words}") for code, words in final.items()]),
        ]

    def clean(self):
        said = super().clean()
        wanted, code = self.codes.get(said.get("answer")), said.get("code")
        if wanted is not None and code not in wanted and "code" not in self.errors:
            verb = "mengembalikan" if said["answer"] == RETURN else "menolak"
            self.add_error("code", f"Pilih salah satu alasan di bawah “Untuk {verb}”.")
        return said


def _overlaid(row, kind, kept):
    for name, value in as_python(kind, kept or {}).items():
        setattr(row, name, value)
    return row

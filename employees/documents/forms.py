from django import forms

from employees.documents.services import LONGEST_REASON, LONGEST_TITLE

ACCEPT = ".pdf,.jpg,.jpeg,.png,application/pdf,image/jpeg,image/png"
MOST_FILES = 5


class FilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files at once; what they hold is looked at by the service that keeps them."""

    widget = FilesInput(attrs={"accept": ACCEPT})

    def clean(self, data, initial=None):
        files = list(data or []) if isinstance(data, list | tuple) else [data] if data else []
        if not files and self.required:
            raise forms.ValidationError("Belum ada file yang dipilih. Pilih satu file atau lebih.", code="required")
        if len(files) > MOST_FILES:
            raise forms.ValidationError(f"Paling banyak {MOST_FILES} file sekaligus. Unggah sisanya sesudah ini.")
        return files


class UploadForm(forms.Form):
    """Scans of one record."""

    title = forms.CharField(
        label="Judul",
        max_length=LONGEST_TITLE,
        help_text="Apa yang dipindai, misalnya SK kenaikan pangkat III/c.",
        error_messages={"required": "Judul belum diisi. Tulis apa yang dipindai."},
    )
    files = FilesField(
        label="File pindaian",
        help_text=f"PDF, JPEG, atau PNG, paling besar 10 MB per file, sampai {MOST_FILES} file. "
        "Tempat dan kamera di dalam foto dihapus; isi PDF tidak diubah.",
    )


class TakeOffForm(forms.Form):
    """Why a scan no longer stands beside its record."""

    reason = forms.CharField(
        label="Alasan",
        max_length=LONGEST_REASON,
        help_text="Misalnya: salah orang, halaman kurang, tidak terbaca.",
        error_messages={"required": "Alasan belum diisi. Tulis mengapa dokumen ini diturunkan."},
    )

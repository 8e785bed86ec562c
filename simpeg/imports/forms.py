from django import forms

from simpeg.imports.package import NotAWorkbook
from simpeg.imports.workbook import open_workbook

MIB = 1024 * 1024


class WorkbookField(forms.FileField):
    """A file to be read later, by a job; what is no workbook at all is refused at once.

    `opened` opens it as its reader will; `largest`, in MiB, stands below what the server itself takes.
    """

    def __init__(self, *, accept=".xlsx", opened=open_workbook, largest=None, **options):
        self.accept, self.opened, self.largest = accept, opened, largest
        super().__init__(max_length=200, **options)

    def widget_attrs(self, widget):
        return super().widget_attrs(widget) | {"accept": self.accept}

    def clean(self, data, initial=None):
        upload = super().clean(data, initial)
        if not upload:
            return upload
        if self.largest and upload.size > self.largest * MIB:
            raise forms.ValidationError(
                f"File lebih besar dari {self.largest} MB. Hapus lembar dan kolom lain, lalu unggah lagi."
            )
        try:
            with self.opened(upload.file):
                pass
        except NotAWorkbook as refusal:
            raise forms.ValidationError(str(refusal)) from refusal
        upload.seek(0)
        return upload

from django import forms

from simpeg.reports.forms import ExportForm


class CalendarExportForm(ExportForm):
    """What the file is to be, beside why it is taken."""

    FORMATS = [("xlsx", "Excel"), ("ics", "iCalendar (.ics), untuk aplikasi kalender")]

    format = forms.ChoiceField(
        label="Bentuk berkas",
        choices=FORMATS,
        widget=forms.RadioSelect,
        initial="xlsx",
        help_text="iCalendar memuat nama, hak, dan tanggalnya saja.",
    )
    field_order = ["format", "purpose", "reason"]

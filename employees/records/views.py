from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_safe

from employees.dossier.queries import files_of
from employees.permissions import is_own, may_record, sees_private_data, sees_sanctions
from employees.records import services
from employees.records.forms import EndForm, WhyForm, personal_form, record_form, shown_value
from employees.records.kinds import KINDS, PERSONAL, PERSONAL_GROUPS, in_a_line
from employees.records.unit_field import label_of, suggestions
from simpeg.audit.describe import describe
from simpeg.audit.models import Entry
from simpeg.audit.reading import note_read
from simpeg.web.access import any_permission_required

READ_OR_WRITE = ["GET", "HEAD", "POST"]
TEMPLATE = "employees/records/form.html"


@require_http_methods(READ_OR_WRITE)
def add(request, nip, kind):
    """A new fact in somebody's file."""
    employee, kind = _asked(request, nip, kind, "add")
    form, why = record_form(kind.key, employee, _typed(request)), WhyForm(_typed(request))

    def save():
        return services.add_record(employee, kind.key, form.values, by=request.user, reason=why.cleaned_data["reason"])

    page = _Page(request, employee, kind.key, form, why, f"Tambah {kind.singular}", kind.note)
    return page.answer(save, f"{kind.title} tersimpan.")


@require_http_methods(READ_OR_WRITE)
def correct(request, nip, kind, pk):
    """Another value for a fact; the old one stays readable."""
    employee, kind = _asked(request, nip, kind, "change")
    record = _record(employee, kind, pk, request)
    if record is None:
        return redirect(_back(request, employee, kind.key))
    form = record_form(kind.key, employee, _typed(request), record)
    why = WhyForm(_typed(request), initial={"seen": services.version_of(record)})

    def save():
        said = why.cleaned_data
        return services.correct_record(record, form.values, by=request.user, reason=said["reason"], seen=said["seen"])

    page = _Page(request, employee, kind.key, form, why, f"Perbaiki {kind.singular}", kind.note, record)
    return page.answer(save, f"{kind.title} diperbaiki. Nilai lama tetap terbaca pada riwayat perubahannya.")


@require_http_methods(READ_OR_WRITE)
def end(request, nip, kind, pk):
    """The last day of a fact that runs."""
    employee, kind = _asked(request, nip, kind, "change")
    record = _record(employee, kind, pk, request)
    if record is None:
        return redirect(_back(request, employee, kind.key))
    if not kind.may_end(record):
        raise Http404("Catatan ini tidak dapat diakhiri, atau sudah berakhir.")
    why = EndForm(_typed(request), initial={"seen": services.version_of(record)})

    def save():
        said = why.cleaned_data
        return services.end_record(record, said["on"], by=request.user, reason=said["reason"], seen=said["seen"])

    page = _Page(request, employee, kind.key, None, why, f"Akhiri {kind.singular}", "", record)
    return page.answer(save, f"{kind.title} berakhir.")


@require_http_methods(READ_OR_WRITE)
def withdraw(request, nip, kind, pk):
    """Take a fact off that should never have been there; the trail and its scan keep it."""
    employee, kind = _asked(request, nip, kind, "delete")
    record = _record(employee, kind, pk, request)
    if record is None:
        return redirect(_back(request, employee, kind.key))
    why = WhyForm(_typed(request), initial={"seen": services.version_of(record)})

    def save():
        said = why.cleaned_data
        services.withdraw_record(record, by=request.user, reason=said["reason"], seen=said["seen"])

    note = "Cabut hanya catatan yang keliru masuk. Isinya, pindaiannya, dan alasan Anda tetap tersimpan untuk auditor."
    page = _Page(request, employee, kind.key, None, why, f"Cabut {kind.singular}", note, record)
    return page.answer(save, f"{kind.title} dicabut; isinya tetap ada pada jejak berkas.")


@require_http_methods(READ_OR_WRITE)
def personal(request, nip):
    """The employee's own row: identity, contacts, status."""
    employee, _ = _asked(request, nip, PERSONAL, "change")
    form = personal_form(_typed(request), employee)
    why = WhyForm(_typed(request), initial={"seen": services.version_of(employee)})

    def save():
        said = why.cleaned_data
        return services.correct_employee(
            employee, form.values, by=request.user, reason=said["reason"], seen=said["seen"]
        )

    page = _Page(request, employee, PERSONAL, form, why, "Perbaiki data utama", "", employee)
    return page.answer(save, "Data utama diperbaiki. Nilai lama tetap terbaca pada jejak berkas.")


@require_http_methods(READ_OR_WRITE)
@permission_required("employees.add_employee", raise_exception=True)
def new(request):
    """A file for somebody who has none yet."""
    form, why = personal_form(_typed(request)), WhyForm(_typed(request))

    def save():
        return services.add_employee(form.values, by=request.user, reason=why.cleaned_data["reason"])

    note = "Golongan dan TMT-nya menjadi catatan pertama riwayat golongan. Jabatan dan ijazah dicatat sesudahnya."
    page = _Page(request, None, PERSONAL, form, why, "Tambah pegawai", note)
    return page.answer(save, "Berkas pegawai dibuat. Catat jabatan dan pendidikannya.")


@require_safe
def history(request, nip, kind, pk):
    """Who changed this one fact, when, why, and what it said before."""
    employee = get_object_or_404(files_of(request.user), nip=nip)
    kind = _kind_seen(request.user, employee, kind)
    entries = Entry.objects.filter(table=kind.model._meta.db_table, row_id=str(pk)).order_by("-id")
    entries = [e for e in entries if (e.after or e.before or {}).get("employee_id") == employee.pk]
    if not entries:
        raise Http404("Catatan ini tidak ada pada berkas tersebut.")
    if not is_own(request.user, employee):
        note_read(by=request.user, employees=[employee.pk], what=f"Membaca riwayat perubahan {kind.singular}")
    lines = describe(entries, reader=request.user, own=is_own(request.user, employee))
    context = {"employee": employee, "kind": kind, "lines": lines}
    return render(request, "employees/records/history.html", context)


@require_safe
@any_permission_required("employees.change_appointment", "employees.change_employee")
def units(request):
    """Suggestions for the unit field, as options."""
    text = next((value for value in request.GET.values() if value), "").replace("\x00", "").strip()[:100]
    found = [label_of(unit) for unit in suggestions(text)] if len(text) > 1 else []
    return render(request, "employees/records/_units.html", {"found": found})


class _Page:
    """One form of the file: shown, asked to look twice, refused, or stored."""

    def __init__(self, request, employee, kind_key, form, why, title, note="", record=None):
        self.request, self.employee, self.kind_key = request, employee, kind_key
        self.form, self.why, self.title, self.note, self.record = form, why, title, note, record
        self.doubts, self.now = [], []

    def answer(self, save, done):
        if self.request.method == "POST":
            valid = [form.is_valid() for form in (self.form, self.why) if form is not None]
            if all(valid) and self._stored(save):
                messages.success(self.request, done)
                return redirect(self._next)
            return self._shown(422)
        if self.employee:
            note_read(by=self.request.user, employees=[self.employee.pk], what=self.title)
        return self._shown(200)

    def _stored(self, save):
        try:
            if self.form is not None and not self.why.cleaned_data["checked"]:
                record = None if self.kind_key == PERSONAL else self.record
                self.doubts = services.doubts(self.employee, self.kind_key, self.form.values, record)
                if self.doubts:
                    return False
            saved = save()
        except services.ChangedMeanwhile as refusal:
            self._show_what_is_there_now(refusal)
            return False
        except services.RecordRefused as refusal:
            self._tell(refusal)
            return False
        self._next = _back(self.request, self.employee or saved, self.kind_key)
        return True

    def _tell(self, refusal):
        """Each sentence at its field, where the form has it."""
        for name, sentences in refusal.errors.items():
            form = self.form if self.form is not None and name in self.form.fields else self.why
            for sentence in sentences:
                form.add_error(name if name in form.fields else None, sentence)

    def _show_what_is_there_now(self, refusal):
        """The typed values stay; what the other one stored stands beside them, and the next press means it."""
        self.why.add_error(None, str(refusal))
        now = type(self.record)._default_manager.filter(pk=self.record.pk).first()
        if now is None or self.form is None:
            return
        self.form.instance = now
        typed = self.form.values
        self.now = [
            (field.label, shown_value(self.form, name))
            for name, field in self.form.fields.items()
            if getattr(now, name) != typed.get(name)
        ]
        self.why.data = self.why.data.copy()
        self.why.data["seen"] = services.version_of(now)

    def _shown(self, status):
        groups = PERSONAL_GROUPS.items() if self.kind_key == PERSONAL and self.form is not None else ()
        context = {
            "employee": self.employee,
            "kind": KINDS.get(self.kind_key),
            "about": in_a_line(self.record) if self.record and self.kind_key != PERSONAL else "",
            "form": self.form,
            "why": self.why,
            "forms": [form for form in (self.form, self.why) if form is not None],
            "failed": any(form.errors for form in (self.form, self.why) if form is not None and form.is_bound),
            "fieldsets": [(title, [self.form[name] for name in names]) for title, names in groups],
            "title": self.title,
            "note": self.note,
            "doubts": [
                (name, str(self.form.fields[name].label) if name in self.form.fields else "", sentence)
                for name, sentence in self.doubts
            ],
            "now": self.now,
            "back": _back(self.request, self.employee, self.kind_key),
            "next": self.request.GET.get("kembali", ""),
        }
        return render(self.request, TEMPLATE, context, status=status)


def _asked(request, nip, kind_key, action):
    """The file and the kind, for whoever may write there."""
    employee = get_object_or_404(files_of(request.user), nip=nip)
    kind = None if kind_key == PERSONAL else KINDS.get(kind_key)
    if kind is None and kind_key != PERSONAL:
        raise Http404("Jenis catatan ini tidak dikenal.")
    if not may_record(request.user, employee, kind_key, action):
        raise PermissionDenied(
            "Data sendiri tidak diubah sendiri; ajukan usulan perbaikan data."
            if is_own(request.user, employee)
            else "Peran Anda tidak mengubah catatan ini. Mintalah pengelola data BKPSDM."
        )
    return employee, kind


def _kind_seen(user, employee, key):
    """The kind, for whoever sees it in this file."""
    kind = KINDS.get(key)
    sees = {"hukuman-disiplin": sees_sanctions, "keluarga": sees_private_data}.get(key)
    if kind is None or (sees and not sees(user, employee)):
        raise Http404("Jenis catatan ini tidak ada pada berkas tersebut.")
    return kind


def _record(employee, kind, pk, request):
    """The record; None, with a word, where it was withdrawn since its page was shown."""
    record = kind.model._default_manager.filter(employee=employee, pk=pk).first()
    if record is not None:
        record.employee = employee
        return record
    known = Entry.objects.filter(table=kind.model._meta.db_table, row_id=str(pk), action="DELETE").first()
    if known is None or (known.before or {}).get("employee_id") != employee.pk:
        raise Http404("Catatan ini tidak ada pada berkas tersebut.")
    messages.warning(request, f"Catatan {kind.singular} itu sudah dicabut. Tidak ada yang disimpan.")
    return None


def _back(request, employee, kind_key):
    """Where one came from, if the address says so; else the file, at the table that changed."""
    wanted = request.GET.get("kembali", "")
    if wanted and url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure()):
        return wanted
    if employee is None:
        return reverse("directory:list")
    address = reverse("dossier:detail", args=[employee.nip])
    return address if kind_key == PERSONAL else f"{address}#{kind_key}"


def _typed(request):
    """What was sent, also when it is empty; None while nothing was."""
    return request.POST if request.method == "POST" else None

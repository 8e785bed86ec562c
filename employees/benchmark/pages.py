"""The pages that people open all day, with addresses made from whoever is in the database at hand."""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import urlencode

from django.contrib.auth.models import Permission
from django.db import transaction
from django.db.models import Max, Min
from django.urls import reverse

from employees.directory.queries import BY_NAME, name_words
from employees.due_lists.lists import LISTS
from employees.models import DueList, DueSubject, EmployeeState, Mandate, Unit
from simpeg.accounts.models import User
from simpeg.accounts.services import system_user
from simpeg.audit.change import change
from simpeg.web.paging import cursor_behind

SAMPLES = 12  # people whose names, numbers and units are asked about
AGE = "40-49"
OFFICE = ("view_own_units", "view_duelist", "export_list")


@dataclass(frozen=True)
class PageQuery:
    """A page: its name, and addresses of it as a user would ask them, about the people whom he sees.

    There are none where there is nothing to ask about: no list has been run, or the page is not for him.
    """

    name: str
    addresses: Callable[[User, list[EmployeeState]], list[str]]


@contextmanager
def officers() -> Iterator[dict[str, User]]:
    """One who may read everybody, and one who works for one agency; they are gone when the block ends."""
    with transaction.atomic():
        with change(by=system_user(), reason="Pengukuran halaman"):
            everybody = User.objects.create(username="ukur-semua", name="Ukur Semua", is_superuser=True)
            office = User.objects.create(username="ukur-wilayah", name="Ukur Wilayah")
            office.user_permissions.set(
                Permission.objects.filter(content_type__app_label="employees", codename__in=OFFICE)
            )
            if root := Unit.objects.filter(parent=None).order_by("pk").first():
                Mandate.objects.create(user=office, unit=root)
        yield {"semua unit": everybody, "satu instansi": office}
        transaction.set_rollback(True)


def sampled(user, number=SAMPLES):
    """People whom this user sees, spread over all of them as they are numbered."""
    people = EmployeeState.objects.filter(unit__isnull=False)
    if not user.is_superuser:
        units = Unit.objects.visible_to(user).values_list("pk", flat=True)
        people = people.filter(unit__in=list(units))
    ends = people.aggregate(low=Min("employee"), high=Max("employee"))
    if ends["low"] is None:
        return []
    step = max((ends["high"] - ends["low"]) // number, 1)
    found = {}
    for place in range(number):
        one = people.filter(employee__gte=ends["low"] + place * step).order_by("employee").first()
        if one:
            found[one.pk] = one
    return list(found.values())


def _list(**asked):
    return f"{reverse('directory:list')}?{urlencode(asked)}"


def _first(user, people):
    return [_list(), _list(sort="nip")]


def _deep(user, people):
    return [_list(halaman=cursor_behind(one, BY_NAME)) for one in people]


def _words(people):
    return Counter(word for one in people for word in name_words(one.sort_name) if len(word) > 2)


def _common_name(user, people):
    """The words that most people bear, one by one."""
    several = EmployeeState.objects.filter(pk__in=range(people[0].pk, people[0].pk + 2000)).only("sort_name")
    return [_list(q=word) for word, _ in _words(several).most_common(6)]


def _whole_name(user, people):
    return [_list(q=one.sort_name) for one in people]


def _no_such_name(user, people):
    return [_list(q=word) for word in ("qzx", "tidak ada orang bernama ini")]


def _nip(user, people):
    return [_list(q=one.nip) for one in people]


def _nip_part(user, people):
    return [_list(q=part) for one in people[:4] for part in (one.nip[:8], one.nip[8:14], one.nip[4:16], one.nip[-4:])]


def _unit_tree(user, people):
    """An office and the whole agency, of a grade and of an age."""
    addresses = []
    for one in people:
        for unit in (one.unit.opd_id or one.unit_id, one.unit.path[0]):
            addresses += [_list(unit=unit), _list(unit=unit, grade=one.grade_id, age=AGE)]
    return addresses


def _grade_and_age(user, people):
    return [
        address for one in people[:6] for address in (_list(grade=one.grade_id), _list(grade=one.grade_id, age=AGE))
    ]


def _quick_search(user, people):
    address = reverse("directory:search")
    texts = [text for one in people for text in (one.nip, one.sort_name, *name_words(one.sort_name)[:1])]
    return [f"{address}?{urlencode({'q': text})}" for text in texts]


def _admin(**asked):
    return f"{reverse('admin:employees_employee_changelist')}?{urlencode(asked)}"


def _admin_list(user, people):
    return [_admin(), _admin(p=2), _admin(status__exact="PNS")] if user.is_superuser else []


def _admin_search(user, people):
    if not user.is_superuser:
        return []
    return [_admin(q=text) for one in people for text in (one.nip, one.sort_name, *name_words(one.sort_name)[:1])]


def _due_list(subject, **asked):
    def addresses(user, people):
        kept = DueList.objects.visible_to(user).filter(subject=subject).order_by("-pk").first()
        if kept is None:
            return []
        filters = [{}, {"verdict": "MS"}, {"verdict": "BTL"}]
        filters += [
            wish
            for one in people[:4]
            for wish in ({"q": one.nip}, {"q": one.sort_name}, {"unit": one.unit.opd_id or one.unit_id})
        ]
        return [f"{kept.get_absolute_url()}?{urlencode(wish)}" for wish in filters]

    return addresses


PAGES = [
    PageQuery("Daftar pegawai: halaman pertama", _first),
    PageQuery("Daftar pegawai: halaman mana pun", _deep),
    PageQuery("Daftar pegawai: nama yang umum", _common_name),
    PageQuery("Daftar pegawai: nama lengkap", _whole_name),
    PageQuery("Daftar pegawai: nama yang tidak ada", _no_such_name),
    PageQuery("Daftar pegawai: NIP", _nip),
    PageQuery("Daftar pegawai: bagian NIP", _nip_part),
    PageQuery("Daftar pegawai: pohon unit, golongan, usia", _unit_tree),
    PageQuery("Daftar pegawai: golongan, usia", _grade_and_age),
    PageQuery("Pencarian cepat", _quick_search),
    PageQuery("Admin pegawai: daftar", _admin_list),
    PageQuery("Admin pegawai: cari", _admin_search),
    *(PageQuery(f"{LISTS[subject].words.download}: hasil", _due_list(subject)) for subject in DueSubject),
]

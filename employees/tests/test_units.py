"""The unit tree: paths and OPDs kept by the database, circles refused."""

import pytest
from django.db import IntegrityError, connection

from employees.models import Unit
from employees.tests.factories import make_unit
from simpeg.testing.people import make_user

pytestmark = pytest.mark.django_db


def test_a_unit_knows_its_path_and_its_opd():
    root = make_unit("Pemerintah Kabupaten", kind="")
    office = make_unit("Dinas", parent=root, kind="DINAS")
    section = make_unit("Bidang", parent=office)

    assert section.path == [root.pk, office.pk, section.pk]
    assert (root.opd, office.opd, section.opd) == (None, office, office)


def test_a_move_moves_everything_below():
    old, new = make_unit("Dinas A"), make_unit("Dinas B")
    section = make_unit("Bidang", parent=old)
    desk = make_unit("Seksi", parent=section)

    Unit.objects.filter(pk=section.pk).update(parent=new)

    desk.refresh_from_db()
    assert (desk.path, desk.opd) == ([new.pk, section.pk, desk.pk], new)


def test_units_inserted_before_their_parents_find_their_place():
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO employees_unit (id, siasn_id, name, kind, region_code, path, parent_id)"
            " VALUES (901, 'a', 'Anak', 'BIDANG', '', '{}', 902), (902, 'b', 'Induk', 'DINAS', '', '{}', NULL)"
        )

    assert Unit.objects.get(pk=901).path == [902, 901]


def test_nobody_is_his_own_superior():
    office = make_unit()
    section = make_unit("Bidang", parent=office)

    with pytest.raises(IntegrityError, match="menjadi atasan dirinya sendiri"):
        Unit.objects.filter(pk=office.pk).update(parent=section)


def test_an_unknown_kind_cannot_be_stored():
    with pytest.raises(IntegrityError, match="unit_kind_known"):
        make_unit(kind="WARUNG")


def test_a_mandate_shows_its_tree_and_nothing_beside_it():
    office, other = make_unit("Dinas A"), make_unit("Dinas B")
    section = make_unit("Bidang", parent=office)
    user = make_user("employees.view_own_units", mandates=[office])

    assert set(Unit.objects.visible_to(user)) == {office, section}
    assert set(Unit.objects.visible_to(make_user("employees.view_all_units"))) == {office, other, section}
    assert not Unit.objects.visible_to(make_user()).exists()

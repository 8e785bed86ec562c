"""Every legal value says what it is."""

import pytest

from simpeg.law.catalogue import KINDS, keys, topics
from simpeg.law.files import values_in


def test_every_key_declares_its_words_and_its_kind():
    silent = [name for name, key in keys().items() if not key.label or not key.does or key.kind == "other"]

    assert silent == []
    assert {key.kind for key in keys().values()} <= set(KINDS)


def test_every_topic_has_a_title():
    assert {name.partition(".")[0] for name in values_in()} <= set(topics())


@pytest.mark.parametrize("name", list(values_in()))
def test_every_value_of_the_files_fits_its_own_declaration(name):
    for piece in values_in()[name]:
        assert keys()[name].refusals(piece.what) == []
        assert keys()[name].words(piece.what)


def test_every_value_names_its_article():
    assert [name for name, pieces in values_in().items() for piece in pieces if not piece.basis.strip()] == []

import pytest

from performance.plans.contents import ContentsBroken, as_kept, from_kept
from performance.tests.plans.builders import make_facts

KEPT = as_kept(make_facts(weight=50))


def test_what_an_example_keeps_comes_back_as_it_was():
    assert from_kept([KEPT]) == [make_facts(weight=50)]


def test_an_example_keeps_no_plan_no_leader_and_no_day():
    kept = as_kept(make_facts(supports_plan_id=3, supports_line=1, supports_words="Milik Bu Ani"))

    assert "Ani" not in str(kept)
    assert from_kept([kept]) == [make_facts()]


@pytest.mark.parametrize(
    "broken",
    [
        {},
        "teks",
        [None],
        [KEPT | {"extra": 1}],
        [KEPT | {"words": ""}],
        [KEPT | {"words": "a" * 501}],
        [KEPT | {"words": "a\0"}],
        [KEPT | {"words": 1}],
        [KEPT | {"kind": "LAIN"}],
        [KEPT | {"weight": 101}],
        [KEPT | {"weight": True}],
        [KEPT | {"weight": "50"}],
        [KEPT | {"indicators": {}}],
        [KEPT | {"indicators": [{"words": "x"}]}],
        [KEPT | {"indicators": [{"words": "x", "target": " ", "aspect": ""}]}],
        [{name: value for name, value in KEPT.items() if name != "weight"}],
    ],
)
def test_another_shape_is_refused(broken):
    with pytest.raises(ContentsBroken):
        from_kept(broken)

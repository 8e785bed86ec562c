from simpeg.web.columns import Frame

FRAME = Frame(width=400, height=150, top=20, bottom=30)


def test_columns_stand_in_the_middle_of_their_places_and_on_one_ground():
    first, second = FRAME.columns([("a", 50), ("b", 25)], whole=100, widest=84)

    assert (first.middle, second.middle, first.width) == (100, 300, 84)
    assert (first.height, second.height) == (50, 25)
    assert first.y + first.height == second.y + second.height == 120


def test_nothing_is_a_line_and_more_than_the_whole_is_the_whole():
    low, high = FRAME.columns([("a", 0), ("b", 120)], whole=100)

    assert (low.height, high.height, high.y) == (1, 100, 20)
    assert FRAME.columns([]) == []
    assert FRAME.columns([("a", 0)])[0].height == 1

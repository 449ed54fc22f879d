import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsarchive.reports import chart
from newsarchive.reports.document import Bar, BarChart


def drawn(values, peak=None):
    bars = tuple(Bar(str(2000 + index), value, str(value)) for index, value in enumerate(values))
    return chart.draw(BarChart(bars, "alt", "caption", "vi", peak))


def test_heights_are_in_proportion():
    first, second = drawn([5, 10]).rects
    assert second.height == pytest.approx(2 * first.height, abs=0.02)
    assert first.y + first.height == pytest.approx(second.y + second.height, abs=0.02)


def test_zero_has_no_bar_but_its_place():
    drawing = drawn([3, 0, 3])
    assert len(drawing.rects) == 2
    assert {"2000", "2001", "2002"} <= {label.text for label in drawing.labels}


def test_the_peak_alone_says_its_number():
    assert [label.text for label in drawn([3, 1204, 7], peak=1).labels if label.strong] == ["1204"]


def test_grid_lines_are_round_numbers_in_the_language_of_the_report():
    numbers = [label.text for label in drawn([4300, 10]).labels if label.anchor == "end"]
    assert numbers == ["1.000", "2.000", "3.000", "4.000", "0"]


@given(st.lists(st.integers(0, 10**7), min_size=1, max_size=120))
def test_everything_stays_in_the_frame_and_labels_do_not_touch(values):
    drawing = drawn(values)
    for rect in drawing.rects:
        assert 0 <= rect.x <= rect.x + rect.width <= chart.WIDTH
        assert 0 <= rect.y <= rect.y + rect.height <= drawing.height
    axis = sorted(label.x for label in drawing.labels if label.anchor == "middle" and not label.strong)
    assert all(b - a >= 4 * 6 for a, b in itertools.pairwise(axis))
    assert len([line for line in drawing.lines if not line.base]) <= 5

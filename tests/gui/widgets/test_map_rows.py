"""The map is scrolled by whole rows, so that what stands at its upper edge can be read."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QFontMetricsF

from roadmap_cards.gui.theme import Theme
from roadmap_cards.gui.widgets.hex_layout import ABOVE_BASELINE, HexLayout, arrange
from roadmap_cards.gui.widgets.map_rows import scrolled_to, topic_rows
from roadmap_cards.library.map import RoadmapMap


@pytest.fixture
def narrow(a_map: RoadmapMap, theme: Theme) -> HexLayout:
    """Return a map with two topics side by side: rows of 1 and 2, of 3, and of 4 in the second level."""
    return arrange(a_map, 350, QFontMetricsF(theme.font("small_strong")))


def test_a_row_begins_with_the_titles_or_with_the_head_of_its_level(narrow: HexLayout) -> None:
    titles = {heading.topic.id: heading.place.top() for heading in narrow.headings}
    heads = [band.baseline - ABOVE_BASELINE for band in narrow.bands]
    tops = [row.top for row in topic_rows(narrow.cells)]
    assert tops == pytest.approx([heads[0], titles[3], heads[1]])
    feet = [row.foot for row in topic_rows(narrow.cells)]
    assert all(foot < top for foot, top in zip(feet, tops[1:], strict=False))


def test_it_scrolls_to_the_nearest_row_that_brings_the_item_into_sight(narrow: HexLayout) -> None:
    first, second, third = topic_rows(narrow.cells)
    both = round(second.foot - first.top) + 1
    assert scrolled_to(narrow.cells, 1, 0, both) == 0
    assert scrolled_to(narrow.cells, 21, 0, both) == 0, "in sight already"
    last = narrow.cells[-1].item.id
    down = scrolled_to(narrow.cells, last, 0, both)
    assert down in {int(row.top) for row in (second, third)}
    assert third.foot <= down + both
    assert scrolled_to(narrow.cells, 1, down, both) == 0
    assert scrolled_to(narrow.cells, 21, round(second.top) + 9, both) == int(second.top)


def test_what_is_higher_than_the_view_shows_its_foot(narrow: HexLayout) -> None:
    third = topic_rows(narrow.cells)[2]
    low = round(third.foot - third.top) // 2
    last = narrow.cells[-1].item.id
    assert scrolled_to(narrow.cells, last, 0, low) == pytest.approx(third.foot - low, abs=1)


def test_an_item_that_the_map_has_not_moves_nothing(narrow: HexLayout) -> None:
    assert scrolled_to(narrow.cells, 999, 17, 100) == 17
    assert scrolled_to((), 1, 17, 100) == 17

"""Learning settings: what is stored comes back, and nothing that is out of range gets in."""

from __future__ import annotations

import json

import pytest

from roadmap_cards.settings import RANGES, SWITCHES, Learning, learning_of, problem_in, to_json


def test_what_was_stored_comes_back() -> None:
    settings = Learning(target_recall=0.85, new_per_day=0, reviews_per_day=120, day_start=0, grade_buttons=2)
    assert learning_of(to_json(settings)) == settings


@pytest.mark.parametrize("stored", ["", "{", "[]", "null", '"minutes"', "{}"])
def test_an_unreadable_row_gives_the_defaults(stored: str) -> None:
    assert learning_of(stored) == Learning()


def test_a_wrong_value_takes_its_default_and_harms_no_other() -> None:
    stored = {"minutes": 0, "new_per_day": 25, "day_start": "four", "grade_buttons": True, "gone": 1}
    assert learning_of(json.dumps(stored)) == Learning(new_per_day=25)


@pytest.mark.parametrize("name", RANGES)
def test_the_ends_of_a_range_belong_to_it(name: str) -> None:
    least, most = RANGES[name]
    assert not problem_in(name, least)
    assert not problem_in(name, most)
    assert f"from {least:g} to {most:g}" in problem_in(name, least - 1)
    assert f"from {least:g} to {most:g}" in problem_in(name, most + 1)


def test_every_setting_has_a_range_and_its_default_lies_in_it() -> None:
    defaults = json.loads(to_json(Learning()))
    assert set(defaults) == RANGES.keys() | SWITCHES
    assert not any(problem_in(name, value) for name, value in defaults.items())


@pytest.mark.parametrize("value", [None, "15", 15.5, float("nan"), True])
def test_a_number_of_minutes_is_a_whole_number(value: object) -> None:
    assert problem_in("minutes", value)


@pytest.mark.parametrize("value", [None, 1, "on"])
def test_a_switch_is_on_or_off(value: object) -> None:
    assert problem_in("quiz_moves", value)
    assert learning_of(json.dumps({"quiz_moves": value})).quiz_moves
    assert not learning_of(json.dumps({"quiz_moves": False})).quiz_moves


def test_there_are_two_grades_or_four() -> None:
    assert problem_in("grade_buttons", 3)
    assert not problem_in("grade_buttons", 2)

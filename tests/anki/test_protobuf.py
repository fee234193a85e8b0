"""Messages are taken apart as Google's own library takes them."""

from __future__ import annotations

import math
import struct

import pytest
from anki.deck_config_pb2 import DeckConfig
from hypothesis import given
from hypothesis import strategies as some

from roadmap_cards.anki.reading import protobuf


@given(
    some.integers(0, 2**32 - 1),
    some.lists(some.floats(width=32, allow_nan=False, allow_infinity=False)),
    some.text(),
)
def test_what_google_writes_is_read_as_it_was(number: int, weights: list[float], search: str) -> None:
    data = DeckConfig.Config(
        new_per_day=number, fsrs_params_6=weights, param_search=search
    ).SerializeToString()
    message = protobuf.decode(data)
    assert protobuf.integer(message, 9) == number
    assert protobuf.text(message, 45) == search
    found = protobuf.floats(message, 6)
    assert [struct.pack("<f", weight) for weight in found] == [
        struct.pack("<f", weight) for weight in weights
    ]


def test_a_float_is_read_as_a_person_would_write_it() -> None:
    data = DeckConfig.Config(fsrs_params_6=[0.9, 0.1542, 212.5, 3.4028234663852886e38]).SerializeToString()
    assert protobuf.floats(protobuf.decode(data), 6)[:3] == (0.9, 0.1542, 212.5)


def test_a_negative_number_is_read_as_one() -> None:
    data = DeckConfig(id=-5).SerializeToString()
    assert protobuf.integer(protobuf.decode(data), 1) == -5


def test_what_is_missing_has_its_default() -> None:
    assert protobuf.integer({}, 1, 7) == 7
    assert protobuf.text({}, 1) == ""
    assert protobuf.floats({}, 1) == ()


@given(some.binary(max_size=200))
def test_noise_is_read_or_refused_but_never_more(noise: bytes) -> None:
    try:
        message = protobuf.decode(noise)
        floats = protobuf.floats(message, 1)
    except ValueError:
        return
    assert all(math.isfinite(value) for value in floats)
    assert sum(len(values) for values in message.values()) <= len(noise)


def test_a_message_of_too_many_values_is_refused() -> None:
    assert len(protobuf.decode(b"\x08\x01" * 5, most=5)[1]) == 5
    with pytest.raises(ValueError, match="too many"):
        protobuf.decode(b"\x08\x01" * 6, most=5)

"""What does not come along is said in numbers."""

from __future__ import annotations

from roadmap_cards.anki.notes.losses import Loss, loss_sentences


def test_each_kind_of_loss_is_one_sentence() -> None:
    assert loss_sentences([Loss.SOUND] * 12 + [Loss.REMOTE_PICTURE]) == (
        "12 sounds are not played.",
        "1 picture from the web was not fetched.",
    )


def test_every_loss_can_be_said_of_one_and_of_many() -> None:
    for loss in Loss:
        (one,), (many,) = loss_sentences([loss]), loss_sentences([loss] * 1234)
        assert one.startswith("1 ")
        assert many.startswith("1,234 ")


def test_nothing_lost_is_nothing_said() -> None:
    assert loss_sentences([]) == ()

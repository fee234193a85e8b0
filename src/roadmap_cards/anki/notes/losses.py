"""What a note of Anki holds that is not shown here, counted so that a preview can say it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from enum import StrEnum


class Loss(StrEnum):
    """One thing that does not come along; the value is the clause for a single note."""

    SOUND = "a sound is not played"
    REMOTE_PICTURE = "a picture from the web was not fetched"
    OTHER_PICTURE = "a picture that is no file of the package was left out"
    MEDIA = "a film or drawing was left out"
    SCRIPT = "a script or form was left out"


_COUNTED = {
    Loss.SOUND: ("1 sound is not played", "{} sounds are not played"),
    Loss.REMOTE_PICTURE: (
        "1 picture from the web was not fetched",
        "{} pictures from the web were not fetched",
    ),
    Loss.OTHER_PICTURE: (
        "1 picture that is no file of the package was left out",
        "{} pictures that are no files of the package were left out",
    ),
    Loss.MEDIA: ("1 film or drawing was left out", "{} films and drawings were left out"),
    Loss.SCRIPT: ("1 script or form was left out", "{} scripts and forms were left out"),
}


def loss_sentences(lost: Iterable[Loss]) -> tuple[str, ...]:
    """Return one sentence for each kind of loss, with its number: “12 sounds are not played.”"""
    counts = Counter(lost)
    return tuple(
        f"{(one if counts[loss] == 1 else many).format(f'{counts[loss]:,}')}."
        for loss, (one, many) in _COUNTED.items()
        if counts[loss]
    )

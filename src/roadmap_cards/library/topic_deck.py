"""The deck file of a topic, found by its key, its title or its path; no collection is needed."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from roadmap_cards.errors import Flaw, ProblemError
from roadmap_cards.paths import shipped
from roadmap_cards.roadmap.deck_file import read_deck_file, read_text
from roadmap_cards.roadmap.deck_scanner import scan
from roadmap_cards.roadmap.front_matter import read_front_matter
from roadmap_cards.roadmap.lint import deck_paths, folder_key
from roadmap_cards.roadmap.titles import comparable
from roadmap_cards.roadmap.wording import nearest
from roadmap_cards.study.card import Deck


@dataclass(frozen=True, slots=True)
class TopicDeck:
    """A deck with its sound entries, the file that it stands in, and what is wrong with the others."""

    deck: Deck
    path: Path
    flaws: tuple[Flaw, ...]


def read_topic(wanted: str, own: Path) -> TopicDeck:
    """Read the deck of a topic: `wanted` is a path, a key (`topic` or `roadmap/topic`) or a title.

    Keys and titles are looked up among the decks below `own` and those that are shipped. ProblemError says
    why there is none; with a flaw in its front matter a file is no deck.
    """
    path = _find(wanted, own)
    read = read_deck_file(path, roadmap=folder_key(path))
    if read.deck is None:
        first = read.flaws[0]
        raise ProblemError(f"{first}.", hint=f"roadmap-cards lint {path.parent} names all that is wrong.")
    return TopicDeck(read.deck, path, read.flaws)


def _find(wanted: str, own: Path) -> Path:
    path = Path(wanted).expanduser()
    if path.is_file():
        return path
    if path.suffix == ".md":
        raise ProblemError(f"There is no file {path}.", hint="Name a deck file, or a topic by key or title.")
    places = [*(deck_paths(own) if own.is_dir() else []), *deck_paths(shipped("decks"))]
    found = [place for place in places if wanted in {place.stem, f"{place.parent.name}/{place.stem}"}]
    titles = {} if found else {place: _title(place) for place in places}
    found = found or [place for place, title in titles.items() if comparable(title) == comparable(wanted)]
    if not found:
        near = nearest(wanted, [*filter(None, titles.values()), *(place.stem for place in places)])
        remedy = f"Did you mean “{near}”?" if near else "Name a topic by its key or title, or its deck file."
        raise ProblemError(f"There is no deck for the topic “{wanted}”.", hint=remedy)
    if len(found) > 1:
        listed = " and ".join(map(str, found))
        raise ProblemError(f"“{wanted}” is the topic of {listed}.", hint="Name the file that you mean.")
    return found[0]


def _title(path: Path) -> str:
    """Return the title in the front matter of a file, empty where it cannot be read."""
    text = read_text(path, str(path))
    front = None if isinstance(text, Flaw) else scan(text, _ignore).front
    head = read_front_matter(front, _ignore).head if front else None
    return head.title if head else ""


def _ignore(_line: int, _message: str) -> None:
    """A file with flaws is told of when it is the one that is wanted."""

"""Deck files: one topic's cards in Markdown, read into values, with every flaw named by its line.

A deck file is the topic's chapter of the roadmap with cards put in:

    ---
    format: 1
    topic: attention-mechanism
    title: Attention Mechanism
    status: reviewed
    sources:
      vaswani2017: {title: "Attention Is All You Need", url: "https://arxiv.org/abs/1706.03762", year: 2017}
    ---
    # Basic Attention
    ## Attention scores and softmax
    ### softmax-axis
    kind: basic
    difficulty: 2
    sources: vaswani2017#3.2.1

    Q: Along which axis is softmax taken?
    A: Over the **keys**.

Reading never stops at the first error: all of them are reported, and the cards that are sound are kept.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from roadmap_cards.errors import Flaw
from roadmap_cards.roadmap.deck_fields import read_accepted, read_options, read_steps
from roadmap_cards.roadmap.deck_links import check_links
from roadmap_cards.roadmap.deck_models import MODELS, CardModel, DeckHead, card_sentence
from roadmap_cards.roadmap.deck_scanner import Heading, Line, RawCard, Scanned, scan
from roadmap_cards.roadmap.front_matter import FrontMatter, read_front_matter
from roadmap_cards.roadmap.outline import Item, Section, Topic
from roadmap_cards.roadmap.titles import comparable
from roadmap_cards.roadmap.wording import Report, nearest, proposal, quoted
from roadmap_cards.study.card import KINDS, Citation, Deck, Entry, variants

LARGEST = 2_000_000
"""Bytes of a deck file that are read."""
MOST_FLAWS = 500
"""Flaws after which a file is not read to its end."""

_LISTS = {"Options": read_options, "Accept": read_accepted, "Order": read_steps}


@dataclass(frozen=True, slots=True)
class ReadDeck:
    """What became of a deck file: its sound entries, and its flaws by line.

    `deck` is None when anything in the front matter is wrong.
    """

    deck: Deck | None
    flaws: tuple[Flaw, ...]


def read_deck_file(path: Path, topic: Topic | None = None, *, roadmap: str = "", where: str = "") -> ReadDeck:
    """Read a deck file of at most 2 MB; whatever is wrong with it, the file itself included, is a flaw.

    `where` is the file as the flaws name it (else its path); `topic` and `roadmap` are as for `read_deck`.
    """
    text = read_text(path, where or str(path))
    if isinstance(text, Flaw):
        return ReadDeck(None, (text,))
    return read_deck(text, where or str(path), topic, roadmap=roadmap)


def read_text(path: Path, where: str) -> str | Flaw:
    """Return the text of a file in UTF-8, or the flaw that says why it cannot be had."""
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except OSError as error:
        return Flaw(where, 0, f"the file cannot be read: {error.strerror or error}")
    if len(data) > LARGEST:
        return Flaw(
            where,
            0,
            f"the file is larger than {LARGEST // 1_000_000} MB; a deck holds the cards of one topic",
        )
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return Flaw(where, line, "the file is not in UTF-8; save it in that encoding")


def read_deck(text: str, where: str, topic: Topic | None = None, *, roadmap: str = "") -> ReadDeck:
    """Read the text of a deck file.

    With a `topic` its sections and items are the headings that may be used, and entries carry its titles;
    without one headings are free and may be missing. `roadmap` is the key of the roadmap where the front
    matter names none. An entry below an unknown heading is kept without its place. After 500 flaws reading
    stops, and there is no deck.
    """
    flaws: list[Flaw] = []

    def report(line: int, message: str) -> None:
        flaws.append(Flaw(where, line, message))
        if len(flaws) > MOST_FLAWS:
            raise _TooManyFlawsError

    try:
        deck = _read(text, topic, roadmap, report, flaws)
    except _TooManyFlawsError:
        deck = None
        flaws[-1] = Flaw(where, 0, f"reading stopped after {MOST_FLAWS} flaws; mend some of them first")
    return ReadDeck(deck, tuple(sorted(flaws)))


class _TooManyFlawsError(Exception):
    """What is read is hardly a deck file."""


def _read(
    text: str, topic: Topic | None, roadmap: str, report: Report, reported: Sequence[Flaw]
) -> Deck | None:
    """Read front matter, headings and cards; `reported` holds what `report` was told."""
    scanned = scan(text, report)
    front = FrontMatter(None) if scanned.front is None else read_front_matter(scanned.front, report)
    head = front.head
    if topic and head and head.topic != topic.key:
        remedy = f"write “topic: {topic.key}”"
        report(
            front.lines[("topic",)],
            f"“topic: {head.topic}” is not the topic that this file is read for; {remedy}",
        )
        head, topic = None, None
    places = _find_places(scanned, topic, report)
    cards = [(raw, _check_card(raw, front, report)) for raw in scanned.cards]
    check_links(scanned.cards, front.head.topic if front.head else "", report)
    if front.head is not None:
        _check_retired(scanned.cards, cards, front.head, report)
    if head is None:
        return None
    faulty = {flaw.line for flaw in reported}
    entries = tuple(
        _entry(raw, model, head, places)
        for raw, model in cards
        if model is not None and faulty.isdisjoint(range(raw.line, raw.last + 1))
    )
    draft = head.status == "draft"
    return Deck(head.roadmap or roadmap, head.topic, head.title, entries, draft, head.lang, head.retired)


# --- Headings ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Places:
    """The titles that entries carry, by the line of the heading; empty for a heading that is unknown."""

    sections: dict[int, str]
    items: dict[int, str]

    def of(self, raw: RawCard) -> tuple[str, str]:
        section = self.sections[raw.section.line] if raw.section else ""
        return section, self.items[raw.item.line] if raw.item else ""


def _find_places(scanned: Scanned, topic: Topic | None, report: Report) -> _Places:
    """Match the headings to the sections and items of the topic."""
    if topic is None:
        return _Places(
            {heading.line: heading.title for heading in scanned.sections},
            {heading.line: heading.title for heading in scanned.items},
        )
    sections, titles = _match_sections(scanned.sections, topic, report)
    items: dict[int, str] = {}
    for heading in scanned.items:
        section = sections.get(heading.section.line) if heading.section else None
        item = _match_item(heading, section, report)
        items[heading.line] = item.title if item else ""
    for raw in scanned.cards:
        if raw.item is None:
            report(
                raw.line,
                f"the card {quoted(raw.id)} stands under no item; put it below its “## …” of the roadmap",
            )
    return _Places(titles, items)


def _match_sections(
    headings: Sequence[Heading], topic: Topic, report: Report
) -> tuple[dict[int, Section], dict[int, str]]:
    """Return the section in which the items of each heading are to be looked up, and the title it gives."""
    known: dict[str, Section] = {}
    for section in topic.sections:
        # Sections of one title are one heading; the items of all of them may stand below it.
        name = comparable(section.title)
        before = known[name].items if name in known else ()
        known[name] = replace(section, items=(*before, *section.items))
    by_title = {section.title: section for section in topic.sections}
    lookup: dict[int, Section] = {}
    titles: dict[int, str] = {}
    for heading in headings:
        found = known.get(comparable(heading.title))
        titles[heading.line] = found.title if found else ""
        if found is None:
            remedy = proposal(heading.title, by_title)
            report(heading.line, f"{quoted(topic.title)} has no section {quoted(heading.title)}; {remedy}")
            # A misspelt section: its items are still looked up where they most likely belong.
            found = by_title.get(nearest(heading.title, by_title) or "")
        if found is not None:
            lookup[heading.line] = found
    return lookup, titles


def _match_item(heading: Heading, section: Section | None, report: Report) -> Item | None:
    if heading.section is None:
        report(
            heading.line, f"the item {quoted(heading.title)} stands under no section; put its “# …” above it"
        )
    if section is None:
        return None
    for item in section.items:
        if comparable(item.title) == comparable(heading.title):
            return item
    remedy = proposal(heading.title, [item.title for item in section.items])
    report(heading.line, f"{quoted(section.title)} has no item {quoted(heading.title)}; {remedy}")
    return None


# --- Cards ------------------------------------------------------------------------------------------------


def _check_card(raw: RawCard, front: FrontMatter, report: Report) -> CardModel | None:
    """Read a card by the model of its kind; report every field that is wrong."""
    values, told = _read_fields(raw, report)
    kind = values.get("kind", "")
    if kind not in MODELS:
        if "kind" not in told:
            problem = f"“kind: {kind}” is not a kind of card" if kind else "this card has no “kind:”"
            report(raw.line_of("kind"), f"{problem}; {proposal(kind, KINDS)}")
        # What all kinds share is checked all the same.
        values = {name: value for name, value in values.items() if name in _SHARED}
    _check_sources(raw, front, report)
    try:
        retired = front.head.retired_variants(raw.id) if front.head else ()
        checked = MODELS.get(kind, CardModel).model_validate(values, context={"retired": retired})
    except ValidationError as invalid:
        for error in invalid.errors(include_url=False, include_context=False):
            name = str(error["loc"][0])
            if name not in told:
                told.add(name)
                value = raw.id if name == "id" else raw.meta[name].text if name in raw.meta else ""
                report(raw.line_of(name), card_sentence(error, kind, value))
        return None
    return checked if kind in MODELS else None


_SHARED = {field.alias or name for name, field in CardModel.model_fields.items()}


def _read_fields(raw: RawCard, report: Report) -> tuple[dict[str, Any], set[str]]:
    """Return what stands in a card by key and label, and the names of which enough is told already."""
    values: dict[str, Any] = {"id": raw.id}
    values |= {key: line.text for key, line in raw.meta.items() if line.text}
    told = {key for key, line in raw.meta.items() if not line.text}
    for label, lines in raw.fields.items():
        if label not in _LISTS:
            values[label] = "\n".join(line.text for line in lines).strip("\n").rstrip()
            continue
        values[label], flaws = _read_list(label, lines)
        for line, message in flaws:
            told.add(label)
            report(line, message)
    return values, told


def _read_list(label: str, lines: Sequence[Line]) -> tuple[tuple[object, ...], list[tuple[int, str]]]:
    flaws: list[tuple[int, str]] = []
    return _LISTS[label](lines, lambda line, message: flaws.append((line, message))), flaws


def _check_sources(raw: RawCard, front: FrontMatter, report: Report) -> None:
    """Report sources that the front matter lacks; where it has none at all, that alone is worth telling."""
    cited = raw.meta["sources"].text.split(",") if "sources" in raw.meta else []
    for ref in cited:
        key = ref.partition("#")[0].strip()
        if key and front.source_keys and key not in front.source_keys:
            remedy = proposal(key, front.source_keys)
            report(raw.line_of("sources"), f"the front matter has no source {quoted(key)}; {remedy}")


def _check_retired(
    raws: Sequence[RawCard], cards: Sequence[tuple[RawCard, CardModel | None]], head: DeckHead, report: Report
) -> None:
    """Report what the front matter calls gone and what stands in the file all the same."""
    for raw in raws:
        if raw.id in head.retired:
            report(
                raw.line,
                f"the id {quoted(raw.id)} is retired in the front matter and never used again; give this "
                "card an id of its own",
            )
        formerly = raw.meta["formerly"].text.split(",") if "formerly" in raw.meta else []
        for former in {name.strip().removeprefix(f"{head.topic}/") for name in formerly} & set(head.retired):
            report(
                raw.line_of("formerly"),
                f"“formerly: {former}”: that id is retired in the front matter; keep one of the two",
            )
    for raw, model in cards:
        if model is None or model.kind == "cloze":  # its gaps are checked with their numbers
            continue
        for variant in head.retired_variants(raw.id):
            if variant in variants(model.body()):
                report(
                    raw.line,
                    f"“{raw.id}#{variant}” is retired in the front matter, and this card has it; take it "
                    "out there, or give this card an id of its own",
                )


def _entry(raw: RawCard, model: CardModel, head: DeckHead, places: _Places) -> Entry:
    section, item = places.of(raw)
    return Entry(
        id=model.id,
        section=section,
        item=item,
        body=model.body(),
        difficulty=model.difficulty,
        sources=_citations(model, head),
        tags=model.tags,
        needs=model.needs,
        tests=model.tested,
        formerly=model.formerly,
        version=model.version,
        as_of=model.as_of,
        draft=model.status == "draft",
        hint=model.hint,
        why=model.why,
        more=model.more,
        verify=model.verify,
        line=raw.line,
    )


def _citations(model: CardModel, head: DeckHead) -> tuple[Citation, ...]:
    return tuple(
        Citation(source.title, source.url, source.year, ref.where, ref.key)
        for ref in model.sources
        for source in (head.sources[ref.key],)
    )

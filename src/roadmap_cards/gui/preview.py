"""`preview TOPIC`: every card of a deck painted as the review page shows it, for a person to look through."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from random import Random

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from roadmap_cards.errors import ProblemError
from roadmap_cards.gui.fonts import load_fonts
from roadmap_cards.gui.theme import LIGHT, Motion, Scheme, Theme
from roadmap_cards.gui.widgets.canvas import Canvas
from roadmap_cards.gui.widgets.card_parts import RULE, Block, Role
from roadmap_cards.gui.widgets.card_sheet import (
    SHEET_WIDTH,
    CardSheet,
    back_blocks,
    front_blocks,
    reason_blocks,
)
from roadmap_cards.gui.widgets.formula_cache import FormulaCache
from roadmap_cards.library.topic_deck import TopicDeck
from roadmap_cards.study.card import Choice, Entry, Multi, Order, variants
from roadmap_cards.study.sides import kind_name
from roadmap_cards.study.wording import counted

MARGIN = 24
SHORTEST = 180
"""Pixels of text that a sheet holds at least."""
QUALITY = 70
"""Of a PNG file, which is always exact: the higher, the quicker it is written and the larger it is."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A card, or a question of a quiz (without variant), with its number in the deck."""

    number: int
    entry: Entry
    variant: str

    @property
    def name(self) -> str:
        """What its pictures are called: number, id, and the variant where an entry has several."""
        end = "" if self.variant in {"", "main"} else f"-{self.variant}"
        return f"{self.number:03}-{self.entry.id}{end}"

    @property
    def words(self) -> str:
        draft = ", draft" if self.entry.draft else ""
        kind = kind_name(self.entry.body, self.variant)
        return f"{kind}, difficulty {self.entry.difficulty}, line {self.entry.line}{draft}"


def run(topic: TopicDeck, target: Path, only: str | None, size: int) -> int:
    """Paint the cards of a deck, or those of one entry, into a folder; `size` of the text is in per cent."""
    shown = cards_of(topic, only)
    try:
        target.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ProblemError(
            f"{target} cannot be made: {error.strerror or error}.", hint="Name another folder."
        ) from error
    application = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(application, QApplication)
    application.setStyle("Fusion")
    load_fonts()
    for flaw in topic.flaws:
        print(flaw, file=sys.stderr)  # noqa: T201 - the command tells what it leaves out
    pictures = paint(topic, shown, target, Theme(Scheme.LIGHT, size, Motion.OFF))
    index = target / "index.html"
    index.write_text(contact_sheet(topic.deck.title, shown), encoding="utf-8")
    print(f"{counted(len(shown), 'card')} in {counted(pictures, 'picture')}: {index}")  # noqa: T201
    return 0


def cards_of(topic: TopicDeck, only: str | None = None) -> list[Shown]:
    """Return what there is to paint, in the order of the file; of one entry where `only` names it."""
    entries = topic.deck.entries
    every = [(entry, variant) for entry in entries for variant in variants(entry.body) or ("",)]
    shown = [Shown(number, *card) for number, card in enumerate(every, start=1)]
    chosen = [card for card in shown if only in {None, card.entry.id}]
    if not chosen:
        what = f"no entry “{only}”" if only else "no entry that could be read"
        raise ProblemError(f"{topic.path} has {what}.", hint="Its entries are the lines that begin with ###.")
    return chosen


def paint(topic: TopicDeck, shown: Sequence[Shown], target: Path, theme: Theme) -> int:
    """Paint front and back of each card in both schemes; return how many pictures that made."""
    formulas = FormulaCache(None)
    window = QWidget()
    ground = Canvas(theme, window)
    sheet = CardSheet(theme, formulas, topic.path.absolute().parent)
    sheet.setFixedWidth(SHEET_WIDTH)
    sheet.view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    layout = QVBoxLayout(ground)
    layout.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
    layout.addWidget(sheet)
    layout.setSizeConstraint(QVBoxLayout.SizeConstraint.SetFixedSize)
    # Shown, because what is hidden is not laid out; but on no screen.
    window.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    window.show()
    made = 0
    for scheme in (Scheme.LIGHT, Scheme.DARK):
        theme.set_scheme(scheme)
        for card in shown:
            for side in _sides(sheet, card):
                sheet.view.setFixedHeight(max(SHORTEST, sheet.view.text_height()))
                _settle(sheet, ground)
                path = target / picture_name(card, side, scheme)
                if not ground.grab().save(str(path), "PNG", QUALITY):
                    raise ProblemError(
                        f"{path} cannot be written.", hint="Is there room, and a right to write?"
                    )
                made += 1
    window.close()
    window.deleteLater()
    return made


def _settle(*holders: QWidget) -> None:
    """Let the layouts, from the inmost out, take what has changed since the picture before."""
    for holder in holders:
        layout = holder.layout()
        assert layout is not None
        layout.activate()


def _sides(sheet: CardSheet, card: Shown) -> Iterator[str]:
    """Put the two sides of a card on the sheet, one after the other."""
    entry, variant = card.entry, card.variant
    sheet.show_head(entry, variant)
    sheet.offer_fields(entry.body)
    sheet.show_sources(())
    sheet.memory.setText("New card" if variant else "Quiz question")
    sheet.view.show_blocks(front_blocks(entry, variant) if variant else question_front(entry))
    yield "front"
    sheet.hide_fields()
    sheet.show_sources(entry.sources)
    sheet.view.show_blocks(back_blocks(entry, variant) if variant else question_back(entry))
    yield "back"


# --- Questions of a quiz ------------------------------------------------------------------------------------


def question_front(entry: Entry) -> list[Block]:
    """Return a quiz question with what there is to choose from; the steps of an order are mixed."""
    blocks = front_blocks(entry, "")
    match entry.body:
        case Choice(options=options) | Multi(options=options):
            blocks.append(Block("\n".join(_item("-", option.text) for option in options)))
        case Order(steps=steps):
            mixed = Random(entry.id).sample(steps, len(steps))
            blocks.append(Block("\n".join(_item("-", step) for step in mixed)))
    return blocks


def question_back(entry: Entry) -> list[Block]:
    """Return the question, and every option with the reason why it is right or wrong."""
    match entry.body:
        case Choice(options=options) | Multi(options=options):
            blocks = [*front_blocks(entry, ""), RULE]
            for option in options:
                mark = "**Right:**" if option.correct else "Wrong:"
                blocks += [Block(f"{mark} {option.text}"), Block(option.why, Role.SMALL)]
            return [*blocks, *reason_blocks(entry)]
        case _:
            return back_blocks(entry, "")


def _item(mark: str, text: str) -> str:
    """Return a text of several lines as one item of a list."""
    return f"{mark} " + text.replace("\n", f"\n{' ' * (len(mark) + 1)}")


# --- The contact sheet --------------------------------------------------------------------------------------


def picture_name(card: Shown, side: str, scheme: Scheme) -> str:
    return f"{card.name}-{side}-{scheme.value}.png"


def contact_sheet(title: str, shown: Sequence[Shown]) -> str:
    """Return a page that shows all pictures side by side, small, each a link to itself."""
    rows = "\n".join(_row(card) for card in shown)
    return f"""<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>{escape(title)}: {counted(len(shown), "card")}</title>
<style>
body {{ margin: 24px; background: {LIGHT["canvas"]}; color: {LIGHT["ink"]}; font: 15px sans-serif; }}
section {{ display: grid; grid-template-columns: repeat(4, 1fr); gap: 12px; align-items: start; }}
h2 {{ grid-column: 1 / -1; margin: 24px 0 0; font-size: 15px; }}
h2 span {{ color: {LIGHT["ink2"]}; font-weight: normal; }}
img {{ width: 100%; }}
</style>
<h1>{escape(title)}: {counted(len(shown), "card")}</h1>
{rows}
</html>
"""


def _row(card: Shown) -> str:
    names = [
        (side, scheme, picture_name(card, side, scheme))
        for scheme in (Scheme.LIGHT, Scheme.DARK)
        for side in ("front", "back")
    ]
    pictures = "\n".join(
        f'<a href="{name}"><img src="{name}" loading="lazy" alt="{card.name}, {side}, {scheme}"></a>'
        for side, scheme, name in names
    )
    heading = f"{card.number} {card.entry.id} <span>{escape(card.words)}</span>"
    return f'<section id="{card.name}">\n<h2>{heading}</h2>\n{pictures}\n</section>'

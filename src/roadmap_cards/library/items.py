"""One item of a roadmap: its cards in a line each, its forgetting curve, what can be studied of it today."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from roadmap_cards.settings import Learning
from roadmap_cards.storage import items as queries
from roadmap_cards.storage import map as map_queries
from roadmap_cards.storage import queue as stock
from roadmap_cards.storage import today as day_queries
from roadmap_cards.storage.database import Database
from roadmap_cards.storage.items import ItemCardRow
from roadmap_cards.storage.queue import Choice
from roadmap_cards.storage.settings import all_parameters
from roadmap_cards.study import mastery, queue
from roadmap_cards.study.card import Cloze, Faces, Learned
from roadmap_cards.study.curve import Curve, mean_curve
from roadmap_cards.study.day import Moment
from roadmap_cards.study.forgetting import Parameters
from roadmap_cards.study.history import standing
from roadmap_cards.study.mastery import NOTHING_ASKED, CardMemory, Mastery
from roadmap_cards.study.plain_text import plain
from roadmap_cards.study.queue import Plan
from roadmap_cards.study.schedule import retrievability
from roadmap_cards.study.sides import front, kind_name


@dataclass(frozen=True, slots=True)
class CardLine:
    """A card in one line. `due_in` counts days from today: 0 for what is due, None for a new card."""

    id: int
    front: str
    kind: str
    memory: CardMemory
    due_in: int | None
    suspended: bool

    @property
    def mastery(self) -> Mastery:
        return mastery.of_item([self.memory])


@dataclass(frozen=True, slots=True)
class ItemDetails:
    """What the map does not tell of an item. Cards come in file order, suspended ones too.

    `next_step` names what the next state asks for; `plan` is what of the item can be studied today.
    """

    cards: tuple[CardLine, ...]
    curve: Curve
    target: float
    next_step: str
    plan: Plan


class Items:
    """The items of roadmaps, one at a time. Reached as `library.items`."""

    def __init__(
        self, database: Database, now: Callable[[], Moment], learning: Callable[[], Learning]
    ) -> None:
        """Look into an open collection."""
        self._database = database
        self._now = now
        self._learning = learning

    def details(self, item: int, asked: int | None = None) -> ItemDetails:
        """Return the cards of an item with their curve.

        `asked` is a card that is being asked just now: no line gives away what it asks for.
        """
        day = self._now().day
        parameters = day_queries.parameters(self._database.plain)
        rows = queries.cards(self._database.read, item)
        logs = queries.logs(self._database.read, item)
        evidence = map_queries.evidence(self._database.plain, day, item=item).get(item, NOTHING_ASKED)
        active = [row for row in rows if not row.suspended]
        words = _fronts(rows, asked)
        return ItemDetails(
            cards=tuple(_line(row, words[row.id], day, parameters) for row in rows),
            curve=mean_curve(
                [(standing(logs.get(row.id, ())), row.memory) for row in active],
                day,
                parameters,
                all_parameters(self._database.read),
            ),
            target=self._learning().target_recall,
            next_step=mastery.next_step(
                [_memory(row, day, parameters) for row in active], proved=evidence.proved
            ),
            plan=self.plan([item]),
        )

    def plan(self, items: Collection[int], *, new: int | None = None) -> Plan:
        """Return what of these items can be studied today: what is due, and `new` new cards (None: all).

        The day's limits do not hold for what is asked for by name; two cards of one entry stay apart even so.
        """
        day, plain, choice = self._now().day, self._database.plain, Choice(items=items)
        in_steps = stock.in_steps(plain, day, choice)
        taken = day_queries.done(plain, day).entries | {card.entry for card in in_steps}
        fresh = list(stock.new(plain, day, choice))
        chosen = queue.choose_new(fresh, taken, len(fresh) if new is None else new)
        return queue.arrange(in_steps, (), stock.reviews(plain, day, taken, choice=choice), chosen)

    def of_card(self, card: int) -> int | None:
        """Return the item of a card, or None where it has none."""
        return queries.of_card(self._database.read, card)

    def questions(self, topic: int) -> int:
        """Return how many questions of a topic a quiz can ask."""
        return queries.questions(self._database.read, topic)

    def counts(self, topic: int) -> tuple[int, int]:
        """Return how many cards of a topic there are to remember, and how many of them were seen."""
        return queries.counts(self._database.read, topic)


def _line(row: ItemCardRow, words: str, day: int, parameters: Parameters) -> CardLine:
    due_in = None
    if isinstance(row.memory, Learned):
        due_in = max(0, row.memory.due_day - day, row.buried_until - day)
    return CardLine(
        id=row.id,
        front=words,
        kind=kind_name(row.entry.body, row.variant),
        memory=_memory(row, day, parameters),
        due_in=due_in,
        suspended=row.suspended,
    )


def _memory(row: ItemCardRow, day: int, parameters: Parameters) -> CardMemory:
    if not isinstance(row.memory, Learned):
        return CardMemory()
    day = max(day, row.memory.last_day)
    return CardMemory(row.memory.stability, retrievability(row.memory, day, parameters))


def _fronts(rows: Sequence[ItemCardRow], asked: int | None) -> dict[int, str]:
    """Return each card in a line.

    Cards of one entry answer one another, so only one of them shows its front: the asked one, else the first.
    """
    shown: dict[int, ItemCardRow] = {}
    for row in rows:
        if row.entry_id not in shown or row.id == asked:
            shown[row.entry_id] = row
    return {
        row.id: plain(front(row.entry.body, row.variant)) if shown[row.entry_id] is row else _beside(row)
        for row in rows
    }


def _beside(row: ItemCardRow) -> str:
    if isinstance(row.entry.body, Cloze):
        return f"The same sentence, gap {row.variant.removeprefix('c')}"
    if isinstance(row.entry.body, Faces):
        return "Another card of the same note"
    return "The same card, asked the other way round"
